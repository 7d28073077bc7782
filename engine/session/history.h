#pragma once
// Undo keeps older values: no inverse operation exists, so none can be wrong. One gesture is one entry.
// [control]

#include <string>
#include <vector>

#include "engine/session/session.h"

namespace dub::session {

class History {
  public:
    explicit History(Session first);

    [[nodiscard]] const Session& now() const { return entries_[at_].session; }
    // What undo would take back, and redo bring; empty when there is nothing.
    [[nodiscard]] std::string undo_name() const;
    [[nodiscard]] std::string redo_name() const;

    void push(std::string name, Session next); // what could be redone is forgotten
    bool undo();                               // false at the beginning
    bool redo();                               // false at the end

  private:
    struct Entry {
        std::string name; // of the gesture that led here
        Session session;
    };
    std::vector<Entry> entries_;
    std::size_t at_ = 0;
};

} // namespace dub::session

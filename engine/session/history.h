#pragma once
// Undo keeps older values: no inverse operation exists, so none can be wrong. One gesture is one entry.
// [control]

#include <functional>
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

    // Of every gesture, oldest first; the first entry, the session as it was opened, has none.
    [[nodiscard]] std::vector<std::string> names() const;
    [[nodiscard]] std::size_t at() const { return at_; }

    void push(std::string name, Session next); // what could be redone is forgotten
    bool undo();                               // false at the beginning
    bool redo();                               // false at the end
    // Every entry at once, where the world around a session changed: its media lie elsewhere.
    void change_all(const std::function<Session(const Session&)>& change);

  private:
    struct Entry {
        std::string name; // of the gesture that led here
        Session session;
    };
    std::vector<Entry> entries_;
    std::size_t at_ = 0;
};

} // namespace dub::session

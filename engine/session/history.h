#pragma once
// Undo keeps older values: no inverse operation exists, so none can be wrong. One gesture is one entry. Only
// Info::next_id is not taken back: an id given once stays given, whatever becomes of the thing that got it.
// [control]

#include <functional>
#include <string>
#include <vector>

#include "engine/session/session.h"

namespace dub::session {

// The session with its next_id raised to at least that.
[[nodiscard]] Session with_ids_given(Session session, std::uint64_t next_id);

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
    void go_to(std::size_t entry);             // one of names()
    // Every entry in its new form: what a session is does not change by it, only how it is written.
    void rewrite(const std::function<Session(const Session&)>& rewritten);

  private:
    struct Entry {
        std::string name; // of the gesture that led here
        Session session;
    };
    std::vector<Entry> entries_;
    std::size_t at_ = 0;
    std::uint64_t next_id_; // the highest of all entries that ever were
};

} // namespace dub::session

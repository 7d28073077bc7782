#include "engine/session/history.h"

namespace dub::session {

History::History(Session first) { entries_.push_back({"", std::move(first)}); }

std::string History::undo_name() const { return entries_[at_].name; }

std::string History::redo_name() const { return at_ + 1 < entries_.size() ? entries_[at_ + 1].name : ""; }

std::vector<std::string> History::names() const {
    std::vector<std::string> names;
    for (const Entry& entry : entries_)
        names.push_back(entry.name);
    return names;
}

void History::change_all(const std::function<Session(const Session&)>& change) {
    for (Entry& entry : entries_)
        entry.session = change(entry.session);
}

void History::push(std::string name, Session next) {
    entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(at_) + 1, entries_.end());
    entries_.push_back({std::move(name), std::move(next)});
    ++at_;
}

bool History::undo() {
    if (at_ == 0) return false;
    --at_;
    return true;
}

bool History::redo() {
    if (at_ + 1 == entries_.size()) return false;
    ++at_;
    return true;
}

} // namespace dub::session

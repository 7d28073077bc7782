#include "engine/session/history.h"

#include <algorithm>

namespace dub::session {

Session with_ids_given(Session session, std::uint64_t next_id) {
    if (session.info->next_id >= next_id) return session;
    Info info = *session.info;
    info.next_id = next_id;
    session.info = std::make_shared<const Info>(std::move(info));
    return session;
}

History::History(Session first)
    : next_id_(first.info->next_id) {
    entries_.push_back({"", std::move(first)});
}

std::string History::undo_name() const { return entries_[at_].name; }

std::string History::redo_name() const { return at_ + 1 < entries_.size() ? entries_[at_ + 1].name : ""; }

std::vector<std::string> History::names() const {
    std::vector<std::string> names;
    for (const Entry& entry : entries_)
        names.push_back(entry.name);
    return names;
}

void History::push(std::string name, Session next) {
    entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(at_) + 1, entries_.end());
    next_id_ = std::max(next_id_, next.info->next_id);
    entries_.push_back({std::move(name), std::move(next)});
    go_to(at_ + 1);
}

bool History::undo() {
    if (at_ == 0) return false;
    go_to(at_ - 1);
    return true;
}

bool History::redo() {
    if (at_ + 1 == entries_.size()) return false;
    go_to(at_ + 1);
    return true;
}

void History::rewrite(const std::function<Session(const Session&)>& rewritten) {
    for (Entry& entry : entries_)
        entry.session = rewritten(entry.session);
}

void History::go_to(std::size_t entry) {
    at_ = entry;
    Session& now = entries_[at_].session;
    now = with_ids_given(std::move(now), next_id_);
}

} // namespace dub::session

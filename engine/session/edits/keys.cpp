#include "engine/session/edits/keys.h"

#include <algorithm>

namespace dub::session {
namespace {

// Puts back every strip that `change` says it changed.
template <class Change> Session change_strips(Session session, const Change& change) {
    for (const StripOwner owner : strip_owners(session)) {
        Strip strip = *find_strip(session, owner);
        if (change(strip)) session = with_strip(std::move(session), owner, std::move(strip));
    }
    return session;
}

} // namespace

Session without_keys_from(Session session, StripOwner source) {
    return change_strips(std::move(session), [&](Strip& strip) {
        bool any = false;
        for (Insert& insert : strip.inserts) {
            if (!insert.key || insert.key->track != source.track || insert.key->bus != source.bus) continue;
            insert.key.reset();
            any = true;
        }
        return any;
    });
}

Session without_sends_to(Session session, BusId bus) {
    return change_strips(std::move(session), [&](Strip& strip) {
        const bool any = std::erase_if(strip.sends, [&](const Send& send) { return send.to == bus; }) > 0;
        if (any) drop_orphan_lanes(strip);
        return any;
    });
}

} // namespace dub::session

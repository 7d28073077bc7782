#include "engine/session/version.h"

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/parameters/strip.h"
#include "engine/session/session.h"

namespace dub::session {
namespace {

void set_mute(Strip& strip, bool muted) {
    std::erase_if(strip.lanes, [](const auto& lane) {
        return !lane->target.insert && !lane->target.send && lane->target.parameter == strip::mute.id;
    });
    strip.values.set(strip::mute, muted ? 1 : 0);
}

Session with_layer(Session session, const VersionStrip& layer) {
    const Strip* mix = find_strip(session, layer.owner);
    if (mix == nullptr) return session;
    Strip strip = *mix;
    strip.values.set(strip::version_trim, layer.trim.value);
    strip.values.set(strip::version_surrounds, layer.surrounds.value);
    strip.values.set(strip::version_lfe, layer.lfe.value);
    if (!layer.lane.empty())
        strip.lanes.push_back(
            share(Lane{take_id<LaneId>(session), address_of(strip::version_trim), layer.lane}));
    if (layer.muted) set_mute(strip, *layer.muted);
    return with_strip(std::move(session), layer.owner, std::move(strip));
}

} // namespace

bool VersionStrip::says_nothing() const {
    return trim == Db{0} && lane.empty() && surrounds == Db{0} && lfe == Db{0} && !muted;
}

Result<Session> as_version(const Session& session, VersionId id) {
    const Version* version = find_version(session, id);
    if (version == nullptr)
        return fail(ErrorCode::unfit, fmt::format("There is no version {} in this session.", id.text()));
    Session laid = session;
    for (const auto& layer : version->strips)
        laid = with_layer(std::move(laid), *layer);
    for (const VersionSwitch& one : version->switches) {
        auto open = open_insert(laid, one.insert);
        if (!open) continue; // session::check names it
        open->strip.inserts[open->slot].bypassed = one.bypassed;
        laid = with_strip(std::move(laid), open->owner, std::move(open->strip));
    }
    if (version->fold) {
        Routing routing = *laid.routing;
        routing.fold = *version->fold;
        laid.routing = share(std::move(routing));
    }
    return laid;
}

Speed speed_of(const Session& session, const Version& version) {
    if (!version.rate) return {};
    return speed_between(session.info->timecode.rate, version.rate->to, version.rate->method);
}

} // namespace dub::session

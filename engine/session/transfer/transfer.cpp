#include "engine/session/transfer/transfer.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/session/invariants.h"
#include "engine/session/transfer/transferring.h"

namespace dub::session {
namespace {

bool has_layer_lanes(const Session& session) {
    return std::ranges::any_of(session.versions, [](const auto& version) {
        return std::ranges::any_of(version->strips, [](const auto& layer) { return !layer->lane.empty(); });
    });
}

// Frames of another rate are other moments: nothing bound to time can be laid by timecode.
Result<void> same_frames(const Session& onto, const Session& from, const TransferParts& parts) {
    if (onto.info->timecode.rate == from.info->timecode.rate) return {};
    const bool timed =
        parts.automation || parts.clips || parts.markers || (parts.versions && has_layer_lanes(from));
    if (!timed) return {};
    return fail(
        ErrorCode::unfit,
        fmt::format("The other session runs at {} fps, this one at {}: clips, automation, markers and "
                    "trim lanes of versions have no common time. Bring strips, inserts, sends and "
                    "buses only, or make a session of the same rate for the rest.",
                    name_of(from.info->timecode), name_of(onto.info->timecode)));
}

void tell_times(Transferring& at) {
    const TransferParts& parts = at.wish.parts;
    if (!parts.clips && !parts.automation) return;
    const auto& from = *at.from.info;
    const auto& onto = *at.session().info;
    if (!at.time.same_rate())
        at.tell(
            Severity::note, "transfer.rate", from.name,
            fmt::format("It runs at {} Hz, this session at {} Hz: positions are kept in time and rounded to "
                        "the nearest sample, which is at most {:.1f} µs off.",
                        from.rate.hz, onto.rate.hz, 0.5e6 / static_cast<double>(onto.rate.hz)));
    else if (!at.time.keeps_frame_edges())
        at.tell(Severity::note, "transfer.frame-edges", from.name,
                fmt::format("At {} fps this offset is no whole number of samples: what began on a frame may "
                            "begin one sample beside it. Distances are kept exactly.",
                            name_of(onto.timecode)));
}

// A wish that names what is not there is a slip of the pen, not a doubt.
Result<void> names_are_there(const Session& from, const TransferWish& wish) {
    for (const std::string& name : wish.tracks) {
        const auto id = TrackId::parse(name);
        if (find_track(from, name) == nullptr && (!id || find_track(from, *id) == nullptr))
            return fail(ErrorCode::usage, fmt::format("the other session has no track '{}'", name));
    }
    for (const auto& [theirs, ours] : wish.map)
        if (find_track(from, theirs) == nullptr && find_bus(from, theirs) == nullptr)
            return fail(ErrorCode::usage, fmt::format("the other session has no track or bus '{}'", theirs));
    return {};
}

Result<void> still_sound(const Session& session) {
    for (const Diagnostic& one : check(session))
        if (one.severity == Severity::error)
            return fail(ErrorCode::unfit,
                        fmt::format("What was asked for does not fit together here: {} Nothing was changed.",
                                    one.sentence));
    return {};
}

} // namespace

std::string_view name_of(MatchedBy by) {
    switch (by) {
    case MatchedBy::name: return "name";
    case MatchedBy::map: return "map";
    case MatchedBy::role_and_place: return "role and place";
    case MatchedBy::kind: return "kind";
    case MatchedBy::made: return "made";
    case MatchedBy::nothing: return "nothing";
    }
    return "";
}

Result<Transferred> transfer(const Session& onto, const Session& from, const TransferWish& wish) {
    CHECK(names_are_there(from, wish));
    CHECK(same_frames(onto, from, wish.parts));
    Transferring at{from, wish, TimeMap(*from.info, *onto.info, wish.at), {}, {}, {}, {}, {}, {}, {}};
    at.made.session = onto;
    tell_times(at);
    CHECK(match_buses(at));
    CHECK(match_tracks(at));
    bring_strips(at);
    if (wish.parts.buses) bring_vcas(at);
    if (wish.parts.clips) bring_clips(at);
    if (wish.parts.markers) bring_markers(at);
    if (wish.parts.versions) bring_versions(at);
    CHECK(still_sound(at.session()));
    return std::move(at.made);
}

} // namespace dub::session

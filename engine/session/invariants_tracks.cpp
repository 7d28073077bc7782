// The invariants of tracks: clips, strips, lanes.

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "engine/session/invariants_parts.h"
#include "engine/session/parameters/catalogue.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {
namespace {

constexpr double clip_gain_max = 144; // dB: more is a slip of the pen

std::string place_of(const Inspection& inspection, const Clip& clip, const ClipHolder& holder) {
    std::string where = fmt::format("{} on {}", title(clip), holder.title);
    if (possible(clip.place.start) && name_of(inspection.session.info->timecode) != "?")
        where += " at " + timecode(inspection.session, clip.place.start);
    return where;
}

void check_fades(Inspection& inspection, const Clip& clip, const std::string& where) {
    const SampleCount length = clip.place.length();
    if (clip.in.length.value < 0 || clip.out.length.value < 0 || clip.in.length > length ||
        clip.out.length > length || clip.in.length + clip.out.length > length)
        inspection.error(
            "session.fades", where,
            fmt::format("The fades of clip {} do not fit: {} and {} samples in {}; shorten them.", where,
                        clip.in.length.value, clip.out.length.value, length.value));
}

void check_source(Inspection& inspection, const Clip& clip, const ClipHolder& holder,
                  const std::string& where) {
    const Media* media = find_media(inspection.session, clip.media);
    if (media == nullptr)
        return inspection.error(
            "session.dangling-media", where,
            fmt::format("Clip {} plays recording {}, which is not in the pool; add it or remove the clip.",
                        where, clip.media.text()));
    if (!clip.channels.empty() && std::ssize(clip.channels) != holder.channels)
        inspection.error("session.clip-channels", where,
                         fmt::format("Clip {} chooses {} channels for a track of {}; give one for each.",
                                     where, clip.channels.size(), holder.channels));
    for (const int channel : clip.channels)
        if (channel < -1 || channel >= media->layout.channels())
            inspection.error(
                "session.clip-channels", where,
                fmt::format("Clip {} plays channel {} of a recording with {}; expected -1 to {}.", where,
                            channel, media->layout.channels(), media->layout.channels() - 1));
    const SampleCount length = session_length(inspection.session, *media);
    if (clip.source_start < SamplePos{} || clip.source_start + clip.place.length() > SamplePos{} + length)
        inspection.warning("session.outside-media", where,
                           fmt::format("Clip {} reaches beyond its recording, which is {} samples long; "
                                       "silence plays there. Trim it.",
                                       where, length.value));
}

// Returns whether the clip's numbers are sane enough for what follows.
bool check_clip(Inspection& inspection, const Clip& clip, const ClipHolder& holder) {
    const std::string where = place_of(inspection, clip, holder);
    check_text(inspection, clip.name, title(clip));
    if (!possible(clip.place.start) || !possible(clip.place.end) || !possible(clip.source_start)) {
        inspection.error("session.position", where,
                         fmt::format("Clip {} lies outside -2^47 to 2^47 samples; move it.", where));
        return false;
    }
    if (clip.place.empty()) {
        inspection.error("session.clip-length", where,
                         fmt::format("Clip {} has no length; remove it.", where));
        return false;
    }
    if (clip.group.value >= inspection.session.info->next_id)
        inspection.error(
            "session.next-id", where,
            fmt::format("Clip {} is in group {}, which is not below next_id; raise next_id above it.", where,
                        clip.group.text()));
    check_fades(inspection, clip, where);
    check_source(inspection, clip, holder, where);
    if (std::isnan(clip.gain.value) || clip.gain.value > clip_gain_max)
        inspection.error("session.value", where,
                         fmt::format("Clip {} has a gain of {} dB; expected a number up to {}.", where,
                                     clip.gain.value, clip_gain_max));
    if (!clip.gain_envelope.empty()) check_points(inspection, clip.gain_envelope, clip_gain_max, where);
    return true;
}

void check_overlap(Inspection& inspection, const Clip& a, const Clip& b, const ClipHolder& holder) {
    if (a.place.end <= b.place.start || crossfaded(a, b)) return;
    const std::string where = place_of(inspection, b, holder);
    inspection.error(
        "session.overlap", where,
        fmt::format("Clip {} overlaps {} without fades that cover it; make a crossfade, or trim one of them.",
                    where, title(a)));
}

void check_values(Inspection& inspection, const ParameterValues& values, std::span<const Parameter> declared,
                  const std::string& where) {
    for (const auto& [id, value] : values.entries()) {
        const Parameter* parameter = find_parameter(declared, id);
        if (parameter == nullptr)
            inspection.error(
                "session.unknown-parameter", where,
                fmt::format("{} sets '{}', which is not one of its parameters; remove it.", where, id));
        else if (!(value >= parameter->min && value <= parameter->max))
            inspection.error("session.value", where,
                             fmt::format("{} sets '{}' to {}; expected {} to {}.", where, id, value,
                                         parameter->min, parameter->max));
        else if (parameter->taper == Taper::stepped && value != std::floor(value))
            inspection.error("session.value", where,
                             fmt::format("{} sets '{}' to {}; expected a whole number.", where, id, value));
    }
}

void check_lane(Inspection& inspection, const Strip& strip, const Lane& lane, const std::string& owner) {
    const std::string where = fmt::format("{} ({}) of {}", lane.id.text(), lane.target.parameter, owner);
    const Parameter* parameter = declared_parameter(strip, lane.target);
    if (parameter == nullptr || (lane.target.insert && lane.target.send))
        return inspection.error(
            "session.dangling-lane", where,
            fmt::format("Lane {} moves a parameter that is not there; remove it.", where));
    if (lane.points.empty())
        inspection.error("session.empty-lane", where,
                         fmt::format("Lane {} has no points; remove it.", where));
    check_points(inspection, lane.points, parameter->max, where);
    for (const LanePoint& point : lane.points)
        if (point.value < parameter->min)
            return inspection.error("session.value", where,
                                    fmt::format("A point of {} has the value {}; expected {} to {}.", where,
                                                point.value, parameter->min, parameter->max));
}

} // namespace

void check_strip(Inspection& inspection, const Strip& strip, const std::string& owner) {
    check_values(inspection, strip.values, strip::with_version, owner);
    for (const Insert& insert : strip.inserts) {
        const std::string where = fmt::format("{} ({}) of {}", insert.id.text(), insert.processor, owner);
        check_text(inspection, insert.processor, insert.id.text());
        const auto* processor = find_processor_parameters(insert.processor);
        if (processor == nullptr)
            inspection.error("session.unknown-processor", where,
                             fmt::format("Insert {} is a processor this version does not have; remove it, or "
                                         "open the session with "
                                         "the version that made it.",
                                         where));
        else
            check_values(inspection, insert.values, processor->parameters, where);
    }
    for (const Send& send : strip.sends)
        check_values(inspection, send.values, strip::send_parameters,
                     fmt::format("{} of {}", send.id.text(), owner));
    const auto& safe = strip.automation.safe_parameters;
    if (std::ranges::adjacent_find(safe, std::ranges::greater_equal{}) != safe.end())
        inspection.error("session.order", owner,
                         fmt::format("{} names a safe parameter twice, or out of order; sort them.", owner));
    for (const ParameterAddress& address : safe)
        if (declared_parameter(strip, address) == nullptr)
            inspection.error(
                "session.dangling-safe", owner,
                fmt::format("{} keeps '{}' safe, which is not one of its parameters; take it out.", owner,
                            address.parameter));
    std::set<ParameterAddress> targets;
    for (const auto& lane : strip.lanes) {
        check_lane(inspection, strip, *lane, owner);
        if (!targets.insert(lane->target).second)
            inspection.error(
                "session.two-lanes", lane->id.text() + " of " + owner,
                fmt::format("Lane {} moves '{}' of {}, which another lane moves already; remove one.",
                            lane->id.text(), lane->target.parameter, owner));
    }
}

void check_clips(Inspection& inspection, const ClipHolder& holder, const std::vector<Shared<Clip>>& clips) {
    const auto order = [](const auto& clip) { return std::pair(clip->place.start, clip->id); };
    if (!std::ranges::is_sorted(clips, {}, order))
        inspection.error("session.order", holder.title,
                         fmt::format("The clips of {} are not sorted by start; sort them.", holder.title));
    bool sane = true;
    for (const auto& clip : clips)
        sane = check_clip(inspection, *clip, holder) && sane;
    for (std::size_t i = 1; sane && i < clips.size(); ++i) {
        check_overlap(inspection, *clips[i - 1], *clips[i], holder);
        if (i >= 2 && clips[i - 2]->place.end > clips[i]->place.start)
            inspection.error(
                "session.three-clips", place_of(inspection, *clips[i], holder),
                fmt::format("Three clips sound at once on {}: {}, {} and {}; two may overlap. Trim one.",
                            holder.title, title(*clips[i - 2]), title(*clips[i - 1]), title(*clips[i])));
    }
}

void check_playlists(Inspection& inspection, const Track& track) {
    std::set<PlaylistId> seen{track.playing};
    for (const auto& playlist : track.alternatives) {
        const std::string name = fmt::format("playlist '{}' of {}", playlist->name, title(track));
        check_text(inspection, playlist->name, title(track));
        if (!seen.insert(playlist->id).second)
            inspection.error("session.duplicate-id", name,
                             fmt::format("Two playlists of {} have the id {}; give one of the two another.",
                                         title(track), playlist->id.text()));
        check_clips(inspection, {name, track.layout.channels()}, playlist->clips);
    }
}

void check_track_head(Inspection& inspection, const Track& track) {
    for (const std::string* text : {&track.name, &track.colour, &track.department, &track.playlist_name})
        check_text(inspection, *text, title(track));
    check_layout(inspection, track.layout, title(track));
}

void check_track(Inspection& inspection, const Track& track) {
    check_track_head(inspection, track);
    check_strip(inspection, *track.strip, title(track));
    check_clips(inspection, {title(track), track.layout.channels()}, track.clips);
    check_playlists(inspection, track);
}

void check_bus(Inspection& inspection, const Bus& bus) {
    check_text(inspection, bus.name, title(bus));
    check_text(inspection, bus.colour, title(bus));
    check_layout(inspection, bus.layout, title(bus));
    check_strip(inspection, *bus.strip, title(bus));
}

} // namespace dub::session

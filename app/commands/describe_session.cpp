#include "app/commands/describe_session.h"

#include "app/commands/describe.h"
#include "app/commands/describe_prints.h"
#include "app/jobs/deliver_programme.h"
#include "engine/session/parameters/strip.h"

namespace dub::app {
namespace {

Value describe_clip(const session::Session& session, const session::Clip& clip) {
    const auto timecode = [&](SamplePos at) {
        return text(to_timecode(frame_of(session, at), session.info->timecode));
    };
    const session::Media* const media = session::find_media(session, clip.media);
    return object({{"id", text(clip.id.text())},
                   {"name", text(clip.name)},
                   {"source", media == nullptr ? none() : text(media->path)},
                   {"record_in", timecode(clip.place.start)},
                   {"record_out", timecode(clip.place.end)},
                   {"record_in_samples", whole(clip.place.start.value)},
                   {"record_out_samples", whole(clip.place.end.value)},
                   {"source_in_samples", whole(clip.source_start.value)},
                   {"gain_db", number(clip.gain.value)},
                   {"fade_in_samples", whole(clip.in.length.value)},
                   {"fade_out_samples", whole(clip.out.length.value)},
                   {"muted", flag(clip.muted)}});
}

Value bus_name(const session::Session& session, BusId id) {
    const session::Bus* const bus = session::find_bus(session, id);
    return bus == nullptr ? none() : text(bus->name);
}

Value describe_track(const session::Session& session, const session::Track& track) {
    Value::List clips;
    for (const auto& clip : track.clips)
        clips.push_back(describe_clip(session, *clip));
    Value::List others;
    for (const auto& playlist : track.alternatives)
        others.push_back(text(playlist->name));
    return object({{"id", text(track.id.text())},
                   {"name", text(track.name)},
                   {"kind", text("sound")},
                   {"role", track.role ? text(session::name_of(*track.role)) : none()},
                   {"department", track.department.empty() ? none() : text(track.department)},
                   {"layout", text(track.layout.name())},
                   {"output", bus_name(session, track.output)},
                   {"playlist", text(track.playlist_name)},
                   {"other_playlists", list(std::move(others))},
                   {"inserts", describe_inserts(session, *track.strip)},
                   {"sends", describe_sends(session, *track.strip)},
                   {"clips", list(std::move(clips))}});
}

std::string_view kind_of(session::BusKind kind) {
    switch (kind) {
    case session::BusKind::predub: return "predub";
    case session::BusKind::stem: return "stem";
    case session::BusKind::printmaster: return "printmaster";
    case session::BusKind::returns: return "return";
    }
    return "stem";
}

Value describe_bus(const session::Session& session, const session::Bus& bus) {
    return object({{"id", text(bus.id.text())},
                   {"name", text(bus.name)},
                   {"kind", text(kind_of(bus.kind))},
                   {"layout", text(bus.layout.name())},
                   {"output", bus_name(session, bus.output)},
                   {"inserts", describe_inserts(session, *bus.strip)},
                   {"sends", describe_sends(session, *bus.strip)}});
}

Value describe_vca(const session::Session& session, const session::Vca& vca) {
    return object({{"id", text(vca.id.text())},
                   {"name", text(vca.name)},
                   {"members", describe_members(session, vca.members)},
                   {"fader_db", number(vca.strip->values.get(session::strip::fader))},
                   {"lanes", whole(std::ssize(vca.strip->lanes))}});
}

Value describe_group(const session::Session& session, const session::MixGroup& group) {
    return object({{"id", text(group.id.text())},
                   {"name", text(group.name)},
                   {"members", describe_members(session, group.members)},
                   {"active", flag(group.active)}});
}

Value describe_media(const session::Media& media) {
    return object({{"id", text(media.id.text())},
                   {"name", text(media.name)},
                   {"path", text(media.path)},
                   {"layout", text(media.layout.name())},
                   {"sample_rate", whole(media.rate.hz)},
                   {"bits", media.bits == 0 ? none() : whole(media.bits)},
                   {"samples", whole(media.length.value)},
                   {"speed", describe_speed(media.speed)},
                   {"timestamp_samples", media.timestamp ? whole(media.timestamp->value) : none()}});
}

Value describe_picture(const session::Session& session, const session::Picture& picture) {
    return object({{"id", text(picture.id.text())},
                   {"path", text(picture.path)},
                   {"at", text(to_timecode(picture.at, session.info->timecode))},
                   {"frames", whole(picture.length.value)}});
}

// FFOA and LFOA as on the timeline; the rest as its files are stamped.
Value describe_segment(const session::Session& session, const session::Segment& segment) {
    const TimecodeFormat& timecode = session.info->timecode;
    const report::Reel reel = reel_of(segment, timecode);
    const report::ReelWords words = report::reel_words(reel);
    const auto pop = [](const std::string& there) { return there.empty() ? none() : text(there); };
    return object({{"id", text(segment.id.text())},
                   {"name", text(segment.name)},
                   {"kind", text(words.kind)},
                   {"ffoa", text(to_timecode(segment.action.start, timecode))},
                   {"lfoa", text(to_timecode(segment.action.end - FrameCount{1}, timecode))},
                   {"leader_frames", whole(segment.leader.value)},
                   {"stamped_two_pop", pop(words.two_pop)},
                   {"stamped_ffoa", text(words.ffoa)},
                   {"stamped_lfoa", text(words.lfoa)},
                   {"stamped_tail_pop", pop(words.tail_pop)},
                   {"duration", text(words.duration)},
                   {"frames", whole(reel.length.value)},
                   {"two_pop_feet", pop(words.two_pop_feet)},
                   {"ffoa_feet", text(words.ffoa_feet)},
                   {"lfoa_feet", text(words.lfoa_feet)},
                   {"tail_pop_feet", pop(words.tail_pop_feet)},
                   {"duration_feet", text(words.duration_feet)}});
}

template <class Range, class Describe> Value each(const Range& range, Describe describe_one) {
    Value::List items;
    for (const auto& item : range)
        items.push_back(describe_one(item));
    return list(std::move(items));
}

} // namespace

Value describe(const session::Session& session, const PrintStatuses& prints) {
    const auto& info = *session.info;
    const FrameRange range = session::programme(session);
    const SampleRange samples = samples_of(range, info.timecode.rate, info.rate);
    const auto timecode = [&](FramePos at) { return text(to_timecode(at, info.timecode)); };
    return object({
        {"kind", text("session")},
        {"name", text(info.name)},
        {"fps", text(name_of(info.timecode))},
        {"start_tc", timecode(info.start)},
        {"programme_in", timecode(range.start)},
        {"programme_out", timecode(range.end)},
        {"frames", whole(range.length().value)},
        {"sample_rate", whole(info.rate.hz)},
        {"samples", whole(samples.length().value)},
        {"layout", text(info.home.name())},
        {"tracks", each(session.tracks, [&](const auto& t) { return describe_track(session, *t); })},
        {"buses", each(session.routing->buses, [&](const auto& b) { return describe_bus(session, *b); })},
        {"vcas", each(session.routing->vcas, [&](const auto& v) { return describe_vca(session, *v); })},
        {"groups", each(session.routing->groups, [&](const auto& g) { return describe_group(session, g); })},
        {"media", each(session.pool->media, [&](const auto& m) { return describe_media(*m); })},
        {"pictures",
         each(session.pool->pictures, [&](const auto& p) { return describe_picture(session, *p); })},
        {"markers", each(*session.markers,
                         [&](const auto& m) {
                             return object({{"id", text(m.id.text())},
                                            {"at", timecode(m.at)},
                                            {"name", text(m.name)},
                                            {"colour", text(m.colour)},
                                            {"comment", text(m.comment)}});
                         })},
        {"keys", describe_keys(session)},
        {"returns", describe_returns(session)},
        {"versions", each(session.versions, [&](const auto& v) { return describe_version(session, *v); })},
        {"prints", describe_prints(session, prints)},
        {"segments", each(*session.segments, [&](const auto& s) { return describe_segment(session, s); })},
    });
}

} // namespace dub::app

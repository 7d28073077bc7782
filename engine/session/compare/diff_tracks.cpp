// Tracks, buses, clips.

#include <fmt/format.h>

#include "engine/session/compare/diff_parts.h"

namespace dub::session {
namespace {

// "12 frames later", "37 samples earlier": frames when they are whole.
std::string by_words(const Session& session, SampleCount by) {
    const SampleCount magnitude{by.value < 0 ? -by.value : by.value};
    const FrameCount frames =
        frame_of(session, SamplePos{} + magnitude) - FramePos{}; // exact when its first sample is `magnitude`
    const SampleCount back = sample_of(session, FramePos{} + frames) - SamplePos{};
    const bool whole = frames.value > 0 && back == magnitude;
    const std::int64_t count = whole ? frames.value : magnitude.value;
    return fmt::format("{} {}{} {}", count, whole ? "frame" : "sample", count == 1 ? "" : "s",
                       by.value < 0 ? "earlier" : "later");
}

// By frames of the timeline: 12 frames are not the same number of samples everywhere.
std::string moved_by(const Session& session, SamplePos from, SamplePos to) {
    const FramePos x = frame_of(session, from);
    const FramePos y = frame_of(session, to);
    const bool whole = sample_of(session, x) == from && sample_of(session, y) == to;
    if (!whole) return by_words(session, to - from);
    const FrameCount by = y - x;
    return fmt::format("{} frame{} {}", by.value < 0 ? -by.value : by.value,
                       by.value == 1 || by.value == -1 ? "" : "s", by.value < 0 ? "earlier" : "later");
}

void diff_list(Differ& differ, const ClipRow& x, const ClipRow& y, const Subject& subject) {
    if (x.on == y.on) return;
    const auto title = [](const Session& session, const ClipRow& row) {
        const std::string where = where_is(session, row);
        return where.substr(0, where.find(": clip"));
    };
    differ.add(subject, "moved to another list", title(differ.a, x), title(differ.b, y));
}

void diff_names_of_playlists(Differ& differ, const Track& x, const Track& y) {
    const auto subject = [&](const Playlist& list, const Session&) {
        return Subject{Entity::playlist,
                       y.id.text() + "/" + list.id.text(),
                       fmt::format("{}: playlist '{}'", y.name, list.name),
                       {}};
    };
    const auto before = playlists_of(x);
    const auto after = playlists_of(y);
    for (const Playlist& list : before)
        if (std::ranges::find(after, list.id, &Playlist::id) == after.end())
            differ.add(subject(list, differ.a), "removed", "", "");
    for (const Playlist& list : after) {
        const auto old = std::ranges::find(before, list.id, &Playlist::id);
        if (old == before.end())
            differ.add(subject(list, differ.b), "added", "", "");
        else if (old->name != list.name)
            differ.add(subject(list, differ.b), "name", Words(differ.a).of(old->name),
                       Words(differ.b).of(list.name));
    }
}

Subject subject_of(const Track& track, const Session&) {
    return {Entity::track, track.id.text(), fmt::format("track {}", track.name), {}};
}
Subject subject_of(const Bus& bus, const Session&) {
    return {Entity::bus, bus.id.text(), fmt::format("bus {}", bus.name), {}};
}

} // namespace

void diff_place(Differ& differ, const Clip& from, const Clip& to, const Subject& subject) {
    const Words words(differ.b);
    const bool moved = to.place == from.place.moved(to.place.start - from.place.start);
    if (moved && from.place.start != to.place.start && from.source_start == to.source_start)
        return differ.add(subject, "moved", words.of(from.place.start), words.of(to.place.start), {},
                          moved_by(differ.b, from.place.start, to.place.start));
    if (from.place == to.place && from.source_start != to.source_start)
        return differ.add(subject, "slipped", fmt::format("source {}", from.source_start.value),
                          fmt::format("source {}", to.source_start.value), {},
                          by_words(differ.b, to.source_start - from.source_start));
    if (from.place != to.place || from.source_start != to.source_start)
        differ.add(subject, "trimmed", words.of(from.place), words.of(to.place));
}

void diff_clips(Differ& differ) {
    const auto before = clip_rows(differ.a);
    const auto after = clip_rows(differ.b);
    const auto subject = [](const Session& session, const ClipRow& row) {
        return Subject{Entity::clip, row.clip->id.text(), where_is(session, row), row.clip->place};
    };
    for (const auto& [id, row] : before)
        if (!after.contains(id)) differ.add(subject(differ.a, row), "removed", "", "");
    for (const auto& [id, row] : after) {
        const auto old = before.find(id);
        if (old == before.end()) {
            differ.add(subject(differ.b, row), "added", "", "");
            continue;
        }
        if (old->second.on == row.on && old->second.clip == row.clip) continue;
        diff_list(differ, old->second, row, subject(differ.b, row));
        diff_place(differ, *old->second.clip, *row.clip, subject(differ.b, row));
        differ.fields(*old->second.clip, *row.clip, subject(differ.b, row));
    }
}

void diff_tracks(Differ& differ) {
    const auto subject = [](const auto& one, const Session& session) { return subject_of(one, session); };
    differ.list(differ.a.tracks, differ.b.tracks, id_of, subject, [&](const Track& x, const Track& y) {
        diff_names_of_playlists(differ, x, y);
        diff_strips(differ, {y.id, {}}, *x.strip, *y.strip);
    });
    differ.order(differ.a.tracks, differ.b.tracks, {Entity::session, "tracks", "tracks", {}});
    diff_clips(differ);
    differ.list(differ.a.routing->buses, differ.b.routing->buses, id_of, subject,
                [&](const Bus& x, const Bus& y) {
                    diff_strips(differ, {{}, y.id}, *x.strip, *y.strip);
                });
}

} // namespace dub::session

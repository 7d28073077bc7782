// Two playlists of one track. Their clips have ids of their own, so what belongs together is told by the
// sound: by what plays where.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/session/compare/diff_parts.h"
#include "engine/session/edits/change.h"

namespace dub::session {
namespace {

bool overlap(SampleRange a, SampleRange b) { return a.start < b.end && b.start < a.end; }

SampleRange source_of(const Clip& clip) {
    return {clip.source_start, clip.source_start + clip.place.length()};
}

using Alike = bool (*)(const Clip&, const Clip&);

// From the surest to the boldest: each takes its pairs from what those before it left over.
constexpr std::array<Alike, 6> ways_to_be_alike{
    // the same sound in the same place
    [](const Clip& a, const Clip& b) {
        return a.media == b.media && a.place == b.place && a.source_start == b.source_start;
    },
    // trimmed: in sync, and they share a stretch
    [](const Clip& a, const Clip& b) {
        return a.media == b.media && a.place.start - a.source_start == b.place.start - b.source_start &&
               overlap(a.place, b.place);
    },
    // moved
    [](const Clip& a, const Clip& b) {
        return a.media == b.media && a.source_start == b.source_start && a.place.length() == b.place.length();
    },
    // slipped
    [](const Clip& a, const Clip& b) { return a.media == b.media && a.place == b.place; },
    // moved and trimmed
    [](const Clip& a, const Clip& b) { return a.media == b.media && overlap(source_of(a), source_of(b)); },
    // another take or microphone in its place
    [](const Clip& a, const Clip& b) { return a.place == b.place; },
};

struct ClipPair {
    const Clip* a = nullptr; // nullptr: only in the other one
    const Clip* b = nullptr;
    [[nodiscard]] const Clip& shown() const { return b != nullptr ? *b : *a; }
};

std::vector<ClipPair> pairs_of(const Playlist& x, const Playlist& y) {
    std::vector<ClipPair> pairs;
    std::vector<const Clip*> old;
    std::vector<const Clip*> fresh;
    for (const auto& clip : x.clips)
        old.push_back(clip.get());
    for (const auto& clip : y.clips)
        fresh.push_back(clip.get());
    for (const Alike alike : ways_to_be_alike)
        std::erase_if(fresh, [&](const Clip* b) {
            const auto a = std::ranges::find_if(old, [&](const Clip* one) { return alike(*one, *b); });
            if (a == old.end()) return false;
            pairs.push_back({*a, b});
            old.erase(a);
            return true;
        });
    for (const Clip* a : old)
        pairs.push_back({a, nullptr});
    for (const Clip* b : fresh)
        pairs.push_back({nullptr, b});
    std::ranges::stable_sort(pairs, {}, [](const ClipPair& pair) { return pair.shown().place.start; });
    return pairs;
}

void diff_pair(Differ& differ, const ClipPair& pair, const Subject& subject) {
    if (pair.b == nullptr) return differ.add(subject, "removed", "", "");
    if (pair.a == nullptr) return differ.add(subject, "added", "", "");
    if (pair.a->media == pair.b->media) diff_place(differ, *pair.a, *pair.b, subject);
    differ.fields(*pair.a, *pair.b, subject);
}

} // namespace

Result<Playlist> find_playlist(const Track& track, std::string_view name) {
    const auto all = playlists_of(track);
    const auto id = PlaylistId::parse(name);
    auto at =
        std::ranges::find_if(all, [&](const Playlist& one) { return id ? one.id == *id : one.name == name; });
    if (at == all.end() && name == first_playlist) at = std::ranges::find(all, PlaylistId{}, &Playlist::id);
    if (at != all.end()) return *at;
    std::vector<std::string> known;
    for (const Playlist& one : all)
        known.push_back(one.name.empty() ? std::string(first_playlist) : fmt::format("'{}'", one.name));
    return fail(ErrorCode::unfit, fmt::format("{} has no playlist '{}'; it has {}.", title(track), name,
                                              fmt::join(known, ", ")));
}

Result<std::vector<Change>> diff_playlists(const Session& session, TrackId id, const Playlist& a,
                                           const Playlist& b) {
    const Track* const track = find_track(session, id);
    if (track == nullptr) return missing("track", id.text());
    Differ differ{session, session, {}};
    for (const ClipPair& pair : pairs_of(a, b)) {
        const Clip& clip = pair.shown();
        diff_pair(
            differ, pair,
            {Entity::clip, clip.id.text(), fmt::format("{}: clip '{}'", track->name, clip.name), clip.place});
    }
    return std::move(differ.found);
}

} // namespace dub::session

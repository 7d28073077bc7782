#include <algorithm>
#include <map>

#include "engine/conform/match_files.h"
#include "engine/conform/names.h"
#include "engine/conform/production_sound.h"

namespace dub::conform {
namespace {

struct Agreement {
    LinkBy by;
    double sure;
};

bool same_id(const Source& source, const FoundFile& file) {
    for (const auto& a : source.umids)
        for (const auto& b : file.umids)
            if (!a.empty() && lower(a) == lower(b)) return true;
    for (const auto& [key, value] : source.comments)
        for (const auto& b : file.umids)
            if (!value.empty() && lower(value) == lower(b)) return true;
    return false;
}

bool same_name(const Source& source, const FoundFile& file) {
    const auto plain = [](std::string_view name) { return std::string(stem(lower(file_name(name)))); };
    const std::string own = plain(file.path), first = plain(file.original_name), name = plain(source.name);
    return !name.empty() && (name == own || name == first);
}

std::optional<Agreement> agreement(const Source& source, const FoundFile& file) {
    if (same_id(source, file)) return Agreement{LinkBy::umid, 0.98};
    if (same_name(source, file)) return Agreement{LinkBy::name, 0.95};
    const bool take = same_take(source, file);
    if (!source.tape.empty() && !file.tape.empty() && roll(source.tape) == roll(file.tape))
        return Agreement{LinkBy::tape_and_timecode, take ? 0.95 : 0.9};
    if (take) return Agreement{LinkBy::scene_and_take, 0.8};
    return std::nullopt;
}

} // namespace

std::vector<Guide> guides_of(const session::Session& session, const Turnover& list,
                             std::span<const std::pair<std::size_t, TrackId>> tracks,
                             const std::function<SampleRange(const TimeSpan&)>& place) {
    std::vector<Guide> guides;
    for (const auto& [of_list, id] : tracks) {
        const session::Track* const track = session::find_track(session, id);
        if (track == nullptr) continue;
        std::map<std::pair<SamplePos, std::string>, ClipId> clips;
        for (const auto& clip : track->clips)
            clips.emplace(std::pair(clip->place.start, clip->name), clip->id);
        const ListTrack& from = list.tracks[of_list];
        for (std::size_t e = 0; e < from.events.size(); ++e) {
            if (!is_heard(from, from.events[e])) continue;
            const auto found = clips.find({place(from.events[e].record).start, from.events[e].name});
            if (found != clips.end()) guides.push_back({of_list, e, id, found->second});
        }
    }
    return guides;
}

std::vector<GuideMatch> match_takes(const Turnover& list, std::vector<Guide> guides,
                                    std::span<const FoundFile> files,
                                    const std::function<bool(const Event&, const FoundFile&)>& is_guide) {
    std::vector<GuideMatch> matches;
    for (const Guide& guide : guides) {
        const Event& event = list.tracks[guide.track].events[guide.event];
        const Source& source = list.sources[static_cast<std::size_t>(event.source)];
        GuideMatch match{guide, {}, {}, false};
        for (std::size_t i = 0; i < files.size(); ++i) {
            if (is_guide(event, files[i])) continue;
            const TimeSpan played = played_of(list, event, files[i]);
            if (played.end <= Rational{} || played.start >= files[i].seconds()) continue;
            const bool covers = played.start >= Rational{} && played.end <= files[i].seconds();
            const bool timed = event.origin == SourceOrigin::timecode && files[i].begins;
            const auto agrees = agreement(source, files[i]);
            if (agrees && (timed || agrees->by == LinkBy::umid || agrees->by == LinkBy::name))
                match.takes.push_back(
                    {i, played.start, agrees->by, covers ? agrees->sure : agrees->sure - 0.3});
            else if (timed && covers)
                match.takes.push_back({i, played.start, LinkBy::timecode, 0.4});
        }
        std::ranges::stable_sort(match.takes, std::greater{}, &Recording::sure);
        matches.push_back(std::move(match));
    }
    return matches;
}

} // namespace dub::conform

#include "ui/media/uses.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::ui {
namespace {

using Uses = std::map<MediaId, MediaUse>;
using Clips = std::vector<session::Shared<session::Clip>>;

enum class Plays : unsigned char { yes, no };

void add(Uses& uses, const Clips& clips, const std::string& where, Plays plays) {
    for (const auto& clip : clips) {
        MediaUse& use = uses[clip->media];
        ++use.clips;
        if (std::ranges::find(use.tracks, where) == use.tracks.end()) use.tracks.push_back(where);
        // A clip that plays goes before one that does not.
        const bool better = !use.at || (plays == Plays::yes && (!use.clip || clip->place.start < *use.at));
        if (!better) continue;
        use.at = clip->place.start;
        if (plays == Plays::yes) use.clip = clip->id;
    }
}

} // namespace

std::map<std::string, MediaUse> uses_of_media(const session::Session& session) {
    Uses uses;
    for (const auto& track : session.tracks) {
        add(uses, track->clips, track->name, Plays::yes);
        for (const auto& playlist : track->alternatives)
            add(uses, playlist->clips, track->name, Plays::no);
    }
    for (const auto& print : session.prints)
        add(uses, print->clips, "print " + print->name, Plays::no);
    std::map<std::string, MediaUse> by_id;
    for (auto& [media, use] : uses)
        by_id.emplace(media.text(), std::move(use));
    for (const auto& picture : session.pool->pictures)
        by_id[picture->id.text()] = {
            .clips = 1, .tracks = {"picture"}, .at = session::sample_of(session, picture->at), .clip = {}};
    return by_id;
}

std::string use_text(const MediaUse& use) {
    if (use.clips == 0) return "not used";
    std::string text = use.clips == 1 ? "1 clip on " : fmt::format("{} clips on ", use.clips);
    for (std::size_t i = 0; i < use.tracks.size(); ++i)
        text += (i == 0 ? "" : ", ") + use.tracks[i];
    return text;
}

} // namespace dub::ui

#include "app/jobs/production_sound.h"

#include <algorithm>

#include "app/jobs/import_place.h"
#include "app/jobs/media_search.h"
#include "app/jobs/session_media.h"
#include "app/jobs/sound_piece.h"
#include "app/jobs/turnover_media.h"
#include "engine/conform/timeline.h"
#include "engine/measure/offset.h"
#include "engine/session/lookup.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

constexpr std::int64_t listened_seconds = 20; // of each clip
constexpr double likeness_min = 0.25;         // a guide is often one microphone of several
constexpr double clearness_min = 2;

class Listener {
  public:
    Listener(const session::Session& session, const fs::path& folder,
             const std::vector<conform::FoundFile>& files)
        : session_(session)
        , folder_(folder)
        , files_(files) {}

    // How far the best take lies off; by the channel of it that is most like the guide.
    void listen(conform::GuideMatch& match) const {
        if (match.takes.empty() || match.takes.front().by == conform::LinkBy::timecode) return;
        const conform::FoundFile& file = files_[match.takes.front().file];
        const SampleRate rate = session_.info->rate;
        const auto guide = guide_sound(match);
        if (guide.empty() || file.rate != rate) return;
        const SamplePos from{(match.takes.front().from * Rational(rate.hz)).nearest()};
        std::optional<measure::Offset> best;
        for (int channel = 0; channel < file.channels; ++channel) {
            const auto sound =
                sound_of({file.path, file.stream, channel, from, {static_cast<std::int64_t>(guide.size())}});
            const auto offset = measure::offset_between(guide, sound, {rate.hz}, rate);
            if (offset && (!best || offset->likeness > best->likeness)) best = offset;
        }
        if (!best || best->likeness < likeness_min || best->clearness < clearness_min) return;
        match.offset = best->by;
        match.verified = true;
    }

  private:
    std::vector<float> guide_sound(const conform::GuideMatch& match) const {
        const auto place = session::find_clip(session_, match.guide.clip);
        if (!place) return {};
        const session::Clip& clip = *session_.tracks[place->track]->clips[place->clip];
        const session::Media& media = *session::find_media(session_, clip.media);
        const SampleRate rate = session_.info->rate;
        if (media.rate != rate || !media.speed.is_normal()) return {};
        const int channel = clip.channels.empty() ? 0 : clip.channels.front();
        return sound_of({media_file(folder_, media.path),
                         media.stream,
                         channel,
                         clip.source_start,
                         {std::min(clip.place.length().value, listened_seconds * rate.hz)}});
    }

    const session::Session& session_;
    const fs::path& folder_;
    const std::vector<conform::FoundFile>& files_;
};

Result<void> listen_to_all(const session::Session& session, const ProductionRequest& request,
                           ProductionOutcome& out, Progress& progress) {
    const Listener listener(session, request.folder, out.files);
    for (std::size_t i = 0; i < out.matches.size(); ++i) {
        if (!progress.at(static_cast<double>(i) / static_cast<double>(out.matches.size()),
                         "listening for sync"))
            return fail(ErrorCode::cancelled, "Stopped; the session is unchanged.");
        listener.listen(out.matches[i]);
    }
    return {};
}

} // namespace

Result<ProductionOutcome> bring_production_sound(const session::Session& session,
                                                 const ProductionRequest& request, Progress& progress) {
    ProductionOutcome out;
    TRY(const auto search, MediaSearch::below(request.recordings, progress));
    std::vector<media::SoundStream> sounds;
    for (const fs::path& path : search.all())
        if (auto looked = look_at(path)) {
            out.files.push_back(std::move(looked->file));
            sounds.push_back(std::move(looked->sound));
        }
    std::vector<std::pair<std::size_t, TrackId>> tracks;
    for (const auto& one : request.tracks)
        tracks.emplace_back(one.list, one.track);
    const conform::Timeline timeline(request.list, session, request.at);
    auto guides = conform::guides_of(session, request.list, tracks,
                                     [&](const conform::TimeSpan& span) { return timeline(span); });
    const auto is_guide = [&](const conform::Event& event, const conform::FoundFile& file) {
        const conform::LinkCandidate* const own = request.links.of(event);
        return own != nullptr && request.linked[own->file].path == file.path;
    };
    out.matches = conform::match_takes(request.list, std::move(guides), out.files, is_guide);
    CHECK(listen_to_all(session, request, out, progress));
    std::vector<session::Media> media(out.files.size());
    for (const auto& match : out.matches) {
        if (match.takes.empty()) continue;
        const std::size_t i = match.takes.front().file;
        if (!media[i].path.empty()) continue;
        TRY(const auto identity, media::identity_of(out.files[i].path));
        media[i] = media_of(sounds[i], out.files[i].path, identity);
        media[i].path = pool_path(request.folder, out.files[i].path);
    }
    TRY(auto made, conform::place_alternates(session, request.list, out.matches, out.files, media));
    out.session = std::move(made.session);
    out.tracks = std::move(made.tracks);
    out.clips = made.clips;
    out.diagnostics = std::move(made.diagnostics);
    return out;
}

} // namespace dub::app

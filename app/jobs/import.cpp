#include "app/jobs/import.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/jobs/import_copy.h"
#include "app/jobs/import_place.h"
#include "app/jobs/inspect.h"
#include "app/jobs/save.h"
#include "engine/session/edits/add_clip.h"
#include "engine/session/edits/add_media.h"
#include "engine/session/edits/add_picture.h"
#include "engine/session/edits/add_track.h"
#include "engine/session/invariants.h"
#include "formats/media/identity.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

// One run: the session as it grows, and what there is to say.
struct Import {
    const ImportRequest& request;
    fs::path folder;
    std::optional<FramePos> at;
    session::Session session;
    ImportOutcome outcome;
    MediaCopies copies;
};

Result<media::Probe> readable_media(const fs::path& file) {
    TRY(const bool session, looks_like_session(file));
    auto probed = media::probe(file);
    if (probed) return probed;
    if (session || file.extension() == ".dub")
        return fail(ErrorCode::unfit,
                    fmt::format("{} is a session: it is imported by itself, without other files beside it.",
                                file.string()));
    if (is_turnover_name(file))
        return fail(ErrorCode::unfit,
                    fmt::format("{} is a list or AAF by its name: these cannot be imported yet. Import "
                                "the sound files it names.",
                                file.string()));
    return probed;
}

session::Media media_of(const media::SoundStream& sound, const fs::path& file,
                        const media::Identity& identity) {
    session::Media media;
    media.name = sound.index < 0 ? file.stem().string()
                                 : fmt::format("{} sound {}", file.stem().string(), sound.index);
    media.layout = sound.format.layout;
    media.rate = sound.format.rate;
    media.length = sound.format.length;
    media.bits = sound.bits;
    media.timestamp = sound.timestamp;
    media.bytes = identity.bytes;
    media.hash = identity.hash;
    media.stream = sound.index;
    return media;
}

// A recording that is in the pool already is used again.
Result<MediaId> pooled(Import& import, session::Media media) {
    for (const auto& known : import.session.pool->media)
        if (known->path == media.path && known->hash == media.hash && known->bytes == media.bytes &&
            known->stream == media.stream)
            return known->id;
    TRY(import.session, session::apply(import.session, session::AddMedia{std::move(media)}));
    return import.session.pool->media.back()->id;
}

Result<void> check_sound(const media::SoundStream& sound, const fs::path& file) {
    if (sound.format.layout.channels() == 0)
        return fail(ErrorCode::unfit,
                    fmt::format("{} has channels that name no layout; expected mono to 7.1.4. Split it "
                                "into files of known layouts.",
                                file.string()));
    if (sound.format.length.value <= 0)
        return fail(ErrorCode::invalid, fmt::format("{} holds no samples; expected sound.", file.string()));
    return {};
}

struct TrackPlan {
    std::string name;
    std::optional<session::Role> role;
    std::optional<SamplePos> at; // of a picture's sound: where its picture is
};

// Where it goes that nobody else said.
SamplePos place_of(Import& import, const media::SoundStream& sound, const fs::path& file,
                   const TrackPlan& plan) {
    if (import.at) return sample_of(import.session, *import.at);
    if (plan.at) return *plan.at;
    return own_place(import.session, sound, file.string(), import.outcome.diagnostics);
}

Result<void> add_track(Import& import, MediaId media, const TrackPlan& plan, SamplePos at) {
    session::AddTrack track;
    track.name = free_track_name(import.session, plan.name);
    track.layout = track_layout(session::find_media(import.session, media)->layout);
    track.role = plan.role;
    TRY(import.session, session::apply(import.session, track));
    session::AddClip clip;
    clip.track = import.session.tracks.back()->id;
    clip.media = media;
    clip.at = at;
    TRY(import.session, session::apply(import.session, clip));
    import.outcome.tracks.push_back(clip.track);
    return {};
}

Result<void> add_sound(Import& import, const media::SoundStream& sound, const fs::path& file,
                       const TrackPlan& plan) {
    CHECK(check_sound(sound, file));
    TRY(const auto identity, media::identity_of(file));
    session::Media media = media_of(sound, file, identity);
    media.path = pool_path(import.folder, file);
    const SampleRate rate = import.session.info->rate;
    if (media.rate != rate)
        import.outcome.diagnostics.push_back(
            {Severity::note, "import.rate", file.string(),
             fmt::format("it has {} Hz, the session {} Hz; it is converted while it plays.", media.rate.hz,
                         rate.hz)});
    TRY(const MediaId id, pooled(import, std::move(media)));
    if (import.request.placing == Placing::pool) return {};
    return add_track(import, id, plan, place_of(import, sound, file, plan));
}

Result<FramePos> add_picture(Import& import, const media::PictureStream& stream, const fs::path& file) {
    auto& told = import.outcome.diagnostics;
    session::AddPicture edit;
    edit.picture.path = pool_path(import.folder, file);
    edit.picture.rate = stream.rate;
    edit.picture.length = session_frames(import.session, stream, file.string(), told);
    edit.picture.at = import.at ? *import.at : own_place(import.session, stream, file.string(), told);
    const std::uint64_t before = import.session.info->next_id;
    TRY(import.session, session::apply(import.session, edit));
    import.outcome.pictures.push_back(PictureId{before});
    return edit.picture.at;
}

std::string wanted_name(const ImportRequest& request, const fs::path& file, std::size_t number) {
    if (!request.track) return file.stem().string();
    return request.inputs.size() == 1 ? *request.track : fmt::format("{} {}", *request.track, number);
}

Result<void> add_input(Import& import, const fs::path& input, std::size_t number) {
    TRY(auto probed, readable_media(input));
    append(import.outcome.diagnostics, std::move(probed.diagnostics));
    fs::path file = input;
    if (import.request.copy == Copy::yes) {
        TRY(file, import.copies.add(input));
    }
    TrackPlan plan{wanted_name(import.request, input, number), import.request.role, {}};
    if (probed.picture) {
        TRY(const FramePos at, add_picture(import, *probed.picture, file));
        plan.at = sample_of(import.session, at);
        if (!plan.role) plan.role = session::Role::guide; // a cutting room's sound is heard, not delivered
    }
    for (const auto& sound : probed.sounds)
        CHECK(add_sound(import, sound, file, plan));
    return {};
}

Result<void> add_inputs(Import& import, Progress& progress) {
    const auto& inputs = import.request.inputs;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const double done = static_cast<double>(i) / static_cast<double>(inputs.size());
        if (!progress.at(done, inputs[i].filename().string()))
            return fail(ErrorCode::cancelled, "Stopped; the session is unchanged.");
        CHECK(add_input(import, inputs[i], i + 1));
    }
    if (!progress.at(1, "saving")) return fail(ErrorCode::cancelled, "Stopped; the session is unchanged.");
    return {};
}

} // namespace

Result<ImportOutcome> import_files(const ImportRequest& request, Progress& progress) {
    TRY(auto opened, open_session(request.session));
    Import import{
        request, opened.folder, {}, opened.session, {}, MediaCopies(media_folder_of(request.session))};
    import.outcome.diagnostics = opened.diagnostics;
    if (request.at) {
        const auto at = parse_timecode(*request.at, import.session.info->timecode);
        if (!at) return fail(ErrorCode::usage, "--at: " + at.error().text());
        import.at = *at;
    }
    CHECK(add_inputs(import, progress));
    TRY(auto saved, save_over(opened, import.session, {request.loss}));
    append(import.outcome.diagnostics, std::move(saved.diagnostics));
    import.copies.keep();
    import.outcome.session = std::move(import.session);
    return std::move(import.outcome);
}

} // namespace dub::app

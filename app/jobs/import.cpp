#include "app/jobs/import.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/jobs/import_place.h"
#include "app/jobs/inspect.h"
#include "app/jobs/save.h"
#include "engine/session/edits/add_clip.h"
#include "engine/session/edits/add_media.h"
#include "engine/session/edits/add_picture.h"
#include "engine/session/edits/add_track.h"
#include "engine/session/invariants.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

// One run: the session as it grows, and what there is to say.
struct Import {
    const fs::path& folder;
    const ImportPlacing& placing;
    session::Session session;
    ImportOutcome outcome = {};
    std::optional<SamplePos> behind = {}; // the sound placed last
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
                    fmt::format("{} is a list or AAF by its name: a turnover is imported by itself, without "
                                "other files beside it.",
                                file.string()));
    return probed;
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
    if (import.placing.at) return *import.placing.at;
    if (plan.at) return *plan.at;
    return own_place(import.session, sound, file.string(), import.outcome.diagnostics);
}

Result<void> add_clip(Import& import, TrackId track, MediaId media, SamplePos at) {
    session::AddClip clip;
    clip.track = track;
    clip.media = media;
    clip.at = at;
    TRY(import.session, session::apply(import.session, clip));
    import.outcome.tracks.push_back(track);
    return {};
}

Result<void> add_track(Import& import, MediaId media, const TrackPlan& plan, SamplePos at) {
    session::AddTrack track;
    track.name = free_track_name(import.session, plan.name);
    track.layout = track_layout(session::find_media(import.session, media)->layout);
    track.role = plan.role;
    TRY(import.session, session::apply(import.session, track));
    return add_clip(import, import.session.tracks.back()->id, media, at);
}

// Several sounds at one place of one track follow one another; else each would hide the one before.
Result<void> add_onto(Import& import, TrackId track, MediaId media, SamplePos at) {
    if (import.placing.at && import.behind) at = *import.behind;
    CHECK(add_clip(import, track, media, at));
    for (const auto& clip : session::find_track(import.session, track)->clips)
        if (clip->place.start == at) import.behind = clip->place.end;
    return {};
}

Result<void> add_sound(Import& import, const media::SoundStream& sound, const FoundInput& input,
                       const TrackPlan& plan) {
    CHECK(check_sound(sound, input.file));
    session::Media media = media_of(sound, input.file, input.identity);
    media.path = pool_path(import.folder, input.file);
    const SampleRate rate = import.session.info->rate;
    if (media.rate != rate)
        import.outcome.diagnostics.push_back(
            {Severity::note, "import.rate", input.file.string(),
             fmt::format("it has {} Hz, the session {} Hz; it is converted while it plays.", media.rate.hz,
                         rate.hz)});
    TRY(const MediaId id, pooled(import, std::move(media)));
    if (import.placing.placing == Placing::pool) return {};
    const SamplePos at = place_of(import, sound, input.file, plan);
    if (import.placing.onto) return add_onto(import, *import.placing.onto, id, at);
    return add_track(import, id, plan, at);
}

Result<FramePos> add_picture(Import& import, const media::PictureStream& stream, const fs::path& file) {
    auto& told = import.outcome.diagnostics;
    session::AddPicture edit;
    edit.picture.path = pool_path(import.folder, file);
    edit.picture.rate = stream.rate;
    edit.picture.length = session_frames(import.session, stream, file.string(), told);
    edit.picture.at = import.placing.at ? frame_of(import.session, *import.placing.at)
                                        : own_place(import.session, stream, file.string(), told);
    const std::uint64_t before = import.session.info->next_id;
    TRY(import.session, session::apply(import.session, edit));
    import.outcome.pictures.push_back(PictureId{before});
    return edit.picture.at;
}

Result<void> add_input(Import& import, const FoundInput& input, TrackPlan plan) {
    append(import.outcome.diagnostics, Diagnostics(input.holds.diagnostics));
    if (input.holds.picture) {
        TRY(const FramePos at, add_picture(import, *input.holds.picture, input.file));
        plan.at = sample_of(import.session, at);
        if (!plan.role) plan.role = session::Role::guide; // a cutting room's sound is heard, not delivered
    }
    for (const auto& sound : input.holds.sounds)
        CHECK(add_sound(import, sound, input, plan));
    return {};
}

std::unexpected<Error> stopped() { return fail(ErrorCode::cancelled, "Stopped; the session is unchanged."); }

} // namespace

Result<std::vector<FoundInput>> look_at_inputs(const std::vector<fs::path>& inputs, MediaCopies* copies,
                                               Progress& progress) {
    std::vector<FoundInput> found;
    for (const fs::path& input : inputs) {
        const double done = static_cast<double>(found.size()) / static_cast<double>(inputs.size());
        if (!progress.at(done, input.filename().string())) return stopped();
        FoundInput one{input, input.stem().string(), {}, {}};
        TRY(one.holds, readable_media(input));
        if (copies != nullptr) {
            TRY(one.file, copies->add(input));
        }
        TRY(one.identity, media::identity_of(one.file));
        found.push_back(std::move(one));
    }
    if (!progress.at(1, "placing")) return stopped();
    return found;
}

Result<ImportOutcome> import_into(const session::Session& session, const fs::path& folder,
                                  const ImportPlacing& placing, const std::vector<FoundInput>& found) {
    Import import{folder, placing, session};
    for (std::size_t i = 0; i < found.size(); ++i) {
        TrackPlan plan{found[i].name, placing.role, {}};
        if (placing.track)
            plan.name = found.size() == 1 ? *placing.track : fmt::format("{} {}", *placing.track, i + 1);
        CHECK(add_input(import, found[i], std::move(plan)));
    }
    import.outcome.session = std::move(import.session);
    return std::move(import.outcome);
}

Result<ImportOutcome> import_files(const ImportRequest& request, Progress& progress) {
    TRY(auto opened, open_session(request.session));
    ImportPlacing placing;
    placing.role = request.role;
    placing.track = request.track;
    placing.placing = request.placing;
    if (request.at) {
        const auto at = parse_timecode(*request.at, opened.session.info->timecode);
        if (!at) return fail(ErrorCode::usage, "--at: " + at.error().text());
        placing.at = sample_of(opened.session, *at);
    }
    MediaCopies copies(media_folder_of(request.session));
    TRY(const auto found,
        look_at_inputs(request.inputs, request.copy == Copy::yes ? &copies : nullptr, progress));
    TRY(auto outcome, import_into(opened.session, opened.folder, placing, found));
    TRY(auto saved, save_over(opened, outcome.session, {request.loss}));
    append(opened.diagnostics, std::move(outcome.diagnostics));
    append(opened.diagnostics, std::move(saved.diagnostics));
    outcome.diagnostics = std::move(opened.diagnostics);
    copies.keep();
    return outcome;
}

} // namespace dub::app

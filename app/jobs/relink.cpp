#include "app/jobs/relink.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/jobs/media_search.h"
#include "app/jobs/save.h"
#include "engine/session/edits/relink_media.h"
#include "engine/session/edits/relink_picture.h"
#include "formats/media/media.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

// What a file must have to stand in for the recording: the clips were cut for it.
std::optional<media::SoundStream> fitting_sound(const session::Media& media, const fs::path& file) {
    const auto probe = media::probe(file);
    if (!probe) return std::nullopt;
    for (const auto& sound : probe->sounds)
        if ((sound.index == media.stream || probe->sounds.size() == 1) &&
            sound.format.layout.channels() == media.layout.channels() && sound.format.rate == media.rate &&
            sound.format.length >= media.length)
            return sound;
    return std::nullopt;
}

bool is_same_picture(const session::Picture& picture, const fs::path& file) {
    const auto probe = media::probe(file);
    return probe && probe->picture && probe->picture->rate == picture.rate &&
           probe->picture->length == picture.length;
}

bool is_file(const fs::path& file) {
    std::error_code error;
    return fs::is_regular_file(file, error);
}

class Relinker {
  public:
    Relinker(const OpenedSession& opened, MediaSearch search, Progress& progress)
        : opened_(opened)
        , session_(opened.session)
        , search_(std::move(search))
        , progress_(progress) {}

    Result<session::Session> run(RelinkOutcome& outcome) {
        const auto& pool = opened_.session.pool->media;
        for (std::size_t i = 0; i < pool.size(); ++i) {
            if (!progress_.at(static_cast<double>(i) / static_cast<double>(pool.size()), pool[i]->name))
                return fail(ErrorCode::cancelled, "stopped; the session is as it was.");
            if (is_as_imported(*pool[i])) continue;
            CHECK(look_for(*pool[i], outcome));
        }
        for (const auto& picture : opened_.session.pool->pictures)
            if (!is_file(media_file(opened_.folder, picture->path))) CHECK(look_for(*picture, outcome));
        return session_;
    }

  private:
    [[nodiscard]] fs::path place_of(const session::Media& media) const {
        return media_file(opened_.folder, media.path);
    }
    [[nodiscard]] bool is_there(const session::Media& media) const { return is_file(place_of(media)); }
    [[nodiscard]] bool is_as_imported(const session::Media& media) const {
        if (!is_there(media)) return false;
        const auto identity = media::identity_of(place_of(media));
        return identity && *identity == media::Identity{media.bytes, media.hash};
    }

    Result<void> look_for(const session::Media& media, RelinkOutcome& outcome) {
        if (const auto found = search_.by_identity({media.bytes, media.hash}))
            return take(media, *found, FoundBy::identity, outcome);
        // What lies there under the name now was put there by someone: nothing else of that name is better.
        if (!is_there(media))
            if (const auto found = by_name(media, outcome.diagnostics))
                return take(media, *found, FoundBy::name, outcome);
        outcome.missing.push_back({media.id.text(), media.name, media.path});
        return {};
    }

    Result<void> look_for(const session::Picture& picture, RelinkOutcome& outcome) {
        std::vector<fs::path> fitting;
        for (const fs::path& file : search_.by_name(fs::path(picture.path).filename().string()))
            if (is_same_picture(picture, file)) fitting.push_back(file);
        if (fitting.size() != 1) {
            outcome.missing.push_back({picture.id.text(), picture.path, picture.path});
            return {};
        }
        const std::string path = pool_path(opened_.folder, fitting.front());
        TRY(session_, session::apply(session_, session::RelinkPicture{picture.id, path}));
        outcome.relinked.push_back({picture.id.text(), picture.path, picture.path, path, FoundBy::name});
        return {};
    }

    std::optional<fs::path> by_name(const session::Media& media, Diagnostics& diagnostics) const {
        const std::string name = fs::path(media.path).filename().string();
        const auto named = search_.by_name(name);
        std::vector<fs::path> fitting;
        for (const fs::path& file : named)
            if (fitting_sound(media, file)) fitting.push_back(file);
        if (fitting.size() == 1) return fitting.front();
        if (fitting.size() > 1)
            diagnostics.push_back(
                {Severity::warning, "relink.ambiguous", media.path,
                 fmt::format("several files are called {} and none is the one that was imported "
                             "({} and {} …); none was taken. Name a folder with only one of them.",
                             name, fitting[0].string(), fitting[1].string())});
        else if (!named.empty())
            diagnostics.push_back(
                {Severity::warning, "relink.other-shape", media.path,
                 fmt::format(
                     "{} has the name, but not {} channels at {} Hz and {} samples; it was not taken. Look "
                     "for the right file, or import this one.",
                     named.front().string(), media.layout.channels(), media.rate.hz, media.length.value)});
        return std::nullopt;
    }

    Result<void> take(const session::Media& media, const fs::path& file, FoundBy by, RelinkOutcome& outcome) {
        session::RelinkMedia edit{media.id, pool_path(opened_.folder, file), {}, {}};
        if (by == FoundBy::name) {
            TRY(const auto identity, media::identity_of(file));
            edit.bytes = identity.bytes;
            edit.hash = identity.hash;
            outcome.diagnostics.push_back(
                {Severity::warning, "relink.by-name", file.string(),
                 fmt::format(
                     "it has the name and the shape of '{}', but is not the file that was imported. Listen "
                     "whether it is the same recording.",
                     media.name)});
        }
        TRY(session_, session::apply(session_, edit));
        outcome.relinked.push_back({media.id.text(), media.name, media.path, edit.path, by});
        return {};
    }

    const OpenedSession& opened_;
    session::Session session_;
    MediaSearch search_;
    Progress& progress_;
};

} // namespace

Result<RelinkOutcome> relink(const RelinkRequest& request, Progress& progress) {
    TRY(const auto opened, open_session(request.session));
    TRY(auto search, MediaSearch::below(request.folders, progress));
    RelinkOutcome outcome;
    outcome.diagnostics = opened.diagnostics;
    TRY(const auto session, Relinker(opened, std::move(search), progress).run(outcome));
    const bool in_place = !request.out || *request.out == request.session;
    if (outcome.relinked.empty() && in_place) return outcome;
    const SaveRules rules{request.if_exists, ", or --out to save it elsewhere without it"};
    const auto place = in_place ? opened.folder : fs::absolute(*request.out).parent_path();
    auto saved = in_place ? save_over(opened, session, rules)
                          : save_as(for_folder(session, opened.folder, place), *request.out, rules);
    if (!saved) return std::unexpected(std::move(saved).error());
    append(outcome.diagnostics, std::move(saved->diagnostics));
    outcome.saved = true;
    return outcome;
}

} // namespace dub::app

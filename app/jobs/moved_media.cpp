#include "app/jobs/moved_media.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/jobs/media_condition.h"
#include "app/jobs/media_search.h"
#include "app/jobs/session_media.h"
#include "engine/session/edits/change.h"
#include "formats/media/media.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

// What a file must have to stand in for the recording: the clips were cut for it.
bool fits(const session::Media& media, const fs::path& file) {
    const auto probe = media::probe(file);
    if (!probe) return false;
    return std::ranges::any_of(probe->sounds, [&](const media::SoundStream& sound) {
        // Placed by a list and never seen: its clips count from where the list says that it begins.
        if (media.hash.empty() && media.timestamp && sound.timestamp && *media.timestamp != *sound.timestamp)
            return false;
        return (sound.index == media.stream || probe->sounds.size() == 1) &&
               sound.format.layout.channels() == media.layout.channels() && sound.format.rate == media.rate &&
               sound.format.length >= media.length;
    });
}

std::string shape_of(const session::Media& media) {
    return fmt::format("{} channels at {} Hz and {} samples", media.layout.channels(), media.rate.hz,
                       media.length.value);
}

Result<Moved> taken(const session::Media& media, const fs::path& folder, const fs::path& file, FoundBy by) {
    session::RelinkMedia edit{media.id, pool_path(folder, file), {}, {}};
    Moved moved{media.id.text(), media.name, media.path, edit.path, by, edit, {}};
    if (by == FoundBy::identity) return moved;
    TRY(const auto identity, media::identity_of(file));
    edit.bytes = identity.bytes;
    edit.hash = identity.hash;
    moved.edit = std::move(edit);
    moved.doubt = fmt::format("it fits '{}', but is not the file that was imported. Listen whether it is the "
                              "same recording.",
                              media.name);
    return moved;
}

Moved taken(const session::Picture& picture, const fs::path& folder, const fs::path& file) {
    const std::string path = pool_path(folder, file);
    return {picture.id.text(),
            picture.path,
            picture.path,
            path,
            FoundBy::identity,
            session::RelinkPicture{picture.id, path},
            {}};
}

class Finder {
  public:
    Finder(const session::Session& session, const fs::path& folder, MediaSearch search)
        : pool_(*session.pool)
        , folder_(folder)
        , search_(std::move(search)) {}

    Result<MovedMedia> run(Progress& progress) {
        for (std::size_t i = 0; i < pool_.media.size(); ++i) {
            const session::Media& media = *pool_.media[i];
            if (!progress.at(static_cast<double>(i) / static_cast<double>(pool_.media.size()), media.name))
                return fail(ErrorCode::cancelled, "stopped; the session is as it was.");
            const auto now = condition_of(media, folder_);
            const Condition condition = now ? now->condition : Condition::unfit; // it cannot be read
            if (condition != Condition::as_imported) CHECK(look_for(media, condition));
        }
        for (const auto& picture : pool_.pictures)
            if (condition_of(*picture, folder_).condition == Condition::missing) look_for(*picture);
        return std::move(found_);
    }

  private:
    Result<void> look_for(const session::Media& media, Condition condition) {
        std::optional<fs::path> file = search_.by_identity({media.bytes, media.hash});
        const FoundBy by = file ? FoundBy::identity : FoundBy::name;
        // What lies there under the name now was put there by someone: nothing else of that name is better.
        if (!file && condition == Condition::missing) file = by_name(media);
        if (!file) {
            found_.missing.push_back({media.id.text(), media.name, media.path});
            return {};
        }
        TRY(auto moved, taken(media, folder_, *file, by));
        found_.moved.push_back(std::move(moved));
        return {};
    }

    void look_for(const session::Picture& picture) {
        std::vector<fs::path> fitting;
        for (const fs::path& file : search_.by_name(fs::path(picture.path).filename().string())) {
            const auto probe = media::probe(file);
            if (probe && probe->picture && probe->picture->rate == picture.rate &&
                probe->picture->length == picture.length)
                fitting.push_back(file);
        }
        if (fitting.size() == 1)
            found_.moved.push_back(taken(picture, folder_, fitting.front()));
        else
            found_.missing.push_back({picture.id.text(), picture.path, picture.path});
    }

    std::optional<fs::path> by_name(const session::Media& media) {
        const std::string name = fs::path(media.path).filename().string();
        const auto named = search_.by_name(name);
        std::vector<fs::path> fitting;
        for (const fs::path& file : named)
            if (fits(media, file)) fitting.push_back(file);
        if (fitting.size() == 1) return fitting.front();
        if (fitting.size() > 1)
            tell("relink.ambiguous", media,
                 fmt::format("several files are called {} and none is the one that was imported ({} and {} "
                             "…); none was taken. Name a folder with only one of them.",
                             name, fitting[0].string(), fitting[1].string()));
        else if (!named.empty())
            tell("relink.other-shape", media,
                 fmt::format("{} has the name, but not {}; it was not taken. Look for the right file, or "
                             "import this one.",
                             named.front().string(), shape_of(media)));
        return std::nullopt;
    }

    void tell(std::string code, const session::Media& media, std::string sentence) {
        found_.diagnostics.push_back({Severity::warning, std::move(code), media.path, std::move(sentence)});
    }

    const session::MediaPool& pool_;
    const fs::path& folder_;
    MediaSearch search_;
    MovedMedia found_;
};

Result<Moved> moved_to(const session::Media& media, const fs::path& folder, const fs::path& file) {
    TRY(const auto identity, media::identity_of(file));
    if (identity == media::Identity{media.bytes, media.hash})
        return taken(media, folder, file, FoundBy::identity);
    if (fits(media, file)) return taken(media, folder, file, FoundBy::name);
    return fail(ErrorCode::unfit,
                fmt::format("{} does not fit '{}', whose clips were cut from {}. Choose another file, or "
                            "import this one.",
                            file.string(), media.name, shape_of(media)));
}

Result<Moved> moved_to(const session::Picture& picture, const fs::path& folder, const fs::path& file) {
    TRY(const auto probe, media::probe(file));
    if (!probe.picture || probe.picture->rate != picture.rate)
        return fail(ErrorCode::unfit,
                    fmt::format("{} does not fit {}, a picture of {}/{} frames a second. Choose another "
                                "file, or import this one.",
                                file.string(), picture.path, picture.rate.num, picture.rate.den));
    Moved moved = taken(picture, folder, file);
    const FrameCount length = probe.picture->length;
    if (length == picture.length) return moved;
    moved.by = FoundBy::name;
    moved.doubt = fmt::format("it has {} frames, and {} had {}. Look whether it is the same cut.",
                              length.value, picture.path, picture.length.value);
    return moved;
}

} // namespace

Result<MovedMedia> find_moved(const session::Session& session, const fs::path& folder,
                              std::span<const fs::path> below, Progress& progress) {
    TRY(auto search, MediaSearch::below(below, progress));
    return Finder(session, folder, std::move(search)).run(progress);
}

Result<Moved> moved_to(const session::Session& session, const fs::path& folder, const std::string& id,
                       const fs::path& file) {
    for (const auto& media : session.pool->media)
        if (media->id.text() == id) return moved_to(*media, folder, file);
    for (const auto& picture : session.pool->pictures)
        if (picture->id.text() == id) return moved_to(*picture, folder, file);
    return fail(ErrorCode::not_found, fmt::format("{} is not in the session any more.", id));
}

} // namespace dub::app

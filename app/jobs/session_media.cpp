#include "app/jobs/session_media.h"

#include <algorithm>
#include <chrono>
#include <set>

#include <fmt/format.h>

#include "app/jobs/journal_beside.h"
#include "app/jobs/media_condition.h"
#include "app/jobs/stretched_media.h"
#include "engine/session/edits/change.h"
#include "formats/media/identity.h"
#include "formats/media/media.h"
#include "formats/project/project.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

std::set<MediaId> played_media(const session::Session& session) {
    std::set<MediaId> used;
    for (const auto& track : session.tracks)
        for (const auto& clip : track->clips)
            used.insert(clip->media);
    return used;
}

std::int64_t modified_ns(const fs::path& file) {
    std::error_code error;
    const auto time = fs::last_write_time(file, error);
    return error ? 0 : std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

} // namespace

fs::path media_file(const fs::path& folder, std::string_view pool_path) {
    const fs::path path(pool_path);
    return (path.is_absolute() ? path : folder / path).lexically_normal();
}

std::string pool_path(const fs::path& folder, const fs::path& file) {
    const fs::path whole = fs::absolute(file).lexically_normal();
    const fs::path relative = whole.lexically_relative(fs::absolute(folder).lexically_normal());
    // Without a common beginning but the root the file lies elsewhere for good: ../../../mnt/... would not
    // travel.
    const fs::path home = fs::absolute(folder).lexically_normal();
    const auto first = [](const fs::path& p) {
        const fs::path below = p.relative_path();
        return below.empty() ? fs::path() : *below.begin();
    };
    const bool elsewhere = relative.empty() || first(whole) != first(home);
    return (elsewhere ? whole : relative).generic_string();
}

session::Session for_folder(session::Session session, const fs::path& from, const fs::path& to) {
    if (fs::absolute(from).lexically_normal() == fs::absolute(to).lexically_normal()) return session;
    session::MediaPool pool = *session.pool;
    const auto change = [&](auto& list, const auto& rewrite) {
        for (auto& shared : list) {
            auto one = *shared;
            rewrite(one);
            shared = session::share(std::move(one));
        }
    };
    const auto move = [&](std::string& path) {
        if (!path.empty()) path = pool_path(to, media_file(from, path));
    };
    change(pool.media, [&](session::Media& media) { move(media.path); });
    change(pool.pictures, [&](session::Picture& picture) { move(picture.path); });
    change(session.prints, [&](session::Print& print) {
        for (session::PrintPass& pass : print.passes)
            move(pass.snapshot);
    });
    return session::with_pool(std::move(session), std::move(pool));
}

Result<OpenedSession> open_saved_state(const fs::path& file) {
    TRY(const std::string text, read_text_file(file, project::file_bytes_max));
    TRY(auto loaded, project::from_text(text, file.string()));
    return OpenedSession{file,
                         fs::absolute(file).parent_path(),
                         std::move(loaded.session),
                         std::move(loaded.diagnostics),
                         std::move(loaded.unknown_keys),
                         project::state_hash(text)};
}

Result<OpenedSession> open_session(const fs::path& file) {
    TRY(auto opened, open_saved_state(file));
    const auto journal = look_at_journal(journal_of(file), opened.state);
    if (journal.state == JournalState::unsaved)
        opened.diagnostics.push_back(
            {Severity::warning, "session.unsaved", file.string(),
             fmt::format("work that was never saved lies in {}: {}. This is the saved state; `dubstage "
                         "recover` makes a session of the rest.",
                         journal.file.string(), amount_in_words(journal.work()))});
    return opened;
}

plan::OpenMedia media_opener(const fs::path& folder) {
    auto stretched = std::make_shared<StretchedMedia>();
    return [folder, stretched](const session::Media& media) {
        const auto open = [&] { return media::open_sound(media_file(folder, media.path), media.stream); };
        const bool stretch = media.speed.method == session::SpeedMethod::stretch && !media.speed.is_normal();
        return stretch ? stretched->open(media, open) : open();
    };
}

Result<MediaState> look_at_media(const session::Session& session, const fs::path& folder) {
    MediaState state;
    for (const MediaId id : played_media(session)) {
        const session::Media* const media = session::find_media(session, id);
        if (media == nullptr) continue; // an invariant: told when the session was opened
        const fs::path file = media_file(folder, media->path);
        TRY(const MediaCondition now, condition_of(*media, folder));
        if (now.condition == Condition::unfit) return fail(ErrorCode::unfit, now.sentence);
        if (now.condition == Condition::as_imported) continue;
        const bool is_missing = now.condition == Condition::missing;
        if (is_missing) state.missing.push_back(media->path);
        state.diagnostics.push_back(
            {Severity::warning, is_missing ? "media.missing" : "media.changed", file.string(), now.sentence});
        state.complete = false;
    }
    return state;
}

Diagnostics without_missing(Diagnostics of_plan, const std::vector<std::string>& missing) {
    std::erase_if(of_plan, [&](const Diagnostic& one) {
        return one.code == "plan.media-silent" && std::ranges::find(missing, one.where) != missing.end();
    });
    return of_plan;
}

std::vector<MediaStamp> stamp_media(const session::Session& session, const fs::path& folder) {
    std::vector<MediaStamp> stamps;
    for (const MediaId id : played_media(session)) {
        const session::Media* const media = session::find_media(session, id);
        if (media == nullptr) continue;
        const fs::path file = media_file(folder, media->path);
        const auto identity = media::identity_of(file);
        if (identity) stamps.push_back({file, identity->bytes, modified_ns(file), identity->hash});
    }
    return stamps;
}

Result<void> still_the_same(const std::vector<MediaStamp>& before) {
    for (const auto& stamp : before) {
        const auto now = media::identity_of(stamp.file);
        if (now && now->bytes == stamp.bytes && now->hash == stamp.hash &&
            modified_ns(stamp.file) == stamp.modified_ns)
            continue;
        return fail(ErrorCode::io,
                    fmt::format("{} was changed by another program while it was read; nothing was "
                                "written. Wait until the other program has finished, then run this again.",
                                stamp.file.string()));
    }
    return {};
}

} // namespace dub::app

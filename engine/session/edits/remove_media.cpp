#include "engine/session/edits/remove_media.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

// By what plays, by other playlists and by prints.
std::set<MediaId> media_in_use(const Session& session) {
    std::set<MediaId> used;
    const auto add = [&](const std::vector<Shared<Clip>>& clips) {
        for (const auto& clip : clips)
            used.insert(clip->media);
    };
    for (const auto& track : session.tracks) {
        add(track->clips);
        for (const auto& playlist : track->alternatives)
            add(playlist->clips);
    }
    for (const auto& print : session.prints) {
        add(print->clips);
        for (const PrintPass& pass : print->passes)
            used.insert(pass.media);
    }
    return used;
}

constexpr std::array remove_media_arguments{
    ArgumentDeclaration{"media", "media", "ids, names or paths", Need::optional,
                        "the recordings; all unused ones when left out"},
};
constexpr EditText about_remove_media{"remove_media", "Take recordings that no clip uses out of the pool.",
                                      remove_media_arguments};

Result<RemoveMedia> read_remove_media(const ArgumentReader& in) {
    RemoveMedia edit;
    CHECK(in.read("media", edit.media));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RemoveMedia& edit) {
    const std::set<MediaId> used = media_in_use(session);
    for (const MediaId id : edit.media) {
        if (find_media(session, id) == nullptr) return missing("recording", id.text());
        if (used.contains(id))
            return fail(ErrorCode::unfit,
                        fmt::format("Recording {} '{}' is used by a clip; remove its clips first.", id.text(),
                                    find_media(session, id)->name));
    }
    MediaPool pool = *session.pool;
    std::erase_if(pool.media, [&](const auto& media) {
        return edit.media.empty() ? !used.contains(media->id)
                                  : std::ranges::find(edit.media, media->id) != edit.media.end();
    });
    return with_pool(session, std::move(pool));
}

const EditDeclaration remove_media_edit = declare<about_remove_media, read_remove_media>();

} // namespace dub::session

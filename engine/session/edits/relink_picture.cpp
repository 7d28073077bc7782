#include "engine/session/edits/relink_picture.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array relink_picture_arguments{
    ArgumentDeclaration{"picture", "picture", "id or path", Need::required, "the picture"},
    ArgumentDeclaration{"path", "text", "relative to the session file", Need::required,
                        "where the file lies now"},
};
constexpr EditText about_relink_picture{"relink_picture", "Say where a moving picture lies now.",
                                        relink_picture_arguments};

Result<RelinkPicture> read_relink_picture(const ArgumentReader& in) {
    RelinkPicture edit;
    CHECK(in.read("picture", edit.picture));
    CHECK(in.read("path", edit.path));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RelinkPicture& edit) {
    MediaPool pool = *session.pool;
    const auto at =
        std::ranges::find(pool.pictures, edit.picture, [](const auto& picture) { return picture->id; });
    if (at == pool.pictures.end()) return missing("picture", edit.picture.text());
    Picture picture = **at;
    picture.path = edit.path;
    *at = share(std::move(picture));
    return with_pool(session, std::move(pool));
}

const EditDeclaration relink_picture_edit = declare<about_relink_picture, read_relink_picture>();

} // namespace dub::session

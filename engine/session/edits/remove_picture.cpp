#include "engine/session/edits/remove_picture.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array remove_picture_arguments{
    ArgumentDeclaration{"picture", "picture", "id or path", Need::required, "the picture"},
};
constexpr EditText about_remove_picture{"remove_picture", "Take a moving picture off the timeline.",
                                        remove_picture_arguments};

Result<RemovePicture> read_remove_picture(const ArgumentReader& in) {
    RemovePicture edit;
    CHECK(in.read("picture", edit.picture));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RemovePicture& edit) {
    MediaPool pool = *session.pool;
    if (std::erase_if(pool.pictures, [&](const auto& picture) { return picture->id == edit.picture; }) == 0)
        return missing("picture", edit.picture.text());
    return with_pool(session, std::move(pool));
}

const EditDeclaration remove_picture_edit = declare<about_remove_picture, read_remove_picture>();

} // namespace dub::session

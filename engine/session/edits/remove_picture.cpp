#include "engine/session/edits/remove_picture.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array arguments{
    ArgumentDeclaration{"picture", "picture", "id or path", Need::required, "the picture"},
};
constexpr EditText about{"remove_picture", "Take a moving picture off the timeline.", arguments};

Result<RemovePicture> read(const ArgumentReader& in) {
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

const EditDeclaration remove_picture_edit = declare<about, read>();

} // namespace dub::session

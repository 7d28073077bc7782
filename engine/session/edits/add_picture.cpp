#include "engine/session/edits/add_picture.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array add_picture_arguments{
    ArgumentDeclaration{"path", "text", "relative to the session file", Need::required,
                        "where the file lies"},
    ArgumentDeclaration{"at", "time", "any", Need::optional,
                        "the session frame of its first frame; the session's start"},
    ArgumentDeclaration{"length", "length", "1 frame …", Need::required, "how long it is, in session frames"},
    ArgumentDeclaration{"rate", "rate", "23.976 … 60", Need::optional, "its own frame rate; the session's"},
};
constexpr EditText about_add_picture{"add_picture", "Place a moving picture on the timeline.",
                                     add_picture_arguments};

Result<AddPicture> read_add_picture(const ArgumentReader& in) {
    AddPicture edit;
    edit.picture.at = in.session().info->start;
    edit.picture.rate = in.session().info->timecode.rate;
    CHECK(in.read("path", edit.picture.path));
    CHECK(in.read("at", edit.picture.at));
    CHECK(in.read("length", edit.picture.length));
    CHECK(in.read("rate", edit.picture.rate));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const AddPicture& edit) {
    Session next = session;
    Picture picture = edit.picture;
    picture.id = take_id<PictureId>(next);
    MediaPool pool = *session.pool;
    const auto place =
        std::ranges::upper_bound(pool.pictures, picture.at, {}, [](const auto& one) { return one->at; });
    pool.pictures.insert(place, share(std::move(picture)));
    return with_pool(std::move(next), std::move(pool));
}

const EditDeclaration add_picture_edit = declare<about_add_picture, read_add_picture>();

} // namespace dub::session

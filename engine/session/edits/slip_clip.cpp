#include "engine/session/edits/slip_clip.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/clip_cutting.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array slip_clip_arguments{
    clip_argument,
    ArgumentDeclaration{"by", "length", "within the recording", Need::required,
                        "how much later the sound comes; also negative"},
};
constexpr EditText about_slip_clip{"slip_clip", "Move the sound inside a clip; the clip stays in place.",
                                   slip_clip_arguments};

Result<SlipClip> read_slip_clip(const ArgumentReader& in) {
    SlipClip edit;
    CHECK(in.read("clip", edit.clip));
    CHECK(in.read("by", edit.by));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SlipClip& edit) {
    return change_clips(session, {&edit.clip, 1}, [&](Clip& clip, const Track&) {
        clip.source_start -= edit.by;
        return inside_media(session, clip);
    });
}

const EditDeclaration slip_clip_edit = declare<about_slip_clip, read_slip_clip>();

} // namespace dub::session

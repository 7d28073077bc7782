#include "engine/session/edits/set_fades.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/clip_cutting.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/names.h"

namespace dub::session {
namespace {

constexpr std::array set_fades_arguments{
    clips_argument,
    ArgumentDeclaration{"in", "length", "0 … clip", Need::optional, "length of the fade in"},
    ArgumentDeclaration{"in_curve", "curve", "linear, equal-power, s-curve", Need::optional, "its curve"},
    ArgumentDeclaration{"out", "length", "0 … clip", Need::optional, "length of the fade out"},
    ArgumentDeclaration{"out_curve", "curve", "linear, equal-power, s-curve", Need::optional, "its curve"},
};
constexpr EditText about_set_fades{"set_fades", "Set the fades of clips.", set_fades_arguments};

Result<SetFades> read_set_fades(const ArgumentReader& in) {
    SetFades edit;
    CHECK(in.read("clips", edit.clips));
    CHECK(in.read("in", edit.in));
    CHECK(in.read("out", edit.out));
    if (in.has("in_curve")) CHECK(in.read("in_curve", edit.in_curve.emplace(), fade_curve_names));
    if (in.has("out_curve")) CHECK(in.read("out_curve", edit.out_curve.emplace(), fade_curve_names));
    if (edit.in.value_or(SampleCount{}).value < 0 || edit.out.value_or(SampleCount{}).value < 0)
        return in.refuse("a fade's length cannot be negative.");
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetFades& edit) {
    return change_clips(session, edit.clips, [&](Clip& clip, const Track&) -> Result<void> {
        clip.in = {edit.in.value_or(clip.in.length), edit.in_curve.value_or(clip.in.curve)};
        clip.out = {edit.out.value_or(clip.out.length), edit.out_curve.value_or(clip.out.curve)};
        fit_fades(clip);
        return {};
    });
}

const EditDeclaration set_fades_edit = declare<about_set_fades, read_set_fades>();

} // namespace dub::session

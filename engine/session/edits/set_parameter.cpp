#include "engine/session/edits/set_parameter.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array set_parameter_arguments{
    strip_argument,
    parameter_argument,
    ArgumentDeclaration{"value", "number", "the parameter's own", Need::required,
                        "in the parameter's unit; a toggle also true or false"},
};
constexpr EditText about_set_parameter{
    "set_parameter", "Set a parameter of a strip (fader, trim, pan and the like).", set_parameter_arguments};

Result<SetParameter> read_set_parameter(const ArgumentReader& in) {
    SetParameter edit;
    CHECK(in.read("strip", edit.strip));
    TRY(const Parameter* parameter, read_parameter(in, parameters_of(edit.strip)));
    edit.parameter = parameter->id;
    CHECK(in.read("value", edit.value, *parameter));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetParameter& edit) {
    const Parameter* parameter = find_parameter(parameters_of(edit.strip), edit.parameter);
    if (parameter == nullptr) return missing("parameter", edit.parameter);
    TRY(Strip strip, copy_strip(session, edit.strip));
    strip.values.set(*parameter, edit.value);
    return with_strip(session, edit.strip, std::move(strip));
}

const EditDeclaration set_parameter_edit = declare<about_set_parameter, read_set_parameter>();

} // namespace dub::session

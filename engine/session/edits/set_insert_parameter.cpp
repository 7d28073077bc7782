#include "engine/session/edits/set_insert_parameter.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/parameters/catalogue.h"

namespace dub::session {
namespace {

constexpr std::array set_insert_parameter_arguments{
    insert_argument,
    slot_strip_argument,
    parameter_argument,
    ArgumentDeclaration{"value", "number", "the parameter's own", Need::required,
                        "in the parameter's unit; a choice also by its word"},
};
constexpr EditText about_set_insert_parameter{"set_insert_parameter", "Set a parameter of a processor.",
                                              set_insert_parameter_arguments};

Result<SetInsertParameter> read_set_insert_parameter(const ArgumentReader& in) {
    SetInsertParameter edit;
    CHECK(in.read("insert", edit.insert));
    TRY(const OpenSlot open, open_insert(in.session(), edit.insert));
    const auto* known = find_processor_parameters(open.strip.inserts[open.slot].processor);
    TRY(const Parameter* parameter,
        read_parameter(in, known == nullptr ? std::span<const Parameter>{} : known->parameters));
    edit.parameter = parameter->id;
    CHECK(in.read("value", edit.value, *parameter));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetInsertParameter& edit) {
    TRY(OpenSlot open, open_insert(session, edit.insert));
    const Parameter* parameter = declared_parameter(open.strip, {edit.insert, {}, edit.parameter});
    if (parameter == nullptr) return missing("parameter", edit.parameter);
    open.strip.inserts[open.slot].values.set(*parameter, edit.value);
    return with_strip(session, open.owner, std::move(open.strip));
}

const EditDeclaration set_insert_parameter_edit =
    declare<about_set_insert_parameter, read_set_insert_parameter>();

} // namespace dub::session

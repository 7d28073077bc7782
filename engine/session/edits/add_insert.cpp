#include "engine/session/edits/add_insert.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/parameters/catalogue.h"

namespace dub::session {
namespace {

std::string processors() {
    std::string names;
    for (const auto& one : processor_parameters())
        names += (names.empty() ? "" : ", ") + std::string(one.processor);
    return names;
}

constexpr std::array add_insert_arguments{
    strip_argument,
    ArgumentDeclaration{"processor", "processor", "filter, gain, limiter …", Need::required,
                        "which processor"},
    ArgumentDeclaration{"values", "values", "each parameter's own", Need::optional,
                        "an object of parameters; defaults when left out"},
    ArgumentDeclaration{"slot", "number", "0 … inserts", Need::optional, "its place in the chain; last"},
    ArgumentDeclaration{"bypassed", "toggle", "true, false", Need::optional, "false"},
};
constexpr EditText about_add_insert{"add_insert", "Put a processor into a strip.", add_insert_arguments};

Result<AddInsert> read_add_insert(const ArgumentReader& in) {
    AddInsert edit;
    CHECK(in.read("strip", edit.strip));
    CHECK(in.read("processor", edit.processor));
    CHECK(in.read("slot", edit.slot));
    CHECK(in.read("bypassed", edit.bypassed));
    const auto* known = find_processor_parameters(edit.processor);
    if (known == nullptr)
        return in.refuse(
            fmt::format("'processor' is '{}'; expected one of {}.", edit.processor, processors()));
    CHECK(in.read("values", edit.values, known->parameters));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const AddInsert& edit) {
    CHECK(has_sound(session, edit.strip));
    Session next = session;
    TRY(Strip strip, copy_strip(session, edit.strip));
    Insert insert{take_id<InsertId>(next), edit.processor, edit.values, edit.bypassed, {}};
    const auto last = std::ssize(strip.inserts);
    const std::int64_t slot = std::clamp<std::int64_t>(edit.slot.value_or(last), 0, last);
    strip.inserts.insert(strip.inserts.begin() + slot, std::move(insert));
    return with_strip(std::move(next), edit.strip, std::move(strip));
}

const EditDeclaration add_insert_edit = declare<about_add_insert, read_add_insert>();

} // namespace dub::session

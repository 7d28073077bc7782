#pragma once
// What every EditDeclaration::apply does: refuse unknown and missing arguments, read them, apply the edit,
// and let nothing through that breaks an invariant. Pure, any thread.

#include "engine/session/edits/read_arguments.h"

namespace dub::session {

// Passes `after` on unless the parts that differ from `before` break an invariant: then the Error is that
// sentence. In builds other than Release the whole session is checked.
[[nodiscard]] Result<Session> checked(const Session& before, Result<Session> after);

struct EditText {
    std::string_view name;
    std::string_view summary;
    std::span<const ArgumentDeclaration> arguments;
};

// text: a static EditText; read: Arguments -> Edit.
template <const auto& text, auto read>
Result<Session> run_edit(const Session& session, const Arguments& given) {
    const ArgumentReader reader(session, text.name, given);
    CHECK(reader.accept(text.arguments));
    TRY(const auto edit, read(reader));
    return checked(session, apply(session, edit));
}

template <const auto& text, auto read> [[nodiscard]] constexpr EditDeclaration declare() {
    return {text.name, text.summary, text.arguments, &run_edit<text, read>};
}

} // namespace dub::session

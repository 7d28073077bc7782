#include "app/jobs/edit.h"

#include "app/jobs/save.h"
#include "engine/session/edits/fit_arguments.h"
#include "engine/session/invariants.h"
#include "formats/project/edit_script.h"

namespace dub::app {
namespace {

constexpr std::uint64_t script_bytes_max = 256'000'000;

// To the caller of this job a bad argument inside the file is a bad file, not a badly used program.
Error of_the_script(Error error) {
    if (error.code == ErrorCode::usage) error.code = ErrorCode::invalid;
    return error;
}

} // namespace

Result<EditOutcome> apply_edits(const EditRequest& request) {
    TRY(auto opened, open_session(request.session));
    TRY(const auto text, read_text_file(request.script, script_bytes_max));
    const std::string name = request.script.string();
    auto script = project::parse_edit_script(text, name);
    if (!script) return std::unexpected(of_the_script(script.error()));
    Diagnostics diagnostics;
    for (project::EditCall& call : *script)
        call.arguments =
            session::fit_arguments(opened.session, call.edit, std::move(call.arguments), diagnostics);
    auto edited = project::apply_script(opened.session, *script, name);
    if (!edited) return std::unexpected(of_the_script(std::move(edited).error()));
    const bool in_place = !request.out || *request.out == request.session;
    SaveRules rules{request.if_exists, ", or --out to save it elsewhere without it"};
    if (!in_place)
        *edited = for_folder(std::move(*edited), opened.folder,
                             std::filesystem::absolute(*request.out).parent_path());
    auto saved = in_place ? save_over(opened, *edited, rules) : save_as(*edited, *request.out, rules);
    if (!saved) return std::unexpected(std::move(saved).error());
    append(diagnostics, std::move(saved->diagnostics));
    for (Diagnostic& one : opened.diagnostics)
        if (one.code == "session.unsaved") diagnostics.push_back(std::move(one));
    append(diagnostics, session::check(*edited));
    return EditOutcome{std::move(*edited), script->size(), std::move(diagnostics)};
}

} // namespace dub::app

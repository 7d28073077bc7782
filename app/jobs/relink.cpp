#include "app/jobs/relink.h"

#include <fmt/format.h>

#include "app/jobs/save.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

Result<session::Session> relinked(session::Session session, const std::vector<Moved>& moved) {
    for (const Moved& one : moved) {
        TRY(session, std::visit([&](const auto& edit) { return session::apply(session, edit); }, one.edit));
    }
    return session;
}

} // namespace

Result<RelinkOutcome> relink(const RelinkRequest& request, Progress& progress) {
    TRY(const auto opened, open_session(request.session));
    TRY(auto found, find_moved(opened.session, opened.folder, request.folders, progress));
    RelinkOutcome outcome{std::move(found.moved), std::move(found.missing), false, opened.diagnostics};
    append(outcome.diagnostics, std::move(found.diagnostics));
    for (const Moved& one : outcome.relinked)
        if (one.by == FoundBy::name)
            outcome.diagnostics.push_back(
                {Severity::warning, "relink.by-name", media_file(opened.folder, one.to).string(), one.doubt});
    const bool in_place = !request.out || *request.out == request.session;
    if (outcome.relinked.empty() && in_place) return outcome;
    TRY(const auto session, relinked(opened.session, outcome.relinked));
    const SaveRules rules{request.if_exists, ", or --out to save it elsewhere without it"};
    const auto place = in_place ? opened.folder : fs::absolute(*request.out).parent_path();
    auto saved = in_place ? save_over(opened, session, rules)
                          : save_as(for_folder(session, opened.folder, place), *request.out, rules);
    if (!saved) return std::unexpected(std::move(saved).error());
    append(outcome.diagnostics, std::move(saved->diagnostics));
    outcome.saved = true;
    return outcome;
}

} // namespace dub::app

#include "app/jobs/merge.h"

#include <fmt/format.h>

#include "app/jobs/save.h"
#include "formats/project/project.h"

namespace dub::app {
namespace {

Result<void> loses_nothing(const OpenedSession& opened, IfExists loss) {
    if (opened.unknown_keys.empty() || loss == IfExists::replace) return {};
    return fail(
        ErrorCode::unfit,
        fmt::format("{} holds '{}', which this version does not know and the merge would lose. Use the "
                    "newer version that wrote it, or --force to lose it.",
                    opened.file.string(), fmt::join(opened.unknown_keys, "', '")));
}

// A session a person named keeps what it overwrites as a backup. What a version control gives us to write is
// a temporary file of its own (git's %A: ".merge_file_a1b2c3"), which wants no folder beside it.
Result<Diagnostics> write(const session::Session& session, const MergeRequest& request) {
    if (request.out.extension() == ".dub") {
        TRY(auto saved, save_as(session, request.out, {request.if_exists}));
        return std::move(saved.diagnostics);
    }
    CHECK(project::save(session, request.out, request.if_exists));
    return Diagnostics{};
}

} // namespace

Result<session::Merged> merge_files(const MergeRequest& request) {
    TRY(auto base, open_session(request.base));
    TRY(auto mine, open_session(request.mine));
    TRY(auto theirs, open_session(request.theirs));
    CHECK(loses_nothing(mine, request.if_exists));
    CHECK(loses_nothing(theirs, request.if_exists));
    auto merged = session::merge(base.session, mine.session, theirs.session);
    if (!merged)
        return std::unexpected(in_context(std::move(merged).error(),
                                          fmt::format("merging {} and {} over {}", request.mine.string(),
                                                      request.theirs.string(), request.base.string())));
    merged->session = for_folder(std::move(merged->session), mine.folder,
                                 std::filesystem::absolute(request.out).parent_path());
    TRY(auto told, write(merged->session, request));
    append(merged->notes, std::move(told));
    return merged;
}

} // namespace dub::app

#include "app/jobs/merge.h"

#include <fmt/format.h>

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
    CHECK(project::save(merged->session, request.out, request.if_exists));
    return merged;
}

} // namespace dub::app

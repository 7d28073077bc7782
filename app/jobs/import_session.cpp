#include "app/jobs/import_session.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/jobs/save.h"

namespace dub::app {

Result<session::Transferred> import_session(const ImportSessionRequest& request) {
    TRY(auto opened, open_session(request.session));
    std::error_code error;
    if (std::filesystem::equivalent(request.session, request.other, error))
        return fail(ErrorCode::unfit, fmt::format("{} is the session itself: there is nothing to bring.",
                                                  request.other.string()));
    TRY(auto other, open_session(request.other));
    session::TransferWish wish = request.wish;
    if (request.at) {
        const auto at = parse_timecode(*request.at, opened.session.info->timecode);
        if (!at) return fail(ErrorCode::usage, "--at: " + at.error().text());
        wish.at = *at;
    }
    wish.media_path = [&](const std::string& path) {
        return pool_path(opened.folder, media_file(other.folder, path));
    };
    TRY(auto made, session::transfer(opened.session, other.session, wish));
    Diagnostics all = opened.diagnostics;
    if (request.preview == Preview::no) {
        TRY(auto saved, save_over(opened, made.session, {request.loss}));
        append(all, std::move(saved.diagnostics));
    }
    // What is odd in the other session stays there; what was never saved or could not be read is missing
    // here.
    std::erase_if(other.diagnostics, [](const Diagnostic& one) {
        return one.code.starts_with("session.") && one.code != "session.unsaved";
    });
    append(all, std::move(other.diagnostics));
    append(all, std::move(made.diagnostics));
    made.diagnostics = std::move(all);
    return made;
}

} // namespace dub::app

#pragma once
// Brings parts of another session file into a session file, or says what it would bring. [control, disk]

#include <filesystem>

#include "app/jobs/session_media.h"
#include "engine/session/transfer/transfer.h"

namespace dub::app {

enum class Preview : unsigned char {
    no,
    yes, // nothing is saved
};

struct ImportSessionRequest {
    std::filesystem::path session;
    std::filesystem::path other;
    session::TransferWish wish;    // paths of recordings are rebased here
    std::optional<std::string> at; // timecode of this session; none: keep the other's
    Preview preview = Preview::no;
    IfExists loss = IfExists::refuse; // as ImportRequest::loss
};

// Errors: those of open_session for either file, of session::transfer, io. On any of them nothing was
// changed.
[[nodiscard]] Result<session::Transferred> import_session(const ImportSessionRequest& request);

} // namespace dub::app

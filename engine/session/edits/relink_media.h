#pragma once
// Says where a recording lies now, and what identifies the file found there. Pure, any thread.

#include "engine/session/edits/catalogue.h"

namespace dub::session {

struct RelinkMedia {
    MediaId media;
    std::string path;
    std::optional<std::uint64_t> bytes;
    std::optional<std::string> hash;
};
[[nodiscard]] Result<Session> apply(const Session& session, const RelinkMedia& edit);

extern const EditDeclaration relink_media_edit;

} // namespace dub::session

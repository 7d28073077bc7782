#pragma once
// What Pro Tools exports as "Session Info as Text": files, clips, tracks with their clips, markers. It holds
// places, names, mutes and fades, but no gain, no automation, and where a clip lies in its file only when
// timestamps were exported. [worker, disk] for read.

#include "formats/turnover/format.h"

namespace dub::turnover::pt_text {

[[nodiscard]] bool sniff(std::string_view head, const std::filesystem::path& file);
[[nodiscard]] Result<conform::Turnover> read(const std::filesystem::path& file, const ReadOptions& options);
// Errors: no head of a session in it (invalid).
[[nodiscard]] Result<conform::Turnover>
parse_session_text(std::string_view text, const std::filesystem::path& file, const ReadOptions& options);

} // namespace dub::turnover::pt_text

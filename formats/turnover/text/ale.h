#pragma once
// Avid log exchange: a table of recordings with what is known of them. It has no timeline: the turnover holds
// sources and no tracks, and helps to find what other lists name. [worker, disk] for read.

#include "formats/turnover/format.h"

namespace dub::turnover::ale {

[[nodiscard]] bool sniff(std::string_view head, const std::filesystem::path& file);
[[nodiscard]] Result<conform::Turnover> read(const std::filesystem::path& file, const ReadOptions& options);
// Errors: no table in it (invalid).
[[nodiscard]] Result<conform::Turnover> parse_ale(std::string_view text, const std::filesystem::path& file,
                                                  const ReadOptions& options);

} // namespace dub::turnover::ale

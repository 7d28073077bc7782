#pragma once
// FCPXML 1.8 to 1.13 of Final Cut Pro (also the Info.fcpxml of an .fcpxmld bundle), as Resolve and others
// write it, too: a trackless timeline of clips connected to clips, laid out on as few tracks as its roles and
// lanes need. Values only; nothing that a list names is opened. [worker, disk]

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/conform/turnover.h"
#include "engine/core/result.h"
#include "formats/turnover/format.h"

namespace dub::turnover::fcpxml {

// By the document element, not by the name.
[[nodiscard]] bool sniff(std::string_view head, const std::filesystem::path& file);

// Errors: not well-formed, no fcpxml, neither project nor clip in it, larger than 128 MiB.
[[nodiscard]] Result<conform::Turnover> read(const std::filesystem::path& file, const ReadOptions& options);
[[nodiscard]] Result<conform::Turnover> read_text(std::string_view text, const std::string& name,
                                                  const ReadOptions& options);

} // namespace dub::turnover::fcpxml

#pragma once
// The XML of Final Cut Pro 7 (xmeml 4 and 5), as Premiere, Resolve, Hiero and Final Cut write it: read to the
// neutral value and written from it. Values only; nothing that a list names is opened. [worker, disk]

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/conform/turnover.h"
#include "engine/core/result.h"
#include "formats/turnover/format.h"

namespace dub::turnover::xmeml {

// By the document element, not by the name: other XML is nobody's list.
[[nodiscard]] bool sniff(std::string_view head, const std::filesystem::path& file);

// Errors: not well-formed, no xmeml, no sequence in it, larger than 128 MiB.
[[nodiscard]] Result<conform::Turnover> read(const std::filesystem::path& file, const ReadOptions& options);
[[nodiscard]] Result<conform::Turnover> read_text(std::string_view text, const std::string& name,
                                                  const ReadOptions& options);

struct Written {
    std::string text;
    Diagnostics diagnostics; // what the format cannot say
};
// xmeml 4 with the attributes Premiere puts on tracks of several channels. Times are whole frames of the
// list's rate; what lies between frames is moved to the nearest and said.
[[nodiscard]] Written write(const conform::Turnover& list);

} // namespace dub::turnover::xmeml

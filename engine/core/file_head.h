#pragma once
// The first bytes of a file, by which its kind is told. [disk]

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/core/result.h"

namespace dub {

// At most `most` bytes; fewer when the file is shorter. `expected` ends the sentence of an empty file or a
// folder: "a list or AAF". Errors: missing (not_found); a folder or empty (invalid); io.
[[nodiscard]] Result<std::string> read_head(const std::filesystem::path& file, std::size_t most,
                                            std::string_view expected);

} // namespace dub

#pragma once
// The zip of an .otioz: its list as text and what lies beside it. libzip's types stay in bundle.cpp. Names
// that lead out of the archive are no entries. [worker, disk]

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "engine/core/diagnostics.h"
#include "engine/core/io.h"
#include "engine/core/result.h"

namespace dub::turnover::otio {

// Absolute, with a drive or a scheme, or through a folder above: such a name is never followed.
[[nodiscard]] bool leads_out(std::string_view name);

struct Bundle {
    std::string list;                             // content.otio
    std::map<std::string, std::uint64_t> entries; // name and size in bytes, unpacked
    Diagnostics diagnostics;                      // names that were refused
};

// Errors: no zip, no content.otio in it, or one larger than `list_bytes_max`.
[[nodiscard]] Result<Bundle> open_bundle(const std::filesystem::path& file, std::uint64_t list_bytes_max);

// Errors: no such entry, damaged, io, cancelled. `to` appears only when it is whole.
[[nodiscard]] Result<void> unpack(const std::filesystem::path& file, const std::string& entry,
                                  const std::filesystem::path& to, Progress& progress);

} // namespace dub::turnover::otio

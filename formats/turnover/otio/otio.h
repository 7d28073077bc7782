#pragma once
// OpenTimelineIO: .otio (JSON), .otioz (a zip of it with its media) and the content.otio of an .otiod folder.
// Clip.1 and Clip.2, nested stacks and tracks flattened, time warps, crossfades; what it has no words for
// (gain, channels, roles) is taken from the metadata of Resolve, Premiere, the adapters and this program.
// Nothing that a list names is opened. [worker, disk]

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/conform/turnover.h"
#include "engine/core/io.h"
#include "engine/core/result.h"
#include "formats/turnover/format.h"

namespace dub::turnover::otio {

[[nodiscard]] bool sniff(std::string_view head, const std::filesystem::path& file);

// Errors: not JSON or no zip, no OTIO_SCHEMA that holds tracks, a list over 64 MiB.
[[nodiscard]] Result<conform::Turnover> read(const std::filesystem::path& file, const ReadOptions& options);
[[nodiscard]] Result<conform::Turnover> read_text(std::string_view text, const std::string& name,
                                                  const ReadOptions& options);

// A recording that an .otioz brings along, copied whole to `to`. Errors as extract_essence of format.h.
[[nodiscard]] Result<void> extract(const std::filesystem::path& otioz, const conform::Source& source,
                                   const std::filesystem::path& to, Progress& progress);

struct Written {
    std::string text;
    Diagnostics diagnostics; // what the format cannot say
};
// Timeline.1 with Clip.2. Gain, channels and roles lie in metadata: "Resolve_OTIO" where Resolve reads them,
// "dubstage" in full.
[[nodiscard]] Written write(const conform::Turnover& list);

} // namespace dub::turnover::otio

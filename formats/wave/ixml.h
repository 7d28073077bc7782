#pragma once
// The iXML chunk: what recorders and editors say of a file in XML. We keep the part the field uses. Any
// thread.

#include <optional>
#include <string>
#include <string_view>

#include "engine/core/timecode.h"
#include "formats/wave/wave_info.h"

namespace dub::wave {

// `name` is what the error calls the chunk. Track names are placed by INTERLEAVE_INDEX (else CHANNEL_INDEX),
// 1-based; channels without a track have an empty name.
[[nodiscard]] Result<Ixml> parse_ixml(std::string_view text, std::string_view name);
// How the recorder counted: "24000/1001" and "NDF"; nullopt when it does not say.
[[nodiscard]] std::optional<TimecodeFormat> timecode_of(const Ixml& ixml);
// Filled up with spaces to a multiple of four bytes, so that what follows keeps its alignment.
[[nodiscard]] std::string ixml_text(const Ixml& ixml);

} // namespace dub::wave

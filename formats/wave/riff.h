#pragma once
// The map of a RIFF, RF64 or BW64 file: which chunks lie where. Knows sizes, not meanings.
// Sources: EBU Tech 3306 (RF64, ds64), ITU-R BS.2088-1 (BW64). Any thread.
//
// What is decided here where the standards leave it to the reader:
// - A plain RIFF whose data size is 0xFFFFFFFF (or 0x7FFFF000, as sox writes into a pipe), or 0 with a RIFF
// size that
//   does not cover the file, and an RF64/BW64 whose ds64 says 0, was streamed or interrupted: data runs to
//   the file's end.
// - Any other size that runs beyond the file is a truncated file and refused, with what is missing.
// - Bytes after the end that the RIFF size states are passed over with a diagnostic.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostics.h"
#include "formats/wave/bytes.h"

namespace dub::wave {

struct Chunk {
    std::string id;           // four characters
    std::uint64_t offset = 0; // of the payload
    std::uint64_t size = 0;   // of the payload, without the pad byte
};

struct RiffMap {
    std::string container; // "RIFF", "RF64", "BW64"
    std::vector<Chunk> chunks;
    Diagnostics diagnostics;

    [[nodiscard]] const Chunk* find(std::string_view id) const; // the first of that id
};

[[nodiscard]] Result<RiffMap> map_riff(ByteSource& bytes);

} // namespace dub::wave

#pragma once
// Everything that stands before the sound in a file we write: JUNK (or ds64), fmt, fact, bext, iXML, chna and
// the data chunk's head, in that order. Its length does not depend on the sizes in it, so that it is written
// twice: first with a length of zero, at the end, at the same place, with the true one. A function of sizes:
// 5 GiB need not be written to test it. All chunks start at multiples of four bytes. Sources: EBU Tech 3306,
// ITU-R BS.2088-1. Any thread.

#include <cstdint>
#include <vector>

#include "formats/wave/fmt_chunk.h"
#include "formats/wave/wave_info.h"

namespace dub::wave {

struct Header {
    FormatChunk format;
    LargeForm large = LargeForm::rf64;
    std::optional<Bext> bext;
    std::optional<Ixml> ixml;
    std::vector<ChnaEntry> chna;
};

// `samples` per channel; `tail_bytes` is all that follows the sound, pad byte included. Where the whole or
// the sound does not fit a 32-bit size, JUNK becomes ds64 and the file RF64 or BW64.
[[nodiscard]] std::vector<std::byte> header_bytes(const Header& header, std::uint64_t samples,
                                                  std::uint64_t tail_bytes);

// The chunks after `data_bytes` of sound: the pad byte, axml when there is one. After sound that ends two
// bytes off, a JUNK chunk of two bytes brings axml to a multiple of four, as importers of ADM files expect.
[[nodiscard]] std::vector<std::byte> tail_bytes(std::uint64_t data_bytes, const std::string& axml);

} // namespace dub::wave

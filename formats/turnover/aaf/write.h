#pragma once
// A turnover as an AAF for other programs: a top-level composition of sound tracks with clips, fades, gains,
// pans, mutes, markers and timecode; a master clip, a file and a tape or import for each recording.
// [worker, disk]
//
// Tracks count in frames where all their times are frames, else in samples, as Pro Tools writes them. Fades
// are transitions. Clips that overlap without a crossfade go to further tracks. Pictures are left out.

#include "engine/core/atomic_file.h"
#include "engine/core/io.h"
#include "formats/turnover/format.h"

namespace dub::turnover::aaf {

enum class EssencePlace : unsigned char {
    linked,   // found by the locators of each source
    embedded, // whole wave and AIFF files in the AAF
};

struct WriteOptions {
    EssencePlace essence = EssencePlace::linked;
    std::vector<std::filesystem::path>
        media;                   // embedded: the file of each source, by its index; empty: linked
    std::string product_version; // "1.2"
    IfExists if_exists = IfExists::refuse;
};

// The diagnostics say what the format cannot. Errors: usage (the name is taken), unfit (too much to embed),
// io, cancelled; then nothing is written.
[[nodiscard]] Result<Diagnostics> write(const conform::Turnover& turnover, const std::filesystem::path& to,
                                        const WriteOptions& options, Progress& progress);

} // namespace dub::turnover::aaf

#pragma once
// An ADM bed in the ITU form: programme, content, object and track UIDs; packs, channels, streams and tracks
// are those of the common definitions (ITU-R BS.2094) and only named by id. The text is BS.2076-1 as long as
// five decimals say the length exactly; else BS.2076-2 with fractional times, so that no time is ever
// rounded. Any thread.
//
// The caller writes axml and chna with wave::WaveWriter (ChannelOrder::smpte, Mask::no: BS.2088 leaves the
// meaning of channels to chna), reads the temporary file back with verify_bed() and commits only then.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/layout.h"
#include "engine/core/time.h"
#include "engine/core/units.h"
#include "formats/wave/wave_info.h"

namespace dub::adm {

// BS.2076 section 5.6 (audioContent, dialogue): what the bed carries.
enum class ContentKind : unsigned char { undefined, complete_main, dialogue, music, effects };

struct AdmLoudness { // loudnessMetadata by ITU-R BS.1770; what is not known is left out. Two decimals on
                     // paper.
    std::optional<Lufs> integrated = {};
    std::optional<Lu> range = {};
    std::optional<Dbtp> true_peak_max = {};
    std::optional<Lufs> momentary_max = {}, short_term_max = {};
    std::optional<Lufs> dialogue = {};
};

struct Bed {
    Layout layout = {}; // channel n of the file is speaker n of the layout
    SampleRate rate = {};
    int bits = 24;
    SampleCount length = {};
    std::string programme = {}, content = {}, object = {}; // names, any UTF-8
    std::string language = {};                             // ISO 639, e.g. "en"; empty: left out
    ContentKind kind = ContentKind::complete_main;
    AdmLoudness loudness = {};
};

struct BedChunks {
    std::string axml; // a multiple of four bytes long
    std::vector<wave::ChnaEntry> chna;
};

// Layouts: mono 2.0 5.0 5.1 7.1 5.1.2 5.1.4 7.1.2 7.1.4 in any order; unfit for others, for an empty length
// and for names that are empty.
[[nodiscard]] Result<BedChunks> bed_chunks(const Bed& bed);

// Reads the file and compares what it says with what was meant: format, length, speakers, every name, id,
// time and loudness figure. An error names the first difference. The path may be a temporary file.
[[nodiscard]] Result<void> verify_bed(const std::filesystem::path& path, const Bed& bed);
// The same for a header that has been read already; `file` is what messages call it.
[[nodiscard]] Result<void> verify_bed(const wave::WaveInfo& read, const Bed& bed, const std::string& file);

} // namespace dub::adm

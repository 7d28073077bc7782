#pragma once
// What a RIFF, RF64 or BW64 file says of itself, and what we say in those we write. Values, any thread.
// Sources: EBU Tech 3285 v2 (bext), EBU Tech 3306 (RF64), ITU-R BS.2088-1 (BW64, chna), iXML 2.x.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/diagnostics.h"
#include "engine/core/io.h"
#include "engine/core/units.h"

namespace dub::wave {

enum class SampleType : unsigned char {
    pcm16,
    pcm24,
    pcm32,
    float32,
    pcm8,
    float64
}; // the last two are read only
[[nodiscard]] int bits_of(SampleType type);

// Below 4 GiB every file is plain RIFF; this says what a larger one becomes.
enum class LargeForm : unsigned char { rf64, bw64 };

// Loudness fields of bext v2, in hundredths on disk; nullopt is written as 0x7FFF (Tech 3285 v2).
struct BextLoudness {
    std::optional<Lufs> integrated = {};
    std::optional<Lu> range = {};
    std::optional<Dbtp> true_peak_max = {};
    std::optional<Lufs> momentary_max = {}, short_term_max = {};
    friend bool operator==(const BextLoudness&, const BextLoudness&) = default;
};

struct Bext {
    std::string description = {};          // at most 256 bytes
    std::string originator = {};           // at most 32
    std::string originator_reference = {}; // at most 32
    std::string date = {};                 // "2026-11-21", empty: left out
    std::string time = {};                 // "12:00:00"
    SamplePos time_reference = {};         // samples since midnight
    std::string umid = {}; // 64 or 128 hexadecimal digits (SMPTE 330M), empty: none; read only
    BextLoudness loudness = {};
    std::string coding_history = {};
    friend bool operator==(const Bext&, const Bext&) = default;
};

// The part of iXML the field uses: project, names of the tracks, timecode rate and stamp.
struct Ixml {
    std::string project = {}, scene = {}, take = {}, tape = {}, note = {};
    std::string file_uid = {}, family_uid = {}, original_name = {}; // read only
    std::vector<std::string> track_names = {}; // one for each channel of the file, in order
    std::string timecode_rate = {};            // "24000/1001"
    std::string timecode_flag = {};            // "NDF" or "DF"
    std::optional<SamplePos> timestamp = {};   // samples since midnight
    std::optional<SampleRate> timestamp_rate = {};
    friend bool operator==(const Ixml&, const Ixml&) = default;
};

struct ChnaEntry { // one audioTrackUID, BS.2088-1 section 8
    int track = 0; // 1-based channel
    std::string uid, track_ref, pack_ref;
    friend bool operator==(const ChnaEntry&, const ChnaEntry&) = default;
};

// How the speakers of a read file were told.
enum class LayoutSource : unsigned char { chna, ixml, mask, channel_count };

struct WaveInfo {
    AudioFormat format; // layout in the file's channel order; empty when a Layout cannot hold it
    int channels = 0;
    SampleType type = SampleType::pcm24;
    LayoutSource layout_source = LayoutSource::channel_count;
    std::optional<std::uint32_t> mask;
    std::optional<Bext> bext;
    std::optional<Ixml> ixml;
    std::vector<ChnaEntry> chna;
    std::string axml;
    std::string container; // "RIFF", "RF64", "BW64"
    std::uint64_t data_offset = 0, data_bytes = 0;
    Diagnostics diagnostics;
};

} // namespace dub::wave

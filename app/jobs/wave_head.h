#pragma once
// What the heads of the waves that jobs write have in common, and the proof that it arrived on the disk.
// Pure, any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/session/session.h"
#include "formats/adm/bed.h"
#include "formats/wave/wave_writer.h"

namespace dub::app {

// The speakers in the order they will lie in the file.
[[nodiscard]] std::vector<Speaker> file_order(const wave::WriteOptions& options);

// The field of bext holds 256 bytes: a longer text ends with its last whole character. Without a date.
[[nodiscard]] wave::Bext bext_for(std::string_view description, SamplePos time_reference);
// The description of one mono file of a set: the set's, and which channel this is.
[[nodiscard]] std::string channel_description(std::string_view of_set, Speaker speaker);
[[nodiscard]] wave::Ixml ixml_for(const session::Info& info, SamplePos time_reference);
// Layout, rate, bits and length; names are the caller's.
[[nodiscard]] adm::Bed bed_for(const wave::WriteOptions& options, SampleCount length);

// The longest beginning of UTF-8 text that has at most so many bytes and ends with a whole character.
[[nodiscard]] std::string_view beginning_of(std::string_view text, std::size_t bytes);

// What a file is, by what it says of itself or by what it was meant to be.
struct WaveShape {
    wave::SampleType type = wave::SampleType::pcm24;
    SampleRate rate;
    std::vector<Speaker> channels; // in the order they lie in the file
    bool names_channels = true;    // false: only their number is in the file
    SampleCount length;
    std::optional<SamplePos> time_reference; // none: there is no bext
};
[[nodiscard]] WaveShape shape_of(const wave::WriteOptions& options, SampleCount length);
[[nodiscard]] WaveShape shape_of(const wave::WaveInfo& read);

// An error (io) names the first thing in which the file that was read back is not what was written; `file` is
// what the sentence calls it.
[[nodiscard]] Result<void> check_read_back(const WaveShape& read, const WaveShape& written,
                                           const std::string& file);

} // namespace dub::app

#pragma once
// The channels of the ADM common definitions (ITU-R BS.2094) that are speakers of ours, and the chna chunk
// that names them (ITU-R BS.2088-1 section 8). The beds are facts of that table; AP_00010016 (7.1.2) is as in
// the recommendation's text, not as in the spreadsheet attached to it, which has the sides wrong. Any thread.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/core/layout.h"
#include "formats/wave/wave_info.h"

namespace dub::wave {

struct CommonChannel {
    std::uint16_t number;   // AC_0001XXXX, AS_0001XXXX, AT_0001XXXX_01
    std::string_view name;  // "FrontLeft"
    std::string_view label; // BS.2051: "M+030"
    Speaker speaker;
};
[[nodiscard]] std::span<const CommonChannel> common_channels();
[[nodiscard]] const CommonChannel* common_channel(std::uint32_t number); // nullptr when it is none of ours

struct CommonBed {
    std::uint16_t number;  // AP_0001XXXX
    std::string_view name; // "5.1_(0+5+0)"
    std::span<const std::uint16_t> channels;
};
[[nodiscard]] std::span<const CommonBed> common_beds();
[[nodiscard]] const CommonBed* common_bed(std::uint32_t number);
[[nodiscard]] std::optional<Layout> bed_layout(const CommonBed& bed); // in the bed's order, which is ours
[[nodiscard]] const CommonBed* bed_of(const Layout& layout); // whatever the order; nullptr: no bed for it

// The XXXX of "AT_0001XXXX_01", "AC_0001XXXX", "AP_0001XXXX" when it is a DirectSpeakers common definition
// (XXXX below 0x1000); nullopt otherwise. Hexadecimal in either case.
[[nodiscard]] std::optional<std::uint32_t> common_number(std::string_view id);

// One speaker for each channel when chna names every channel of the file by a common definition, each once.
[[nodiscard]] std::optional<std::vector<Speaker>> speakers_of_chna(std::span<const ChnaEntry> entries,
                                                                   int channels);

// nullopt when the chunk contradicts its own size. Unused entries (track 0) are left out.
[[nodiscard]] std::optional<std::vector<ChnaEntry>> parse_chna(std::span<const std::byte> payload);
[[nodiscard]] std::vector<std::byte> chna_payload(std::span<const ChnaEntry> entries);

} // namespace dub::wave

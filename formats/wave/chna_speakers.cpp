#include "formats/wave/chna_speakers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "formats/wave/bytes.h"

namespace dub::wave {
namespace {

using enum Speaker;

constexpr std::array channels{
    CommonChannel{0x0001, "FrontLeft", "M+030", L},
    CommonChannel{0x0002, "FrontRight", "M-030", R},
    CommonChannel{0x0003, "FrontCentre", "M+000", C},
    CommonChannel{0x0004, "LowFrequencyEffects", "LFE", LFE},
    CommonChannel{0x0005, "SurroundLeft", "M+110", Ls},
    CommonChannel{0x0006, "SurroundRight", "M-110", Rs},
    CommonChannel{0x000a, "SideLeft", "M+090", Lss},
    CommonChannel{0x000b, "SideRight", "M-090", Rss},
    CommonChannel{0x000d, "TopFrontLeft", "U+030", Ltf},
    CommonChannel{0x000f, "TopFrontRight", "U-030", Rtf},
    CommonChannel{0x0010, "TopSurroundLeft", "U+110", Ltr},
    CommonChannel{0x0012, "TopSurroundRight", "U-110", Rtr},
    CommonChannel{0x0013, "TopSideLeft", "U+090", Lts},
    CommonChannel{0x0014, "TopSideRight", "U-090", Rts},
    CommonChannel{0x001c, "BackLeftMid", "M+135", Lrs},
    CommonChannel{0x001d, "BackRightMid", "M-135", Rrs},
    CommonChannel{0x001e, "TopBackLeftMid", "U+135", Ltr},
    CommonChannel{0x001f, "TopBackRightMid", "U-135", Rtr},
    CommonChannel{0x0022, "TopFrontLeftMid", "U+045", Ltf},
    CommonChannel{0x0023, "TopFrontRightMid", "U-045", Rtf},
};

constexpr std::array<std::uint16_t, 1> bed_mono{0x0003};
constexpr std::array<std::uint16_t, 2> bed_20{0x0001, 0x0002};
constexpr std::array<std::uint16_t, 5> bed_50{0x0001, 0x0002, 0x0003, 0x0005, 0x0006};
constexpr std::array<std::uint16_t, 6> bed_51{0x0001, 0x0002, 0x0003, 0x0004, 0x0005, 0x0006};
constexpr std::array<std::uint16_t, 8> bed_512{0x0001, 0x0002, 0x0003, 0x0004,
                                               0x0005, 0x0006, 0x000d, 0x000f};
constexpr std::array<std::uint16_t, 10> bed_514{0x0001, 0x0002, 0x0003, 0x0004, 0x0005,
                                                0x0006, 0x000d, 0x000f, 0x0010, 0x0012};
constexpr std::array<std::uint16_t, 8> bed_71{0x0001, 0x0002, 0x0003, 0x0004, 0x000a, 0x000b, 0x001c, 0x001d};
constexpr std::array<std::uint16_t, 10> bed_712{0x0001, 0x0002, 0x0003, 0x0004, 0x000a,
                                                0x000b, 0x001c, 0x001d, 0x0013, 0x0014};
constexpr std::array<std::uint16_t, 12> bed_714{0x0001, 0x0002, 0x0003, 0x0004, 0x000a, 0x000b,
                                                0x001c, 0x001d, 0x0022, 0x0023, 0x001e, 0x001f};
constexpr std::uint16_t mono_pack = 0x0001;

constexpr std::array beds{
    CommonBed{mono_pack, "mono_(0+1+0)", bed_mono},   CommonBed{0x0002, "stereo_(0+2+0)", bed_20},
    CommonBed{0x000c, "5.0_(0+5+0)", bed_50},         CommonBed{0x0003, "5.1_(0+5+0)", bed_51},
    CommonBed{0x0004, "7.1top_(2+5+0)", bed_512},     CommonBed{0x0005, "9.1_5.1.4_(4+5+0)", bed_514},
    CommonBed{0x000f, "7.1back_(0+7+0)", bed_71},     CommonBed{0x0016, "9.1_7.1.2_(2+7+0)", bed_712},
    CommonBed{0x0017, "11.1_7.1.4_(4+7+0)", bed_714},
};

constexpr std::size_t entry_size = 40;

} // namespace

std::span<const CommonChannel> common_channels() { return channels; }
std::span<const CommonBed> common_beds() { return beds; }

const CommonChannel* common_channel(std::uint32_t number) {
    const auto at = std::ranges::find_if(channels, [number](const auto& c) { return c.number == number; });
    return at == channels.end() ? nullptr : &*at;
}

const CommonBed* common_bed(std::uint32_t number) {
    const auto at = std::ranges::find_if(beds, [number](const auto& b) { return b.number == number; });
    return at == beds.end() ? nullptr : &*at;
}

std::optional<Layout> bed_layout(const CommonBed& bed) {
    if (bed.number == mono_pack) return Layout{M};
    std::vector<Speaker> speakers;
    for (const std::uint16_t number : bed.channels)
        speakers.push_back(common_channel(number)->speaker);
    return Layout(speakers);
}

const CommonBed* bed_of(const Layout& layout) {
    for (const CommonBed& bed : beds) {
        const auto own = bed_layout(bed);
        if (own && std::ranges::is_permutation(own->speakers(), layout.speakers())) return &bed;
    }
    return nullptr;
}

std::optional<std::uint32_t> common_number(std::string_view id) {
    if (id.size() < 11 || id[2] != '_') return std::nullopt;
    std::uint32_t value = 0;
    const char* const end = id.data() + 11;
    const auto [at, error] = std::from_chars(id.data() + 3, end, value, 16);
    if (error != std::errc{} || at != end || value >> 16U != 1 || (value & 0xFFFFU) >= 0x1000)
        return std::nullopt;
    return value & 0xFFFFU;
}

std::optional<std::vector<Speaker>> speakers_of_chna(std::span<const ChnaEntry> entries, int channel_count) {
    std::vector<std::optional<Speaker>> told(static_cast<std::size_t>(channel_count));
    for (const ChnaEntry& entry : entries) {
        if (entry.track < 1 || entry.track > channel_count) continue;
        const auto number = common_number(entry.track_ref);
        const CommonChannel* const channel = number ? common_channel(*number) : nullptr;
        if (channel == nullptr) return std::nullopt;
        const bool mono = common_number(entry.pack_ref) == mono_pack;
        auto& place = told[static_cast<std::size_t>(entry.track - 1)];
        const Speaker speaker = mono ? M : channel->speaker;
        if (place && *place != speaker) return std::nullopt;
        place = speaker;
    }
    std::vector<Speaker> speakers;
    for (const auto& speaker : told) {
        if (!speaker || std::ranges::find(speakers, *speaker) != speakers.end()) return std::nullopt;
        speakers.push_back(*speaker);
    }
    return speakers;
}

std::optional<std::vector<ChnaEntry>> parse_chna(std::span<const std::byte> bytes) {
    if (bytes.size() < 4) return std::nullopt;
    const std::size_t used = load<std::uint16_t>(bytes, 2);
    const std::size_t room = (bytes.size() - 4) / entry_size;
    if (used > room) return std::nullopt;
    std::vector<ChnaEntry> entries;
    for (std::size_t i = 0; i < room; ++i) {
        const std::size_t at = 4 + i * entry_size;
        const int track = load<std::uint16_t>(bytes, at);
        if (track == 0) continue;
        entries.push_back(
            {track, text_at(bytes, at + 2, 12), text_at(bytes, at + 14, 14), text_at(bytes, at + 28, 11)});
    }
    if (entries.size() != used) return std::nullopt;
    return entries;
}

std::vector<std::byte> chna_payload(std::span<const ChnaEntry> entries) {
    std::set<int> tracks;
    for (const ChnaEntry& entry : entries)
        tracks.insert(entry.track);
    ByteWriter out;
    out.put(static_cast<std::uint16_t>(tracks.size())).put(static_cast<std::uint16_t>(entries.size()));
    for (const ChnaEntry& entry : entries) {
        out.put(static_cast<std::uint16_t>(entry.track)).field(entry.uid, 12);
        out.field(entry.track_ref, 14).field(entry.pack_ref, 11).zeros(1);
    }
    return out.take();
}

} // namespace dub::wave

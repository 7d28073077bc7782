#include "engine/core/layout.h"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

namespace dub {
namespace {

using enum Speaker;

constexpr std::array<std::string_view, speaker_count> labels{"M",   "L",   "R",   "C",   "LFE", "Ls",  "Rs",
                                                             "Lss", "Rss", "Lrs", "Rrs", "Ltf", "Rtf", "Ltr",
                                                             "Rtr", "Lts", "Rts", "Lt",  "Rt"};

// WAVE_FORMAT_EXTENSIBLE speaker bits in ascending order; Ls/Rs of 5.x may lie in the back or the side pair.
struct MaskBit {
    std::uint32_t bit;
    Speaker speaker;
};
constexpr std::array mask_bits{
    MaskBit{0x1, L},      MaskBit{0x2, R},      MaskBit{0x4, C},      MaskBit{0x8, LFE},
    MaskBit{0x10, Lrs},   MaskBit{0x20, Rrs},   MaskBit{0x200, Lss},  MaskBit{0x400, Rss},
    MaskBit{0x1000, Ltf}, MaskBit{0x4000, Rtf}, MaskBit{0x8000, Ltr}, MaskBit{0x20000, Rtr},
};
constexpr std::uint32_t back_bits = 0x30;
constexpr std::uint32_t side_bits = 0x600;

std::optional<std::uint32_t> bit_of(Speaker speaker) {
    if (speaker == M) return 0x4;
    if (speaker == Ls) return 0x200;
    if (speaker == Rs) return 0x400;
    for (const auto& entry : mask_bits)
        if (entry.speaker == speaker) return entry.bit;
    return std::nullopt;
}

// The order tables. A speaker the layout lacks is passed over; DCP keeps its 16 numbered places.
constexpr std::array film_order{L,   C,   R,   Ls,  Rs,  Lss, Rss, Lrs, Rrs, Ltf,
                                Rtf, Lts, Rts, Ltr, Rtr, LFE, M,   Lt,  Rt};
constexpr std::array ac3_order{L,   C,   R,   Ls,  Rs,  Lss, Rss, Lrs, Rrs, Ltf,
                               Rtf, Lts, Rts, Ltr, Rtr, LFE, M,   Lt,  Rt};
constexpr std::array wave_order{L,   R,   C,   M,   LFE, Lrs, Rrs, Ls, Rs, Lss,
                                Rss, Ltf, Rtf, Ltr, Rtr, Lts, Rts, Lt, Rt};
struct DcpPlace {
    Speaker speaker;
    std::size_t place; // 0-based
};
constexpr std::array dcp_places{DcpPlace{L, 0},    DcpPlace{R, 1},    DcpPlace{C, 2},   DcpPlace{LFE, 3},
                                DcpPlace{Ls, 4},   DcpPlace{Rs, 5},   DcpPlace{Lss, 4}, DcpPlace{Rss, 5},
                                DcpPlace{Lrs, 10}, DcpPlace{Rrs, 11}, DcpPlace{Lt, 0},  DcpPlace{Rt, 1},
                                DcpPlace{M, 2}};

template <std::size_t N>
std::vector<std::optional<Speaker>> pick(const Layout& layout, const std::array<Speaker, N>& order) {
    std::vector<std::optional<Speaker>> picked;
    for (const Speaker s : order)
        if (layout.has(s)) picked.emplace_back(s);
    return picked;
}

} // namespace

std::string_view label(Speaker speaker) { return labels.at(static_cast<std::size_t>(speaker)); }

std::optional<Speaker> speaker_named(std::string_view name) {
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (!labels.at(i).empty() && labels.at(i) == name) return static_cast<Speaker>(i);
    return std::nullopt;
}

Layout::Layout(std::initializer_list<Speaker> speakers)
    : Layout(std::span(speakers.begin(), speakers.size())) {}

Layout::Layout(std::span<const Speaker> speakers)
    : count_(static_cast<int>(speakers.size())) {
    assert(speakers.size() <= max_channels);
    std::ranges::copy(speakers, speakers_.begin());
}

std::optional<int> Layout::find(Speaker speaker) const {
    const auto own = speakers();
    const auto at = std::ranges::find(own, speaker);
    if (at == own.end()) return std::nullopt;
    return static_cast<int>(at - own.begin());
}

std::string Layout::name() const {
    for (const auto& known : layouts())
        if (known.layout == *this) return std::string(known.name);
    std::string text;
    for (const Speaker s : speakers())
        text += (text.empty() ? "" : " ") + std::string(label(s));
    return text.empty() ? "unknown" : text;
}

// ITU-R BS.2127 section 7.3.9 (allocentric positions): the surrounds of 5.x stand in the rear corners, 7.x
// has a side row.
std::optional<RoomPosition> Layout::position(Speaker speaker) const {
    switch (speaker) {
    case M:
    case C: return RoomPosition{0, 1, 0};
    case L: return RoomPosition{-1, 1, 0};
    case R: return RoomPosition{1, 1, 0};
    case Ls:
    case Lrs: return RoomPosition{-1, -1, 0};
    case Rs:
    case Rrs: return RoomPosition{1, -1, 0};
    case Lss: return RoomPosition{-1, 0, 0};
    case Rss: return RoomPosition{1, 0, 0};
    case Ltf: return RoomPosition{-1, 1, 1};
    case Rtf: return RoomPosition{1, 1, 1};
    case Ltr: return RoomPosition{-1, -1, 1};
    case Rtr: return RoomPosition{1, -1, 1};
    case Lts: return RoomPosition{-1, 0, 1};
    case Rts: return RoomPosition{1, 0, 1};
    case LFE:
    case Lt:
    case Rt: return std::nullopt;
    }
    return std::nullopt;
}

std::span<const NamedLayout> layouts() {
    static const std::array known{
        NamedLayout{"mono", {M}},
        NamedLayout{"2.0", {L, R}},
        NamedLayout{"lt-rt", {Lt, Rt}},
        NamedLayout{"3.0", {L, R, C}},
        NamedLayout{"4.0", {L, R, Ls, Rs}},
        NamedLayout{"5.0", {L, R, C, Ls, Rs}},
        NamedLayout{"5.1", {L, R, C, LFE, Ls, Rs}},
        NamedLayout{"7.0", {L, R, C, Lss, Rss, Lrs, Rrs}},
        NamedLayout{"7.1", {L, R, C, LFE, Lss, Rss, Lrs, Rrs}},
        NamedLayout{"5.1.2", {L, R, C, LFE, Ls, Rs, Ltf, Rtf}},
        NamedLayout{"5.1.4", {L, R, C, LFE, Ls, Rs, Ltf, Rtf, Ltr, Rtr}},
        NamedLayout{"7.1.2", {L, R, C, LFE, Lss, Rss, Lrs, Rrs, Lts, Rts}},
        NamedLayout{"7.1.4", {L, R, C, LFE, Lss, Rss, Lrs, Rrs, Ltf, Rtf, Ltr, Rtr}},
    };
    return known;
}

Result<Layout> layout_named(std::string_view name) {
    if (name == "stereo") name = "2.0";
    if (name == "1.0") name = "mono";
    std::string names;
    for (const auto& known : layouts()) {
        if (known.name == name) return known.layout;
        names += " " + std::string(known.name);
    }
    std::vector<Speaker> speakers;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t end = std::min(name.find(' ', at), name.size());
        const auto speaker = speaker_named(name.substr(at, end - at));
        const bool repeated = speaker && std::ranges::find(speakers, *speaker) != speakers.end();
        if (!speaker || repeated || speakers.size() == Layout::max_channels)
            return fail(ErrorCode::usage,
                        fmt::format("'{}' is not a channel layout; expected one of{}.", name, names));
        speakers.push_back(*speaker);
        at = end + 1;
    }
    if (speakers.empty())
        return fail(ErrorCode::usage, fmt::format("A channel layout is needed; one of{}.", names));
    return Layout(speakers);
}

std::vector<std::optional<Speaker>> ordered(const Layout& layout, ChannelOrder order) {
    switch (order) {
    case ChannelOrder::smpte: return {layout.speakers().begin(), layout.speakers().end()};
    case ChannelOrder::film: return pick(layout, film_order);
    case ChannelOrder::wave_mask: return pick(layout, wave_order);
    case ChannelOrder::ac3: return pick(layout, ac3_order);
    case ChannelOrder::dcp: break;
    }
    std::vector<std::optional<Speaker>> places(16);
    for (const auto& entry : dcp_places)
        if (layout.has(entry.speaker)) places.at(entry.place) = entry.speaker;
    return places;
}

std::vector<int> permutation(const Layout& layout, ChannelOrder order) {
    std::vector<int> channels;
    for (const auto& speaker : ordered(layout, order))
        channels.push_back(speaker ? layout.find(*speaker).value_or(-1) : -1);
    return channels;
}

std::optional<std::uint32_t> wave_mask(const Layout& layout) {
    std::uint32_t mask = 0;
    for (const Speaker s : layout.speakers()) {
        const auto bit = bit_of(s);
        if (!bit || (mask & *bit) != 0) return std::nullopt;
        mask |= *bit;
    }
    return mask == 0 ? std::nullopt : std::optional(mask);
}

std::optional<std::vector<Speaker>> speakers_of_mask(std::uint32_t mask, int channels) {
    const bool one_surround_pair = (mask & back_bits) == 0 || (mask & side_bits) == 0;
    std::vector<Speaker> found;
    std::uint32_t known = 0;
    for (const auto& [bit, speaker] : mask_bits) {
        known |= bit;
        if ((mask & bit) == 0) continue;
        const bool surround = (bit & (back_bits | side_bits)) != 0;
        const bool left = bit == 0x10 || bit == 0x200;
        found.push_back(surround && one_surround_pair ? (left ? Ls : Rs) : speaker);
    }
    if ((mask & ~known) != 0 || static_cast<int>(found.size()) != channels || found.empty())
        return std::nullopt;
    if (found.size() == 1 && found.front() == C) found.front() = M;
    return found;
}

std::optional<Layout> layout_by_count(int channels) {
    switch (channels) {
    case 1: return Layout{M};
    case 2: return Layout{L, R};
    case 3: return Layout{L, R, C};
    case 4: return Layout{L, R, Ls, Rs};
    case 5: return Layout{L, R, C, Ls, Rs};
    case 6: return Layout{L, R, C, LFE, Ls, Rs};
    case 7: return Layout{L, R, C, Lss, Rss, Lrs, Rrs};
    case 8: return Layout{L, R, C, LFE, Lss, Rss, Lrs, Rrs};
    case 10: return Layout{L, R, C, LFE, Lss, Rss, Lrs, Rrs, Lts, Rts};
    case 12: return Layout{L, R, C, LFE, Lss, Rss, Lrs, Rrs, Ltf, Rtf, Ltr, Rtr};
    default: return std::nullopt;
    }
}

std::optional<Layout> layout_of(std::span<const Speaker> speakers) {
    for (const auto& known : layouts())
        if (std::ranges::is_permutation(known.layout.speakers(), speakers)) return known.layout;
    return std::nullopt;
}

} // namespace dub

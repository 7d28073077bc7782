#pragma once
// A channel is a named speaker, never an index. A Layout is a value: ordered, labelled speakers.
// In memory every buffer is in the layout's own order, which is the SMPTE order (ST 2067-8, ITU-R BS.2051
// with LFE fourth): L R C LFE Ls Rs / L R C LFE Lss Rss Lrs Rrs. Other orders are named permutations, all in
// layout.cpp. Positions are those of the room (rows and columns, ITU-R BS.2127 section 7.3.9): x right, y
// front, z up, each -1..1. Plain values, any thread.

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"

namespace dub {

enum class Speaker : std::uint8_t {
    M, // a mono recording, not yet a place; alone in a file it is played by C
    L,
    R,
    C,
    LFE,
    Ls,
    Rs, // the surrounds of 5.x (M+-110)
    Lss,
    Rss, // the sides of 7.x (M+-090)
    Lrs,
    Rrs, // the rears of 7.x (M+-135)
    Ltf,
    Rtf,
    Ltr,
    Rtr, // top front (U+-045, in 5.1.x U+-030), top rear (U+-135, in 5.1.4 U+-110)
    Lts,
    Rts, // top sides (U+-090)
    Lt,
    Rt, // a matrix-encoded pair
};
inline constexpr int speaker_count = 19;

// "Lss"; the label every report, file name and iXML track uses.
[[nodiscard]] std::string_view label(Speaker speaker);
[[nodiscard]] std::optional<Speaker> speaker_named(std::string_view label);
[[nodiscard]] constexpr bool is_lfe(Speaker s) { return s == Speaker::LFE; }
// Beside, behind or above the listener: not behind the screen, not the LFE.
[[nodiscard]] constexpr bool is_surround(Speaker s) { return s >= Speaker::Ls && s <= Speaker::Rts; }

struct RoomPosition {
    double x = 0, y = 1, z = 0;
    friend constexpr bool operator==(RoomPosition, RoomPosition) = default;
};

class Layout {
  public:
    static constexpr int max_channels = 16;

    Layout() = default; // no channel: "not known"
    Layout(std::initializer_list<Speaker> speakers);
    explicit Layout(std::span<const Speaker> speakers); // at most max_channels; asserts

    [[nodiscard]] int channels() const { return count_; }
    [[nodiscard]] std::span<const Speaker> speakers() const {
        return {speakers_.data(), static_cast<std::size_t>(count_)};
    }
    [[nodiscard]] Speaker operator[](int channel) const {
        return speakers_[static_cast<std::size_t>(channel)];
    }
    [[nodiscard]] std::optional<int> find(Speaker speaker) const; // the channel that carries it
    [[nodiscard]] bool has(Speaker speaker) const { return find(speaker).has_value(); }

    // "7.1", "5.1", "2.0", "mono", "lt-rt" …; for a set without a name the labels: "L R Ls".
    [[nodiscard]] std::string name() const;
    // Where the speaker stands in this layout's room; the LFE has no place (nullopt), nor have Lt and Rt.
    [[nodiscard]] std::optional<RoomPosition> position(Speaker speaker) const;

    friend bool operator==(const Layout&, const Layout&) = default;

  private:
    std::array<Speaker, max_channels> speakers_{};
    int count_ = 0;
};

struct NamedLayout {
    std::string_view name;
    Layout layout;
};
// mono 2.0 lt-rt 3.0 4.0 5.0 5.1 7.0 7.1 5.1.2 5.1.4 7.1.2 7.1.4
[[nodiscard]] std::span<const NamedLayout> layouts();
[[nodiscard]] Result<Layout> layout_named(std::string_view name); // also "stereo", "1.0", "L R C"

// Orders of channels in files and on wires. Each is a permutation of the same speakers.
enum class ChannelOrder : std::uint8_t {
    smpte,     // L R C LFE Ls Rs / L R C LFE Lss Rss Lrs Rrs: our own, ITU, DCP 1-6, streamers
    film,      // L C R Ls Rs LFE / L C R Lss Rss Lrs Rrs LFE: Pro Tools, stages
    wave_mask, // ascending WAVE_FORMAT_EXTENSIBLE bits: 7.1 is L R C LFE Lrs Rrs Lss Rss
    dcp,       // ISDCF Doc 4: 1 L 2 R 3 C 4 LFE 5 Lss 6 Rss 11 Lrs 12 Rrs (5.1: 5 Ls 6 Rs)
    ac3,       // ATSC A/52 coded order: L C R Ls Rs LFE
};
// The speakers in that order; for DCP an empty place of the 16 channels is nullopt.
[[nodiscard]] std::vector<std::optional<Speaker>> ordered(const Layout& layout, ChannelOrder order);
// For each place of the order, the channel of `layout` that goes there; -1 for an empty place.
[[nodiscard]] std::vector<int> permutation(const Layout& layout, ChannelOrder order);

// WAVE_FORMAT_EXTENSIBLE masks. Ls Rs are written as the side bits (5.1 = 0x60F) and read from side or back.
// nullopt where a layout has no mask (mono M is 0x4: front centre).
[[nodiscard]] std::optional<std::uint32_t> wave_mask(const Layout& layout);
// The layout a file with that mask and channel count holds, speakers in the order they lie in the file
// (7.1 with 0x63F: L R C LFE Lrs Rrs Lss Rss); nullopt when bits are unknown or the count disagrees.
[[nodiscard]] std::optional<std::vector<Speaker>> speakers_of_mask(std::uint32_t mask, int channels);
// The layout of a file without mask, iXML or chna, by its channel count (docs/cli.md): 6 = L R C LFE Ls Rs.
[[nodiscard]] std::optional<Layout> layout_by_count(int channels);
// The named layout that has exactly these speakers, whatever their order.
[[nodiscard]] std::optional<Layout> layout_of(std::span<const Speaker> speakers);

} // namespace dub

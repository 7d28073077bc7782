#pragma once
// Stable, typed ids. Zero is "none". Written as a letter and a number: "t3", "c12". Any thread.

#include <charconv>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace dub {

template <char Prefix> struct Id {
    std::uint64_t value = 0;

    friend constexpr auto operator<=>(Id, Id) = default;
    constexpr explicit operator bool() const { return value != 0; }
    [[nodiscard]] std::string text() const { return Prefix + std::to_string(value); }
    [[nodiscard]] static std::optional<Id> parse(std::string_view text) {
        if (text.size() < 2 || text.front() != Prefix) return std::nullopt;
        Id id;
        const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), id.value);
        if (error != std::errc{} || end != text.data() + text.size() || id.value == 0) return std::nullopt;
        return id;
    }
};

using TrackId = Id<'t'>;
using ClipId = Id<'c'>;
using BusId = Id<'b'>;
using MediaId = Id<'m'>;
using MarkerId = Id<'k'>;
using SegmentId = Id<'g'>;
using LaneId = Id<'l'>;
using InsertId = Id<'i'>;
using SendId = Id<'s'>;
using PictureId = Id<'p'>;
using PlaylistId = Id<'y'>;
using VersionId = Id<'v'>;
using PrintId = Id<'r'>;
using ClipGroupId = Id<'q'>;
using VcaId = Id<'a'>;
using MixGroupId = Id<'h'>;

} // namespace dub

template <char Prefix> struct std::hash<dub::Id<Prefix>> {
    std::size_t operator()(dub::Id<Prefix> id) const noexcept { return std::hash<std::uint64_t>{}(id.value); }
};

#pragma once
// The words for the session's choices, in the order of their enumerators: the session file, edit scripts and
// lists all use these. Any thread.

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace dub::session {

inline constexpr std::array<std::string_view, 4> bus_kind_names{"predub", "stem", "printmaster", "return"};
inline constexpr std::array<std::string_view, 3> fade_curve_names{"linear", "equal-power", "s-curve"};
inline constexpr std::array<std::string_view, 2> send_tap_names{"pre", "post"};
inline constexpr std::array<std::string_view, 3> solo_mode_names{"in-place", "afl", "pfl"};
inline constexpr std::array<std::string_view, 2> surround_pair_names{"sides", "array"};

inline constexpr std::array<std::string_view, 5> automation_mode_names{"off", "read", "touch", "latch",
                                                                       "write"};
inline constexpr std::array<std::string_view, 3> segment_kind_names{"reel", "act", "part"};
inline constexpr std::array<std::string_view, 3> speed_method_names{"resample", "stretch", "restamp"};

template <class Enum>
[[nodiscard]] constexpr std::optional<Enum> choice_named(std::span<const std::string_view> names,
                                                         std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name) return static_cast<Enum>(i);
    return std::nullopt;
}

} // namespace dub::session

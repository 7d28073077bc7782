#pragma once
// The parameters of every strip (track, bus, return, VCA) and of every send. One declaration for console,
// lanes, file and engine.

#include <algorithm>
#include <array>
#include <span>

#include "engine/session/parameter.h"

namespace dub::session::strip {

inline constexpr double fader_min_db =
    -144; // at the bottom a fader is closed: the engine plays digital silence

inline constexpr Parameter trim{"trim", "Trim", Unit::decibel, -24, 24, 0};
inline constexpr Parameter fader{"fader", "Fader", Unit::decibel, fader_min_db, 12, 0};
// Adds to the fader, lane to lane, until it is coalesced into it.
inline constexpr Parameter fader_trim{"fader.trim", "Fader trim", Unit::decibel, fader_min_db, 24, 0};
inline constexpr Parameter mute{"mute", "Mute", Unit::toggle, 0, 1, 0, Taper::stepped};
inline constexpr Parameter polarity{"polarity", "Polarity", Unit::toggle, 0, 1, 0, Taper::stepped};
// The place in the room: x left to right, y back to front, z floor to ceiling. A mono source is a point
// there; a stereo source is two, `width` apart; a wider one is a field: its channels keep their places in the
// room, balanced by x and y, until it is turned or drawn towards the puck (docs/guide/panner.md).
inline constexpr Parameter pan_x{"pan.x", "Pan left-right", Unit::ratio, -1, 1, 0};
inline constexpr Parameter pan_y{"pan.y", "Pan back-front", Unit::ratio, -1, 1, 1};
inline constexpr Parameter pan_z{"pan.z", "Pan height", Unit::ratio, -1, 1, 0};
inline constexpr Parameter width{"pan.width", "Width", Unit::ratio, 0, 1, 1};
// Of a field, clockwise from above, 45 degrees being half a wall; and its size, 0 a point at the puck.
inline constexpr Parameter rotate{
    "pan.rotate", "Rotation in degrees", Unit::none, -180, 180, 0, Taper::linear, {}, RangeEnds::meet};
inline constexpr Parameter scale{"pan.scale", "Size of the field", Unit::ratio, 0, 1, 1};
// Divergence: 0 a point, 1 all in the two side images (ITU-R BS.2076 objectDivergence as BS.2127 renders it).
inline constexpr Parameter divergence{"pan.divergence", "Object divergence", Unit::ratio, 0, 1, 0};
// The consoles' divergences: how much of what speakers of the front row, or of all others, play is shared by
// all of them alike; and how much of a source is shared with its mirror image at the other end of the room.
inline constexpr Parameter front_divergence{
    "pan.front-divergence", "Front divergence", Unit::percent, 0, 100, 0};
inline constexpr Parameter rear_divergence{
    "pan.rear-divergence", "Rear divergence", Unit::percent, 0, 100, 0};
inline constexpr Parameter front_rear_divergence{
    "pan.front-rear-divergence", "Front-rear divergence", Unit::percent, 0, 100, 0};
// Centre percentage: 100 a discrete centre, 0 a phantom of L and R.
inline constexpr Parameter centre{"pan.centre", "Centre", Unit::percent, 0, 100, 100};
inline constexpr Parameter lfe_send{"lfe.send", "LFE send", Unit::decibel, fader_min_db, 12, fader_min_db};
// 120 Hz, 24 dB/oct on the LFE send (AC-3 and streamers' specifications band-limit the LFE to 120 Hz).
inline constexpr Parameter lfe_filter{"lfe.filter", "LFE low-pass", Unit::toggle, 0, 1, 0, Taper::stepped};

inline constexpr std::array all{trim,
                                fader,
                                fader_trim,
                                mute,
                                polarity,
                                pan_x,
                                pan_y,
                                pan_z,
                                width,
                                rotate,
                                scale,
                                divergence,
                                front_divergence,
                                rear_divergence,
                                front_rear_divergence,
                                centre,
                                lfe_send,
                                lfe_filter};
// A VCA has these and no others.
inline constexpr std::array of_vca{fader, fader_trim, mute};

// What the version being rendered adds behind the fader (session/version.h lays it there); the mix itself has
// none, so no edit of the mix sets these.
inline constexpr Parameter version_trim{"version.trim", "Version trim", Unit::decibel, fader_min_db, 24, 0};
inline constexpr Parameter version_surrounds{
    "version.surrounds", "Version surround trim", Unit::decibel, fader_min_db, 24, 0};
inline constexpr Parameter version_lfe{"version.lfe", "Version LFE trim", Unit::decibel, fader_min_db, 24, 0};
inline constexpr std::array version_only{version_trim, version_surrounds, version_lfe};
[[nodiscard]] inline bool is_of_version(const ParameterAddress& address) {
    return !address.insert && !address.send && find_parameter(version_only, address.parameter) != nullptr;
}
inline constexpr auto with_version = [] {
    std::array<Parameter, all.size() + version_only.size()> both{};
    std::copy(version_only.begin(), version_only.end(), std::copy(all.begin(), all.end(), both.begin()));
    return both;
}();

inline constexpr Parameter send_level{"level", "Send level", Unit::decibel, fader_min_db, 12, 0};
// Adds to the level as fader.trim to the fader.
inline constexpr Parameter send_level_trim{
    "level.trim", "Send level trim", Unit::decibel, fader_min_db, 24, 0};
inline constexpr std::array send_parameters{send_level, send_level_trim};

} // namespace dub::session::strip

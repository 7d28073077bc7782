#pragma once
// Arguments that many edits share, so that they are called and explained alike everywhere.

#include <array>

#include "engine/session/edits/read_arguments.h"

namespace dub::session {

inline constexpr ArgumentDeclaration track_argument{"track", "track", "id or name", Need::required,
                                                    "the track"};
inline constexpr ArgumentDeclaration tracks_argument{"tracks", "tracks", "ids or names", Need::optional,
                                                     "the tracks; all when left out"};
inline constexpr ArgumentDeclaration clip_argument{"clip", "clip", "id or name", Need::required, "the clip"};
inline constexpr ArgumentDeclaration clips_argument{"clips", "clips", "ids or names", Need::required,
                                                    "the clips"};
inline constexpr ArgumentDeclaration bus_argument{"bus", "bus", "id or name", Need::required, "the bus"};
inline constexpr ArgumentDeclaration strip_argument{"strip", "strip", "id or name", Need::required,
                                                    "a track, a bus or a VCA"};
inline constexpr ArgumentDeclaration slot_strip_argument{
    "strip", "strip", "id or name", Need::optional, "the track or bus it is on, when it is not named by id"};
inline constexpr ArgumentDeclaration insert_argument{"insert", "insert", "id, or processor beside strip",
                                                     Need::required, "the insert"};
inline constexpr ArgumentDeclaration send_argument{"send", "send", "id, or the bus it goes to beside strip",
                                                   Need::required, "the send"};
inline constexpr ArgumentDeclaration parameter_argument{"parameter", "parameter", "fader, pan.x, low-cut …",
                                                        Need::required, "which parameter"};
inline constexpr ArgumentDeclaration lane_insert_argument{
    "insert", "insert", "id or processor", Need::optional, "when the parameter is that of an insert"};
inline constexpr ArgumentDeclaration lane_send_argument{"send", "send", "id or bus", Need::optional,
                                                        "when the parameter is that of a send"};
inline constexpr ArgumentDeclaration name_argument{"name", "text", "any", Need::required, "the new name"};

inline constexpr ArgumentDeclaration playlist_argument{"playlist", "playlist", "id or name", Need::required,
                                                       "the playlist; \"\" is an unnamed first one"};

inline constexpr Limits clip_gain_limits{-144, 36, "dB"};

// `from` and `to`, both or neither.
[[nodiscard]] Result<std::optional<SampleRange>> read_range(const ArgumentReader& in);

// What a lane moves: the arguments strip, parameter and, for a slot's parameter, insert or send.
struct LaneTarget {
    StripOwner owner;
    ParameterAddress address;
};
// Also finds the declaration; an unknown parameter is an error that lists the known ones.
[[nodiscard]] Result<const Parameter*> read_target(const ArgumentReader& in, LaneTarget& out);
// The declared parameter called `parameter` of `declared`, or an error that lists them.
[[nodiscard]] Result<const Parameter*> read_parameter(const ArgumentReader& in,
                                                      std::span<const Parameter> declared);

} // namespace dub::session

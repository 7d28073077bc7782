#pragma once
// Automation that goes along with the clips over it: the lanes of a track's strip, and what versions trim
// there. Where a clip lay the lane is healed, straight from what it said before to what it says behind; where
// the clip goes its piece is punched in. Everywhere else it stays as it sounds. Pure, any thread.

#include "engine/session/edits/lane_cutting.h"
#include "engine/session/edits/read_arguments.h"

namespace dub::session {

enum class LanesGo : unsigned char { stay, along };
inline constexpr std::array<std::string_view, 2> lanes_go_names{"stays", "follows"};
inline constexpr ArgumentDeclaration automation_argument{"automation", "automation following",
                                                         "stays, follows", Need::optional,
                                                         "whether the tracks' automation goes along; stays"};

// What lies under a range of a strip's lane, or of what a version trims there.
struct LanePiece {
    StripOwner strip;
    VersionId version = {}; // set: its trim, `target` is version.trim
    ParameterAddress target = {};
    SampleRange range = {};
    Points points = {}; // from the range's start to its end
};
[[nodiscard]] std::vector<LanePiece> lanes_under(const Session& session, TrackId track, SampleRange range);
// The piece as it fits a track, `by` later: on another one the same parameter, that of the insert which is as
// manieth of its kind there, or of the send to the same bus. nullopt: there is none.
[[nodiscard]] std::optional<LanePiece> fitted(const Session& session, const LanePiece& piece, TrackId to,
                                              SampleCount by);
// The same session, by pointers, where nothing else would be heard.
[[nodiscard]] Session with_piece(Session session, const LanePiece& piece);
// As if the ranges' points had gone.
[[nodiscard]] Session with_lanes_healed(Session session, TrackId track, std::vector<SampleRange> ranges);

// Clips that go from a range of a track to another place; what they leave behind is healed, or kept where
// they are copies.
struct Carried {
    TrackId from;
    SampleRange range;
    TrackId to;
    SampleCount by;
};
enum class LeftBehind : unsigned char { healed, kept };
[[nodiscard]] Session with_lanes_carried(Session session, std::vector<Carried> carried, LeftBehind left);

// Each strip's lanes and what versions trim on it, changed; what stays equal stays shared.
using ChangePoints = std::function<Points(const Points&, Taper)>;
[[nodiscard]] Session with_lanes_changed(Session session, StripOwner owner, const ChangePoints& change);

} // namespace dub::session

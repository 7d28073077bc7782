#pragma once
// "Rain at the gate": the demo's scene as data. Times are seconds from the first frame of action, all on
// whole frames at 24 fps where picture and sound must meet. Nothing here knows how a session is built
// (scene_script.h does). Any thread.

#include <span>
#include <string_view>
#include <vector>

#include "app/demo/picture/picture_script.h"

namespace dub::app {

struct SceneTrack {
    std::string_view name, role, layout, colour;
    double fader_db = 0;
    double x = 0, y = 1, width = 1; // pan
    double lfe_send_db = -144;      // with its low-pass when open
    double reverb_send_db = -144;   // to the return
};

struct Placement {
    std::string_view track, material;
    double at = 0;
    double from = 0, length = 0; // of the recording; 0: to its end
    double gain_db = 0;
    double fade_in = 0, fade_out = 0;
    double join = 0; // crossfade with the clip before it on the track, which it adjoins
};

struct MovePoint {
    double at, value;
};

// A lane of a track's own parameter.
struct Move {
    std::string_view track, parameter;
    std::vector<MovePoint> points;
};

struct Spoken {
    double from, to;
    std::string_view text;
};

struct Scene {
    double action_seconds = 72;
    std::span<const SceneTrack> tracks;
    std::vector<Placement> placements;
    std::vector<Move> moves;
    std::vector<Spoken> spoken;  // where the music dips
    std::vector<MovePoint> dips; // dB of the music's dip lane
};

[[nodiscard]] Scene rain_at_the_gate();

// The film that belongs to it; leader of 8 s before `ffoa`, three seconds of black with the tail pop's place
// after the action.
[[nodiscard]] PictureScript film_of(const Scene& scene, FramePos ffoa);

inline constexpr std::int64_t leader_frames = 192;
inline constexpr std::int64_t tail_frames = 72;

} // namespace dub::app

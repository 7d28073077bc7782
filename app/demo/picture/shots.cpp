#include "app/demo/picture/shots.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace dub::app {
namespace {

constexpr double never = 1e9;

void nothing(Canvas& canvas, const Moment&) { canvas.fill({}); }
void stays(Canvas&, const Moment&) {}

constexpr std::array looks{
    ShotLook{ShotKind::black, nothing, stays},
    ShotLook{ShotKind::leader, still_leader, moving_leader},
    ShotLook{ShotKind::title, still_title, moving_title},
    ShotLook{ShotKind::forest, still_forest, moving_forest},
    ShotLook{ShotKind::path, still_path, moving_path},
    ShotLook{ShotKind::gate, still_gate, moving_gate},
    ShotLook{ShotKind::room, still_room, moving_room},
    ShotLook{ShotKind::window, still_window, moving_window},
    ShotLook{ShotKind::walk, still_walk, moving_walk},
    ShotLook{ShotKind::road, still_road, moving_road},
    ShotLook{ShotKind::end_card, still_end_card, stays},
    ShotLook{ShotKind::tail, still_tail, moving_tail},
};

// A number in 0..1 that looks random and is the same each time.
double scattered(int n) {
    const double x = std::sin(n * 12.9898) * 43758.5453;
    return x - std::floor(x);
}

} // namespace

double Moment::since(Event event) const {
    double frames = never;
    for (const auto& mark : script.marks)
        if (mark.event == event && shot.place.contains(mark.at) && mark.at <= at)
            frames = static_cast<double>((at - mark.at).value);
    return frames;
}

double Moment::until(Event event) const {
    for (const auto& mark : script.marks)
        if (mark.event == event && shot.place.contains(mark.at) && mark.at > at)
            return static_cast<double>((mark.at - at).value);
    return never;
}

bool Moment::talking() const {
    return std::ranges::any_of(script.captions, [&](const Caption& c) { return c.place.contains(at); });
}

const ShotLook& look_of(ShotKind kind) {
    const auto* found = std::ranges::find(looks, kind, &ShotLook::kind);
    return found == looks.end() ? looks.front() : *found;
}

double flash_level(double frames) {
    constexpr std::array strokes{1.0, 0.9, 0.35, 0.2, 0.75, 0.6, 0.4, 0.3};
    if (frames < strokes.size()) return strokes.at(static_cast<std::size_t>(frames));
    return frames < 24 ? 0.3 * (24 - frames) / 16 : 0;
}

void draw_rain(Canvas& canvas, double frame, int drops, Paint paint) {
    for (int n = 0; n < drops; ++n) {
        const double speed = 38 + 22 * scattered(3 * n);
        const double length = 40 + 30 * scattered(3 * n + 1);
        const double fall = std::fmod(scattered(3 * n + 2) * 1200 + speed * frame, 1200) - 60;
        const double x = std::fmod(scattered(7 * n + 5) * 2000 - fall * 0.12 + 2000, 2000) - 20;
        canvas.line({x, fall}, {x - length * 0.12, fall + length}, 2, paint);
    }
}

} // namespace dub::app

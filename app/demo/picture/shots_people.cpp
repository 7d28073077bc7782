// The walker at the fence, the room with the lamp, the window.

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "app/demo/picture/shots.h"

namespace dub::app {
namespace {

constexpr double ground = 900;
constexpr double stride = 190; // from one footfall to the next

// Footfalls passed so far, in between with its fraction: whole exactly on the frame of a step.
double steps_walked(const Moment& moment) {
    double count = 0;
    const SyncMark* before = nullptr;
    for (const auto& mark : moment.script.marks) {
        if (mark.event != Event::step || !moment.shot.place.contains(mark.at)) continue;
        if (mark.at > moment.at) {
            if (before == nullptr)
                return 1 - std::min(1.0, static_cast<double>((mark.at - moment.at).value) / 12);
            return count + static_cast<double>((moment.at - before->at).value) /
                               static_cast<double>((mark.at - before->at).value);
        }
        before = &mark;
        count += 1;
    }
    if (before == nullptr) return moment.since_start() / 12; // no steps given: an even walk
    return count;
}

// One leg: on the ground it stays where it fell, in the air it swings over two strides.
Point foot_at(double walked, int leg) {
    const double phase = walked + leg;                           // this leg lands at even numbers
    const double landed = std::floor(phase / 2) * 2;             // the last one
    const double air = std::clamp(phase - landed - 1, 0.0, 1.0); // it rests for one step, then swings
    const double x = (landed - leg + 0.5 + 2 * air) * stride;
    return {x, ground - 46 * std::sin(air * 3.14159265)};
}

void limb(Canvas& canvas, Point from, Point to, Paint paint) {
    // The knee bends forwards when the foot is near the hip.
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double slack = std::max(0.0, 300 - std::hypot(dx, dy));
    const Point knee{(from.x + to.x) / 2 + slack * 0.9, (from.y + to.y) / 2};
    canvas.line(from, knee, 34, paint);
    canvas.line(knee, to, 30, paint);
    canvas.disc(knee, 16, paint);
    canvas.line({to.x - 8, to.y}, {to.x + 46, to.y}, 22, {{30, 24, 26}});
}

void walker(Canvas& canvas, double walked, double camera) {
    const double x = (walked + 0.5) * stride - camera;
    const double bob = 10 * std::abs(std::sin(walked * 3.14159265));
    const Point hip{x, ground - 285 - bob};
    const auto seen = [&](Point p) { return Point{p.x - camera, p.y}; };
    limb(canvas, hip, seen(foot_at(walked, 1)), {{42, 46, 70}});
    canvas.line({x + 6, hip.y - 190}, {x + 6 + 70 * std::sin(walked * 3.14159265 + 1.57), hip.y - 60}, 26,
                {{120, 44, 40}});
    const std::array coat{Point{x - 52, hip.y - 220}, Point{x + 48, hip.y - 220}, Point{x + 74, hip.y + 70},
                          Point{x - 70, hip.y + 70}};
    limb(canvas, hip, seen(foot_at(walked, 0)), {{54, 58, 86}});
    canvas.polygon(coat, {{168, 58, 48}});
    canvas.line({x, hip.y - 190}, {x - 70 * std::sin(walked * 3.14159265 + 1.57), hip.y - 60}, 28,
                {{148, 50, 42}});
    canvas.disc({x + 8, hip.y - 285}, 56, {{226, 178, 146}});
    canvas.rect({x - 62, hip.y - 330, 140, 18}, {{44, 38, 42}}); // hat
    canvas.rect({x - 40, hip.y - 380, 94, 54}, {{44, 38, 42}});
    canvas.disc({x + 40, hip.y - 290}, 5, {{30, 24, 26}});
}

} // namespace

void still_walk(Canvas& canvas, const Moment&) {
    canvas.gradient({0, 0, design_width, 760}, {70, 104, 116}, {170, 176, 156});
    canvas.gradient({0, 760, design_width, 320}, {96, 92, 80}, {56, 52, 48});
    canvas.gradient({0, 660, design_width, 110}, {92, 116, 84}, {70, 92, 64});
}

void moving_walk(Canvas& canvas, const Moment& moment) {
    const double walked = steps_walked(moment);
    const double camera = (walked + 0.5) * stride - 820;
    for (int n = -1; n < 5; ++n) { // hills, far: they move slowly
        const double x = n * 520 - std::fmod(camera * 0.15, 520);
        canvas.ellipse({x + 260, 690}, {360, 120.0 + 30 * (n & 1)}, {{106, 134, 108}});
    }
    for (int n = -1; n < 14; ++n) {
        const double x = n * 150 - std::fmod(camera * 0.8 + 3000, 150);
        canvas.rect({x, 560, 34, 230}, {{116, 92, 68}});
        const std::array tip{Point{x, 560}, Point{x + 17, 530}, Point{x + 34, 560}};
        canvas.polygon(tip, {{116, 92, 68}});
    }
    canvas.rect({0, 610, design_width, 26}, {{132, 106, 80}});
    canvas.rect({0, 710, design_width, 26}, {{132, 106, 80}});
    walker(canvas, walked, camera);
    draw_rain(canvas, moment.since_start(), 90, {{225, 232, 240}, 0.3});
}

void still_room(Canvas& canvas, const Moment&) {
    canvas.gradient({0, 0, design_width, 780}, {92, 54, 40}, {130, 78, 50});
    canvas.rect({1180, 130, 460, 460}, {{70, 40, 28}});
    canvas.gradient({1205, 155, 410, 410}, {24, 32, 56}, {44, 58, 80});
    canvas.rect({1400, 155, 20, 410}, {{70, 40, 28}});
    canvas.rect({1205, 350, 410, 18}, {{70, 40, 28}});
    canvas.glow({520, 420}, {760, 640}, {{255, 202, 120}, 0.75});
    const std::array shade{Point{430, 250}, Point{610, 250}, Point{680, 430}, Point{360, 430}};
    canvas.polygon(shade, {{255, 226, 160}});
    canvas.rect({508, 430, 24, 330}, {{84, 56, 40}});
    canvas.ellipse({520, 770}, {110, 26}, {{84, 56, 40}});
    canvas.gradient({0, 770, design_width, 310}, {104, 62, 38}, {58, 32, 22});
}

void moving_room(Canvas& canvas, const Moment& moment) {
    const double frame = moment.since_start();
    for (int n = 0; n < 26; ++n) { // rain on the panes
        const double x = 1210 + std::fmod(n * 97.0, 400);
        const double y = 160 + std::fmod(n * 61.0 + frame * (9 + n % 5), 380);
        canvas.line({x, y}, {x - 3, y + 22}, 3, {{150, 170, 200}, 0.5});
    }
    const double light = flash_level(moment.since(Event::lightning));
    if (light > 0) canvas.rect({1205, 155, 410, 410}, {{225, 232, 255}, 0.85 * light});
    const double nod = 5 * std::sin(frame * 0.09);
    const double open =
        moment.talking() ? 4 + 12 * std::abs(std::sin(frame * 0.55) * std::sin(frame * 0.21 + 1)) : 3;
    const std::array body{Point{790, 860}, Point{850, 640}, Point{1050, 640}, Point{1130, 860}};
    canvas.polygon(body, {{48, 84, 92}});
    canvas.rect({915, 560 + nod / 2, 70, 100}, {{206, 156, 122}});
    canvas.ellipse({950, 470 + nod}, {105, 130}, {{226, 178, 140}});
    canvas.ellipse({970, 365 + nod}, {112, 62}, {{58, 36, 28}});
    canvas.ellipse({1035, 430 + nod}, {40, 90}, {{58, 36, 28}});
    const bool blink = std::fmod(frame, 83) < 4;
    for (const double eye : {892.0, 958.0})
        canvas.ellipse({eye, 460 + nod}, {9, blink ? 2.0 : 11.0}, {{36, 26, 24}});
    canvas.ellipse({918, 540 + nod}, {26, open}, {{140, 54, 50}});
    canvas.rect({640, 845, 640, 40}, {{120, 74, 46}}); // the table
    canvas.rect({700, 800, 54, 50}, {{210, 206, 196}});
    canvas.glow({727, 770 - std::fmod(frame, 40)}, {34, 50}, {{240, 236, 230}, 0.25});
    const double flicker = 0.04 * std::sin(frame * 0.7) + 0.03 * std::sin(frame * 1.9);
    canvas.glow({520, 350}, {300, 240}, {{255, 220, 150}, 0.15 + flicker});
}

void still_window(Canvas& canvas, const Moment&) {
    canvas.gradient({0, 0, design_width, 820}, {16, 22, 44}, {40, 54, 84});
    for (int n = 0; n < 7; ++n) {
        canvas.ellipse({n * 330.0, 760}, {240, 230.0 + 40 * (n % 3)}, {{12, 26, 32}});
        canvas.rect({n * 330.0 - 16, 760, 32, 200}, {{10, 18, 22}});
    }
    canvas.rect({0, 900, design_width, 180}, {{8, 14, 18}});
}

void moving_window(Canvas& canvas, const Moment& moment) {
    const double since = moment.since(Event::lightning);
    const double level = flash_level(since);
    if (level > 0) canvas.rect({0, 0, design_width, design_height}, {{196, 208, 255}, 0.75 * level});
    if (since < 6) {
        const std::array bolt{Point{1240, 0},   Point{1130, 270}, Point{1200, 260}, Point{1060, 520},
                              Point{1130, 510}, Point{1000, 800}, Point{1190, 450}, Point{1120, 465},
                              Point{1260, 215}, Point{1190, 225}, Point{1290, 0}};
        canvas.polygon(bolt, {{255, 255, 246}, since < 3 ? 1.0 : 0.5});
    }
    draw_rain(canvas, moment.since_start(), 180, {{170, 190, 220}, 0.3});
    constexpr Colour frame{58, 38, 30};
    for (const double x : {0.0, 610.0, 1250.0, 1840.0})
        canvas.rect({x, 0, x == 0 || x > 1800 ? 80.0 : 46.0, design_height}, {frame});
    for (const double y : {0.0, 470.0, 960.0})
        canvas.rect({0, y, design_width, y > 900 ? 120.0 : 44.0}, {frame});
    canvas.rect({0, 960, design_width, 10}, {{96, 66, 50}});
    const std::array curtain{Point{0, 0}, Point{250, 0}, Point{150, 420}, Point{210, 1080}, Point{0, 1080}};
    canvas.polygon(curtain, {{112, 34, 44}});
    const std::array other{Point{1920, 0}, Point{1670, 0}, Point{1770, 420}, Point{1710, 1080},
                           Point{1920, 1080}};
    canvas.polygon(other, {{112, 34, 44}});
}

} // namespace dub::app

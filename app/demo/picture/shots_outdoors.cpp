// Night wood, the path in the rain, the gate, the wet road.

#include <algorithm>
#include <array>
#include <cmath>

#include "app/demo/picture/shots.h"

namespace dub::app {
namespace {

constexpr Paint rain{{170, 190, 220}, 0.35};

void pine(Canvas& canvas, Point foot, double height, Colour colour) {
    canvas.rect({foot.x - height * 0.03, foot.y - height * 0.2, height * 0.06, height * 0.2},
                {mix(colour, {}, 0.4)});
    for (int tier = 0; tier < 3; ++tier) {
        const double base = foot.y - height * (0.15 + 0.25 * tier);
        const double half = height * (0.26 - 0.06 * tier);
        const std::array cone{Point{foot.x - half, base}, Point{foot.x, base - height * 0.38},
                              Point{foot.x + half, base}};
        canvas.polygon(cone, {colour});
    }
}

void lighten(Canvas& canvas, const Moment& moment) {
    const double level = flash_level(moment.since(Event::lightning));
    if (level > 0) canvas.rect({0, 0, design_width, design_height}, {{214, 224, 255}, 0.7 * level});
}

void house(Canvas& canvas, Point at, double size) {
    const std::array roof{Point{at.x - size * 0.65, at.y - size * 0.55}, Point{at.x, at.y - size},
                          Point{at.x + size * 0.65, at.y - size * 0.55}};
    canvas.rect({at.x - size * 0.5, at.y - size * 0.55, size, size * 0.55}, {{38, 36, 52}});
    canvas.polygon(roof, {{26, 22, 36}});
    canvas.rect({at.x + size * 0.12, at.y - size * 0.42, size * 0.2, size * 0.18}, {{255, 206, 120}});
    canvas.glow({at.x + size * 0.22, at.y - size * 0.33}, {size * 0.7, size * 0.5}, {{255, 190, 100}, 0.5});
}

} // namespace

void still_forest(Canvas& canvas, const Moment&) {
    canvas.gradient({0, 0, design_width, 820}, {8, 14, 38}, {34, 58, 92});
    canvas.glow({1420, 260}, {420, 420}, {{190, 205, 240}, 0.6});
    canvas.disc({1420, 260}, 110, {{236, 238, 226}});
    canvas.disc({1385, 235}, 18, {{214, 216, 206}});
    canvas.disc({1450, 290}, 26, {{214, 216, 206}});
    for (int n = 0; n < 19; ++n)
        pine(canvas, {n * 110.0 - 20, 800 + 12.0 * (n % 3)}, 330 + 60 * (n * 7 % 4), {22, 44, 62});
    canvas.gradient({0, 800, design_width, 280}, {16, 34, 40}, {6, 14, 18});
    for (int n = 0; n < 9; ++n)
        pine(canvas, {n * 250.0 - 60, 980 + 30.0 * (n % 2)}, 620 + 90 * (n * 5 % 3), {10, 26, 32});
}

void moving_forest(Canvas& canvas, const Moment& moment) {
    const double drift = 1.6 * moment.since_start();
    for (const double start : {-100.0, 700.0, 1250.0})
        for (int n = 0; n < 3; ++n)
            canvas.ellipse({start + drift + 110 * n, 300 + 40.0 * (n % 2) - start * 0.06}, {170, 34},
                           {{60, 78, 112}, 0.55});
    const double blink = std::fmod(moment.since_start(), 70);
    if (blink > 5) // an owl
        for (const double eye : {-17.0, 17.0}) {
            canvas.disc({520 + eye, 640}, 12, {{250, 214, 90}});
            canvas.disc({520 + eye, 640}, 5, {{10, 10, 10}});
        }
    draw_rain(canvas, moment.since_start(), 60, {{170, 190, 220}, 0.2});
    lighten(canvas, moment);
}

void still_path(Canvas& canvas, const Moment&) {
    canvas.gradient({0, 0, design_width, 560}, {44, 54, 72}, {88, 100, 112});
    for (int n = 0; n < 10; ++n)
        pine(canvas, {n * 215.0, 580}, 250 + 50 * (n * 3 % 4), {44, 64, 66});
    canvas.gradient({0, 560, design_width, 520}, {52, 74, 56}, {26, 44, 32});
    house(canvas, {1020, 590}, 210);
    const std::array way{Point{985, 590}, Point{1050, 590}, Point{1500, 1080}, Point{420, 1080}};
    canvas.polygon(way, {{112, 98, 84}});
    for (const Point p : {Point{830, 980}, Point{1130, 860}, Point{980, 720}})
        canvas.ellipse(p, {(p.y - 560) * 0.4, (p.y - 560) * 0.08}, {{120, 136, 152}});
}

void moving_path(Canvas& canvas, const Moment& moment) {
    const double frame = moment.since_start();
    int n = 0;
    for (const Point p : {Point{830, 980}, Point{1130, 860}, Point{980, 720}}) // rings where drops land
        for (int ring = 0; ring < 2; ++ring, ++n) {
            const double age = std::fmod(frame + 7.0 * n, 18) / 18;
            const double reach = (p.y - 560) * 0.3 * age;
            canvas.ellipse(p, {reach, reach * 0.2}, {{210, 222, 236}, 0.5 * (1 - age)});
            canvas.ellipse(p, {reach * 0.8, reach * 0.15}, {{120, 136, 152}, 1});
        }
    draw_rain(canvas, frame, 220, rain);
    lighten(canvas, moment);
}

void still_gate(Canvas& canvas, const Moment&) {
    canvas.gradient({0, 0, design_width, 620}, {58, 48, 72}, {128, 92, 98});
    canvas.gradient({0, 860, design_width, 220}, {64, 58, 56}, {34, 30, 32});
    canvas.rect({0, 380, design_width, 500}, {{104, 96, 100}});
    for (int row = 0; row < 9; ++row)
        for (int n = -1; n < 16; ++n)
            canvas.rect({n * 130.0 + (row % 2) * 65 + 3, 386 + row * 55.0, 124, 48},
                        {mix({124, 112, 112}, {96, 88, 96}, (n * 7 + row * 3) % 5 / 5.0)});
    canvas.rect({690, 240, 90, 640}, {{80, 72, 80}});
    canvas.rect({1140, 240, 90, 640}, {{80, 72, 80}});
    canvas.rect({640, 200, 640, 60}, {{66, 58, 66}});
    // What lies behind: the garden and the lit house.
    canvas.gradient({780, 260, 360, 620}, {20, 22, 40}, {30, 44, 36});
    house(canvas, {960, 800}, 240);
}

void moving_gate(Canvas& canvas, const Moment& moment) {
    // Opens in a second, is thrown shut within eight frames and stands still on the very frame of the slam.
    const double opened = moment.since(Event::door_open);
    const double slammed = moment.since(Event::door_slam);
    const double closing = std::min(1.0, (moment.until(Event::door_slam) - 0.0) / 8);
    const double open = opened < slammed ? std::min({1.0, opened / 24, closing}) : 0;
    const double shake = slammed < 8 ? 5 * std::cos(slammed * 2.2) * (8 - slammed) / 8 : 0;
    const double width = 360 * (1 - 0.82 * open);
    const double lean = 60 * open; // the free edge comes towards us
    const double left = 780 + shake;
    const std::array leaf{Point{left, 262}, Point{left + width, 262 - lean}, Point{left + width, 880 + lean},
                          Point{left, 880}};
    canvas.polygon(leaf, {mix({120, 72, 44}, {88, 50, 32}, open)});
    for (int board = 1; board < 5; ++board) {
        const double x = board / 5.0;
        canvas.line({left + width * x, 262 - lean * x}, {left + width * x, 880 + lean * x}, 5,
                    {{70, 40, 26}});
    }
    for (const double y : {0.2, 0.8})
        canvas.line({left, 262 + 618 * y}, {left + width, 262 - lean + (618 + 2 * lean) * y}, 22,
                    {{60, 34, 22}});
    canvas.disc({left + width * 0.9, 580}, 13, {{214, 178, 92}});
    draw_rain(canvas, moment.since_start(), 120, rain);
    lighten(canvas, moment);
}

void still_road(Canvas& canvas, const Moment&) {
    canvas.gradient({0, 0, design_width, 600}, {10, 10, 22}, {44, 34, 60});
    for (int n = 0; n < 24; ++n) {
        const double height = 90 + 70.0 * (n * 5 % 4);
        canvas.rect({n * 85.0, 600 - height, 78, height}, {{22, 20, 34}});
        for (int w = 0; w < 4; ++w)
            if ((n * 3 + w * 5) % 4 == 0)
                canvas.rect({n * 85.0 + 14 + (w % 2) * 30, 616 - height + (w / 2) * 40, 16, 20},
                            {{236, 196, 110}, 0.8});
    }
    canvas.gradient({0, 600, design_width, 480}, {30, 30, 42}, {14, 14, 22});
    for (int n = 0; n < 8; ++n)
        canvas.rect({n * 260.0 + 40, 830, 140, 12}, {{190, 184, 160}, 0.7});
    for (const double x : {300.0, 1620.0}) { // street lamps
        canvas.rect({x - 7, 240, 14, 400}, {{40, 40, 52}});
        canvas.disc({x, 240}, 22, {{255, 226, 160}});
        canvas.glow({x, 260}, {260, 260}, {{255, 206, 120}, 0.45});
        canvas.glow({x, 760}, {70, 260}, {{255, 206, 120}, 0.3});
    }
}

void moving_road(Canvas& canvas, const Moment& moment) {
    constexpr double speed = 46; // design pixels a frame: the lights cross the middle on the event's frame
    for (const auto& mark : moment.script.marks) {
        if (mark.event != Event::car || !moment.shot.place.contains(mark.at)) continue;
        const double x = design_width / 2 + speed * static_cast<double>((moment.at - mark.at).value);
        if (x < -1200 || x > 3000) continue;
        const std::array beam{Point{x, 740}, Point{x + 900, 650}, Point{x + 900, 930}};
        canvas.polygon(beam, {{255, 240, 190}, 0.22});
        const std::array body{Point{x - 420, 800}, Point{x - 420, 720}, Point{x - 330, 700},
                              Point{x - 270, 630}, Point{x - 110, 630}, Point{x - 60, 706},
                              Point{x, 722},       Point{x, 800}};
        canvas.polygon(body, {{150, 34, 44}});
        const std::array pane{Point{x - 258, 642}, Point{x - 120, 642}, Point{x - 84, 704},
                              Point{x - 300, 704}};
        canvas.polygon(pane, {{40, 52, 70}});
        for (const double wheel : {x - 330, x - 80}) {
            canvas.disc({wheel, 800}, 44, {{12, 12, 14}});
            canvas.disc({wheel, 800}, 20, {{120, 120, 128}});
        }
        canvas.glow({x, 745}, {230, 150}, {{255, 246, 214}, 0.9});
        canvas.disc({x, 745}, 20, {{255, 252, 236}});
        canvas.disc({x - 416, 745}, 14, {{255, 60, 50}});
        canvas.glow({x + 40, 960}, {260, 70}, {{255, 240, 190}, 0.35});
    }
    draw_rain(canvas, moment.since_start(), 160, rain);
    lighten(canvas, moment);
}

} // namespace dub::app

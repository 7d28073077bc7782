#include "tests/reference/slow_panner.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace dub::test {
namespace {

double square(double x) { return x * x; }

// What a speaker plays that stands at `own` of these places, of a source at `at`.
double balanced(const std::set<double>& places, double own, double at) {
    at = std::clamp(at, *places.begin(), *places.rbegin());
    if (at == own) return 1;
    const auto here = places.find(own);
    if (at > own) {
        const double next = *std::next(here);
        return at >= next ? 0 : std::cos((at - own) / (next - own) * std::numbers::pi / 2);
    }
    const double next = *std::prev(here);
    return at <= next ? 0 : std::cos((own - at) / (own - next) * std::numbers::pi / 2);
}

std::vector<double> point_gains(const Layout& room, double x, double y, double z) {
    std::set<double> planes;
    for (const Speaker s : room.speakers())
        if (const auto at = room.position(s)) planes.insert(at->z);
    std::vector<double> gains;
    for (const Speaker s : room.speakers()) {
        const auto own = room.position(s);
        if (!own) {
            gains.push_back(0);
            continue;
        }
        std::set<double> rows, columns;
        for (const Speaker other : room.speakers()) {
            const auto at = room.position(other);
            if (!at || at->z != own->z) continue;
            rows.insert(at->y);
            if (at->y == own->y) columns.insert(at->x);
        }
        gains.push_back(balanced(planes, own->z, z) * balanced(rows, own->y, y) *
                        balanced(columns, own->x, x));
    }
    return gains;
}

enum class End { front, rear };

void even_out(const Layout& room, std::vector<double>& gains, End end, double percent) {
    const auto is_of = [&](int c, double z) {
        const auto at = room.position(room[c]);
        return at && at->z == z && (at->y > 0) == (end == End::front);
    };
    for (const double z : {0.0, 1.0}) {
        double power = 0, count = 0;
        for (int c = 0; c < room.channels(); ++c)
            if (is_of(c, z)) {
                power += square(gains[static_cast<std::size_t>(c)]);
                ++count;
            }
        for (int c = 0; c < room.channels(); ++c)
            if (is_of(c, z)) {
                double& gain = gains[static_cast<std::size_t>(c)];
                gain = std::sqrt((1 - percent / 100) * square(gain) + percent / 100 * power / count);
            }
    }
}

struct Floor {
    double x, y;
};

// Turned by so many degrees, in steps of at most to the next corner or middle of a wall.
Floor turned(Floor at, double degrees) {
    const double reach = std::max(std::abs(at.x), std::abs(at.y));
    if (reach == 0) return at;
    double left = degrees / 45 * reach;
    while (left < 0)
        left += 8 * reach;
    while (left > 0) {
        const bool front = at.y >= reach && at.x < reach, right = at.x >= reach && at.y > -reach,
                   rear = at.y <= -reach && at.x > -reach;
        const double to_corner = front   ? reach - at.x
                                 : right ? at.y + reach
                                 : rear  ? at.x + reach
                                         : reach - at.y;
        const double step = std::min(left, to_corner);
        const bool arrives = step == to_corner;
        if (front) at.x = arrives ? reach : at.x + step;
        if (right) at.y = arrives ? -reach : at.y - step;
        if (rear) at.x = arrives ? -reach : at.x - step;
        if (!front && !right && !rear) at.y = arrives ? reach : at.y + step;
        left -= step;
    }
    return at;
}

double balance(Floor own, const SlowField& f) {
    double gain = 1;
    if (f.x > 0) gain *= 1 - f.scale * f.x * std::max(0.0, -own.x);
    if (f.x < 0) gain *= 1 + f.scale * f.x * std::max(0.0, own.x);
    return gain * (1 - f.scale * std::max(0.0, own.y) * (1 - f.y) / 2);
}

} // namespace

std::vector<double> slow_point(const Layout& room, const SlowPoint& p) {
    std::vector<double> gains = point_gains(room, p.x, p.y, p.z);
    const std::vector<double> mirror = point_gains(room, p.x, -p.y, p.z);
    for (std::size_t c = 0; c < gains.size(); ++c)
        gains[c] =
            std::sqrt((1 - p.front_rear / 200) * square(gains[c]) + p.front_rear / 200 * square(mirror[c]));
    even_out(room, gains, End::front, p.front);
    even_out(room, gains, End::rear, p.rear);
    const auto l = room.find(Speaker::L), r = room.find(Speaker::R), c = room.find(Speaker::C);
    if (!l || !r || !c) return gains;
    double& centre = gains[static_cast<std::size_t>(*c)];
    for (const int side : {*l, *r}) {
        double& gain = gains[static_cast<std::size_t>(side)];
        gain = std::sqrt(square(gain) + (1 - p.centre / 100) / 2 * square(centre));
    }
    centre *= std::sqrt(p.centre / 100);
    return gains;
}

std::vector<std::vector<double>> slow_field(const dsp::Matrix& rest, const SlowField& f) {
    const Layout &from = rest.from(), &room = rest.to();
    std::vector<std::vector<double>> gains(static_cast<std::size_t>(room.channels()),
                                           std::vector<double>(static_cast<std::size_t>(from.channels())));
    for (int i = 0; i < from.channels(); ++i) {
        double power = 0, x = 0, y = 0, z = 0;
        for (int o = 0; o < room.channels(); ++o) {
            const auto at = room.position(room[o]);
            if (!at) continue;
            const double share = square(rest.gain(o, i));
            power += share;
            x += share * at->x;
            y += share * at->y;
            z += share * at->z;
        }
        const auto own = from.position(from[i]);
        const bool stands = own && power > 0;
        const Floor place = stands ? turned({x / power, y / power}, f.rotate) : Floor{};
        const std::vector<double> point =
            slow_point(room, {.x = (1 - f.scale) * f.x + f.scale * place.x,
                              .y = (1 - f.scale) * f.y + f.scale * place.y,
                              .z = (1 - f.scale) * f.z + (stands ? f.scale * z / power : 0),
                              .front = f.front,
                              .rear = f.rear,
                              .front_rear = f.front_rear});
        for (int o = 0; o < room.channels(); ++o)
            gains[static_cast<std::size_t>(o)][static_cast<std::size_t>(i)] =
                stands ? std::sqrt(power) * point[static_cast<std::size_t>(o)] *
                             balance(turned({own->x, own->y}, f.rotate), f)
                       : rest.gain(o, i);
    }
    return gains;
}

} // namespace dub::test

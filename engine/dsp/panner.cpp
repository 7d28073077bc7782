#include "engine/dsp/panner.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace dub::dsp {
namespace {

// The places of one axis, each with the distances to its neighbours; `places` holds each once, in ascending
// order.
BalancePoint balance_point(const std::vector<double>& places, double at) {
    const auto own = std::ranges::find(places, at);
    BalancePoint point{static_cast<float>(at), 0, 0};
    if (own != places.begin()) point.inverse_below = static_cast<float>(1.0 / (at - *(own - 1)));
    if (own + 1 != places.end()) point.inverse_above = static_cast<float>(1.0 / (*(own + 1) - at));
    return point;
}

struct Placed {
    RoomPosition at;
    int channel = 0;
};

std::vector<double> places_on(std::span<const Placed> speakers, double RoomPosition::*axis) {
    std::vector<double> places;
    for (const Placed& s : speakers)
        places.push_back(s.at.*axis);
    std::ranges::sort(places);
    places.erase(std::ranges::unique(places).begin(), places.end());
    return places;
}

std::vector<Placed> at_place(std::span<const Placed> speakers, double RoomPosition::*axis, double place) {
    std::vector<Placed> there;
    std::ranges::copy_if(speakers, std::back_inserter(there),
                         [&](const Placed& s) { return s.at.*axis == place; });
    return there;
}

} // namespace

// A stretch of a run, short enough for arrays on the stack.
struct Panner::Chunk {
    using Values = std::array<float, chunk>;
    const PanRun& run;
    int from, count;

    Chunk(const PanRun& of, int at)
        : run(of)
        , from(at)
        , count(std::min(of.count - at, chunk)) {}

    // An axis's values; one that stays is written out into `room`.
    const float* values(std::span<const float> axis, Values& room) const {
        assert(!axis.empty());
        if (axis.size() > 1) return axis.data() + from;
        std::fill_n(room.begin(), count, axis.front());
        return room.data();
    }
    [[nodiscard]] bool all(std::span<const float> axis, float same) const {
        const auto here = axis.size() == 1 ? axis : axis.subspan(from, count);
        return std::ranges::all_of(here, [same](float v) { return v == same; });
    }
    // Whether anything leaks, and the share of each position that does.
    [[nodiscard]] bool leaks(std::span<const float> percent) const {
        return !percent.empty() && !all(percent, 0);
    }
    void shares(std::span<const float> percent, Values& share) const {
        Values room;
        const float* const given = values(percent, room);
        for (int i = 0; i < count; ++i)
            share.at(static_cast<std::size_t>(i)) = std::clamp(given[i], 0.0F, 100.0F) / 100;
    }
};

namespace {

// What is left of a gain that gives up `share` of its power and takes so much of another. Without a share it
// is itself, to the bit.
float shared(float gain, float other, float share) {
    return share == 0 ? gain : std::sqrt((1 - share) * (gain * gain) + share * (other * other));
}

} // namespace

Panner::Panner(const Layout& layout)
    : layout_(layout)
    , left_(layout.find(Speaker::L).value_or(-1))
    , right_(layout.find(Speaker::R).value_or(-1))
    , centre_(layout.find(Speaker::C).value_or(-1)) {
    std::vector<Placed> speakers;
    for (int c = 0; c < layout.channels(); ++c)
        if (const auto at = layout.position(layout[c])) speakers.push_back({*at, c});
    const auto planes = places_on(speakers, &RoomPosition::z);
    for (const double z : planes) {
        Plane& plane = planes_.emplace_back(Plane{balance_point(planes, z), {}});
        const auto in_plane = at_place(speakers, &RoomPosition::z, z);
        const auto rows = places_on(in_plane, &RoomPosition::y);
        for (const double y : rows) {
            Row& row = plane.rows.emplace_back(Row{balance_point(rows, y), {}});
            const auto in_row = at_place(in_plane, &RoomPosition::y, y);
            const auto columns = places_on(in_row, &RoomPosition::x);
            for (const Placed& s : in_row)
                row.columns.push_back({balance_point(columns, s.at.x), s.channel});
        }
        std::vector<int> front, rear;
        for (const Placed& s : in_plane)
            (s.at.y > 0 ? front : rear).push_back(s.channel);
        if (front.size() > 1) fronts_.push_back(std::move(front));
        if (rear.size() > 1) rears_.push_back(std::move(rear));
    }
}

void Panner::gains(const PanPosition& position, std::span<float> out) const {
    assert(static_cast<int>(out.size()) >= layout_.channels());
    std::array<float*, Layout::max_channels> rows{};
    for (int c = 0; c < layout_.channels(); ++c)
        rows.at(c) = &out[c];
    const auto one = [](const float& value) { return std::span(&value, 1); };
    gains({.count = 1,
           .x = one(position.x),
           .y = one(position.y),
           .z = one(position.z),
           .divergence = one(position.divergence),
           .centre_percent = one(position.centre_percent),
           .divergence_range = position.divergence_range,
           .front_divergence = one(position.front_divergence),
           .rear_divergence = one(position.rear_divergence),
           .front_rear_divergence = one(position.front_rear_divergence)},
          std::span(rows).first(layout_.channels()));
}

void Panner::gains(const PanRun& run, std::span<float* const> out) const {
    assert(static_cast<int>(out.size()) >= layout_.channels());
    std::array<float*, Layout::max_channels> to{};
    for (int from = 0; from < run.count; from += chunk) {
        const Chunk positions(run, from);
        Chunk::Values y;
        for (int c = 0; c < layout_.channels(); ++c)
            to.at(c) = out[c] + from;
        const float* const at = positions.values(run.y, y);
        images(positions, at, to.data());
        if (positions.leaks(run.front_rear_divergence)) lean(positions, at, to.data());
        if (positions.leaks(run.front_divergence))
            even_out(positions, run.front_divergence, fronts_, to.data());
        if (positions.leaks(run.rear_divergence)) even_out(positions, run.rear_divergence, rears_, to.data());
        if (!positions.all(run.centre_percent, 100)) spread_centre(positions, to.data());
    }
}

void Panner::images(const Chunk& positions, const float* y, float* const* out) const {
    Chunk::Values x;
    for (int c = 0; c < layout_.channels(); ++c)
        std::fill_n(out[c], positions.count, 0.0F); // the LFE, and whatever has no place
    point(positions, {positions.values(positions.run.x, x), y}, out);
    if (!positions.all(positions.run.divergence, 0)) diverge(positions, y, out);
}

// A single plane or row takes everything: a factor of exactly 1, which need not be worked out.
void Panner::point(const Chunk& positions, Place at, float* const* out) const {
    const Kernels& kernel = kernels();
    const int n = positions.count;
    Chunk::Values one, z, plane_gain, row_gain;
    std::fill_n(one.begin(), n, 1.0F);
    for (const Plane& plane : planes_) {
        const float* in_plane = one.data();
        if (planes_.size() > 1) {
            kernel.balance(positions.values(positions.run.z, z), one.data(), plane_gain.data(), n, plane.z);
            in_plane = plane_gain.data();
        }
        for (const Row& row : plane.rows) {
            const float* in_row = in_plane;
            if (plane.rows.size() > 1) {
                kernel.balance(at.y, in_plane, row_gain.data(), n, row.y);
                in_row = row_gain.data();
            }
            for (const Column& column : row.columns)
                kernel.balance(at.x, in_row, out[column.channel], n, column.x);
        }
    }
}

// Adds the two side images to the point that `out` holds. A position without divergence keeps its gains to
// the bit: its shares are 1 and 0, and the root of a square is the number itself.
void Panner::diverge(const Chunk& positions, const float* y, float* const* out) const {
    const Kernels& kernel = kernels();
    const int n = positions.count;
    std::array<Chunk::Values, Layout::max_channels> image;
    std::array<float*, Layout::max_channels> to{};
    for (int c = 0; c < layout_.channels(); ++c) {
        to.at(c) = image.at(c).data();
        std::fill_n(to.at(c), n, 0.0F);
    }
    Chunk::Values x, middle, side, one, here, divergence;
    const float* const at = positions.values(positions.run.x, here);
    const float* const wide = positions.values(positions.run.divergence, divergence);
    for (int i = 0; i < n; ++i) {
        const float v = std::clamp(wide[i], 0.0F, 1.0F);
        middle[i] = (1 - v) / (v + 1);
        side[i] = v / (v + 1);
        one[i] = 1;
    }
    for (const float direction : {-1.0F, 1.0F}) {
        for (int i = 0; i < n; ++i)
            x[i] = std::clamp(at[i] + direction * positions.run.divergence_range, -1.0F, 1.0F);
        point(positions, {x.data(), y}, to.data());
        const auto& first = direction < 0 ? middle : one;
        for (int c = 0; c < layout_.channels(); ++c)
            kernel.share_power(out[c], first.data(), to.at(c), side.data(), n);
    }
}

// Between a point and its mirror image across the room's middle: at 100 per cent both alike.
void Panner::lean(const Chunk& positions, const float* y, float* const* out) const {
    std::array<Chunk::Values, Layout::max_channels> image;
    std::array<float*, Layout::max_channels> to{};
    for (int c = 0; c < layout_.channels(); ++c)
        to.at(c) = image.at(c).data();
    Chunk::Values share, behind;
    positions.shares(positions.run.front_rear_divergence, share);
    for (int i = 0; i < positions.count; ++i)
        behind[i] = -y[i];
    images(positions, behind.data(), to.data());
    for (int c = 0; c < layout_.channels(); ++c)
        for (int i = 0; i < positions.count; ++i)
            out[c][i] = shared(out[c][i], to.at(c)[i], share[i] / 2);
}

// What leaks of a row's speakers they all play alike.
void Panner::even_out(const Chunk& positions, std::span<const float> percent,
                      const std::vector<std::vector<int>>& rows, float* const* out) const {
    Chunk::Values share;
    positions.shares(percent, share);
    for (const std::vector<int>& row : rows)
        for (int i = 0; i < positions.count; ++i) {
            float power = 0;
            for (const int c : row)
                power += out[c][i] * out[c][i];
            const float each = std::sqrt(power / static_cast<float>(row.size()));
            for (const int c : row)
                out[c][i] = shared(out[c][i], each, share[i]);
        }
}

// Equal power at any percentage: what C gives up, L and R share by halves, added as power.
void Panner::spread_centre(const Chunk& positions, float* const* out) const {
    if (left_ < 0 || right_ < 0 || centre_ < 0) return;
    const Kernels& kernel = kernels();
    const int n = positions.count;
    Chunk::Values kept, half, one, percent;
    const float* const centre = positions.values(positions.run.centre_percent, percent);
    for (int i = 0; i < n; ++i) {
        kept[i] = std::clamp(centre[i], 0.0F, 100.0F) / 100;
        half[i] = (1 - kept[i]) / 2;
        one[i] = 1;
    }
    kernel.share_power(out[left_], one.data(), out[centre_], half.data(), n);
    kernel.share_power(out[right_], one.data(), out[centre_], half.data(), n);
    std::fill_n(one.begin(), n, 0.0F);
    kernel.share_power(out[centre_], kept.data(), one.data(), one.data(), n);
}

} // namespace dub::dsp

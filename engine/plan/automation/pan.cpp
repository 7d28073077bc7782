#include "engine/plan/automation/pan.h"

#include <algorithm>
#include <array>

#include "engine/session/parameters/strip.h"

namespace dub::plan {
namespace {

namespace strip = session::strip;

bool is_mono(const Layout& layout) {
    return layout.channels() == 1 && (layout[0] == Speaker::M || layout[0] == Speaker::C);
}
bool is_stereo(const Layout& layout) { return layout == Layout{Speaker::L, Speaker::R}; }

bool has_places(const Layout& layout) {
    return std::ranges::any_of(layout.speakers(), [&](Speaker s) { return layout.position(s).has_value(); });
}

// How much of a speaker is left at balance x and depth y.
float balance_of(const std::optional<RoomPosition>& place, float x, float y) {
    if (!place) return 1;
    float gain = 1;
    if (place->x < 0 && x > 0) gain *= 1 - x;
    if (place->x > 0 && x < 0) gain *= 1 + x;
    if (place->y > 0) gain *= (1 + y) / 2;
    return gain;
}

float at(std::span<const float> axis, std::size_t moment) { return axis[axis.size() == 1 ? 0 : moment]; }

} // namespace

Pan::Pan(Axes axes, const Layout& from, const Layout& to)
    : axes_(std::move(axes))
    , from_(from)
    , to_(to) {
    reserve(2);
}

Result<Pan> Pan::create(const Controls& s, const Layout& from, const Layout& to,
                        const dsp::FoldCoefficients& fold) {
    Pan pan({s.of(strip::pan_x), s.of(strip::pan_y), s.of(strip::pan_z), s.of(strip::width),
             s.of(strip::divergence), s.of(strip::centre)},
            from, to);
    if ((is_mono(from) || is_stereo(from)) && has_places(to)) {
        pan.panner_.emplace(to);
        return pan;
    }
    TRY(pan.wide_, dsp::route(from, to, fold));
    return pan;
}

std::array<const Curve*, Pan::axis_count> Pan::curves() const {
    return {&axes_.x, &axes_.y, &axes_.z, &axes_.width, &axes_.divergence, &axes_.centre};
}

void Pan::append_moving(std::vector<const Curve*>& moving) const {
    for (const Curve* curve : curves())
        if (!curve->is_fixed()) moving.push_back(curve);
}

bool Pan::moves_in(SampleRange window) const {
    return std::ranges::any_of(curves(), [&](const Curve* curve) { return curve->moves_in(window); });
}

void Pan::reserve(std::size_t most_moments) {
    stride_ = most_moments;
    scratch_.resize(stride_ * (axis_count + 1));
    values_.resize(stride_);
}

std::span<float> Pan::scratch(std::size_t axis, std::size_t count) {
    const bool stays = axis < axis_count && curves()[axis]->is_fixed();
    return std::span(scratch_).subspan(axis * stride_, stays ? 1 : count);
}

void Pan::sample(std::span<const Moment> moments) {
    const auto all = curves();
    for (std::size_t axis = 0; axis < all.size(); ++axis) {
        const auto row = scratch(axis, moments.size());
        if (all[axis]->is_fixed()) {
            row.front() = static_cast<float>(all[axis]->fixed());
            continue;
        }
        const auto values = std::span(values_).first(moments.size());
        all[axis]->values(moments, values);
        std::ranges::transform(values, row.begin(), [](double value) { return static_cast<float>(value); });
    }
}

void Pan::point(std::size_t count, std::span<const float> x, int input, GainTable& table) {
    std::array<float*, Layout::max_channels> rows{};
    for (int o = 0; o < table.outputs; ++o)
        rows[static_cast<std::size_t>(o)] = table.row(input, o);
    dsp::PanRun run;
    run.count = static_cast<int>(count);
    run.x = x;
    run.y = scratch(1, count);
    run.z = scratch(2, count);
    run.divergence = scratch(4, count);
    run.centre_percent = scratch(5, count);
    panner_->gains(run, std::span<float* const>(rows).first(static_cast<std::size_t>(table.outputs)));
}

void Pan::balance(std::size_t count, GainTable& table) {
    const auto x = scratch(0, count);
    const auto y = scratch(1, count);
    for (int i = 0; i < table.inputs; ++i) {
        const auto place = from_.position(from_[i]);
        for (int o = 0; o < table.outputs; ++o) {
            const auto base = static_cast<float>(wide_.gain(o, i));
            float* const row = table.row(i, o);
            for (std::size_t m = 0; m < count; ++m)
                row[m] = base == 0 ? 0 : base * balance_of(place, at(x, m), at(y, m));
        }
    }
}

void Pan::gains(std::span<const Moment> moments, GainTable& table) {
    sample(moments);
    const std::size_t count = moments.size();
    if (!panner_) return balance(count, table);
    if (table.inputs == 1) return point(count, scratch(0, count), 0, table);
    const auto x = scratch(0, count), width = scratch(3, count), side = scratch(axis_count, count);
    for (const int input : {0, 1}) {
        const float sign = input == 0 ? -1 : 1;
        for (std::size_t m = 0; m < count; ++m)
            side[m] = at(x, m) + sign * at(width, m);
        point(count, side, input, table);
    }
}

} // namespace dub::plan

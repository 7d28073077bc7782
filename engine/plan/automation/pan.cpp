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

// How much is left of what stands at a place, at balance x and depth y; `scale` 0 is not balanced at all.
float balance_of(FloorPlace place, float scale, float x, float y) {
    const float left = scale * std::max(0.0F, -place.x), right = scale * std::max(0.0F, place.x);
    const float front = scale * std::max(0.0F, place.y);
    float gain = 1;
    if (x > 0) gain *= 1 - x * left;
    if (x < 0) gain *= 1 + x * right;
    return gain * ((1 - front) + front * ((1 + y) / 2));
}

// From the puck to where it stands when the field fills the room.
float drawn(float full, float puck, float scale) { return (1 - scale) * puck + scale * full; }

} // namespace

Pan::Pan(std::vector<Curve> axes, const Layout& from, const Layout& to)
    : axes_(std::move(axes))
    , from_(from)
    , to_(to) {
    reserve(2);
}

Result<Pan> Pan::create(const Controls& s, const Layout& from, const Layout& to,
                        const dsp::FoldCoefficients& fold) {
    std::vector<Curve> axes;
    for (const session::Parameter* const one : // by Axis
         {&strip::pan_x, &strip::pan_y, &strip::pan_z, &strip::width, &strip::divergence, &strip::centre,
          &strip::front_divergence, &strip::rear_divergence, &strip::front_rear_divergence, &strip::rotate,
          &strip::scale})
        axes.push_back(s.of(*one));
    Pan pan(std::move(axes), from, to);
    if (has_places(to)) pan.panner_.emplace(to);
    if ((is_mono(from) || is_stereo(from)) && pan.panner_) return pan;
    TRY(pan.wide_, dsp::route(from, to, fold));
    dsp::Field field(pan.wide_);
    if (pan.panner_ && field.stands()) pan.field_ = std::move(field);
    return pan;
}

bool Pan::is_point() const { return panner_ && wide_.from().channels() == 0; }

std::array<const Curve*, Pan::axis_count> Pan::curves() const {
    std::array<const Curve*, axis_count> all{};
    std::ranges::transform(axes_, all.begin(), [](const Curve& curve) { return &curve; });
    return all;
}

void Pan::append_moving(std::vector<const Curve*>& moving) const {
    for (const Curve& curve : axes_)
        if (!curve.is_fixed()) moving.push_back(&curve);
}

bool Pan::moves_in(SampleRange window) const {
    return std::ranges::any_of(axes_, [&](const Curve& curve) { return curve.moves_in(window); });
}

void Pan::reserve(std::size_t most_moments) {
    stride_ = most_moments;
    scratch_.resize(stride_ * (rows + static_cast<std::size_t>(to_.channels())));
    values_.resize(stride_);
    off_rest_.resize(stride_);
}

std::span<float> Pan::scratch(std::size_t row, std::size_t count) {
    const bool stays = row < axis_count && axes_[row].is_fixed();
    return std::span(scratch_).subspan(row * stride_, stays ? 1 : count);
}

float Pan::value(Axis axis, std::size_t moment) const {
    return scratch_[axis * stride_ + (axes_[axis].is_fixed() ? 0 : moment)];
}

void Pan::sample(std::span<const Moment> moments) {
    for (std::size_t axis = 0; axis < axis_count; ++axis) {
        const auto row = scratch(axis, moments.size());
        if (axes_[axis].is_fixed()) {
            row.front() = static_cast<float>(axes_[axis].fixed());
            continue;
        }
        const auto values = std::span(values_).first(moments.size());
        axes_[axis].values(moments, values);
        std::ranges::transform(values, row.begin(), [](double value) { return static_cast<float>(value); });
    }
}

void Pan::point(std::size_t count, std::span<const float> at, int input, GainTable& table) {
    std::array<float*, Layout::max_channels> to{};
    for (int o = 0; o < table.outputs; ++o)
        to[static_cast<std::size_t>(o)] = table.row(input, o);
    dsp::PanRun run = leaking(count);
    run.x = at;
    run.y = scratch(y, count);
    run.z = scratch(z, count);
    run.divergence = scratch(divergence, count);
    run.centre_percent = scratch(centre, count);
    panner_->gains(run, std::span<float* const>(to).first(static_cast<std::size_t>(table.outputs)));
}

dsp::PanRun Pan::leaking(std::size_t count) {
    dsp::PanRun run;
    run.count = static_cast<int>(count);
    run.front_divergence = scratch(front, count);
    run.rear_divergence = scratch(rear, count);
    run.front_rear_divergence = scratch(front_rear, count);
    return run;
}

void Pan::balance(std::size_t count, GainTable& table) {
    const auto gain = scratch(heard, count);
    for (int i = 0; i < table.inputs; ++i) {
        const auto own = from_.position(from_[i]);
        for (std::size_t m = 0; m < count; ++m)
            gain[m] = own ? balance_of({static_cast<float>(own->x), static_cast<float>(own->y)}, 1,
                                       value(x, m), value(y, m))
                          : 1;
        for (int o = 0; o < table.outputs; ++o) {
            const auto base = static_cast<float>(wide_.gain(o, i));
            float* const row = table.row(i, o);
            for (std::size_t m = 0; m < count; ++m)
                row[m] = base == 0 ? 0 : base * gain[m];
        }
    }
}

// By moment, not by window: how time is cut must not be heard.
bool Pan::is_off_rest(std::size_t moment) const {
    return value(rotate, moment) != 0 || value(scale, moment) != 1 || value(front, moment) != 0 ||
           value(rear, moment) != 0 || value(front_rear, moment) != 0;
}

void Pan::place(const dsp::Field::Channel& channel, std::size_t count) {
    const auto to_x = scratch(at_x, count), to_y = scratch(at_y, count), to_z = scratch(at_z, count),
               gain = scratch(heard, count);
    for (std::size_t m = 0; m < count; ++m) {
        const float turn = value(rotate, m), size = value(scale, m);
        const FloorPlace full = on_floor(channel.home, turn);
        to_x[m] = drawn(full.x, value(x, m), size);
        to_y[m] = drawn(full.y, value(y, m), size);
        to_z[m] = drawn(channel.z, value(z, m), size);
        gain[m] = channel.gain * balance_of(on_floor(channel.own, turn), size, value(x, m), value(y, m));
    }
}

// Where the field rests the gains stay what they are, to the bit.
void Pan::spread(std::size_t count, GainTable& table) {
    bool any = false;
    for (std::size_t m = 0; m < count; ++m) {
        off_rest_[m] = is_off_rest(m);
        any = any || off_rest_[m];
    }
    if (!any) return;
    std::array<float*, Layout::max_channels> to{};
    for (int o = 0; o < table.outputs; ++o)
        to[static_cast<std::size_t>(o)] = scratch(rows + static_cast<std::size_t>(o), count).data();
    constexpr float not_at_all = 0, discrete = 100; // of points: a field's channels have neither
    for (int i = 0; i < table.inputs; ++i) {
        const auto& channel = field_->channels()[static_cast<std::size_t>(i)];
        if (!channel.placed) continue;
        place(channel, count);
        dsp::PanRun run = leaking(count);
        run.x = scratch(at_x, count);
        run.y = scratch(at_y, count);
        run.z = scratch(at_z, count);
        run.divergence = {&not_at_all, 1};
        run.centre_percent = {&discrete, 1};
        panner_->gains(run, std::span<float* const>(to).first(static_cast<std::size_t>(table.outputs)));
        const auto gain = scratch(heard, count);
        for (int o = 0; o < table.outputs; ++o)
            for (std::size_t m = 0; m < count; ++m)
                if (off_rest_[m]) table.row(i, o)[m] = to[static_cast<std::size_t>(o)][m] * gain[m];
    }
}

void Pan::gains(std::span<const Moment> moments, GainTable& table) {
    sample(moments);
    const std::size_t count = moments.size();
    if (!is_point()) {
        balance(count, table);
        if (field_) spread(count, table);
        return;
    }
    if (table.inputs == 1) return point(count, scratch(x, count), 0, table);
    const auto side = scratch(at_x, count);
    for (const int input : {0, 1}) {
        const float sign = input == 0 ? -1 : 1;
        for (std::size_t m = 0; m < count; ++m)
            side[m] = value(x, m) + sign * value(width, m);
        point(count, side, input, table);
    }
}

std::vector<std::optional<RoomPosition>> Pan::places(Moment moment) {
    sample({&moment, 1});
    std::vector<std::optional<RoomPosition>> all(static_cast<std::size_t>(from_.channels()));
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (is_point()) {
            const float side = all.size() == 1 ? 0 : (i == 0 ? -1.0F : 1.0F) * value(width, 0);
            all[i] = {std::clamp(value(x, 0) + side, -1.0F, 1.0F), value(y, 0), value(z, 0)};
        } else if (field_ && field_->channels()[i].placed) {
            place(field_->channels()[i], 1);
            all[i] = {scratch(at_x, 1)[0], scratch(at_y, 1)[0], scratch(at_z, 1)[0]};
        }
    }
    return all;
}

} // namespace dub::plan

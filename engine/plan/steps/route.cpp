#include "engine/plan/steps/route.h"

#include <algorithm>
#include <array>

#include "engine/dsp/mix_kernels.h"

namespace dub::plan {

Route::Route(RouteSetup setup)
    : setup_(std::move(setup))
    , table_(setup_.from.channels(), setup_.to.channels(), 2) {
    setup_.level.append_moving(moving_);
    if (setup_.pan) setup_.pan->append_moving(moving_);
    if (setup_.lfe) setup_.lfe->append_moving(moving_);
    has_lanes_ = std::ranges::any_of(moving_, &Curve::has_lane);
    moments_.reserve(moving_, SampleCount{setup_.longest});
    const std::size_t most = is_fixed() ? 2 : moments_.capacity();
    table_ = GainTable(setup_.from.channels(), setup_.to.channels(), most);
    if (setup_.pan) setup_.pan->reserve(most);
    for (auto* values : {&level_, &lfe_, &scratch_})
        values->resize(most);
    if (!is_fixed()) return;
    const std::array for_ever{Moment{{0}, Side::after}, Moment{{0}, Side::before}};
    fill(for_ever, {});
    table_.edges = {0, std::numeric_limits<int>::max()};
}

bool Route::moves_in(SampleRange lanes) const {
    return std::ranges::any_of(moving_, [&](const Curve* curve) { return curve->moves_in(lanes); });
}

Result<void> Route::run(const Window& window, int) {
    if (!has_lanes_) {
        std::uint64_t turn = 0;
        for (const Curve* curve : moving_)
            turn += curve->live()->turn();
        const bool moves = moves_in(window.range().moved(-setup_.latency));
        if (filled_ && !moves && turn == turn_) {
            table_.edges[0] = 0;
            table_.edges[1] = window.samples();
            return {};
        }
        filled_ = !moves;
        turn_ = turn;
    }
    moments_.find(window.range(), moving_, setup_.latency);
    const auto moments = moments_.all();
    for (std::size_t m = 0; m < moments.size(); ++m)
        table_.edges[m] = static_cast<int>((moments[m].at + setup_.latency - window.start).value);
    fill(moments, window.range().moved(-setup_.latency));
    return {};
}

void Route::fill(std::span<const Moment> moments, SampleRange lanes) {
    const std::size_t count = moments.size();
    table_.count = count;
    place(moments, lanes);
    const auto level = std::span(level_).first(count);
    setup_.level.values(moments, level, std::span(scratch_).first(count));
    for (int i = 0; i < table_.inputs; ++i)
        for (int o = 0; o < table_.outputs; ++o)
            dsp::kernels().scale(table_.row(i, o), level.data(), static_cast<int>(count));
    if (setup_.lfe) send_to_lfe(moments);
    for (int i = 0; i < table_.inputs && !setup_.channel_gains.empty(); ++i)
        for (int o = 0; o < table_.outputs; ++o)
            for (float& gain : std::span(table_.row(i, o), count))
                gain *= setup_.channel_gains[static_cast<std::size_t>(i)];
    table_.find_heard();
}

void Route::place(std::span<const Moment> moments, SampleRange lanes) {
    const bool still = !setup_.pan || !setup_.pan->moves_in(lanes);
    if (!still) return setup_.pan->gains(moments, table_);
    if (setup_.pan) setup_.pan->gains(moments.first(1), table_);
    for (int i = 0; i < table_.inputs; ++i)
        for (int o = 0; o < table_.outputs; ++o) {
            float* const row = table_.row(i, o);
            std::fill_n(row, moments.size(),
                        setup_.pan ? row[0] : static_cast<float>(setup_.matrix.gain(o, i)));
        }
}

void Route::send_to_lfe(std::span<const Moment> moments) {
    const auto target = setup_.to.find(Speaker::LFE);
    if (!target) return;
    const auto lfe = std::span(lfe_).first(moments.size());
    setup_.lfe->values(moments, lfe, std::span(scratch_).first(moments.size()));
    for (int i = 0; i < table_.inputs; ++i) {
        if (is_lfe(setup_.from[i])) continue;
        float* const row = table_.row(i, *target);
        for (std::size_t m = 0; m < moments.size(); ++m)
            row[m] += static_cast<float>(level_[m] * lfe[m]);
    }
}

} // namespace dub::plan

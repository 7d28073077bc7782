#include "ui/timeline/painting/ruler_ticks.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

namespace dub::ui::timeline {
namespace {

constexpr double label_room = 104; // px
constexpr double tick_room = 9;    // px

// Steps of a ruler in its own unit, and where its units lie.
struct Grid {
    std::vector<std::int64_t> steps; // growing, each for numbers or for small lines
    double samples_per_unit = 1;
    std::int64_t zero = 0; // the unit's count where its numbers are round
    std::function<SamplePos(std::int64_t)> at;
    std::function<std::string(std::int64_t)> text;
};

std::int64_t step_for(const Grid& grid, const Scale& scale, double room) {
    for (const std::int64_t step : grid.steps)
        if (static_cast<double>(step) * grid.samples_per_unit / scale.samples_per_pixel >= room) return step;
    return grid.steps.back();
}

// The first frame whose label is of that second: drop-frame leaves labels out, so seconds are not equally
// long.
FramePos frame_of_second(std::int64_t second, const TimecodeFormat& format) {
    std::int64_t frame = second * format.nominal;
    if (format.drop == DropFrame::yes) {
        const std::int64_t dropped = format.nominal / 15; // labels each minute but every tenth
        const std::int64_t minutes = second / 60;
        frame -= dropped * (minutes - minutes / 10);
        if (second % 60 == 0 && minutes % 10 != 0) frame += dropped;
    }
    return {frame};
}

double samples_per_frame(const session::Session& session) {
    return static_cast<double>(session.info->rate.hz * session.info->timecode.rate.den) /
           static_cast<double>(session.info->timecode.rate.num);
}

Grid frame_grid(const session::Session& session) {
    const TimecodeFormat format = session.info->timecode;
    Grid grid{{1, 2, 4, format.nominal / 2, format.nominal}, samples_per_frame(session), 0, {}, {}};
    grid.at = [&session](std::int64_t frame) { return session::sample_of(session, FramePos{frame}); };
    grid.text = [format](std::int64_t frame) { return to_timecode(FramePos{frame}, format); };
    return grid;
}

Grid second_grid(const session::Session& session) {
    const TimecodeFormat format = session.info->timecode;
    Grid grid{{1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 18000, 36000},
              // Drop-frame keeps to the clock, the others to so many frames.
              format.drop == DropFrame::yes
                  ? static_cast<double>(session.info->rate.hz)
                  : samples_per_frame(session) * static_cast<double>(format.nominal),
              0,
              {},
              {}};
    grid.at = [&session, format](std::int64_t second) {
        return session::sample_of(session, frame_of_second(second, format));
    };
    grid.text = [format](std::int64_t second) {
        return to_timecode(frame_of_second(second, format), format);
    };
    return grid;
}

Grid feet_grid(const session::Session& session) {
    const FramePos zero = session.info->start;
    Grid grid{{1, 2, 4, 8, 16, 32, 80, 160, 320, 800, 1600, 3200, 8000, 16000, 80000, 160000},
              samples_per_frame(session),
              zero.value,
              {},
              {}};
    grid.at = [&session](std::int64_t frame) { return session::sample_of(session, FramePos{frame}); };
    grid.text = [zero](std::int64_t frame) { return to_feet(FramePos{frame}, zero); };
    return grid;
}

std::string minutes_text(std::int64_t milliseconds) {
    const std::int64_t whole = std::abs(milliseconds);
    return fmt::format("{}{}:{:02}.{:03}", milliseconds < 0 ? "-" : "", whole / 60000, whole / 1000 % 60,
                       whole % 1000);
}

Grid minutes_grid(const session::Session& session) {
    const SamplePos zero = session::sample_of(session, session.info->start);
    const std::int64_t rate = session.info->rate.hz;
    Grid grid{{1,    2,     5,     10,    20,     50,     100,    200,     500,     1000,    2000,
               5000, 10000, 30000, 60000, 120000, 300000, 600000, 1800000, 3600000, 18000000},
              static_cast<double>(rate) / 1000,
              0,
              {},
              {}};
    grid.at = [zero, rate](std::int64_t ms) { return zero + SampleCount{ms * rate / 1000}; };
    grid.text = minutes_text;
    return grid;
}

Grid sample_grid(const session::Session& session) {
    const SamplePos zero = session::sample_of(session, session.info->start);
    Grid grid;
    for (std::int64_t decade = 1; decade <= 1'000'000'000; decade *= 10)
        for (const int one : {1, 2, 5})
            grid.steps.push_back(decade * one);
    grid.at = [zero](std::int64_t sample) { return zero + SampleCount{sample}; };
    grid.text = [](std::int64_t sample) { return fmt::format("{}", sample); };
    return grid;
}

std::vector<Tick> ticks_on(const Grid& grid, const Scale& scale, int width, std::int64_t large,
                           std::int64_t small) {
    const auto unit_of = [&](SamplePos at) {
        return static_cast<double>((at - grid.at(grid.zero)).value) / grid.samples_per_unit;
    };
    // One step of air each way: drop-frame seconds lie a little beside where equal ones would.
    const double before = unit_of(scale.at_x(0)) - static_cast<double>(large);
    const double after = unit_of(scale.at_x(width)) + static_cast<double>(large);
    std::vector<Tick> ticks;
    for (auto n = static_cast<std::int64_t>(std::floor(before / static_cast<double>(small)));
         static_cast<double>(n * small) < after; ++n) {
        const std::int64_t unit = grid.zero + n * small;
        const std::int64_t x = scale.x_of(grid.at(unit));
        if (x > width) break;
        ticks.push_back({x, (n * small) % large == 0 ? grid.text(unit) : std::string{}});
    }
    const bool numbered =
        std::ranges::any_of(ticks, [](const Tick& tick) { return tick.x >= 0 && !tick.text.empty(); });
    if (numbered) return ticks;
    // Closer than the units lie apart: the edge says in which one we are.
    std::erase_if(ticks, [](const Tick& tick) { return tick.x < 0; });
    const auto unit = grid.zero + static_cast<std::int64_t>(std::floor(unit_of(scale.at_x(0))));
    ticks.insert(ticks.begin(), {0, grid.text(unit)});
    return ticks;
}

} // namespace

std::string_view name_of(Ruler ruler) {
    switch (ruler) {
    case Ruler::timecode: return "Timecode";
    case Ruler::feet: return "Feet+Frames";
    case Ruler::minutes: return "Min:Sec";
    case Ruler::samples: return "Samples";
    }
    return "";
}

std::vector<Tick> ticks_of(Ruler ruler, const session::Session& session, const Scale& scale, int width) {
    const bool close = static_cast<double>(session.info->timecode.nominal) * samples_per_frame(session) /
                           scale.samples_per_pixel >
                       label_room;
    const Grid grid = ruler == Ruler::feet      ? feet_grid(session)
                      : ruler == Ruler::minutes ? minutes_grid(session)
                      : ruler == Ruler::samples ? sample_grid(session)
                      : close                   ? frame_grid(session)
                                                : second_grid(session);
    const std::int64_t large = step_for(grid, scale, label_room);
    std::int64_t small = large;
    for (const std::int64_t step : grid.steps)
        if (large % step == 0 &&
            static_cast<double>(step) * grid.samples_per_unit / scale.samples_per_pixel >= tick_room) {
            small = step;
            break;
        }
    return ticks_on(grid, scale, width, large, small);
}

} // namespace dub::ui::timeline

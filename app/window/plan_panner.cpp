#include "app/window/plan_panner.h"

#include "engine/plan/automation/pan.h"
#include "engine/plan/build/builder.h"

namespace dub::app {

ui::PanPicture PlanPanner::picture(const Layout& source, const Layout& room,
                                   const session::ParameterValues& values) const {
    session::Strip strip;
    strip.values = values;
    auto pan = plan::Pan::create({strip, {}, nullptr}, source, room,
                                 plan::coefficients_of(session_().routing->fold));
    if (!pan) return {};
    const plan::Moment now{};
    plan::GainTable table(source.channels(), room.channels(), 2);
    table.count = 1;
    pan->gains({&now, 1}, table);
    ui::PanPicture picture{pan->places(now), std::vector<double>(static_cast<std::size_t>(room.channels()))};
    for (int output = 0; output < room.channels(); ++output)
        for (int input = 0; input < source.channels(); ++input) {
            const double gain = *table.row(input, output);
            picture.powers[static_cast<std::size_t>(output)] += gain * gain;
        }
    return picture;
}

} // namespace dub::app

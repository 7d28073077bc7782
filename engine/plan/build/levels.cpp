#include "engine/plan/build/levels.h"

#include "engine/session/parameters/strip.h"

namespace dub::plan {
namespace {

namespace parameters = session::strip;

Curve strip_curve(const session::Strip& strip, const session::Parameter& parameter) {
    return curve_of(strip, {{}, {}, std::string(parameter.id)}, parameter, strip.values);
}

} // namespace

void add_trim(Level& level, const session::Strip& strip) {
    level.add_decibels(strip_curve(strip, parameters::trim));
    level.add_polarity(strip_curve(strip, parameters::polarity));
}

void add_fader(Level& level, const session::Strip& strip) {
    level.add_decibels(strip_curve(strip, parameters::fader));
    level.add_mute(strip_curve(strip, parameters::mute));
    level.add_decibels(strip_curve(strip, parameters::version_trim));
}

std::vector<float> channel_gains(const session::Strip& strip, const Layout& layout) {
    const double surrounds = gain_of(strip.values.get(parameters::version_surrounds));
    const double lfe = gain_of(strip.values.get(parameters::version_lfe));
    if (surrounds == 1 && lfe == 1) return {};
    std::vector<float> gains;
    for (int c = 0; c < layout.channels(); ++c)
        gains.push_back(static_cast<float>(is_lfe(layout[c])        ? lfe
                                           : is_surround(layout[c]) ? surrounds
                                                                    : 1.0));
    return gains;
}

void add_send_level(Level& level, const session::Strip& strip, const session::Send& send) {
    const session::ParameterAddress address{{}, send.id, std::string(parameters::send_level.id)};
    level.add_decibels(curve_of(strip, address, parameters::send_level, send.values));
}

void add_lfe_level(Level& level, const session::Strip& strip) {
    level.add_decibels(strip_curve(strip, parameters::lfe_send));
}

Curve lfe_filter_share(const session::Strip& strip) { return strip_curve(strip, parameters::lfe_filter); }

} // namespace dub::plan

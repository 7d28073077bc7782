#include "engine/plan/build/levels.h"

#include "engine/session/parameters/strip.h"

namespace dub::plan {
namespace {

namespace parameters = session::strip;

} // namespace

void add_trim(Level& level, const Controls& strip) {
    level.add_decibels(strip.of(parameters::trim));
    level.add_polarity(strip.of(parameters::polarity));
}

void add_fader(Level& level, const Controls& strip, Mutes mutes) {
    level.add_decibels(strip.of(parameters::fader));
    level.add_decibels(strip.of(parameters::fader_trim));
    if (mutes == Mutes::count) level.add_mute(strip.of(parameters::mute));
    for (const session::Vca* const vca : strip.vcas()) {
        const Controls over = strip.of(*vca);
        level.add_decibels(over.of(parameters::fader));
        level.add_decibels(over.of(parameters::fader_trim));
        if (mutes == Mutes::count) level.add_mute(over.of(parameters::mute));
    }
    level.add_decibels(strip.of(parameters::version_trim));
}

std::vector<float> channel_gains(const Controls& strip, const Layout& layout) {
    const double surrounds = gain_of(strip.strip().values.get(parameters::version_surrounds));
    const double lfe = gain_of(strip.strip().values.get(parameters::version_lfe));
    if (surrounds == 1 && lfe == 1) return {};
    std::vector<float> gains;
    for (int c = 0; c < layout.channels(); ++c)
        gains.push_back(static_cast<float>(is_lfe(layout[c])        ? lfe
                                           : is_surround(layout[c]) ? surrounds
                                                                    : 1.0));
    return gains;
}

void add_send_level(Level& level, const Controls& strip, const session::Send& send) {
    level.add_decibels(strip.of(send, parameters::send_level));
    level.add_decibels(strip.of(send, parameters::send_level_trim));
}

void add_lfe_level(Level& level, const Controls& strip) {
    level.add_decibels(strip.of(parameters::lfe_send));
}

Curve lfe_filter_share(const Controls& strip) { return strip.unmoved().of(parameters::lfe_filter); }

} // namespace dub::plan

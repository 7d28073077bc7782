#include "ui/monitor/calibration.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::ui {

using monitor::Switch;

Calibration::Calibration(const monitor::MonitorSettings& before)
    : before_(before) {
    before_.noise.reset();
    for (int s = 0; s < set().layout.channels(); ++s)
        if (set().patch[static_cast<std::size_t>(s)] >= 0 && !is_lfe(set().layout[s])) speakers_.push_back(s);
    // The one the others are compared with comes first.
    const auto centre = std::ranges::find_if(speakers_, [&](int s) { return set().layout[s] == Speaker::C; });
    if (centre != speakers_.end()) std::rotate(speakers_.begin(), centre, centre + 1);
    readings_.resize(speakers_.size());
}

std::optional<Speaker> Calibration::speaker() const {
    if (at_ >= count()) return std::nullopt;
    return set().layout[speakers_[static_cast<std::size_t>(at_)]];
}

std::optional<double> Calibration::reading() const {
    return at_ < count() ? readings_[static_cast<std::size_t>(at_)] : std::nullopt;
}

void Calibration::read(double spl) {
    if (at_ < count()) readings_[static_cast<std::size_t>(at_++)] = spl;
}

void Calibration::back() { at_ = std::max(0, at_ - 1); }

monitor::MonitorSettings Calibration::settings() const {
    if (at_ >= count()) return result();
    auto sounding = before_;
    auto& heard = sounding.sets[static_cast<std::size_t>(sounding.set)];
    sounding.noise = speaker();
    sounding.dim = sounding.mute = sounding.mono = Switch::off;
    sounding.headphones.on = Switch::off;
    sounding.surrounds = {};
    sounding.level_spl = heard.reference_spl; // that is 0 dB
    for (auto& control : heard.controls) {
        control.solo = control.mute = Switch::off;
        control.trim = {};
    }
    return sounding;
}

monitor::MonitorSettings Calibration::result() const {
    auto result = before_;
    if (readings_.empty() || !std::ranges::all_of(readings_, [](const auto& r) { return r.has_value(); }))
        return result;
    auto& heard = result.sets[static_cast<std::size_t>(result.set)];
    heard.reference_spl = *readings_.front();
    for (std::size_t i = 0; i < speakers_.size(); ++i)
        heard.controls[static_cast<std::size_t>(speakers_[i])].trim = {heard.reference_spl - *readings_[i]};
    return result;
}

std::string Calibration::preparation() const {
    if (speakers_.empty())
        return "No speaker of this set is connected to the device: give each its output first.";
    return fmt::format(
        "Put an SPL meter where the mixer sits, at the height of the ears, and set it to C weighting, slow. "
        "Turn the amplifiers down and press Start.\n\nPink noise then plays from one speaker after the "
        "other, "
        "{} first. Bring the amplifiers up until the meter reads what this room works at: 85 dB SPL in a "
        "cinema, about 79 in a small room. From then on leave them alone.",
        label(set().layout[speakers_.front()]));
}

std::string Calibration::sentence() const {
    if (speakers_.empty()) return preparation();
    if (const auto sounding = speaker())
        return fmt::format(
            "Pink noise plays from {} alone. Wait until the meter is steady, type what it reads "
            "and press Next.",
            label(*sounding));
    const auto done = result();
    const auto& heard = done.sets[static_cast<std::size_t>(done.set)];
    std::string text = fmt::format("All are measured. {} gives {:.1f} dB SPL: that is the reference. Trims:",
                                   label(heard.layout[speakers_.front()]), heard.reference_spl);
    for (const int s : speakers_)
        text += fmt::format(" {} {:+.1f}", label(heard.layout[s]),
                            heard.controls[static_cast<std::size_t>(s)].trim.value + 0.0);
    text += " dB. Press Use to keep them.";
    if (heard.layout.has(Speaker::LFE))
        text += "\n\nThe sub is not in it: this noise has nothing so low. Set its trim with an analyser, so "
                "that its band reads 10 dB above the same band of a screen speaker.";
    return text;
}

} // namespace dub::ui

#include "engine/monitor/settings.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::monitor {
namespace {

constexpr int inputs_max = 1024; // of a device

constexpr std::array presets{
    LevelPreset{"85/82 film", 85, {-3}}, // SMPTE RP 200: screen 85, each surround array 82
    LevelPreset{"82", 82, {0}},
    LevelPreset{"79", 79, {0}},
    LevelPreset{"76", 76, {0}},
};

Result<void> in_range(std::string_view what, double value, double low, double high, std::string_view unit) {
    if (value >= low && value <= high) return {};
    return fail(ErrorCode::unfit, fmt::format("The monitor's {} is {:g} {}; expected {:g} to {:g} {}.", what,
                                              value, unit, low, high, unit));
}

Result<void> check_channels(std::string_view whose, std::vector<int> patch, int device_channels) {
    std::erase(patch, -1);
    std::ranges::sort(patch);
    for (const int channel : patch)
        if (channel < 0 || channel >= device_channels)
            return fail(ErrorCode::unfit,
                        fmt::format("{} is patched to channel {}, but the device has {}; choose another "
                                    "channel or another device.",
                                    whose, channel + 1, device_channels));
    if (const auto twice = std::ranges::adjacent_find(patch); twice != patch.end())
        return fail(ErrorCode::unfit, fmt::format("{} has two speakers on channel {} of the device; give "
                                                  "each its own.",
                                                  whose, *twice + 1));
    return {};
}

Result<void> check_input(const ExternalInput& input) {
    if (input.patch.size() != static_cast<std::size_t>(input.layout.channels()))
        return fail(ErrorCode::unfit, fmt::format("The external input needs an input of the device for each "
                                                  "of its {} channels.",
                                                  input.layout.channels()));
    return check_channels("The external input", input.patch, inputs_max);
}

Result<void> check_set(const SpeakerSet& set) {
    const auto speakers = static_cast<std::size_t>(set.layout.channels());
    if (set.patch.size() != speakers || set.controls.size() != speakers)
        return fail(ErrorCode::unfit, fmt::format("The speaker set {} needs a channel and controls for each "
                                                  "of its {} speakers.",
                                                  set.name, speakers));
    for (std::size_t s = 0; s < speakers; ++s) {
        const std::string_view name = label(set.layout[static_cast<int>(s)]);
        CHECK(in_range(fmt::format("trim of {}", name), set.controls[s].trim.value, -40, 20, "dB"));
        CHECK(in_range(fmt::format("delay of {}", name), set.controls[s].delay_ms, 0, 500, "ms"));
    }
    CHECK(in_range("reference level", set.reference_spl, 40, 110, "dB SPL"));
    CHECK(in_range("LFE gain", set.lfe.value, 0, 12, "dB"));
    if (set.crossover) CHECK(in_range("crossover", set.crossover->value, 40, 200, "Hz"));
    if (set.crossover && !set.layout.has(Speaker::LFE))
        return fail(ErrorCode::unfit, fmt::format("The speaker set {} has no sub for its bass; add an LFE "
                                                  "speaker or switch bass management off.",
                                                  set.name));
    return {};
}

} // namespace

std::span<const LevelPreset> level_presets() { return presets; }

MonitorSettings with_preset(MonitorSettings settings, const LevelPreset& preset) {
    settings.level_spl = preset.level_spl;
    settings.surrounds = preset.surrounds;
    return settings;
}

SpeakerSet plain_set(std::string name, const Layout& layout) {
    SpeakerSet set;
    set.name = std::move(name);
    set.layout = layout;
    for (int c = 0; c < layout.channels(); ++c)
        set.patch.push_back(c);
    set.controls.resize(set.patch.size());
    return set;
}

Result<void> check(const MonitorSettings& settings, int device_channels) {
    CHECK(in_range("level", settings.level_spl, 30, 110, "dB SPL"));
    CHECK(in_range("surround level", settings.surrounds.value, -12, 12, "dB"));
    CHECK(in_range("dim", settings.dim_db, 6, 40, "dB"));
    CHECK(in_range("PFL trim", settings.pfl_trim.value, -40, 20, "dB"));
    CHECK(in_range("headphone level", settings.headphones.level.value, -80, 0, "dB"));
    CHECK(in_range("speaker set", settings.set, 0, 1, "(A is 0, B is 1)"));
    for (const SpeakerSet& set : settings.sets)
        CHECK(check_set(set));
    CHECK(check_input(settings.input));
    const SpeakerSet& heard = settings.sets[static_cast<std::size_t>(settings.set)];
    CHECK(check_channels("The speaker set " + heard.name, heard.patch, device_channels));
    if (settings.headphones.on == Switch::off) return {};
    const auto& phones = settings.headphones.patch;
    return check_channels("The headphones", {phones.begin(), phones.end()}, device_channels);
}

SpeakerGains speaker_gains(const MonitorSettings& settings, const SpeakerSet& set) {
    const bool any_solo =
        std::ranges::any_of(set.controls, [](const SpeakerControl& c) { return c.solo == Switch::on; });
    SpeakerGains gains{};
    for (int s = 0; s < set.layout.channels(); ++s) {
        const SpeakerControl& control = set.controls[static_cast<std::size_t>(s)];
        const bool silent = settings.mute == Switch::on || control.mute == Switch::on ||
                            (any_solo && control.solo == Switch::off);
        if (silent) continue;
        Db level{settings.level_spl - set.reference_spl};
        level = level + control.trim;
        if (is_surround(set.layout[s])) level = level + settings.surrounds;
        if (settings.dim == Switch::on) level = level - Db{settings.dim_db};
        const double gain = to_gain(level).value;
        gains[static_cast<std::size_t>(set.layout[s])] =
            static_cast<float>(control.inverted == Switch::on ? -gain : gain);
    }
    return gains;
}

} // namespace dub::monitor

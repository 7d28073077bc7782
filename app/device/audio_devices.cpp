#include "app/device/audio_devices.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace dub::app {
namespace {

constexpr double latency_max_s = 2; // no loudspeaker is further away

std::string rates_of(const DeviceInfo& device) {
    std::string text;
    for (const auto rate : device.rates)
        text += fmt::format("{}{}", text.empty() ? "" : ", ", rate.hz);
    return text;
}

Result<void> check_rate(const DeviceInfo& device, SampleRate rate) {
    if (std::ranges::find(device.rates, rate) != device.rates.end()) return {};
    const std::string cure = device.api == "JACK" ? fmt::format("Start the JACK server with -r {}", rate.hz)
                                                  : fmt::format("Set the device to {} Hz", rate.hz);
    return fail(ErrorCode::unfit,
                fmt::format("{} runs at {} Hz and the session at {} Hz; played so, it would be too fast or "
                            "too slow. {}, or choose another device.",
                            device.name, rates_of(device), rate.hz, cure));
}

Result<void> check_outputs(const DeviceInfo& device, const DeviceChoice& choice) {
    TRY(const auto channels, channels_of(choice.layout, choice.patch));
    if (channels.empty()) return fail(ErrorCode::usage, "a device needs a layout to play: 7.1, 5.1, 2.0 …");
    const int wanted = std::ranges::max(channels) + 1;
    if (wanted <= device.outputs) return {};
    if (!choice.patch.empty() && choice.layout.channels() <= device.outputs)
        return fail(ErrorCode::unfit,
                    fmt::format("{} has {} outputs and the output patch ({}) asks for output "
                                "{}; change the patch.",
                                device.name, device.outputs, text_of(choice.patch), wanted));
    const auto narrower = fold_for(choice.layout, device.outputs);
    return fail(ErrorCode::unfit,
                fmt::format("{} has {} outputs and {} wants {}. {}choose a device with more outputs.",
                            device.name, device.outputs, choice.layout.name(), wanted,
                            narrower ? fmt::format("Listen to the fold-down to {}, or ", narrower->name())
                                     : std::string("Please ")));
}

} // namespace

const DeviceInfo* find_device(const std::vector<DeviceInfo>& devices, std::string_view name) {
    auto at = name.empty() ? std::ranges::find(devices, true, &DeviceInfo::is_default)
                           : std::ranges::find(devices, name, &DeviceInfo::name);
    if (at == devices.end() && !name.empty())
        at = std::ranges::find_if(devices, [&](const DeviceInfo& device) {
            return device.name.size() > device.api.size() + 2 &&
                   device.name.substr(device.api.size() + 2) == name;
        });
    return at == devices.end() ? nullptr : &*at;
}

Result<void> check_choice(const DeviceInfo& device, const DeviceChoice& choice) {
    CHECK(check_rate(device, choice.rate));
    return check_outputs(device, choice);
}

std::optional<Layout> fold_for(const Layout& layout, int outputs) {
    for (const char* name : {"7.1", "5.1", "2.0", "mono"}) {
        const auto narrower = layout_named(name);
        if (narrower && narrower->channels() < layout.channels() && narrower->channels() <= outputs)
            return *narrower;
    }
    return std::nullopt;
}

double bounded_latency(double seconds) {
    return std::isfinite(seconds) && seconds > 0 && seconds <= latency_max_s ? seconds : 0;
}

} // namespace dub::app

#include "app/device/portaudio_devices.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "app/device/portaudio_device.h"

namespace dub::app {
namespace {

constexpr std::array usual_rates{44100, 48000, 88200, 96000, 176400, 192000};

struct Found {
    DeviceInfo info;
    int number; // PortAudio's
};

// Empty: an API that is not used.
std::string short_name(PaHostApiTypeId api) { return api == paJACK ? "JACK" : api == paALSA ? "ALSA" : ""; }

bool takes(const PortAudioFunctions& f, const Found& found, SampleRate rate) {
    if (rate == found.info.rate) return true;
    const PaStreamParameters out{found.number, std::min(found.info.outputs, 2), paFloat32 | paNonInterleaved,
                                 0, nullptr};
    return f.is_format_supported(nullptr, &out, static_cast<double>(rate.hz)) == paFormatIsSupported;
}

std::vector<Found> look(const PortAudioFunctions& f) {
    std::vector<Found> all;
    for (int number = 0; number < f.device_count(); ++number) {
        const PaDeviceInfo* const device = f.device(number);
        if (device == nullptr || device->maxOutputChannels < 1) continue;
        const PaHostApiInfo* const api = f.host_api(device->hostApi);
        const std::string name = api == nullptr ? "" : short_name(api->type);
        if (name.empty()) continue;
        const SampleRate rate{std::llround(device->defaultSampleRate)};
        all.push_back({{fmt::format("{}: {}", name, device->name),
                        name,
                        std::min(device->maxOutputChannels, outputs_max),
                        std::min(device->maxInputChannels, outputs_max),
                        {rate},
                        rate,
                        1000 * bounded_latency(device->defaultLowOutputLatency)},
                       number});
    }
    // A JACK server that runs was started for a purpose; its own card comes first in it.
    const int by_library = f.default_output();
    auto first = std::ranges::find(all, "JACK", [](const Found& found) { return found.info.api; });
    if (first == all.end()) first = std::ranges::find(all, by_library, &Found::number);
    if (first == all.end()) first = all.begin();
    if (first != all.end()) {
        first->info.is_default = true;
        std::rotate(all.begin(), first, first + 1);
    }
    return all;
}

Result<void> some(const std::vector<Found>& all) {
    if (!all.empty()) return {};
    return fail(ErrorCode::io,
                "no sound device was found: there is no sound card and no JACK server runs. Connect "
                "a card, or start a server, for example jackd -d alsa -r 48000.");
}

class PortAudioDevices final : public AudioDevices {
  public:
    // Streams are let go of in order before the program ends.
    ~PortAudioDevices() override { shelf_->settle(); }

    Result<std::vector<DeviceInfo>> list() override {
        TRY(const auto copy, shelf_->take());
        std::vector<Found> all = look(copy);
        std::vector<DeviceInfo> infos;
        for (Found& found : all) {
            for (const int hz : usual_rates)
                if (SampleRate{hz} != found.info.rate && takes(copy, found, {hz}))
                    found.info.rates.push_back({hz});
            std::ranges::sort(found.info.rates);
            infos.push_back(std::move(found.info));
        }
        shelf_->put_back(copy, nullptr, {}, PortAudioShelf::Expect::an_end);
        CHECK(some(all));
        return infos;
    }

    Result<std::unique_ptr<AudioDevice>> open(const DeviceChoice& choice) override {
        TRY(const auto copy, shelf_->take());
        std::vector<Found> all = look(copy);
        auto chosen = choose(copy, all, choice);
        if (chosen) return open_portaudio(shelf_, copy, chosen->number, chosen->info, choice);
        shelf_->put_back(copy, nullptr, {}, PortAudioShelf::Expect::an_end);
        return std::unexpected(std::move(chosen).error());
    }

  private:
    static Result<Found> choose(const PortAudioFunctions& copy, const std::vector<Found>& all,
                                const DeviceChoice& choice) {
        CHECK(some(all));
        std::vector<DeviceInfo> infos;
        for (const Found& found : all)
            infos.push_back(found.info);
        const DeviceInfo* const info = find_device(infos, choice.name);
        if (info == nullptr) return fail(ErrorCode::io, absent(choice.name, infos));
        Found found = all[static_cast<std::size_t>(info - infos.data())];
        if (takes(copy, found, choice.rate) && choice.rate != found.info.rate)
            found.info.rates.push_back(choice.rate);
        CHECK(check_choice(found.info, choice));
        return found;
    }

    static std::string absent(const std::string& name, const std::vector<DeviceInfo>& there) {
        std::string names;
        for (const auto& device : there)
            names += fmt::format("{}'{}'", names.empty() ? "" : ", ", device.name);
        return fmt::format("there is no sound device '{}' now; there are {}. Connect it, or choose another.",
                           name, names);
    }

    std::shared_ptr<PortAudioShelf> shelf_ = std::make_shared<PortAudioShelf>();
};

} // namespace

std::shared_ptr<AudioDevices> portaudio_devices() { return std::make_shared<PortAudioDevices>(); }

} // namespace dub::app

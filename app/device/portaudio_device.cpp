#include "app/device/portaudio_device.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <sys/resource.h>
#include <unistd.h>

#include <fmt/format.h>

#include "app/device/apart.h"
#include "app/device/callback_gate.h"

namespace dub::app {
namespace {

constexpr auto start_limit = std::chrono::seconds(5);
constexpr double latency_wish_s = 0.01; // where the device asks (ALSA); a JACK server has its own

// What the audio thread works with. A stream that hangs keeps it alive.
struct Wiring {
    CallbackGate gate;
    int outputs = 0, inputs = 0; // of the stream
    std::vector<int> channels;   // the device's for each of the layout
    std::array<float*, Layout::max_channels> rows{};
};

int fill(const void* in, void* out, unsigned long count, const PaStreamCallbackTimeInfo*,
         PaStreamCallbackFlags, void* user) {
    Wiring& wiring = *static_cast<Wiring*>(user);
    auto* const* const outputs = static_cast<float* const*>(out);
    const auto samples = static_cast<int>(count);
    const auto heard = static_cast<int>(wiring.channels.size());
    if (heard < wiring.outputs)
        for (int c = 0; c < wiring.outputs; ++c)
            std::fill_n(outputs[c], samples, 0.0F);
    for (int c = 0; c < heard; ++c)
        wiring.rows[static_cast<std::size_t>(c)] = outputs[wiring.channels[static_cast<std::size_t>(c)]];
    const bool records = in != nullptr && wiring.inputs > 0;
    const ConstAudioBlock recorded(static_cast<const float* const*>(in), records ? wiring.inputs : 0,
                                   samples);
    if (wiring.gate.process({wiring.rows.data(), heard, samples}, recorded)) return paContinue;
    for (int c = 0; c < heard; ++c)
        std::fill_n(wiring.rows[static_cast<std::size_t>(c)], samples, 0.0F);
    return paContinue;
}

// JACK gives its clients the priority it was started with; ALSA's thread is our own.
bool may_run_before_others() {
    rlimit priority{};
    return ::geteuid() == 0 || (::getrlimit(RLIMIT_RTPRIO, &priority) == 0 && priority.rlim_cur > 0);
}

class PortAudioDevice final : public AudioDevice {
  public:
    PortAudioDevice(std::shared_ptr<PortAudioShelf> shelf, const PortAudioFunctions& copy,
                    DeviceFormat format)
        : shelf_(std::move(shelf))
        , copy_(copy)
        , format_(std::move(format)) {}
    ~PortAudioDevice() override {
        stop();
        shelf_->put_back(copy_, stream_, wiring_,
                         hangs_ || died() ? PortAudioShelf::Expect::a_hang : PortAudioShelf::Expect::an_end);
    }

    Result<void> open(int number, const DeviceInfo& about, const DeviceChoice& choice, int inputs) {
        TRY(auto channels, channels_of(choice.layout, choice.patch));
        wiring_->outputs = std::ranges::max(channels) + 1;
        wiring_->inputs = inputs;
        wiring_->channels = std::move(channels);
        const PaStreamParameters out{number, wiring_->outputs, paFloat32 | paNonInterleaved, latency_wish_s,
                                     nullptr};
        const PaStreamParameters in{number, inputs, paFloat32 | paNonInterleaved, latency_wish_s, nullptr};
        // Neither clipped nor dithered: what was computed is what the device gets.
        const PaError error = copy_.open(
            &stream_, inputs > 0 ? &in : nullptr, &out, static_cast<double>(choice.rate.hz),
            choice.block > 0 ? static_cast<unsigned long>(choice.block) : paFramesPerBufferUnspecified,
            paClipOff | paDitherOff, fill, wiring_.get());
        if (error != paNoError) {
            stream_ = nullptr;
            return failed("open", error);
        }
        const PaStreamInfo* const info = copy_.stream_info(stream_);
        // Of what JACK says of its own ports PortAudio takes a buffer off for a stream; the sound does not.
        const double latency = std::max(bounded_latency(info == nullptr ? 0 : info->outputLatency),
                                        about.api == "JACK" ? about.latency_ms / 1000 : 0);
        format_.latency =
            choice.latency.value_or(SampleCount{std::llround(latency * static_cast<double>(choice.rate.hz))});
        if (about.api == "ALSA" && copy_.alsa_real_time != nullptr && may_run_before_others())
            copy_.alsa_real_time(stream_, 1);
        return run();
    }

    const DeviceFormat& format() const override { return format_; }

    Result<void> start(AudioCallback& callback) override {
        wiring_->gate.open(callback); // the stream runs since it was opened
        return {};
    }

    void stop() override { wiring_->gate.shut(); }

    DevicePulse pulse() const override { return {wiring_->gate.calls(), died()}; }

  private:
    // From here on it plays silence. A server that dies meanwhile keeps the call for ever.
    Result<void> run() {
        auto begun = apart([f = copy_, stream = stream_, kept = wiring_] { return f.start(stream); });
        if (begun.wait_for(start_limit) != std::future_status::ready) {
            hangs_ = true;
            return fail(ErrorCode::io, fmt::format("{} does not answer; connect again.", format_.name));
        }
        const PaError error = begun.get();
        if (error != paNoError) return failed("start", error);
        started_ = true;
        return {};
    }

    [[nodiscard]] bool died() const { return started_ && copy_.is_active(stream_) != 1; }

    [[nodiscard]] std::unexpected<Error> failed(const char* verb, PaError error) const {
        std::string why = copy_.error_text(error);
        if (const PaHostErrorInfo* const host = copy_.host_error();
            error == paUnanticipatedHostError && host != nullptr && host->errorText != nullptr)
            why = host->errorText;
        return fail(ErrorCode::io,
                    fmt::format("{} does not {}: {}. Perhaps another program has it; close that, "
                                "or choose another device.",
                                format_.name, verb, why));
    }

    std::shared_ptr<PortAudioShelf> shelf_;
    PortAudioFunctions copy_;
    DeviceFormat format_;
    std::shared_ptr<Wiring> wiring_ = std::make_shared<Wiring>();
    PaStream* stream_ = nullptr;
    bool started_ = false, hangs_ = false;
};

} // namespace

Result<std::unique_ptr<AudioDevice>> open_portaudio(std::shared_ptr<PortAudioShelf> shelf,
                                                    const PortAudioFunctions& copy, int number,
                                                    const DeviceInfo& info, const DeviceChoice& choice) {
    const int inputs = choice.record ? std::min(info.inputs, outputs_max) : 0;
    auto device = std::make_unique<PortAudioDevice>(
        std::move(shelf), copy, DeviceFormat{info.name, choice.rate, choice.layout, inputs, {}});
    CHECK(device->open(number, info, choice, inputs));
    return device;
}

} // namespace dub::app

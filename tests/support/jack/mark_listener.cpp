#include "tests/support/jack/mark_listener.h"

#include <array>
#include <atomic>
#include <cmath>

#include <jack/jack.h>

namespace dub::test {
namespace {

constexpr float loud = 0.02F;
constexpr std::uint64_t apart_samples = 12000; // a quarter of a second: later ones are marks of their own
constexpr std::size_t marks_max = 4096;
constexpr int rate = 48000;

} // namespace

struct MarkListener::Impl {
    jack_client_t* client = nullptr;
    std::vector<jack_port_t*> inputs;
    std::array<jack_time_t, marks_max> at_us{};
    std::atomic<std::size_t> count{0};
    std::uint64_t samples = 0, last = 0;

    static int process(jack_nframes_t length, void* self) { return static_cast<Impl*>(self)->listen(length); }
    int listen(jack_nframes_t length) {
        jack_nframes_t frames = 0;
        jack_time_t began = 0, next = 0;
        float period_us = 0;
        jack_get_cycle_times(client, &frames, &began, &next, &period_us);
        for (jack_port_t* const input : inputs) {
            const auto* const sound = static_cast<const float*>(jack_port_get_buffer(input, length));
            for (jack_nframes_t i = 0; i < length; ++i)
                if (std::abs(sound[i]) > loud) note(began, i);
        }
        samples += length;
        return 0;
    }
    void note(jack_time_t began, jack_nframes_t i) {
        const std::size_t n = count.load(std::memory_order_relaxed);
        if (n == marks_max || (n > 0 && samples + i < last + apart_samples)) return;
        last = samples + i;
        at_us[n] = began + jack_time_t{i} * 1'000'000 / rate;
        count.store(n + 1, std::memory_order_release);
    }
};

std::unique_ptr<MarkListener> MarkListener::of(const std::string& client) {
    auto impl = std::make_unique<Impl>();
    jack_status_t status{};
    impl->client = jack_client_open("dubtest-marks", JackNoStartServer, &status);
    if (impl->client == nullptr) return nullptr;
    std::unique_ptr<MarkListener> listener(new MarkListener(std::move(impl)));
    Impl& it = *listener->impl_;
    const char** const outputs =
        jack_get_ports(it.client, (client + ":out_.*").c_str(), JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput);
    std::vector<std::string> names;
    for (const char** name = outputs; name != nullptr && *name != nullptr; ++name)
        names.emplace_back(*name);
    jack_free(static_cast<void*>(outputs));
    while (it.inputs.size() < names.size())
        it.inputs.push_back(jack_port_register(it.client, ("in_" + std::to_string(it.inputs.size())).c_str(),
                                               JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput, 0));
    jack_set_process_callback(it.client, Impl::process, &it);
    if (names.empty() || jack_activate(it.client) != 0) return nullptr;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (jack_connect(it.client, names[i].c_str(), jack_port_name(it.inputs[i])) != 0) return nullptr;
    return listener;
}

MarkListener::MarkListener(std::unique_ptr<Impl> impl)
    : impl_(std::move(impl)) {}

MarkListener::~MarkListener() { jack_client_close(impl_->client); }

// JACK's own clock is not steady_clock's: nobody sets it right, they drift apart by parts in a million.
std::vector<std::chrono::steady_clock::time_point> MarkListener::marks() const {
    std::vector<std::chrono::steady_clock::time_point> marks;
    const auto apart = std::chrono::steady_clock::now() - std::chrono::microseconds(jack_get_time());
    for (std::size_t n = 0; n < impl_->count.load(std::memory_order_acquire); ++n)
        marks.push_back(apart + std::chrono::microseconds(impl_->at_us[n]));
    return marks;
}

} // namespace dub::test

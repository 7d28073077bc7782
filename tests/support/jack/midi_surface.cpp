#include "tests/support/jack/midi_surface.h"

#include <deque>
#include <mutex>

#include <jack/jack.h>
#include <jack/midiport.h>

namespace dub::test {

// A lock on the audio thread: this is a test's own client, with nothing to lose.
struct MidiSurface::Impl {
    jack_client_t* client = nullptr;
    jack_port_t *out = nullptr, *in = nullptr;
    mutable std::mutex mutex;
    std::deque<std::vector<std::uint8_t>> waiting;
    std::vector<std::vector<std::uint8_t>> told;

    static int process(jack_nframes_t length, void* self) { return static_cast<Impl*>(self)->turn(length); }
    int turn(jack_nframes_t length) {
        const std::scoped_lock lock(mutex);
        void* const to = jack_port_get_buffer(out, length);
        jack_midi_clear_buffer(to);
        while (!waiting.empty() &&
               jack_midi_event_write(to, 0, waiting.front().data(), waiting.front().size()) == 0)
            waiting.pop_front();
        void* const from = jack_port_get_buffer(in, length);
        for (std::uint32_t i = 0; i < jack_midi_get_event_count(from); ++i) {
            jack_midi_event_t event{};
            if (jack_midi_event_get(&event, from, i) == 0)
                told.emplace_back(event.buffer, event.buffer + event.size);
        }
        return 0;
    }
};

std::unique_ptr<MidiSurface> MidiSurface::plug_in(const std::string& name) {
    auto impl = std::make_unique<Impl>();
    jack_status_t status{};
    impl->client = jack_client_open(name.c_str(), JackNoStartServer, &status);
    if (impl->client == nullptr) return nullptr;
    std::unique_ptr<MidiSurface> surface(new MidiSurface(std::move(impl)));
    Impl& it = *surface->impl_;
    it.out = jack_port_register(it.client, "out", JACK_DEFAULT_MIDI_TYPE, JackPortIsOutput, 0);
    it.in = jack_port_register(it.client, "in", JACK_DEFAULT_MIDI_TYPE, JackPortIsInput, 0);
    jack_set_process_callback(it.client, Impl::process, &it);
    return jack_activate(it.client) == 0 ? std::move(surface) : nullptr;
}

MidiSurface::MidiSurface(std::unique_ptr<Impl> impl)
    : impl_(std::move(impl)) {}

MidiSurface::~MidiSurface() {
    if (impl_ && impl_->client != nullptr) jack_client_close(impl_->client);
}

void MidiSurface::say(const std::vector<std::uint8_t>& message) {
    const std::scoped_lock lock(impl_->mutex);
    impl_->waiting.push_back(message);
}

std::vector<std::vector<std::uint8_t>> MidiSurface::told() const {
    const std::scoped_lock lock(impl_->mutex);
    return impl_->told;
}

void MidiSurface::forget() {
    const std::scoped_lock lock(impl_->mutex);
    impl_->told.clear();
}

bool MidiSurface::linked() const {
    return jack_port_connected(impl_->out) > 0 && jack_port_connected(impl_->in) > 0;
}

void MidiSurface::leave_to_its_fate() { impl_->client = nullptr; }

} // namespace dub::test

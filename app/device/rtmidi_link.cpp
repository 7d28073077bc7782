#include "app/device/rtmidi_link.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "app/device/apart.h"
#include "engine/core/spsc_ring.h"

namespace dub::app {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t ring_messages = 4096, waiting_max = 16384;
constexpr std::chrono::milliseconds stuck_after{1000}, farewell_time{300};

// What the threads share; it outlives the link when one of them hangs.
struct Wire {
    SpscRing<MidiMessage> heard{ring_messages};
    std::atomic<std::uint64_t> lost{0};

    std::mutex mutex;
    std::condition_variable more;
    std::deque<std::vector<std::uint8_t>> waiting;
    std::optional<Clock::time_point> sending_since; // a message is with RtMidi
    bool ending = false;
    std::shared_ptr<const JackWatch> watch; // none with ALSA
    [[nodiscard]] bool over() const { return watch && watch->ended(); }
};

// [MIDI system's thread]
void hear(double, std::vector<unsigned char>* message, void* wire) {
    auto& to = *static_cast<Wire*>(wire);
    MidiMessage heard;
    if (message == nullptr || message->empty() || message->size() > MidiMessage::longest) return;
    std::ranges::copy(*message, heard.bytes.begin());
    heard.size = static_cast<std::uint8_t>(message->size());
    if (!to.heard.push(heard)) to.lost.fetch_add(1, std::memory_order_relaxed);
}

void speak(Wire& wire, RtMidiOut& out) {
    std::unique_lock lock(wire.mutex);
    while (true) {
        wire.more.wait(lock, [&] { return wire.ending || !wire.waiting.empty(); });
        if (wire.waiting.empty()) return;
        const auto message = std::move(wire.waiting.front());
        wire.waiting.pop_front();
        if (wire.over()) continue; // RtMidi would wait for ever
        wire.sending_since = Clock::now();
        lock.unlock();
        try {
            out.sendMessage(message.data(), message.size());
        } catch (const RtMidiError&) { // it went away: found out otherwise
        }
        lock.lock();
        wire.sending_since.reset();
    }
}

class RtMidiLink final : public MidiLink {
  public:
    RtMidiLink(std::unique_ptr<RtMidiIn> in, std::unique_ptr<RtMidiOut> out,
               std::shared_ptr<const JackWatch> watch)
        : wire_(std::make_shared<Wire>()) {
        wire_->watch = watch;
        if (in) {
            in->ignoreTypes(false, true, true); // greetings are system exclusive
            in->setCallback(hear, wire_.get());
            in_ = JackWatch::guard(std::move(in), watch);
        }
        if (out)
            spoken_ = apart([wire = wire_, out = JackWatch::guard(std::move(out), watch)]() mutable {
                speak(*wire, *out);
                out.reset(); // closes the port when all of it is out
            });
    }
    RtMidiLink(const RtMidiLink&) = delete;
    RtMidiLink& operator=(const RtMidiLink&) = delete;

    // Closing may hang with a sound server that is dying: nobody waits for it.
    ~RtMidiLink() override {
        {
            const std::scoped_lock lock(wire_->mutex);
            wire_->ending = true;
        }
        wire_->more.notify_all();
        if (in_) [[maybe_unused]]
            const auto closed = apart([wire = wire_, in = std::move(in_)]() mutable { in.reset(); });
        if (spoken_.valid()) spoken_.wait_for(farewell_time);
    }

    std::optional<MidiMessage> receive() override { return wire_->heard.pop(); }

    void send(std::span<const std::uint8_t> message) override {
        if (!spoken_.valid() || message.empty()) return;
        {
            const std::scoped_lock lock(wire_->mutex);
            if (wire_->waiting.size() == waiting_max) return; // stuck, and soon given up
            wire_->waiting.emplace_back(message.begin(), message.end());
        }
        wire_->more.notify_one();
    }

    bool dead() const override {
        if (wire_->over()) return true;
        const std::scoped_lock lock(wire_->mutex);
        return wire_->sending_since && Clock::now() - *wire_->sending_since > stuck_after;
    }
    std::uint64_t lost() const override { return wire_->lost.load(std::memory_order_relaxed); }

  private:
    std::shared_ptr<Wire> wire_;
    std::shared_ptr<RtMidiIn> in_;
    std::future<void> spoken_;
};

} // namespace

std::unique_ptr<MidiLink> rtmidi_link(std::unique_ptr<RtMidiIn> in, std::unique_ptr<RtMidiOut> out,
                                      std::shared_ptr<const JackWatch> watch) {
    return std::make_unique<RtMidiLink>(std::move(in), std::move(out), std::move(watch));
}

} // namespace dub::app

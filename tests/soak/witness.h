#pragma once
// Stands between the sound library and the player: what each callback costs in processor time, whether what
// was sent comes back unchanged, and a sum of each second sent. [audio; figures any]

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstdint>
#include <ctime>
#include <vector>

#include "app/playback/player.h"
#include "engine/core/io.h"

namespace dub::soak {

// A sum over one second of all channels, to be compared with a computation of the same.
class Second {
  public:
    static constexpr int length = 48000;
    void add(ConstAudioBlock block, int sample) {
        for (int c = 0; c < block.channels(); ++c)
            sum_ = (sum_ ^ std::bit_cast<std::uint32_t>(block.data(c)[sample])) *
                   1099511628211U; // FNV-1a's prime
    }
    std::uint64_t take() { return std::exchange(sum_, 0); }

  private:
    std::uint64_t sum_ = 0;
};

// What was sent, and whether each sample came back unchanged a constant number of samples later.
class Loopback {
  public:
    explicit Loopback(int channels)
        : channels_(channels)
        , sent_(static_cast<std::size_t>(channels) * length) {}

    void block(ConstAudioBlock out, ConstAudioBlock in) noexcept {
        for (int c = 0; c < channels_; ++c)
            for (int i = 0; i < out.samples(); ++i)
                at(c, count_ + i) = out.data(c)[i];
        if (looking && in.channels() >= channels_) compare(in);
        count_ += out.samples();
    }

    std::atomic<bool> looking{false}; // the plugs are in
    // offset: -1 until something came back. compared and wrong: samples of all channels.
    std::atomic<std::int64_t> offset{-1}, compared{0}, wrong{0};

  private:
    static constexpr std::int64_t length = 1 << 16, offset_max = 1 << 14;
    float& at(int channel, std::int64_t sample) {
        return sent_[static_cast<std::size_t>(channel * length + sample % length)];
    }
    [[nodiscard]] std::int64_t differing(ConstAudioBlock in, std::int64_t by) {
        std::int64_t count = 0;
        for (int c = 0; c < channels_; ++c)
            for (int i = 0; i < in.samples(); ++i)
                count += in.data(c)[i] != at(c, count_ + i - by);
        return count;
    }
    void compare(ConstAudioBlock in) {
        if (offset >= 0) {
            compared += static_cast<std::int64_t>(channels_) * in.samples();
            wrong += differing(in, offset);
            return;
        }
        if (std::ranges::count(in.channel(0), 0.0F) > 0) return; // silence is at every offset
        for (std::int64_t by = 0; by < std::min(offset_max, count_) && offset < 0; ++by)
            if (differing(in, by) == 0) offset = by;
    }

    int channels_;
    std::vector<float> sent_;
    std::int64_t count_ = 0;
};

class Witness final : public AudioCallback {
  public:
    Witness(int channels, int seconds_max)
        : loopback(channels) {
        seconds.reserve(static_cast<std::size_t>(seconds_max));
    }

    void process(AudioBlock out, ConstAudioBlock in) noexcept override {
        if (sent == 0) began = engine->engine().output_samples;
        const std::int64_t before = thread_ns();
        player->process(out, in);
        const std::int64_t took = thread_ns() - before;
        longest_cpu_ns = std::max(longest_cpu_ns.load(), took);
        if (took > 1'000'000'000LL * out.samples() / Second::length) ++too_long_cpu;
        loopback.block(out, in);
        for (int i = 0; i < out.samples(); ++i) {
            second_.add(out, i);
            if (++sent % Second::length == 0 && seconds.size() < seconds.capacity())
                seconds.push_back(second_.take());
        }
    }

    AudioCallback* player = nullptr;
    const app::Player* engine = nullptr;
    std::uint64_t began = 0; // samples the player had computed for the clock before
    Loopback loopback;
    std::vector<std::uint64_t> seconds; // sums, of the first sample sent on
    std::atomic<std::int64_t> sent{0};  // samples
    // Time the processor worked for it: what a host gave to others meanwhile is not in it.
    std::atomic<std::int64_t> longest_cpu_ns{0}, too_long_cpu{0};

  private:
    static std::int64_t thread_ns() {
        timespec now{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
    }
    Second second_;
};

} // namespace dub::soak

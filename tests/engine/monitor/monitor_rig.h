#pragma once
// A monitor with sources that run, cut into blocks of any size, and settings to begin with.

#include <gtest/gtest.h>

#include "engine/monitor/monitor.h"
#include "tests/support/dice.h"
#include "tests/support/mix_rig.h"
#include "tests/support/no_allocation.h"
#include "tests/support/signals.h"
#include "tests/support/small_session.h"

namespace dub::test {

inline const SampleRate rate{48000};
inline const Layout five_one = *layout_named("5.1"), two = *layout_named("2.0");
inline constexpr auto on = monitor::Switch::on;

inline std::size_t place(const Layout& layout, Speaker speaker) {
    return static_cast<std::size_t>(*layout.find(speaker));
}

inline monitor::MonitorSettings listening(const std::string& source, const Layout& speakers) {
    monitor::MonitorSettings settings;
    settings.source = source;
    settings.sets = {monitor::plain_set("A", speakers), monitor::plain_set("B", two)};
    return settings;
}

struct NamedSound {
    std::string name;
    Layout layout;
    Sound sound;
};

// A monitor with its sources running.
class Room {
  public:
    Room(std::vector<NamedSound> sources, const monitor::MonitorSettings& settings, int device_channels)
        : sources_(std::move(sources))
        , channels_(device_channels)
        , monitor_(must(monitor::Monitor::create(setup(), settings))) {}

    [[nodiscard]] monitor::Monitor& monitor() { return *monitor_; }
    [[nodiscard]] monitor::Monitor::Setup setup() const {
        monitor::Monitor::Setup made{{rate, channels_, {}}, {}};
        for (const auto& source : sources_)
            made.sources.emplace_back(source.name, source.layout);
        return made;
    }
    // The next `samples` of the device, cut into blocks of at most `block`, or by chance.
    Sound run(int samples, int block = 512, Dice* dice = nullptr) {
        Sound heard(static_cast<std::size_t>(channels_));
        while (samples > 0) {
            const int n = std::min(samples, dice != nullptr ? static_cast<int>(dice->whole(1, 900)) : block);
            AudioBuffer device(channels_, n);
            process(device.block());
            for (int c = 0; c < channels_; ++c) {
                const auto row = device.block().channel(c);
                heard[static_cast<std::size_t>(c)].insert(heard[static_cast<std::size_t>(c)].end(),
                                                          row.begin(), row.end());
            }
            samples -= n;
        }
        return heard;
    }
    long allocations = 0;

  private:
    void process(AudioBlock device) {
        std::vector<AudioBuffer> buffers;
        std::vector<OutputAudio> blocks;
        for (const auto& source : sources_) {
            std::vector<Row> rows;
            for (const Row& row : source.sound)
                rows.emplace_back(row.begin() + at_, row.begin() + at_ + device.samples());
            buffers.push_back(buffer_of(rows));
            blocks.push_back({source.name, source.layout, std::as_const(buffers.back()).block()});
        }
        at_ += device.samples();
        const AllocationCount count;
        monitor_->process(blocks, device);
        allocations += count.so_far();
    }
    std::vector<NamedSound> sources_;
    int channels_;
    std::unique_ptr<monitor::Monitor> monitor_;
    std::ptrdiff_t at_ = 0;
};

inline NamedSound noisy(const std::string& name, const Layout& layout, int samples) {
    NamedSound made{name, layout, {}};
    for (int c = 0; c < layout.channels(); ++c)
        made.sound.push_back(noise(static_cast<std::uint64_t>(c + 7), 0.25, samples));
    return made;
}

} // namespace dub::test

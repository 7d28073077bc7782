#include "engine/monitor/monitor.h"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

#include "engine/monitor/noise.h"

namespace dub::monitor {
namespace {

// What of the settings makes a chain; the rest are levels.
MonitorSettings without_levels(MonitorSettings settings) {
    settings.level_spl = 0;
    settings.surrounds = settings.pfl_trim = {};
    settings.dim = settings.mute = Switch::off;
    settings.dim_db = 0;
    settings.headphones.on = Switch::off;
    settings.headphones.level = {};
    for (SpeakerSet& set : settings.sets) {
        set.reference_spl = 0;
        for (SpeakerControl& control : set.controls) {
            const double delay_ms = control.delay_ms;
            control = {};
            control.delay_ms = delay_ms;
        }
    }
    return settings;
}

} // namespace

Result<std::unique_ptr<Monitor>> Monitor::create(Setup setup, const MonitorSettings& settings) {
    std::unique_ptr<Monitor> monitor(new Monitor);
    CHECK(check(settings, setup.room.device_channels));
    CHECK(monitor->give_chain(settings, setup));
    monitor->gains_.give(std::make_unique<Gains>(gains_of(settings)));
    monitor->glide_samples_ = static_cast<int>(setup.room.rate.hz / 50);
    monitor->patience_samples_ = static_cast<int>(setup.room.rate.hz * 2);
    monitor->device_ = AudioBuffer(setup.room.device_channels, piece_max);
    monitor->other_ = AudioBuffer(setup.room.device_channels, piece_max);
    monitor->setup_ = std::move(setup);
    monitor->settings_ = settings;
    return monitor;
}

Result<void> Monitor::change(Setup setup, const MonitorSettings& settings) {
    assert(setup.room.rate == setup_.room.rate &&
           setup.room.device_channels == setup_.room.device_channels); // else it is another device
    CHECK(check(settings, setup.room.device_channels));
    const bool same = setup.sources == setup_.sources && setup.instead == setup_.instead &&
                      setup.room.fold == setup_.room.fold &&
                      without_levels(settings) == without_levels(settings_);
    if (!same) CHECK(give_chain(settings, setup));
    gains_.give(std::make_unique<Gains>(gains_of(settings)));
    chains_.collect();
    setup_ = std::move(setup);
    settings_ = settings;
    return {};
}

Result<void> Monitor::give_chain(const MonitorSettings& settings, const Setup& setup) {
    ChainSource from{setup.instead ? setup.instead->source : settings.source,
                     {},
                     setup.instead ? setup.instead->trim : Db{}};
    const auto source = std::ranges::find(setup.sources, from.name, &std::pair<std::string, Layout>::first);
    if (source != setup.sources.end()) from.layout = source->second;
    if (settings.noise && !noise_)
        noise_ = std::make_shared<const std::vector<float>>(calibration_noise(setup.room.rate));
    auto chain = Chain::create(settings, from, setup.room, settings.noise ? noise_ : nullptr);
    if (!chain)
        return std::unexpected(
            in_context(std::move(chain).error(), fmt::format("listening to {}", from.name)));
    (*chain)->number = ++made_;
    chains_.give(std::move(*chain));
    return {};
}

void Monitor::take() noexcept {
    if (const Gains* const fresh = gains_.take()) {
        now_ = *fresh;
        if (chain_ != nullptr) chain_->aim(now_, glide_samples_);
        if (coming_ != nullptr) coming_->aim(now_, glide_samples_);
    }
    if (crosses_) return;
    // One that has not been heard yet gives way to a newer one.
    Chain* const fresh = coming_ == nullptr ? chains_.beside() : chains_.take();
    if (fresh == nullptr) return;
    coming_ = fresh;
    coming_->start(now_);
    cold_ = coming_->warm_up();
    patience_ = patience_samples_;
    crossing_.rest_at(0);
    crossing_.run_to(1, glide_samples_);
    if (chain_ != nullptr) return;
    std::swap(chain_, coming_); // nothing was heard before
    heard_.store(chain_->number, std::memory_order_relaxed);
}

void Monitor::process(std::span<const OutputAudio> sources, AudioBlock device) noexcept {
    take();
    for (int done = 0; done < device.samples();) {
        int samples = std::min(piece_max, device.samples() - done);
        const bool waits = coming_ != nullptr && !crosses_ && patience_ > 0 && !coming_->can_hear(sources);
        if (waits) {
            samples = std::min(samples, patience_);
            patience_ -= samples;
            chain_->process(sources, done, device.part(done, samples));
        } else {
            if (coming_ != nullptr) samples = std::min(samples, cold_ > 0 ? cold_ : crossing_.left());
            piece(sources, done, device.part(done, samples));
        }
        done += samples;
    }
}

void Monitor::piece(std::span<const OutputAudio> sources, int from, AudioBlock device) noexcept {
    if (chain_ == nullptr) {
        for (int c = 0; c < device.channels(); ++c)
            std::ranges::fill(device.channel(c), 0.0F);
        return;
    }
    const int samples = device.samples();
    if (coming_ == nullptr) return chain_->process(sources, from, device);
    chain_->process(sources, from, device_.block(samples));
    coming_->process(sources, from, other_.block(samples));
    const bool cold = cold_ > 0;
    cold_ -= std::min(cold_, samples);
    crosses_ = !cold;
    Glide crossing = crossing_;
    for (int c = 0; c < device.channels(); ++c) {
        crossing = crossing_; // the same for every channel
        if (cold)
            std::ranges::copy(device_.block(samples).channel(c), device.channel(c).begin());
        else
            crossing.cross(device_.block().data(c), other_.block().data(c), device.data(c), samples);
    }
    if (cold) return;
    crossing_ = crossing;
    if (!crossing_.rests()) return;
    chain_ = std::exchange(coming_, nullptr);
    heard_.store(chain_->number, std::memory_order_relaxed);
    crosses_ = false;
    chains_.let_go();
}

} // namespace dub::monitor

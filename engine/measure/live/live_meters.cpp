#include "engine/measure/live/live_meters.h"

#include <algorithm>

namespace dub::measure {
namespace {

constexpr int seconds_held = 4; // the worker may be late by so much
constexpr int piece_max = 4096; // samples handed on at a time
// What looks at the whole run is worked out every 100 ms in the first minutes, later every second.
constexpr std::size_t short_run = 1200, whole_every = 10; // hops

} // namespace

Layout LiveMeters::layout_of(const std::string& output) const {
    const auto at = std::ranges::find(setup_.outputs, output, &MeterSetup::Output::name);
    return at == setup_.outputs.end() ? Layout{} : at->layout;
}

LiveMeters::LiveMeters(MeterSetup setup, std::shared_ptr<LoudnessHistory> history)
    : setup_(std::move(setup))
    , mains_(layout_of(setup_.mains))
    , dialogue_(mains_.channels() == 0 ? Layout{} : layout_of(setup_.dialogue))
    , silence_(dialogue_.channels(), piece_max)
    , ring_(mains_.channels(), dialogue_.channels(), static_cast<int>(setup_.rate.hz) * seconds_held)
    , history_(std::move(history)) {
    for (const auto& output : setup_.outputs)
        levels_.emplace_back(output.layout.channels(), setup_.rate, setup_.ppm);
    if (mains_.channels() > 0) run_.emplace(mains_, dialogue_, setup_.rate);
    publish(true);
}

void LiveMeters::add(std::span<const OutputAudio> outputs, SamplePos position, double speed) noexcept {
    const int samples = outputs.empty() ? 0 : outputs.front().audio.samples();
    for (std::size_t o = 0; o < levels_.size(); ++o) {
        const auto& of = setup_.outputs[o];
        if (const OutputAudio* const output = find_output(outputs, of.name, of.layout))
            levels_[o].add(output->audio);
        else
            levels_[o].add_silence(samples);
    }
    if (speed == 1 && run_) hand_on(outputs, position);
}

void LiveMeters::hand_on(std::span<const OutputAudio> outputs, SamplePos position) noexcept {
    const OutputAudio* const mains = find_output(outputs, setup_.mains, mains_);
    if (mains == nullptr) return;
    const OutputAudio* const stem =
        dialogue_.channels() > 0 ? find_output(outputs, setup_.dialogue, dialogue_) : nullptr;
    const int samples = mains->audio.samples();
    for (int done = 0; done < samples; done += piece_max) {
        const int n = std::min(piece_max, samples - done);
        const ConstAudioBlock dialogue =
            stem != nullptr ? stem->audio.part(done, n) : std::as_const(silence_).block().part(0, n);
        if (!ring_.push({mains->audio.part(done, n), dialogue, position + SampleCount{done}}))
            missed_.fetch_add(static_cast<std::uint64_t>(n), std::memory_order_relaxed);
    }
}

bool LiveMeters::work() {
    if (const auto asked = resets_.load(std::memory_order_relaxed); asked != reset_) {
        reset_ = asked;
        if (run_) run_.emplace(mains_, dialogue_, setup_.rate);
        reading_ = {};
        publish(true);
    }
    if (const auto asked = clears_.load(std::memory_order_relaxed); asked != cleared_) {
        cleared_ = asked;
        history_->clear();
    }
    if (!run_) return false;
    bool any = false;
    while (const auto piece = ring_.next()) {
        any = true;
        run_->add(piece->mains, piece->dialogue, piece->position, *history_);
    }
    const std::size_t hops = run_->hops();
    const bool due = hops <= short_run || hops >= shown_whole_ + whole_every || !any;
    if (hops != shown_ || (due && hops != shown_whole_)) publish(due);
    return any;
}

void LiveMeters::publish(bool whole) {
    if (run_) {
        run_->update(reading_);
        if (whole) run_->update_whole(reading_);
        shown_ = run_->hops();
        if (whole) shown_whole_ = shown_;
    }
    reading_.missed = missed_.load(std::memory_order_relaxed);
    published_.write(reading_);
}

} // namespace dub::measure

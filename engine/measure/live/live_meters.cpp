#include "engine/measure/live/live_meters.h"

#include <algorithm>
#include <array>

namespace dub::measure {
namespace {

// How late the worker may be. It looks every 20 ms (meter_thread.h), was made to wait 28 ms by four times
// more work than processors, and what looks at the whole run takes it 100 ms after twelve hours: seven times
// their sum. Each second costs 0.2 MB a channel, and there are 64 with six stems in 7.1.
constexpr int seconds_held = 1;
constexpr int piece_max = 4096; // samples handed on at a time
// What looks at the whole run is worked out every 100 ms in the first minutes, later every second.
constexpr std::size_t short_run = 1200, whole_every = 10; // hops

std::size_t channels_of(const std::vector<Layout>& layouts) {
    std::size_t sum = 0;
    for (const Layout& layout : layouts)
        sum += static_cast<std::size_t>(layout.channels());
    return sum;
}

} // namespace

Layout LiveMeters::layout_of(const std::string& output) const {
    const auto at = std::ranges::find(setup_.outputs, output, &MeterSetup::Output::name);
    return at == setup_.outputs.end() ? Layout{} : at->layout;
}

std::vector<Layout> LiveMeters::layouts_of_stems() const {
    std::vector<Layout> layouts;
    for (const std::string& stem : setup_.stems)
        if (layouts.size() < StemReadings::most && mains_.channels() > 0) layouts.push_back(layout_of(stem));
    return layouts;
}

LiveMeters::LiveMeters(MeterSetup setup, std::shared_ptr<LoudnessHistory> history)
    : setup_(std::move(setup))
    , mains_(layout_of(setup_.mains))
    , dialogue_(mains_.channels() == 0 ? Layout{} : layout_of(setup_.dialogue))
    , stems_(layouts_of_stems())
    , silence_(dialogue_.channels(), piece_max)
    , silent_row_(piece_max)
    , stem_rows_(channels_of(stems_))
    , ring_({mains_.channels(), dialogue_.channels(), static_cast<int>(stem_rows_.size())},
            static_cast<int>(setup_.rate.hz) * seconds_held)
    , history_(std::move(history)) {
    for (const auto& output : setup_.outputs)
        levels_.emplace_back(output.layout.channels(), setup_.rate, setup_.ppm);
    begin_anew();
    if (mains_.channels() > 0) {
        scope_run_.emplace(mains_, setup_.rate);
        spectrum_run_.emplace(mains_, setup_.rate);
    }
    publish(true);
}

void LiveMeters::begin_anew() {
    if (mains_.channels() > 0) run_.emplace(mains_, dialogue_, setup_.rate);
    if (!stems_.empty()) stem_run_.emplace(stems_, setup_.rate);
    reading_ = {};
    stems_reading_ = {};
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

void LiveMeters::find_stems(std::span<const OutputAudio> outputs) noexcept {
    std::size_t row = 0;
    for (std::size_t s = 0; s < stems_.size(); ++s) {
        const OutputAudio* const stem = find_output(outputs, setup_.stems[s], stems_[s]);
        for (int c = 0; c < stems_[s].channels(); ++c)
            stem_rows_[row++] = stem != nullptr ? stem->audio.data(c) : nullptr;
    }
}

void LiveMeters::hand_on(std::span<const OutputAudio> outputs, SamplePos position) noexcept {
    const OutputAudio* const mains = find_output(outputs, setup_.mains, mains_);
    if (mains == nullptr) return;
    const OutputAudio* const speech =
        dialogue_.channels() > 0 ? find_output(outputs, setup_.dialogue, dialogue_) : nullptr;
    find_stems(outputs);
    const int samples = mains->audio.samples();
    for (int done = 0; done < samples; done += piece_max) {
        const int n = std::min(piece_max, samples - done);
        std::array<const float*, Layout::max_channels * StemReadings::most> rows;
        for (std::size_t r = 0; r < stem_rows_.size(); ++r)
            rows[r] = stem_rows_[r] != nullptr ? stem_rows_[r] + done : silent_row_.data();
        const ConstAudioBlock dialogue =
            speech != nullptr ? speech->audio.part(done, n) : std::as_const(silence_).block().part(0, n);
        if (!ring_.push({mains->audio.part(done, n),
                         dialogue,
                         {rows.data(), static_cast<int>(stem_rows_.size()), n},
                         position + SampleCount{done}}))
            missed_.fetch_add(static_cast<std::uint64_t>(n), std::memory_order_relaxed);
    }
}

bool LiveMeters::work() {
    if (const auto asked = resets_.load(std::memory_order_relaxed); asked != reset_) {
        reset_ = asked;
        begin_anew();
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
        measure(*piece);
    }
    const std::size_t hops = run_->hops();
    const bool due = hops <= short_run || hops >= shown_whole_ + whole_every || !any;
    if (hops != shown_ || (due && hops != shown_whole_)) publish(due);
    if (scope_run_->update(scope_reading_)) scope_.write(scope_reading_);
    if (spectrum_run_->update(spectrum_reading_)) spectrum_.write(spectrum_reading_);
    return any;
}

void LiveMeters::measure(const AudioRing::Piece& piece) {
    run_->add(piece.mains, piece.dialogue, piece.position, *history_);
    if (stem_run_) stem_run_->add(piece.stems);
    const auto wanted = [&](std::atomic<std::int64_t>& looked) {
        const std::int64_t left = looked.load(std::memory_order_relaxed);
        if (left <= 0) return false;
        looked.fetch_sub(piece.mains.samples(), std::memory_order_relaxed);
        return true;
    };
    if (wanted(scope_looked_)) scope_run_->add(piece.mains);
    if (wanted(spectrum_looked_)) spectrum_run_->add(piece.mains);
}

void LiveMeters::publish(bool whole) {
    if (run_) {
        run_->update(reading_);
        if (whole) run_->update_whole(reading_);
        shown_ = run_->hops();
        if (whole) shown_whole_ = shown_;
    }
    if (stem_run_) {
        stem_run_->update(stems_reading_);
        if (whole) stem_run_->update_whole(stems_reading_);
    }
    reading_.missed = missed_.load(std::memory_order_relaxed);
    published_.write(reading_);
    stem_readings_.write(stems_reading_);
}

} // namespace dub::measure

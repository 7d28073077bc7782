#include "engine/measure/live/loudness_run.h"

#include <algorithm>

#include "engine/measure/loudness.h"

namespace dub::measure {
namespace {

constexpr float unknown = LoudnessReading::unknown;

template <class Value> float or_unknown(const std::optional<Value>& value) {
    return value ? static_cast<float>(value->value) : unknown;
}

} // namespace

LoudnessRun::LoudnessRun(const Layout& mains, const Layout& dialogue, SampleRate rate)
    : meter_(mains, rate)
    , channels_(mains.channels())
    , rate_(rate) {
    if (dialogue.channels() > 0) detector_.emplace(dialogue, rate);
}

// Where 100 ms number `hop` begin, as the meter cuts: on the nearest sample.
std::int64_t LoudnessRun::edge(std::size_t hop) const {
    return (static_cast<std::int64_t>(hop) * 10 * rate_.hz + 50) / 100;
}

void LoudnessRun::add(ConstAudioBlock mains, ConstAudioBlock dialogue, SamplePos position,
                      LoudnessHistory& history) {
    for (int done = 0; done < mains.samples();) {
        const SamplePos at = position + SampleCount{done};
        const std::int64_t end = edge(hops() + 1);
        if (heard_ == edge(hops())) {
            hop_start_ = at;
            together_ = true;
        } else if (at != expected_) {
            together_ = false;
        }
        const int n = static_cast<int>(std::min<std::int64_t>(mains.samples() - done, end - heard_));
        meter_.add(mains.part(done, n));
        if (detector_) detector_->add(dialogue.part(done, n));
        heard_ += n;
        done += n;
        expected_ = at + SampleCount{n};
        if (heard_ == end && together_) history.put(hop_start_, meter_.energies_100ms().back());
    }
}

void LoudnessRun::update(LoudnessReading& reading) {
    const auto& hops_energy = meter_.energies_100ms();
    const auto& pieces = meter_.energies_10ms();
    constexpr std::size_t momentary = 40, short_term = 300;
    for (std::size_t end = windows_ + 1; end <= pieces.size(); ++end) {
        if (end >= momentary) momentary_max_ = std::max(momentary_max_, loudness_at(pieces, end, momentary));
        if (end >= short_term)
            short_term_max_ = std::max(short_term_max_, loudness_at(pieces, end, short_term));
    }
    windows_ = pieces.size();
    const bool any = !hops_energy.empty();
    const auto now = [&](std::size_t hops) {
        return any ? static_cast<float>(loudness_at(hops_energy, hops_energy.size(), hops).value) : unknown;
    };
    reading.momentary = now(momentary / 10);
    reading.short_term = now(short_term / 10);
    reading.momentary_max = windows_ >= momentary ? static_cast<float>(momentary_max_.value) : unknown;
    reading.short_term_max = windows_ >= short_term ? static_cast<float>(short_term_max_.value) : unknown;
    reading.true_peak = any ? static_cast<float>(true_peak_of(meter_.peaks_100ms().back()).value) : unknown;
    reading.true_peak_max.fill(unknown);
    for (int c = 0; any && c < channels_; ++c)
        reading.true_peak_max[static_cast<std::size_t>(c)] =
            static_cast<float>(meter_.channel_peaks(c).true_peak.value);
    reading.seconds = static_cast<double>(hops_energy.size()) / 10;
}

void LoudnessRun::find_speech() {
    const std::size_t decided = speech_.size() - std::min(speech_.size(), SpeechDetector::undecided_100ms);
    speech_.resize(decided);
    const std::vector<bool> rest = detector_->speech_100ms_from(decided);
    speech_.insert(speech_.end(), rest.begin(), rest.end());
}

void LoudnessRun::update_whole(LoudnessReading& reading) {
    Measurement all;
    all.integrated = integrated_loudness(meter_.energies_100ms());
    reading.integrated = or_unknown(all.integrated);
    reading.range = or_unknown(loudness_range(meter_.energies_100ms()));
    if (detector_) {
        find_speech();
        add_dialogue(all, meter_.energies_100ms(), speech_);
    }
    reading.dialogue = or_unknown(all.dialogue);
    reading.dialogue_method = all.dialogue_method;
    reading.speech_percent = all.speech_percent ? static_cast<float>(*all.speech_percent) : unknown;
}

} // namespace dub::measure

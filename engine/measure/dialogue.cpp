#include "engine/measure/dialogue.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "engine/dsp/svf.h"
#include "engine/measure/loudness.h"

namespace dub::measure {
namespace {

// Steps of 10 ms. Calibrated on made-up speech (tests/engine/measure/test_dialogue.cpp).
constexpr int floor_reach = 150;         // the floor is the lowest level 1.5 s to either side
constexpr int hang_over = 25;            // speech goes on through gaps of up to 250 ms
constexpr int modulation_reach = 50;     // half a second to either side: two syllables at least
constexpr double over_floor_db = 4;      // sound stands out by so much
constexpr double floor_lowest_db = -80;  // under a clean stem lies no noise: what a quiet room would have
constexpr double speech_lowest_db = -70; // in band; less is nobody's voice
// Standard deviation of the level: steady noise has 0.5 dB, syllables 3 dB and more.
constexpr double modulation_lowest_db = 2;

// Band of speech, as on a telephone; Butterworth, 12 dB/oct each.
constexpr Hz band_low{300}, band_high{3400};

double level_db(double mean_square) { return 10 * std::log10(mean_square + 1e-12); }

// Mean of each step and its two neighbours to either side: a pulse of the voice is no syllable.
std::vector<double> smoothed(const std::vector<double>& energies) {
    const int n = static_cast<int>(energies.size());
    std::vector<double> levels(energies.size());
    for (int i = 0; i < n; ++i) {
        const int from = std::max(0, i - 2), to = std::min(n, i + 3);
        double sum = 0;
        for (int k = from; k < to; ++k)
            sum += energies[static_cast<std::size_t>(k)];
        levels[static_cast<std::size_t>(i)] = level_db(sum / (to - from));
    }
    return levels;
}

std::vector<bool> standing_out(const std::vector<double>& levels) {
    const int n = static_cast<int>(levels.size());
    std::vector<bool> out(levels.size());
    for (int i = 0; i < n; ++i) {
        const auto from = levels.begin() + std::max(0, i - floor_reach);
        const auto to = levels.begin() + std::min(n, i + floor_reach + 1);
        const double floor = std::max(*std::min_element(from, to), floor_lowest_db);
        const double level = levels[static_cast<std::size_t>(i)];
        out[static_cast<std::size_t>(i)] = level > floor + over_floor_db && level > speech_lowest_db;
    }
    return out;
}

// Whether the level around step `i` moves as syllables do. Steps in or beside silence are left out: the edge
// of a steady sound is no syllable.
bool moves_like_speech(const std::vector<double>& levels, int i) {
    const int n = static_cast<int>(levels.size());
    const auto heard = [&](int k) { return levels[static_cast<std::size_t>(k)] > speech_lowest_db; };
    double sum = 0, squares = 0;
    int count = 0;
    for (int k = std::max(3, i - modulation_reach); k < std::min(n - 3, i + modulation_reach + 1); ++k) {
        if (!heard(k) || !heard(k - 3) || !heard(k + 3)) continue;
        const double level = levels[static_cast<std::size_t>(k)];
        sum += level;
        squares += level * level;
        ++count;
    }
    if (count < 5) return false;
    const double mean = sum / count;
    return squares / count - mean * mean > modulation_lowest_db * modulation_lowest_db;
}

// Steps of speech; gaps no longer than the hang-over are closed. Nothing hangs over the end of a phrase: what
// follows it in the mix is no dialogue.
std::vector<bool> speech_steps(const std::vector<double>& energies) {
    const std::vector<double> levels = smoothed(energies);
    const std::vector<bool> out = standing_out(levels);
    std::vector<bool> speech(levels.size());
    int last = -hang_over - 2;
    for (int i = 0; i < static_cast<int>(levels.size()); ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (!out[at] || !moves_like_speech(levels, i)) continue;
        speech[at] = true;
        if (i - last <= hang_over + 1) std::fill(speech.begin() + last + 1, speech.begin() + i, true);
        last = i;
    }
    return speech;
}

// True where at least half of the ten steps are.
std::vector<bool> by_100ms(const std::vector<bool>& steps) {
    std::vector<bool> result(steps.size() / 10);
    for (std::size_t i = 0; i < result.size(); ++i) {
        const auto from = steps.begin() + static_cast<std::ptrdiff_t>(10 * i);
        result[i] = std::count(from, from + 10, true) >= 5;
    }
    return result;
}

// How far a step's decision looks: its floor, and the gap it may close, each from smoothed levels.
static_assert(floor_reach + hang_over + 3 <= 10 * static_cast<int>(SpeechDetector::undecided_100ms));

} // namespace

struct SpeechDetector::State {
    Layout layout;
    SampleRate rate;
    dsp::SvfSteps high, low;
    dsp::SvfState high_pass, low_pass;
    std::vector<float> row;
    double energy = 0; // of the step that is not whole yet
    std::int64_t heard = 0;
    std::vector<double> energies; // mean square of the band, each 10 ms

    [[nodiscard]] std::int64_t step_end() const {
        return ((static_cast<std::int64_t>(energies.size()) + 1) * rate.hz + 50) / 100;
    }
};

SpeechDetector::SpeechDetector(const Layout& layout, SampleRate rate)
    : state_(std::make_unique<State>()) {
    state_->layout = layout;
    state_->rate = rate;
    const auto hz = static_cast<double>(rate.hz);
    state_->high = dsp::SvfSteps(dsp::svf_high_pass(dsp::svf_g(band_low, hz), dsp::butterworth_12));
    state_->low = dsp::SvfSteps(dsp::svf_low_pass(dsp::svf_g(band_high, hz), dsp::butterworth_12));
}
SpeechDetector::SpeechDetector(SpeechDetector&&) noexcept = default;
SpeechDetector& SpeechDetector::operator=(SpeechDetector&&) noexcept = default;
SpeechDetector::~SpeechDetector() = default;

void SpeechDetector::add(ConstAudioBlock stem) {
    State& s = *state_;
    assert(stem.channels() == s.layout.channels());
    s.row.assign(static_cast<std::size_t>(stem.samples()), 0.0F);
    for (int c = 0; c < stem.channels(); ++c) {
        if (is_lfe(s.layout[c])) continue;
        const float* const in = stem.data(c);
        for (std::size_t i = 0; i < s.row.size(); ++i)
            s.row[i] += in[i];
    }
    std::int64_t end = s.step_end();
    for (const float in : s.row) {
        const double heard = std::isfinite(in) ? in : 0.0; // one bad sample must not silence the rest
        const double v = s.low_pass.next(s.low, s.high_pass.next(s.high, heard));
        s.energy += v * v;
        if (++s.heard < end) continue;
        s.energies.push_back(s.energy * 100 / static_cast<double>(s.rate.hz));
        s.energy = 0;
        end = s.step_end();
    }
}

std::vector<bool> SpeechDetector::speech_100ms(Db gain) const {
    const double factor = to_gain(gain).value;
    std::vector<double> energies = state_->energies;
    for (double& energy : energies)
        energy *= factor * factor;
    return by_100ms(speech_steps(energies));
}

std::vector<bool> SpeechDetector::speech_100ms_from(std::size_t from) const {
    const std::vector<double>& all = state_->energies;
    // Nothing a step depends on lies further away.
    const std::size_t before = std::min<std::size_t>(from, undecided_100ms);
    const std::size_t begin = std::min((from - before) * 10, all.size());
    std::vector<bool> speech =
        by_100ms(speech_steps({all.begin() + static_cast<std::ptrdiff_t>(begin), all.end()}));
    speech.erase(speech.begin(),
                 speech.begin() + static_cast<std::ptrdiff_t>(std::min(before, speech.size())));
    return speech;
}

void add_dialogue(Measurement& measurement, std::span<const double> energies_100ms,
                  const std::vector<bool>& speech_100ms) {
    if (energies_100ms.empty()) return;
    const std::size_t common = std::min(energies_100ms.size(), speech_100ms.size());
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < common; ++i) {
        if (!speech_100ms[i]) continue;
        sum += energies_100ms[i];
        ++count;
    }
    measurement.speech_percent =
        100 * static_cast<double>(count) / static_cast<double>(energies_100ms.size());
    if (*measurement.speech_percent < speech_percent_min) {
        measurement.dialogue = measurement.integrated;
        measurement.dialogue_method = DialogueMethod::fallback_gated;
        return;
    }
    measurement.dialogue = loudness_of(sum / static_cast<double>(count));
    measurement.dialogue_method = DialogueMethod::stem_assisted;
}

} // namespace dub::measure

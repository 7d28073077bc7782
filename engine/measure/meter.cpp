#include "engine/measure/meter.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstring>
#include <utility>

#include "engine/dsp/true_peak.h"
#include "engine/measure/loudness.h"
#include "engine/measure/meter_kernels.h"

namespace dub::measure {
namespace {

constexpr int group_size = 4;
constexpr int pieces_per_hop = 10; // 10 ms in 100 ms
constexpr int history = 32; // samples kept of the hop before: the interpolator's reach, and one peak segment
static_assert(history >= dsp::meter_filter.taps - 1 && history == peak_segment);

// Results must not depend on numbers too small to hear: they slow the processor down a hundredfold.
constexpr double at_rest = 1e-30;

struct ChannelPeak {
    float sample = 0, between = 0;
    [[nodiscard]] float highest() const { return std::max(sample, between); }
};

} // namespace

// Sound is gathered into hops of 100 ms, cut into ten pieces of 10 ms; each is worked on when it is whole.
// Edges of odd rates lie on the nearest sample.
struct Meter::State {
    State(const Layout& for_layout, SampleRate for_rate, Peaks asked)
        : layout(for_layout)
        , rate(for_rate)
        , with_peaks(asked)
        , filter(k_filter(for_rate))
        , kernels(&best_kernels())
        , taps(dsp::interpolation_taps(dsp::meter_filter))
        , bound(static_cast<float>(dsp::interpolation_bound(dsp::meter_filter) * (1 + 1e-6))) {
        const int hop_max = static_cast<int>(rate.hz / 10) + 1;
        groups = (layout.channels() + group_size - 1) / group_size;
        lanes.resize(static_cast<std::size_t>(groups));
        // Rows beyond the channels stay silent.
        rows.assign(static_cast<std::size_t>(groups * group_size),
                    std::vector<float>(static_cast<std::size_t>(history + hop_max)));
        segments.resize(rows.front().size() / peak_segment + 2);
        peaks.resize(static_cast<std::size_t>(layout.channels()));
    }

    // The first sample of a 10 ms piece counted from the programme's start.
    [[nodiscard]] std::int64_t edge(std::int64_t piece) const { return (piece * rate.hz + 50) / 100; }
    [[nodiscard]] std::int64_t hop_start() const { return edge(hops * pieces_per_hop); }
    [[nodiscard]] int hop_length() const {
        return static_cast<int>(edge((hops + 1) * pieces_per_hop) - hop_start());
    }

    void gather(ConstAudioBlock block);
    void work_on_hop();
    void weigh_piece(int from, int samples);
    void find_peaks(int samples);
    float peaks_of_channel(int channel, int samples, float floor);
    void finish();

    Layout layout;
    SampleRate rate;
    Peaks with_peaks;
    KFilter filter;
    const MeterKernels* kernels;
    std::vector<float> taps;
    float bound;
    int groups = 0;

    std::vector<KLanes> lanes;
    std::vector<std::vector<float>> rows; // per channel: `history` samples, then the hop
    std::vector<float> segments;
    int gathered = 0; // samples of the hop
    std::int64_t hops = 0;

    std::vector<double> energies_10ms, energies_100ms;
    std::vector<float> hop_peaks; // amplitude, highest channel of each 100 ms
    std::vector<ChannelPeak> peaks;
};

void Meter::State::gather(ConstAudioBlock block) {
    assert(block.channels() == layout.channels());
    int done = 0;
    while (done < block.samples()) {
        const int n = std::min(hop_length() - gathered, block.samples() - done);
        for (int c = 0; c < block.channels(); ++c)
            std::memcpy(rows[static_cast<std::size_t>(c)].data() + history + gathered, block.data(c) + done,
                        static_cast<std::size_t>(n) * sizeof(float));
        gathered += n;
        done += n;
        if (gathered == hop_length()) work_on_hop();
    }
}

void Meter::State::work_on_hop() {
    const std::int64_t start = hop_start();
    double energy = 0;
    for (int p = 0; p < pieces_per_hop; ++p) {
        const std::int64_t from = edge(hops * pieces_per_hop + p), to = edge(hops * pieces_per_hop + p + 1);
        weigh_piece(static_cast<int>(from - start), static_cast<int>(to - from));
        energy += energies_10ms.back();
    }
    energies_100ms.push_back(energy / pieces_per_hop);
    if (with_peaks == Peaks::measured) find_peaks(gathered);
    for (int c = 0; c < layout.channels(); ++c) {
        float* const row = rows[static_cast<std::size_t>(c)].data();
        std::memmove(row, row + gathered, history * sizeof(float));
    }
    gathered = 0;
    ++hops;
}

void Meter::State::weigh_piece(int from, int samples) {
    for (int g = 0; g < groups; g += 2) {
        const int together = std::min(2, groups - g);
        std::array<const float*, 2 * group_size> in{};
        for (int c = 0; c < together * group_size; ++c)
            in[static_cast<std::size_t>(c)] =
                rows[static_cast<std::size_t>(g * group_size + c)].data() + history + from;
        kernels->k_weight(filter, &lanes[static_cast<std::size_t>(g)], together, in.data(), samples);
    }
    double sum = 0;
    for (int c = 0; c < layout.channels(); ++c) {
        KLanes& lane = lanes[static_cast<std::size_t>(c / group_size)];
        const int k = c % group_size;
        const double energy = std::exchange(lane.energy[k], 0.0);
        // A NaN or infinity in the sound would stay in the filters for ever: the piece counts as silence.
        const bool finite =
            std::isfinite(energy) && std::isfinite(lane.head1[k] + lane.pass1[k] + lane.pass2[k]);
        if (finite) sum += loudness_weight(layout[c]) * energy;
        for (double* const z : {&lane.head1[k], &lane.head2[k], &lane.pass1[k], &lane.pass2[k]})
            if (!finite || std::abs(*z) < at_rest) *z = 0;
    }
    // By the nominal length: where pieces differ by one sample, the windows made of them differ by less than
    // one.
    energies_10ms.push_back(sum * filter.power_scale / (static_cast<double>(rate.hz) / 100));
}

// Peaks of `samples` samples behind the history. A value between two samples is counted where its filter
// ends, 12 samples late.
void Meter::State::find_peaks(int samples) {
    float hop_peak = 0;
    for (int c = 0; c < layout.channels(); ++c) {
        kernels->segment_peaks(rows[static_cast<std::size_t>(c)].data() + history, samples, segments.data());
        const int count = (samples + peak_segment - 1) / peak_segment;
        const float most = *std::max_element(segments.begin(), segments.begin() + count);
        ChannelPeak& peak = peaks[static_cast<std::size_t>(c)];
        peak.sample = std::max(peak.sample, most);
        hop_peak = std::max(hop_peak, most);
    }
    for (int c = 0; c < layout.channels(); ++c)
        hop_peak = std::max(hop_peak, peaks_of_channel(c, samples, hop_peak));
    hop_peaks.push_back(hop_peak);
}

// Only where a value between the samples could exceed both what this channel and what this hop has reached
// already, it is computed: the result is the same as from computing all (see interpolation_bound).
float Meter::State::peaks_of_channel(int channel, int samples, float floor) {
    const float* const row = rows[static_cast<std::size_t>(channel)].data();
    ChannelPeak& peak = peaks[static_cast<std::size_t>(channel)];
    kernels->segment_peaks(row, history + samples, segments.data()); // the first is the history
    for (int from = 0, s = 1; from < samples; from += peak_segment, ++s) {
        const auto at = static_cast<std::size_t>(s);
        const float reach = bound * std::max(segments[at - 1], segments[at]);
        if (reach <= floor && reach <= peak.highest()) continue;
        const int n = std::min(peak_segment, samples - from);
        const float* const window = row + history + from - (dsp::meter_filter.taps - 1);
        const float between = kernels->peak_between(window, n, taps.data());
        peak.between = std::max(peak.between, between);
        floor = std::max(floor, between);
    }
    return floor;
}

// A piece that is not whole does not count for loudness (BS.1770-5: an incomplete block is discarded); peaks
// count to the last sample. As in other meters nothing is supposed to follow: a cut-off end makes no peak.
void Meter::State::finish() {
    const std::int64_t start = hop_start(), end = start + gathered;
    for (std::int64_t p = hops * pieces_per_hop; edge(p + 1) <= end; ++p)
        weigh_piece(static_cast<int>(edge(p) - start), static_cast<int>(edge(p + 1) - edge(p)));
    if (gathered == 0) return;
    find_peaks(gathered);
    hop_peaks.pop_back(); // not a whole 100 ms
}

Meter::Meter(const Layout& layout, SampleRate rate, Peaks peaks)
    : state_(std::make_unique<State>(layout, rate, peaks)) {
    assert(layout.channels() > 0 && rate.hz >= 1000);
}
Meter::Meter(Meter&&) noexcept = default;
Meter& Meter::operator=(Meter&&) noexcept = default;
Meter::~Meter() = default;

void Meter::add(ConstAudioBlock block) { state_->gather(block); }

const std::vector<double>& Meter::energies_100ms() const { return state_->energies_100ms; }
const std::vector<double>& Meter::energies_10ms() const { return state_->energies_10ms; }
const std::vector<float>& Meter::peaks_100ms() const { return state_->hop_peaks; }
ChannelPeaks Meter::channel_peaks(int channel) const {
    const ChannelPeak& peak = state_->peaks[static_cast<std::size_t>(channel)];
    return {state_->layout[channel], true_peak_of(peak.highest()), sample_peak_of(peak.sample)};
}

Measurement Meter::result() const {
    assert(state_->with_peaks == Peaks::measured);
    State state = *state_;
    Measurement m;
    m.layout = state.layout;
    m.rate = state.rate;
    m.length = {state.hop_start() + state.gathered};
    state.finish();
    m.integrated = integrated_loudness(state.energies_100ms);
    m.range = loudness_range(state.energies_100ms);
    m.momentary_max = loudest_window(state.energies_10ms, 40);
    m.short_term_max = loudest_window(state.energies_10ms, 300);
    m.curves.momentary_lufs = sliding_loudness(state.energies_100ms, 4);
    m.curves.short_term_lufs = sliding_loudness(state.energies_100ms, 30);
    for (const float peak : state.hop_peaks)
        m.curves.true_peak_dbtp.push_back(static_cast<float>(true_peak_of(peak).value));
    if (m.length.value == 0) return m;
    m.true_peak = Dbtp{};
    m.sample_peak = Dbfs{};
    for (int c = 0; c < state.layout.channels(); ++c) {
        const ChannelPeak& peak = state.peaks[static_cast<std::size_t>(c)];
        m.channels.push_back({state.layout[c], true_peak_of(peak.highest()), sample_peak_of(peak.sample)});
        m.true_peak = std::max(*m.true_peak, m.channels.back().true_peak);
        m.sample_peak = std::max(*m.sample_peak, m.channels.back().sample_peak);
    }
    return m;
}

} // namespace dub::measure

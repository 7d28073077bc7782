// High-pass, low-pass and one bell. Each slope is a section of its own, so that switching from one to another
// is a cross-fade; a section that is off costs nothing and holds nothing.
#include "engine/session/parameters/filter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "engine/core/units.h"
#include "engine/dsp/svf.h"
#include "engine/plan/processor.h"

namespace dub::plan {
namespace {

enum FilterIndex : std::size_t { low_cut, low_cut_slope, high_cut, high_cut_slope, bell, bell_gain, bell_q };
enum Section : std::size_t { low_12, low_24, high_12, high_24, bell_section, section_count };
enum class Kind : unsigned char { high_pass, low_pass, bell };

struct Stage {
    Section section;
    Kind kind;
    double q; // of a Butterworth filter: 1 / (2 sin(pi (2n - 1) / 2N)) for the n-th pair of N poles
};
constexpr std::array stages{
    Stage{low_12, Kind::high_pass, dsp::butterworth_12},
    Stage{low_24, Kind::high_pass, dsp::butterworth_24[0]},
    Stage{low_24, Kind::high_pass, dsp::butterworth_24[1]},
    Stage{high_12, Kind::low_pass, dsp::butterworth_12},
    Stage{high_24, Kind::low_pass, dsp::butterworth_24[0]},
    Stage{high_24, Kind::low_pass, dsp::butterworth_24[1]},
    Stage{bell_section, Kind::bell, 0},
};

constexpr double fade_step =
    1.0 / 256; // of a section that is switched: 5 ms at 48 kHz; exact, so that fades end on 0 and 1
// A sharp bell at 20 Hz would ring for half a minute. Past a second of digital silence its ringing is faded,
// by 240 dB within the next half second, and what is left is dropped: so there is a time after which the
// filter is as fresh.
constexpr double ring_s = 1.0, fade_s = 0.5, fade_db = -240;

struct Settings {
    std::array<dsp::SvfShape, stages.size()> start, end;
    std::array<double, section_count> on{}; // 1 or 0
};

struct Channel {
    std::array<dsp::SvfState, stages.size()> states{};
    std::array<double, section_count> mix{}; // how much of each section is heard; means nothing while at rest
    std::int64_t silent = 0; // samples of silence that came in last, up to those that bring rest
};

double value(const Ramp& ramp, bool at_end) { return at_end ? ramp.end : ramp.start; }

class Filter final : public Processor {
  public:
    [[nodiscard]] Result<void> prepare(const Spec& spec) override {
        rate_ = static_cast<double>(spec.rate.hz);
        ring_ = static_cast<std::int64_t>(ring_s * rate_);
        rest_ = ring_ + static_cast<std::int64_t>(fade_s * rate_);
        leak_ = std::pow(10.0, fade_db / 20 / (fade_s * rate_));
        channels_.resize(static_cast<std::size_t>(spec.layout.channels()));
        line_.resize(static_cast<std::size_t>(spec.max_samples));
        known_.clear();
        known_.reserve(session::filter::all.size());
        reset();
        return {};
    }

    void reset() noexcept override {
        for (Channel& channel : channels_)
            channel = Channel{.silent = rest_};
    }

    void adopt(const Processor& predecessor) noexcept override {
        const auto& other = static_cast<const Filter&>(predecessor).channels_;
        std::copy_n(other.begin(), std::min(other.size(), channels_.size()), channels_.begin());
    }

    void process(const ProcessBlock& block) noexcept override {
        set(block.parameters);
        for (int c = 0; c < block.audio.channels(); ++c)
            run(channels_[static_cast<std::size_t>(c)], block.audio.channel(c));
    }

    [[nodiscard]] SampleCount latency() const override { return {}; }
    [[nodiscard]] SampleCount tail() const override { return {rest_}; }

    // The slowest pole falls by e in `slowest` seconds. 37 such times are the 53 bits of a state; as many
    // again for the two to meet in the last one.
    [[nodiscard]] SampleCount memory(std::span<const ParameterReach> reach) const override {
        constexpr double times = 80;
        double slowest = 0;
        const auto ring = [&](double hz, double q) { // poles of a second order section
            slowest = std::max({slowest, q / (std::numbers::pi * hz), 1 / (2 * std::numbers::pi * hz * q)});
        };
        for (const auto& [frequency, slope] : {std::pair(low_cut, low_cut_slope), {high_cut, high_cut_slope}})
            if (reach[slope].highest > 0) {
                ring(reach[frequency].lowest, dsp::butterworth_24[0]);
                ring(reach[frequency].lowest, dsp::butterworth_24[1]);
            }
        if (reach[bell_gain].lowest != 0 || reach[bell_gain].highest != 0) {
            ring(reach[bell].lowest, reach[bell_q].highest * std::pow(10.0, reach[bell_gain].highest / 40));
            ring(reach[bell].lowest, reach[bell_q].lowest * std::pow(10.0, reach[bell_gain].lowest / 40));
        }
        return {std::max(rest_, static_cast<std::int64_t>(times * slowest * rate_))};
    }

  private:
    void set(std::span<const Ramp> ramps) noexcept {
        const auto same = [](const Ramp& a, const Ramp& b) { return a.start == b.start && a.end == b.end; };
        if (std::ranges::equal(ramps, known_, same)) return;
        known_.assign(ramps.begin(), ramps.end()); // within what prepare() reserved
        settings_.start = shapes(ramps, false);
        settings_.end = shapes(ramps, true);
        const auto slope = [&](FilterIndex index, double wanted) {
            return std::round(ramps[index].start) == wanted ? 1.0 : 0.0;
        };
        const bool boosts = ramps[bell_gain].start != 0 || ramps[bell_gain].end != 0;
        settings_.on = {slope(low_cut_slope, 1), slope(low_cut_slope, 2), slope(high_cut_slope, 1),
                        slope(high_cut_slope, 2), boosts ? 1.0 : 0.0};
        moves_ = settings_.start != settings_.end;
        for (std::size_t s = 0; s < stages.size(); ++s)
            steps_.at(s) = dsp::SvfSteps(settings_.start.at(s));
    }

    [[nodiscard]] std::array<dsp::SvfShape, stages.size()> shapes(std::span<const Ramp> ramps,
                                                                  bool at_end) const noexcept {
        const auto g = [&](FilterIndex index) { return dsp::svf_g(Hz{value(ramps[index], at_end)}, rate_); };
        const double low = g(low_cut), high = g(high_cut), middle = g(bell);
        std::array<dsp::SvfShape, stages.size()> made;
        for (std::size_t s = 0; s < stages.size(); ++s) {
            const Stage& stage = stages.at(s);
            made.at(s) = stage.kind == Kind::high_pass  ? dsp::svf_high_pass(low, stage.q)
                         : stage.kind == Kind::low_pass ? dsp::svf_low_pass(high, stage.q)
                                                        : dsp::svf_bell(middle, value(ramps[bell_q], at_end),
                                                                        Db{value(ramps[bell_gain], at_end)});
        }
        return made;
    }

    void run(Channel& channel, std::span<float> audio) noexcept {
        const bool silence = std::ranges::all_of(audio, [](float x) { return x == 0; });
        if (silence && channel.silent == rest_) return;
        const auto samples = static_cast<std::int64_t>(audio.size());
        // Both ways do the same sums; the straight one may be taken while nothing changes from sample to
        // sample.
        if (!moves_ && channel.mix == settings_.on && channel.silent + samples < ring_)
            run_straight(channel, audio);
        else
            for (std::size_t i = 0; i < audio.size(); ++i)
                audio[i] = next(channel, audio[i], static_cast<double>(i) / static_cast<double>(samples));
    }

    // A value that is no number would stay in the integrators for good.
    static double clean(float x) noexcept { return std::isfinite(x) ? static_cast<double>(x) : 0.0; }

    void run_straight(Channel& channel, std::span<float> audio) noexcept {
        std::ranges::transform(audio, line_.begin(), clean);
        const std::span line(line_.data(), audio.size());
        for (const double x : line)
            channel.silent = x == 0 ? channel.silent + 1 : 0;
        for (std::size_t s = 0; s < stages.size(); ++s) {
            if (settings_.on.at(stages.at(s).section) == 0) continue;
            dsp::SvfState state = channel.states.at(s);
            const dsp::SvfSteps steps = steps_.at(s);
            for (double& x : line)
                x = state.next(steps, x);
            channel.states.at(s) = state;
        }
        std::ranges::transform(line, audio.begin(), [](double x) { return static_cast<float>(x); });
    }

    // One sample, `part` of the way through the block.
    float next(Channel& channel, float input, double part) noexcept {
        double x = clean(input);
        if (x != 0) {
            if (channel.silent == rest_) channel.mix = settings_.on; // nothing sounded: nothing to cross-fade
            channel.silent = 0;
        } else if (channel.silent < rest_) {
            ++channel.silent;
        }
        if (channel.silent == rest_) {
            channel.states = {};
            return 0;
        }
        for (std::size_t s = 0; s < stages.size();)
            s = next_section(channel, s, part, x);
        if (channel.silent > ring_)
            for (dsp::SvfState& state : channel.states) {
                state.first *= leak_;
                state.second *= leak_;
            }
        return static_cast<float>(x);
    }

    // Runs the stages of the section that begins with stage `s` and returns the first stage behind it.
    std::size_t next_section(Channel& channel, std::size_t s, double part, double& x) noexcept {
        const Section section = stages.at(s).section;
        double& mix = channel.mix.at(section);
        const double wanted = settings_.on.at(section);
        // A bell at 0 dB passes its input as it is: it needs no fade.
        mix = section == bell_section ? wanted : std::clamp(wanted, mix - fade_step, mix + fade_step);
        double y = x;
        for (; s < stages.size() && stages.at(s).section == section; ++s) {
            if (mix == 0)
                channel.states.at(s) = {};
            else if (moves_)
                y = channel.states.at(s).next(
                    dsp::SvfSteps(dsp::svf_between(settings_.start.at(s), settings_.end.at(s), part)), y);
            else
                y = channel.states.at(s).next(steps_.at(s), y);
        }
        x = mix == 1 ? y : x + mix * (y - x);
        return s;
    }

    double rate_ = 48000, leak_ = 1;
    std::int64_t ring_ = 0, rest_ = 0; // samples
    std::vector<Channel> channels_;
    std::vector<double> line_;
    std::vector<Ramp> known_; // what settings_ was made from
    Settings settings_;
    std::array<dsp::SvfSteps, stages.size()> steps_{};
    bool moves_ = false;
};

} // namespace

ProcessorDeclaration declare_filter() {
    return {.id = "filter",
            .name = "Filter",
            .parameters = session::filter::all,
            .make = []() -> std::unique_ptr<Processor> { return std::make_unique<Filter>(); }};
}

} // namespace dub::plan

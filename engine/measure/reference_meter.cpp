#include "engine/measure/reference_meter.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <ebur128.h>
#include <fmt/format.h>

namespace dub::measure {
namespace {

// The place of each speaker for libebur128, which derives the weight from it (7.1 is not its default:
// channels 7 and 8 would be left out). Lt, Rt and a lone M are measured as fronts.
int place_of(Speaker speaker) {
    switch (speaker) {
    case Speaker::L:
    case Speaker::Lt: return EBUR128_Mp030;
    case Speaker::R:
    case Speaker::Rt: return EBUR128_Mm030;
    case Speaker::M:
    case Speaker::C: return EBUR128_Mp000;
    case Speaker::LFE: return EBUR128_UNUSED;
    case Speaker::Ls: return EBUR128_Mp110;
    case Speaker::Rs: return EBUR128_Mm110;
    case Speaker::Lss: return EBUR128_Mp090;
    case Speaker::Rss: return EBUR128_Mm090;
    case Speaker::Lrs: return EBUR128_Mp135;
    case Speaker::Rrs: return EBUR128_Mm135;
    case Speaker::Ltf: return EBUR128_Up045;
    case Speaker::Rtf: return EBUR128_Um045;
    case Speaker::Ltr: return EBUR128_Up135;
    case Speaker::Rtr: return EBUR128_Um135;
    case Speaker::Lts: return EBUR128_Up090;
    case Speaker::Rts: return EBUR128_Um090;
    }
    return EBUR128_UNUSED;
}

struct Destroyed {
    void operator()(ebur128_state* state) const { ebur128_destroy(&state); }
};

Result<void> check(int code, const char* doing) {
    if (code == EBUR128_SUCCESS) return {};
    const char* const why = code == EBUR128_ERROR_NOMEM ? "no memory" : "the request does not suit it";
    return fail(ErrorCode::unfit,
                fmt::format("The reference meter (libebur128) could not {}: {}.", doing, why));
}

} // namespace

struct ReferenceMeter::State {
    std::unique_ptr<ebur128_state, Destroyed> meter;
    Layout layout;
    SampleRate rate;
    std::int64_t length = 0, step = 0; // samples
    double momentary = minus_infinity, short_term = minus_infinity;
    std::vector<float> interleaved;
};

Result<ReferenceMeter> ReferenceMeter::create(const Layout& layout, SampleRate rate, int step_ms) {
    auto state = std::make_unique<State>();
    if (rate.hz < 16 || rate.hz > 2'822'400 || layout.channels() == 0 || step_ms < 1)
        return fail(ErrorCode::unfit, fmt::format("The reference meter cannot measure {} channels at {} Hz.",
                                                  layout.channels(), rate.hz));
    const int mode = EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_S | EBUR128_MODE_TRUE_PEAK;
    state->meter.reset(
        ebur128_init(static_cast<unsigned>(layout.channels()), static_cast<unsigned long>(rate.hz), mode));
    if (!state->meter) return fail(ErrorCode::io, "The reference meter (libebur128) found no memory.");
    for (int c = 0; c < layout.channels(); ++c)
        CHECK(check(ebur128_set_channel(state->meter.get(), static_cast<unsigned>(c), place_of(layout[c])),
                    "place a speaker"));
    state->layout = layout;
    state->rate = rate;
    state->step = rate.hz * step_ms / 1000;
    return ReferenceMeter(std::move(state));
}

ReferenceMeter::ReferenceMeter(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
ReferenceMeter::ReferenceMeter(ReferenceMeter&&) noexcept = default;
ReferenceMeter& ReferenceMeter::operator=(ReferenceMeter&&) noexcept = default;
ReferenceMeter::~ReferenceMeter() = default;

Result<void> ReferenceMeter::add(ConstAudioBlock block) {
    State& s = *state_;
    for (int done = 0; done < block.samples();) {
        const auto n =
            static_cast<int>(std::min<std::int64_t>(block.samples() - done, s.step - s.length % s.step));
        s.interleaved.clear();
        for (int i = done; i < done + n; ++i)
            for (int c = 0; c < block.channels(); ++c)
                s.interleaved.push_back(block.data(c)[i]);
        CHECK(
            check(ebur128_add_frames_float(s.meter.get(), s.interleaved.data(), static_cast<std::size_t>(n)),
                  "take in sound"));
        done += n;
        s.length += n;
        if (s.length % s.step != 0) continue;
        double value = 0;
        CHECK(check(ebur128_loudness_momentary(s.meter.get(), &value), "tell the momentary loudness"));
        if (s.length * 10 >= s.rate.hz * 4) s.momentary = std::max(s.momentary, value);
        if (s.length < s.rate.hz * 3) continue;
        CHECK(check(ebur128_loudness_shortterm(s.meter.get(), &value), "tell the short-term loudness"));
        s.short_term = std::max(s.short_term, value);
    }
    return {};
}

Result<Measurement> ReferenceMeter::result() const {
    const State& s = *state_;
    Measurement m;
    m.layout = s.layout;
    m.rate = s.rate;
    m.length = {s.length};
    double value = 0;
    CHECK(check(ebur128_loudness_global(s.meter.get(), &value), "tell the integrated loudness"));
    if (s.length * 10 >= s.rate.hz * 4) m.integrated = Lufs{value}, m.momentary_max = Lufs{s.momentary};
    CHECK(check(ebur128_loudness_range(s.meter.get(), &value), "tell the loudness range"));
    if (s.length >= s.rate.hz * 3) m.range = Lu{value}, m.short_term_max = Lufs{s.short_term};
    double true_peak = 0, sample_peak = 0;
    for (int c = 0; c < s.layout.channels(); ++c) {
        double between = 0, sample = 0;
        CHECK(
            check(ebur128_true_peak(s.meter.get(), static_cast<unsigned>(c), &between), "tell a true peak"));
        CHECK(check(ebur128_sample_peak(s.meter.get(), static_cast<unsigned>(c), &sample),
                    "tell a sample peak"));
        m.channels.push_back({s.layout[c], true_peak_of(between), sample_peak_of(sample)});
        true_peak = std::max(true_peak, between);
        sample_peak = std::max(sample_peak, sample);
    }
    if (s.length > 0) m.true_peak = true_peak_of(true_peak), m.sample_peak = sample_peak_of(sample_peak);
    return m;
}

} // namespace dub::measure

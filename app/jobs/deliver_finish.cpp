#include "app/jobs/deliver_finish.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "app/jobs/limited_reader.h"
#include "app/jobs/measure_source.h"
#include "engine/core/checksum.h"
#include "engine/dsp/dither.h"

namespace dub::app {
namespace {

using delivery::FileRole;

constexpr double heavy_reduction_db = 6; // deeper is a mix to be looked at, not a peak to be caught
constexpr double heavy_share = 0.05;     // of the programme's length
constexpr double write_share = 0.45;     // of the time a set takes; the rest is reading back

// One set on its way; the members live as long as finish_set().
class SetWork {
  public:
    SetWork(const FinishRequest& request, const PlannedSet& set, const SetLevel& level)
        : request_(request)
        , set_(set)
        , spec_(request.plan.specs[set.spec])
        , mixed_(request.mixed.outputs[set.output])
        , level_(level) {
        done_.offset = level.offset;
        for (const PlannedPart& part : set.parts)
            parts_.emplace_back(request.session, request.plan, set, part);
    }

    Result<FinishedSet> run() {
        for (PartWork& part : parts_)
            CHECK(part.open(request_.out, request_.if_exists, level_.offset));
        CHECK(write());
        CHECK(read_back());
        return std::move(done_);
    }

  private:
    [[nodiscard]] const Programme& programme() const { return request_.plan.programme; }

    [[nodiscard]] bool exceeds(const MixedOutput& output, Dbtp ceiling) const {
        return output.measured.true_peak &&
               output.measured.true_peak->value + level_.offset.value > ceiling.value;
    }

    // Only a file whose own true peak would exceed the ceiling meets the limiter at all; a stem only where
    // that was asked for, and then perhaps the printmaster's.
    [[nodiscard]] std::optional<Limiting> limiting() const {
        const auto if_above = [&](const MixedOutput& output, Dbtp ceiling) -> std::optional<Limiting> {
            return exceeds(output, ceiling) ? std::optional(Limiting{ceiling, nullptr}) : std::nullopt;
        };
        if (set_.wanted.role != FileRole::stem)
            return spec_.limiter_ceiling ? if_above(mixed_, *spec_.limiter_ceiling) : std::nullopt;
        if (!set_.stem_ceiling) return std::nullopt;
        if (request_.plan.stem_limiting == StemLimiting::each) return if_above(mixed_, *set_.stem_ceiling);
        const MixedOutput& whole = request_.mixed.outputs[*request_.plan.printmaster];
        auto limiting = if_above(whole, *set_.stem_ceiling);
        if (limiting) limiting->key = whole.store.get();
        return limiting;
    }

    Result<void> write() {
        const std::optional<Limiting> limiting = this->limiting();
        done_.limited = limiting.has_value();
        done_.with_mix = limiting && limiting->key != nullptr;
        LimitedReader reader(*mixed_.store, programme().joined(), level_.offset, limiting);
        const bool untouched = !limiting && level_.offset.value == 0;
        const bool dithers = set_.wanted.bits < 32 &&
                             !(untouched && mixed_.exact_bits != 0 && mixed_.exact_bits <= set_.wanted.bits);
        // Without the limiter the pass has measured already all that bext tells.
        std::optional<measure::Meter> meter;
        if (limiting) meter.emplace(*set_.wanted.layout, programme().rate);
        AudioBuffer work(set_.wanted.layout->channels(), LimitedReader::block_samples);
        while (true) {
            TRY(const ConstAudioBlock mixed, reader.next());
            if (mixed.samples() == 0) break;
            const SamplePos at = reader.position() - SampleCount{mixed.samples()};
            if (meter) meter->add(mixed);
            const AudioBlock block = work.block(mixed.samples());
            for (int c = 0; c < block.channels(); ++c)
                std::ranges::copy(mixed.channel(c), block.data(c));
            if (dithers) dither(block, at);
            for (PartWork& part : parts_)
                CHECK(part.write(at, mixed, block));
            if (!going(at)) return std::unexpected(cancelled_error());
        }
        note_limiting(reader);
        for (PartWork& part : parts_) {
            CHECK(part.close(meter ? meter->result() : mixed_.measured, meter ? Db{} : level_.offset));
            if (auto warning = part.clipped()) done_.diagnostics.push_back(std::move(*warning));
        }
        return {};
    }

    // Noise of each set's own: the same in all stems it would add up, not average out. It knows the place in
    // the programme only, not the file.
    void dither(AudioBlock block, SamplePos at) const {
        const dsp::DitherSpec spec{.bits = set_.wanted.bits, .seed = fnv1a(set_.path)};
        for (int c = 0; c < block.channels(); ++c)
            dsp::dither(block.channel(c), spec, at, c);
    }

    [[nodiscard]] bool going(SamplePos at) const {
        const auto all = static_cast<double>(std::max<std::int64_t>(programme().length.value, 1));
        return still(write_share * static_cast<double>(at.value) / all);
    }
    [[nodiscard]] bool still(double done) const {
        return !request_.progress || request_.progress(std::clamp(done, 0.0, 1.0));
    }

    void note_limiting(const LimitedReader& reader) {
        for (PartWork& part : parts_)
            part.note_limited(reader.limited());
        double deepest = 0;
        for (const dsp::LimitedRange& range : reader.limited())
            deepest = std::max(deepest, -range.reduction.value);
        const double share = static_cast<double>(reader.limited_samples().value) /
                             static_cast<double>(std::max<std::int64_t>(programme().length.value, 1));
        if (deepest <= heavy_reduction_db && share <= heavy_share) return;
        done_.diagnostics.push_back({Severity::warning, "deliver.heavy-limiting", set_.path,
                                     fmt::format("the limiter took up to {:.1f} dB and worked {:.1f} % of "
                                                 "the time: this level is mixed too high for {}; "
                                                 "lower the mix rather than lean on the limiter",
                                                 deepest, share * 100, spec_.id)});
    }

    Result<void> read_back() {
        std::vector<bool> speech;
        const bool whole_mix = is_whole_mix(set_.wanted.role);
        if (whole_mix) speech = request_.mixed.speech_100ms(level_.speech);
        const auto count = static_cast<double>(parts_.size());
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            CHECK(parts_[i].read_back(whole_mix ? &speech : nullptr, [&](double done) {
                return still(write_share + (1 - write_share) * (static_cast<double>(i) + done) / count);
            }));
            done_.parts.push_back(parts_[i].take());
        }
        const bool has_whole =
            std::ranges::any_of(set_.parts, [](const auto& part) { return part.cut.segment.empty(); });
        if (has_whole || !is_complete(request_.plan, set_)) return {};
        TRY(const auto reader, read_set(request_.plan, set_, done_));
        TRY(done_.joined, measure_source(*reader, {.range = programme().joined(),
                                                   .speech_100ms = whole_mix ? &speech : nullptr,
                                                   .progress = [&](double) { return still(1); }}));
        return {};
    }

    const FinishRequest& request_;
    const PlannedSet& set_;
    const delivery::Spec& spec_;
    const MixedOutput& mixed_;
    SetLevel level_;
    std::vector<PartWork> parts_;
    FinishedSet done_;
};

} // namespace

Result<FinishedSet> finish_set(const FinishRequest& request, const PlannedSet& set, const SetLevel& level) {
    return SetWork(request, set, level).run();
}

Result<std::unique_ptr<JoinedReader>> read_set(const DeliverPlan& plan, const PlannedSet& set,
                                               const FinishedSet& finished) {
    std::vector<JoinedReader::Part> parts;
    for (std::size_t i = 0; i < set.parts.size(); ++i) {
        TRY(auto file, read_part(set, finished.parts[i]));
        parts.push_back({std::move(file), set.parts[i].cut.joined, set.parts[i].cut.lead});
    }
    return std::make_unique<JoinedReader>(std::move(parts), plan.programme.length);
}

bool is_complete(const DeliverPlan& plan, const PlannedSet& set) {
    SampleCount held;
    for (const PlannedPart& part : set.parts) {
        if (part.cut.segment.empty()) return true;
        held += part.cut.joined.length();
    }
    return held == plan.programme.length;
}

} // namespace dub::app

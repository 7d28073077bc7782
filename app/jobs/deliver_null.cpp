#include "app/jobs/deliver_null.h"

#include <algorithm>
#include <cmath>

#include "app/jobs/measure_source.h"
#include "engine/core/audio_buffer.h"

namespace dub::app {
namespace {

using delivery::FileRole;

constexpr int block_samples = 4096;

using Read = std::function<Result<void>(SamplePos, AudioBlock)>; // of the joined programme

double dbfs_of(double peak) {
    return peak > 0 ? std::max(20 * std::log10(peak), report::exact_null_dbfs) : report::exact_null_dbfs;
}

struct Sum {
    std::vector<Read> parts;
    Read whole;
    Layout layout;
    std::function<bool(double)> progress; // 0..1 of this sum; false stops
};

// One of two halves of the work.
std::function<bool(double)> half(const NullRequest& request, double from) {
    return [&request, from](double done) { return !request.progress || request.progress(from + 0.5 * done); };
}

double share_done(SamplePos at, SampleRange range) {
    return static_cast<double>((at - range.start).value) / static_cast<double>(range.length().value);
}

// Peak of parts minus whole over the range, where `counts` says so. Summed in double: the proof adds no error
// of its own.
Result<double> difference(const Sum& sum, SampleRange range, const std::function<bool(SamplePos)>& counts) {
    const int channels = sum.layout.channels();
    AudioBuffer buffer(channels, block_samples);
    std::vector<double> rest(static_cast<std::size_t>(block_samples * channels));
    double peak = 0;
    const auto add = [&](ConstAudioBlock block, double sign) {
        for (int c = 0; c < channels; ++c)
            for (int n = 0; n < block.samples(); ++n)
                rest[static_cast<std::size_t>(c * block_samples + n)] +=
                    sign * static_cast<double>(block.data(c)[n]);
    };
    for (SamplePos at = range.start; at < range.end; at += SampleCount{block_samples}) {
        if (!sum.progress(share_done(at, range))) return std::unexpected(cancelled_error());
        const int samples = static_cast<int>(std::min<std::int64_t>(block_samples, (range.end - at).value));
        std::ranges::fill(rest, 0.0);
        CHECK(sum.whole(at, buffer.block(samples)));
        add(buffer.block(samples), -1);
        for (const Read& part : sum.parts) {
            CHECK(part(at, buffer.block(samples)));
            add(buffer.block(samples), 1);
        }
        for (int n = 0; n < samples; ++n) {
            if (!counts(at + SampleCount{n})) continue;
            for (int c = 0; c < channels; ++c)
                peak = std::max(peak, std::abs(rest[static_cast<std::size_t>(c * block_samples + n)]));
        }
    }
    return peak;
}

Result<std::optional<double>> bus_null(const NullRequest& request) {
    if (request.plan.stems.empty() || !request.plan.printmaster) return std::optional<double>();
    const auto reader = [&](std::size_t output) -> Read {
        const FloatStore* const store = request.mixed.outputs[output].store.get();
        return [store](SamplePos at, AudioBlock out) { return store->read(at, out); };
    };
    Sum sum{{}, reader(*request.plan.printmaster), request.home, half(request, 0)};
    for (const std::size_t stem : request.plan.stems)
        sum.parts.push_back(reader(stem));
    TRY(const double peak, difference(sum, request.plan.programme.joined(), [](SamplePos) { return true; }));
    return std::optional(dbfs_of(peak));
}

// The delivered printmaster that the delivered stems should sum to: home width, the same offset; one without
// limiter first, unless the stems went by it.
const FinishedSet* whole_of(const NullRequest& request, const FinishedSet& stem, const PlannedSet*& planned) {
    const FinishedSet* found = nullptr;
    for (std::size_t i = 0; i < request.plan.sets.size(); ++i) {
        const PlannedSet& set = request.plan.sets[i];
        const bool mix = set.wanted.role == FileRole::printmaster || set.wanted.role == FileRole::adm_bed;
        if (!mix || set.wanted.layout != request.home || request.finished[i].offset != stem.offset) continue;
        if (!is_complete(request.plan, set)) continue;
        if (found != nullptr &&
            (found->limited == stem.with_mix || request.finished[i].limited != stem.with_mix))
            continue;
        found = &request.finished[i];
        planned = &set;
    }
    return found;
}

Result<Read> file_reader(const DeliverPlan& plan, const PlannedSet& set, const FinishedSet& finished) {
    TRY(auto reader, read_set(plan, set, finished));
    return Read([reader = std::shared_ptr(std::move(reader))](SamplePos at, AudioBlock out) {
        return reader->read(at, out);
    });
}

// Where a limiter worked, in the joined programme.
void add_limited(const PlannedSet& set, const FinishedSet& finished, std::vector<SampleRange>& ranges) {
    for (std::size_t i = 0; i < set.parts.size(); ++i) {
        const Cut& cut = set.parts[i].cut;
        for (const auto& range : finished.parts[i].limited)
            ranges.push_back(range.at.moved((cut.joined.start - SamplePos{}) - cut.lead));
    }
}

Result<std::optional<double>> file_null(const NullRequest& request) {
    Sum sum{{}, {}, request.home, half(request, 0.5)};
    const FinishedSet* stem = nullptr;  // the first: the others are like it
    std::optional<std::size_t> of_spec; // stems of one spec: the first that has them
    std::vector<SampleRange> passed_over;
    for (std::size_t i = 0; i < request.plan.sets.size(); ++i) {
        const PlannedSet& set = request.plan.sets[i];
        const bool is_stem = set.wanted.role == FileRole::stem && set.wanted.layout == request.home;
        if (!is_stem || of_spec.value_or(set.spec) != set.spec || !is_complete(request.plan, set)) continue;
        of_spec = set.spec;
        stem = &request.finished[i];
        TRY(auto part, file_reader(request.plan, set, *stem));
        sum.parts.push_back(std::move(part));
        if (!stem->with_mix) add_limited(set, *stem, passed_over);
    }
    const PlannedSet* planned = nullptr;
    const FinishedSet* const whole = stem == nullptr ? nullptr : whole_of(request, *stem, planned);
    if (whole == nullptr) return std::optional<double>();
    TRY(sum.whole, file_reader(request.plan, *planned, *whole));
    if (!stem->with_mix || !whole->limited) add_limited(*planned, *whole, passed_over);
    std::ranges::sort(passed_over, {}, &SampleRange::start);
    std::size_t next = 0; // positions only go up
    TRY(const double peak, difference(sum, request.plan.programme.joined(), [&](SamplePos at) {
            while (next < passed_over.size() && passed_over[next].end <= at)
                ++next;
            return next == passed_over.size() || at < passed_over[next].start;
        }));
    return std::optional(dbfs_of(peak));
}

} // namespace

Result<report::NullTest> null_test(const NullRequest& request) {
    report::NullTest test;
    TRY(test.buses_dbfs, bus_null(request));
    TRY(test.files_dbfs, file_null(request));
    for (const FinishedSet& set : request.finished)
        for (const FinishedPart& part : set.parts)
            test.limited.insert(test.limited.end(), part.limited.begin(), part.limited.end());
    return test;
}

} // namespace dub::app

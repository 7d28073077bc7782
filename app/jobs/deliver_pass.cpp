#include "app/jobs/deliver_pass.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>

#include "app/jobs/deliver_speed.h"
#include "app/jobs/measure_source.h"
#include "app/jobs/parallel.h"
#include "app/jobs/part_progress.h"
#include "engine/measure/dialogue.h"
#include "engine/measure/meter.h"
#include "engine/render/offline.h"

namespace dub::app {
namespace {

bool whole(const float* samples, int count, float scale) {
    for (int n = 0; n < count; ++n) {
        const float scaled = samples[n] * scale;
        if (scaled != std::rint(scaled) || std::abs(scaled) > scale) return false;
    }
    return true;
}

// Narrows down which integers still hold every sample: once a sample falls between two steps the search is
// over.
void narrow(ConstAudioBlock block, int& exact_bits) {
    for (int c = 0; c < block.channels() && exact_bits != 0; ++c) {
        if (exact_bits == 16 && !whole(block.data(c), block.samples(), 32768.0F)) exact_bits = 24;
        if (exact_bits == 24 && !whole(block.data(c), block.samples(), 8388608.0F)) exact_bits = 0;
    }
}

class MixSink final : public AudioSink {
  public:
    MixSink(std::unique_ptr<FloatStore> store, const AudioFormat& format)
        : store_(std::move(store))
        , meter_(format.layout, format.rate) {}

    Result<void> write(ConstAudioBlock block) override {
        meter_.add(block);
        narrow(block, exact_bits_);
        return store_->write(block);
    }
    Result<void> finish() override { return store_->finish(); }

    MixedOutput take(const std::vector<bool>& speech) {
        measure::Measurement measured = meter_.result();
        const auto& energies = meter_.energies_100ms();
        measure::add_dialogue(measured, energies, speech);
        return {std::move(store_), std::move(measured), {energies.begin(), energies.end()}, exact_bits_};
    }
    [[nodiscard]] std::size_t tenths() const { return meter_.energies_100ms().size(); }

  private:
    std::unique_ptr<FloatStore> store_;
    measure::Meter meter_;
    int exact_bits_ = 16;
};

class SpeechSink final : public AudioSink {
  public:
    explicit SpeechSink(const AudioFormat& format)
        : detector_(format.layout, format.rate) {}
    Result<void> write(ConstAudioBlock block) override { return detector_.add(block), Result<void>{}; }
    Result<void> finish() override { return {}; }
    [[nodiscard]] measure::SpeechDetector take() { return std::move(detector_); }

  private:
    measure::SpeechDetector detector_;
};

struct Sinks {
    std::vector<std::unique_ptr<MixSink>> mixes; // null for the speech tap
    std::unique_ptr<SpeechSink> speech;
    std::vector<AudioSink*> all;
};

Result<Sinks> make_sinks(const PassRequest& request) {
    Sinks sinks;
    const auto& outputs = request.plan.target.outputs;
    const Programme& programme = request.plan.programme;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const AudioFormat format{outputs[i].layout, programme.rate, programme.length};
        if (request.plan.speech == i) {
            sinks.speech = std::make_unique<SpeechSink>(format);
            sinks.mixes.push_back(nullptr);
            sinks.all.push_back(sinks.speech.get());
            continue;
        }
        TRY(auto store, FloatStore::create(request.folder, format));
        sinks.mixes.push_back(std::make_unique<MixSink>(std::move(store), format));
        sinks.all.push_back(sinks.mixes.back().get());
    }
    return sinks;
}

// The pieces one after the other, as one stream; what lies between them is not rendered. Neighbours that
// touch are one range.
Result<void> mix_pieces(plan::Plan& plan, const PassRequest& request, std::span<AudioSink* const> sinks,
                        Progress& progress) {
    std::vector<SampleRange> ranges;
    for (const Piece& piece : request.plan.programme.pieces)
        if (!ranges.empty() && ranges.back().end == piece.session.start)
            ranges.back().end = piece.session.end;
        else
            ranges.push_back(piece.session);
    const auto all = static_cast<double>(request.plan.programme.mixed.value);
    double done = 0;
    for (const SampleRange& range : ranges) {
        const double next = done + static_cast<double>(range.length().value) / all;
        PartProgress part(progress, done, next);
        CHECK(render::render_offline(plan, range, sinks, {.threads = request.threads}, part));
        done = next;
    }
    return {};
}

// The mix at the session's rate first, then every output at the delivered one, side by side.
Result<void> mix_at_speed(plan::Plan& plan, const PassRequest& request, std::span<AudioSink* const> sinks,
                          Progress& progress) {
    constexpr double mix_share = 0.7;
    const Programme& programme = request.plan.programme;
    std::vector<std::unique_ptr<FloatStore>> stores;
    std::vector<AudioSink*> into;
    for (const plan::Output& output : request.plan.target.outputs) {
        TRY(auto store,
            FloatStore::create(request.folder, {output.layout, programme.mixed_rate, programme.mixed}));
        into.push_back(store.get());
        stores.push_back(std::move(store));
    }
    PartProgress mixing(progress, 0, mix_share);
    CHECK(mix_pieces(plan, request, into, mixing));
    for (const auto& store : stores)
        CHECK(store->finish());
    PartProgress changing(progress, mix_share, 1);
    const std::string_view what = programme.stretches() ? "stretching" : "resampling";
    std::mutex mutex;
    std::vector<double> done(stores.size());
    return run_parallel(stores.size(), request.threads, [&](std::size_t i) -> Result<void> {
        CHECK(write_at_speed(*stores[i], programme, *sinks[i], [&](double part) {
            const std::scoped_lock lock(mutex);
            done[i] = part;
            const double sum = std::accumulate(done.begin(), done.end(), 0.0);
            return changing.at(sum / static_cast<double>(done.size()), what);
        }));
        stores[i].reset(); // its place on the disk is free again
        return {};
    });
}

} // namespace

std::vector<bool> Mixed::speech_100ms(Db offset) const {
    return speech ? speech->speech_100ms(offset) : std::vector<bool>(tenths, false);
}

Result<Mixed> mix_once(const PassRequest& request, Progress& progress) {
    TRY(auto compiled, plan::compile(request.session, request.plan.target, request.open));
    TRY(Sinks sinks, make_sinks(request));
    const Programme& programme = request.plan.programme;
    CHECK(programme.made_anew() ? mix_at_speed(*compiled.plan, request, sinks.all, progress)
                                : mix_pieces(*compiled.plan, request, sinks.all, progress));
    for (AudioSink* const sink : sinks.all)
        CHECK(sink->finish());
    Mixed mixed;
    mixed.diagnostics = std::move(compiled.diagnostics);
    if (programme.stretches() && sinks.mixes.size() > (sinks.speech ? 2U : 1U))
        mixed.diagnostics.push_back({Severity::note, "deliver.stretched", "",
                                     "each stem and mix is stretched by itself: the stems sum to the mix "
                                     "nearly, not to the last bit."});
    if (sinks.speech) mixed.speech = sinks.speech->take();
    for (const auto& mix : sinks.mixes)
        if (mix) mixed.tenths = std::max(mixed.tenths, mix->tenths());
    const std::vector<bool> speech = mixed.speech_100ms(Db{});
    for (const auto& mix : sinks.mixes)
        mixed.outputs.push_back(mix ? mix->take(speech) : MixedOutput{});
    return mixed;
}

DiskNeed disk_need(const DeliverPlan& plan) {
    constexpr std::uint64_t headers = 1 << 16; // of each file
    const auto bytes = [](SampleCount samples, std::size_t sample_bytes, const Layout& layout) {
        return static_cast<std::uint64_t>(samples.value) * sample_bytes *
               static_cast<std::uint64_t>(layout.channels());
    };
    const Programme& programme = plan.programme;
    DiskNeed need;
    for (std::size_t i = 0; i < plan.target.outputs.size(); ++i) {
        const Layout& layout = plan.target.outputs[i].layout;
        if (programme.made_anew()) need.stores += bytes(programme.mixed, sizeof(float), layout);
        if (plan.speech != i) need.stores += bytes(programme.length, sizeof(float), layout);
    }
    for (const PlannedSet& set : plan.sets)
        for (const PlannedPart& part : set.parts) {
            need.files += headers * part.files.size();
            need.files +=
                bytes(part.cut.length(), static_cast<std::size_t>(set.wanted.bits / 8), *set.wanted.layout);
        }
    return need;
}

} // namespace dub::app

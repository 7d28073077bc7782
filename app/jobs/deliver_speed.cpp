#include "app/jobs/deliver_speed.h"

#include <algorithm>

#include "app/jobs/measure_source.h"
#include "engine/core/audio_buffer.h"
#include "engine/dsp/stretch.h"

namespace dub::app {
namespace {

constexpr int block_samples = 8192;

// A store as a recording on the session's timeline, where resampling counts from.
class StoreSource final : public AudioSource {
  public:
    StoreSource(const FloatStore& store, SamplePos from)
        : store_(store)
        , from_(from)
        , format_(store.format()) {
        format_.length = (from - SamplePos{}) + store.format().length;
    }
    [[nodiscard]] const AudioFormat& format() const override { return format_; }
    [[nodiscard]] Result<void> read(SamplePos start, AudioBlock out) override {
        return store_.read(SamplePos{} + (start - from_), out);
    }

  private:
    const FloatStore& store_;
    SamplePos from_;
    AudioFormat format_;
};

// So many samples, no more; what is missing at the end is silence. A ratio of the joined length and the
// delivered frames may round to another sample.
class Exactly final : public AudioSink {
  public:
    Exactly(AudioSink& sink, SampleCount length)
        : sink_(sink)
        , length_(length) {}
    [[nodiscard]] Result<void> write(ConstAudioBlock block) override {
        const auto kept = std::min<std::int64_t>(block.samples(), (length_ - written_).value);
        if (kept > 0) CHECK(sink_.write(block.part(0, static_cast<int>(kept))));
        written_ += SampleCount{std::max<std::int64_t>(kept, 0)};
        return {};
    }
    [[nodiscard]] Result<void> finish() override { return {}; }
    [[nodiscard]] Result<void> fill_up(int channels) {
        AudioBuffer silence(channels, block_samples);
        while (written_ < length_) {
            const auto count = std::min<std::int64_t>(block_samples, (length_ - written_).value);
            CHECK(write(silence.block(static_cast<int>(count))));
        }
        return {};
    }
    [[nodiscard]] double done() const {
        return static_cast<double>(written_.value) / static_cast<double>(length_.value);
    }

  private:
    AudioSink& sink_;
    SampleCount length_, written_;
};

Result<void> resample(const FloatStore& store, const Programme& programme, AudioSink& sink,
                      const std::function<bool(double)>& progress) {
    TRY(const auto source,
        dsp::ResampledSource::create(std::make_shared<StoreSource>(store, programme.mixed_from),
                                     programme.rate, {programme.speed.num, programme.speed.den}));
    AudioBuffer buffer(store.format().layout.channels(), block_samples);
    const SamplePos end = programme.resampled_from + programme.length;
    for (SamplePos at = programme.resampled_from; at < end; at += SampleCount{block_samples}) {
        const AudioBlock block =
            buffer.block(static_cast<int>(std::min<std::int64_t>(block_samples, (end - at).value)));
        CHECK(source->read(at, block));
        CHECK(sink.write(block));
        if (!progress(static_cast<double>((at - programme.resampled_from).value) /
                      static_cast<double>(programme.length.value)))
            return std::unexpected(cancelled_error());
    }
    return {};
}

} // namespace

Result<void> write_at_speed(const FloatStore& store, const Programme& programme, AudioSink& sink,
                            const std::function<bool(double)>& progress) {
    if (!programme.stretches()) return resample(store, programme, sink, progress);
    StoreSource source(store, {});
    Exactly exactly(sink, programme.length);
    CHECK(dsp::stretch(source, {programme.speed.num, programme.speed.den}, exactly,
                       [&] { return progress(exactly.done()); }));
    return exactly.fill_up(store.format().layout.channels());
}

} // namespace dub::app

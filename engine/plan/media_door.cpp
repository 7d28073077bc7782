#include "engine/plan/media_door.h"

#include <fmt/format.h>

#include "engine/dsp/resampled_source.h"

namespace dub::plan {
namespace {

// The same samples under another rate.
class Restamped final : public AudioSource {
  public:
    Restamped(std::unique_ptr<AudioSource> source, SampleRate rate)
        : source_(std::move(source))
        , format_(source_->format()) {
        format_.rate = rate;
    }
    [[nodiscard]] const AudioFormat& format() const override { return format_; }
    [[nodiscard]] Result<void> read(SamplePos start, AudioBlock out) override {
        return source_->read(start, out);
    }

  private:
    std::unique_ptr<AudioSource> source_;
    AudioFormat format_;
};

} // namespace

Result<std::unique_ptr<AudioSource>> DiskDoor::open(const session::Media& media) {
    const std::scoped_lock lock(mutex_);
    TRY(std::unique_ptr<AudioSource> source, open_(media));
    const AudioFormat& format = source->format();
    if (format.layout != media.layout || format.rate != media.rate)
        return fail(
            ErrorCode::unfit,
            fmt::format("{} is now {} at {} Hz, the session knows it as {} at {} Hz; import it again.",
                        media.path, format.layout.name(), format.rate.hz, media.layout.name(),
                        media.rate.hz));
    return at_speed(std::move(source), media);
}

Result<std::unique_ptr<AudioSource>> DiskDoor::at_speed(std::unique_ptr<AudioSource> source,
                                                        const session::Media& media) const {
    using session::SpeedMethod;
    const session::Speed& speed = media.speed;
    // A stretched recording comes stretched through the door.
    const session::Speed played = speed.method == SpeedMethod::stretch ? session::Speed{} : speed;
    if (source->format().rate == rate_ && played.is_normal()) return source;
    if (played.method == SpeedMethod::restamp) {
        if (media.rate.hz * played.num != rate_.hz * played.den)
            return fail(
                ErrorCode::unfit,
                fmt::format("{} cannot be restamped: {} Hz at the speed {}/{} is not {} Hz; resample it.",
                            media.path, media.rate.hz, played.num, played.den, rate_.hz));
        return std::make_unique<Restamped>(std::move(source), rate_);
    }
    return dsp::ResampledSource::create(std::move(source), rate_, {played.num, played.den});
}

} // namespace dub::plan

#include "engine/plan/media_door.h"

#include <fmt/format.h>

#include "engine/dsp/resampled_source.h"

namespace dub::plan {

Result<std::unique_ptr<AudioSource>> MediaDoor::open(const session::Media& media) {
    const std::scoped_lock lock(mutex_);
    TRY(std::unique_ptr<AudioSource> source, open_(media));
    const AudioFormat& format = source->format();
    if (format.layout != media.layout || format.rate != media.rate)
        return fail(
            ErrorCode::unfit,
            fmt::format("{} is now {} at {} Hz, the session knows it as {} at {} Hz; import it again.",
                        media.path, format.layout.name(), format.rate.hz, media.layout.name(),
                        media.rate.hz));
    if (format.rate == rate_) return source;
    return dsp::ResampledSource::create(std::move(source), rate_);
}

} // namespace dub::plan

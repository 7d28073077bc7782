#pragma once
// Opens recordings for the readers of a plan, one at a time, at the session's rate. [disk]

#include <mutex>

#include "engine/plan/compile.h"

namespace dub::plan {

class MediaDoor {
  public:
    MediaDoor(OpenMedia open, SampleRate rate)
        : open_(std::move(open))
        , rate_(rate) {}
    // Errors: what `open` says; a rate or a channel count that cannot be used (unfit).
    [[nodiscard]] Result<std::unique_ptr<AudioSource>> open(const session::Media& media);

  private:
    [[nodiscard]] Result<std::unique_ptr<AudioSource>> at_speed(std::unique_ptr<AudioSource> source,
                                                                const session::Media& media) const;
    std::mutex mutex_; // `open` need not be thread-safe
    OpenMedia open_;
    SampleRate rate_;
};

} // namespace dub::plan

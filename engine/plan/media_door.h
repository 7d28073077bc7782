#pragma once
// Where the readers of a plan get their recordings, at the session's rate.

#include <memory>
#include <mutex>

#include "engine/plan/compile.h"

namespace dub::plan {

class MediaDoor {
  public:
    virtual ~MediaDoor() = default;
    // [disk] Opens one. Errors: it cannot be opened or played.
    [[nodiscard]] virtual Result<std::unique_ptr<AudioSource>> open(const session::Media& media) = 0;
    // [control, while compiling] One that is open for as long as the door is and whose reads never wait: what
    // an audio thread needs. nullptr: open() it when it is heard.
    [[nodiscard]] virtual AudioSource* resident(const session::Media&) { return nullptr; }
};

// Straight from the disk, one opened at a time, converted to the session's rate.
class DiskDoor final : public MediaDoor {
  public:
    DiskDoor(OpenMedia open, SampleRate rate)
        : open_(std::move(open))
        , rate_(rate) {}
    // Errors: what `open` says; a rate or a channel count that cannot be used (unfit).
    [[nodiscard]] Result<std::unique_ptr<AudioSource>> open(const session::Media& media) override;

  private:
    [[nodiscard]] Result<std::unique_ptr<AudioSource>> at_speed(std::unique_ptr<AudioSource> source,
                                                                const session::Media& media) const;
    std::mutex mutex_; // `open` need not be thread-safe
    OpenMedia open_;
    SampleRate rate_;
};

} // namespace dub::plan

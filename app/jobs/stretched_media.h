#pragma once
// Recordings that play at another length with their pitch kept. Each is stretched once, when it is first
// opened, into a nameless temporary file (TMPDIR) that lives as long as this does. Any thread; one stretch at
// a time.

#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "app/jobs/float_store.h"
#include "engine/session/media.h"

namespace dub::app {

class StretchedMedia {
  public:
    using Open = std::function<Result<std::unique_ptr<AudioSource>>()>; // the recording as it is
    // At the recording's own rate and layout, as long as its speed makes it. Errors: what `open` says; no
    // space.
    [[nodiscard]] Result<std::unique_ptr<AudioSource>> open(const session::Media& media, const Open& open);

  private:
    std::mutex mutex_;
    std::map<std::pair<std::string, int>, std::shared_ptr<const FloatStore>> made_; // by path and stream
};

} // namespace dub::app

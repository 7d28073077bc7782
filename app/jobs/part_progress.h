#pragma once
// A part of a longer task: 0..1 of the part is `from`..`to` of the whole, and never goes back. Lives shorter
// than the whole's. Callable from any thread; the whole is called by one at a time.

#include <algorithm>
#include <mutex>

#include "engine/core/io.h"

namespace dub::app {

class PartProgress final : public Progress {
  public:
    PartProgress(Progress& whole, double from, double to)
        : whole_(whole)
        , from_(from)
        , to_(to) {}
    bool at(double done, std::string_view what) override {
        const std::scoped_lock lock(mutex_);
        furthest_ = std::max(furthest_, done);
        return whole_.at(from_ + (to_ - from_) * furthest_, what);
    }

  private:
    Progress& whole_;
    double from_, to_, furthest_ = 0;
    std::mutex mutex_;
};

} // namespace dub::app

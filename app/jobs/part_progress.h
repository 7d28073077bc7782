#pragma once
// A part of a longer task: 0..1 of the part is `from`..`to` of the whole. Lives shorter than the whole's.

#include "engine/core/io.h"

namespace dub::app {

class PartProgress final : public Progress {
  public:
    PartProgress(Progress& whole, double from, double to)
        : whole_(whole)
        , from_(from)
        , to_(to) {}
    bool at(double done, std::string_view what) override {
        return whole_.at(from_ + (to_ - from_) * done, what);
    }

  private:
    Progress& whole_;
    double from_, to_;
};

} // namespace dub::app

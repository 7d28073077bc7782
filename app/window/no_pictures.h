#pragma once
// A screen that stays black. [window thread]

#include "ui/ports/media.h"

namespace dub::app {

class NoPictures final : public ui::PicturePort {
  public:
    [[nodiscard]] std::shared_ptr<const Picture> at(SamplePos, double, int, int) override { return nullptr; }
    [[nodiscard]] std::shared_ptr<const Picture> thumbnail(PictureId, FrameCount) override { return nullptr; }
    [[nodiscard]] std::vector<FrameCount> shot_cuts(PictureId) override { return {}; }
    [[nodiscard]] std::uint64_t revision() const override { return 0; }
    [[nodiscard]] std::uint64_t dropped() const override { return 0; }
    [[nodiscard]] std::string sentence() const override { return {}; }
    void set_offset(SampleCount) override {}
};

} // namespace dub::app

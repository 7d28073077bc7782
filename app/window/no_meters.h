#pragma once
// Meters where nothing is measured: every reading is empty. [window thread]

#include "ui/ports/meters.h"

namespace dub::app {

class NoMeters final : public ui::MeterPort {
  public:
    [[nodiscard]] ui::MeterReading strip(const session::StripOwner&) const override { return {}; }
    [[nodiscard]] ui::MeterReading monitor() const override { return {}; }
    [[nodiscard]] ui::LoudnessReading loudness() const override { return {}; }
    [[nodiscard]] std::span<const ui::LoudnessPoint> history() const override { return {}; }
    void clear_overloads() override {}
    void reset_loudness() override {}
};

} // namespace dub::app

#pragma once
// A monitor without a room: keeps what it is given when it fits the device.

#include "ui/monitor/arrange.h"
#include "ui/ports/monitor.h"

namespace dub::test {

class FakeMonitor : public ui::MonitorPort {
  public:
    const monitor::MonitorSettings& settings() const override { return now; }
    Result<void> set(const monitor::MonitorSettings& settings) override {
        CHECK(monitor::check(settings, channels));
        now = settings;
        return {};
    }
    std::vector<ui::MonitorSource> sources() const override { return listed; }
    session::SoloMode solo_mode() const override { return solo; }
    Result<void> set_solo_mode(session::SoloMode mode) override {
        solo = mode;
        return {};
    }
    int device_channels() const override { return channels; }
    int device_inputs() const override { return inputs; }

    int channels = 8, inputs = 4;
    session::SoloMode solo = session::SoloMode::in_place;
    std::vector<ui::MonitorSource> listed{
        {"printmaster", "Printmaster"}, {"DX", "DX"}, {"M&E", "M&E"}, {"minus dialogue", "Minus dialogue"}};
    monitor::MonitorSettings now = ui::first_settings(*layout_named("7.1"), channels);
};

} // namespace dub::test

#pragma once
// The monitor of the control room for the monitor panel. [window thread]

#include <functional>

#include "app/playback/control_room.h"
#include "ui/ports/monitor.h"

namespace dub::app {

class RoomMonitor final : public ui::MonitorPort {
  public:
    using SessionNow = std::function<const session::Session&()>;
    // The room must outlive it. `inputs`: what the device could record. `compile_again`: another source is
    // heard once the live plan puts it out.
    RoomMonitor(ControlRoom& room, SessionNow session, std::function<int()> inputs,
                std::function<void()> compile_again)
        : room_(room)
        , session_(std::move(session))
        , inputs_(std::move(inputs))
        , compile_again_(std::move(compile_again)) {}

    [[nodiscard]] const monitor::MonitorSettings& settings() const override { return room_.settings(); }
    Result<void> set(const monitor::MonitorSettings& settings) override {
        TRY(const auto plan, room_.set(settings, session_()));
        if (plan == ControlRoom::Plan::compile_again) compile_again_();
        return {};
    }
    [[nodiscard]] std::vector<ui::MonitorSource> sources() const override {
        std::vector<ui::MonitorSource> sources;
        for (ControlRoom::Source& source : room_.sources(session_()))
            sources.push_back({source.name, label_of(source.name), std::move(source.other)});
        return sources;
    }
    [[nodiscard]] int device_channels() const override { return room_.device().channels; }
    [[nodiscard]] int device_inputs() const override { return inputs_(); }

    // Stems are called what the session calls them.
    static std::string label_of(const std::string& name) {
        if (name == "printmaster") return "Printmaster";
        if (name == "minus dialogue") return "Minus dialogue";
        if (name == monitor::input_name) return "External input";
        if (name.starts_with("print of ")) return "P" + name.substr(1);
        return name;
    }

  private:
    ControlRoom& room_;
    SessionNow session_;
    std::function<int()> inputs_;
    std::function<void()> compile_again_;
};

} // namespace dub::app

#pragma once
// The monitor of the control room for the monitor panel. [window thread]

#include <array>
#include <functional>

#include "app/playback/control_room.h"
#include "engine/session/names.h"
#include "engine/session/passes/writing.h"
#include "ui/ports/monitor.h"

namespace dub::app {

class RoomMonitor final : public ui::MonitorPort {
  public:
    using SessionNow = std::function<const session::Session&()>;
    // The room must outlive it. `inputs`: what the device could record. `compile_again`: another source is
    // heard once the live plan puts it out.
    // `apply`: as one entry of the history of that name.
    using Apply = std::function<Result<Diagnostics>(const std::vector<session::WrittenEdit>&,
                                                    const std::string& title)>;
    RoomMonitor(ControlRoom& room, SessionNow session, std::function<int()> inputs,
                std::function<void()> compile_again, Apply apply = {})
        : room_(room)
        , session_(std::move(session))
        , inputs_(std::move(inputs))
        , compile_again_(std::move(compile_again))
        , apply_(std::move(apply)) {}

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
    [[nodiscard]] session::SoloMode solo_mode() const override { return session_().info->solo; }
    Result<void> set_solo_mode(session::SoloMode mode) override {
        constexpr std::array titles{"Solo in place", "Solo mode AFL", "Solo mode PFL"};
        const auto which = static_cast<std::size_t>(mode);
        const session::Value name{std::string(session::solo_mode_names[which])};
        if (!apply_ || mode == solo_mode()) return {};
        CHECK(apply_({{"set_solo_mode", {{"mode", name}}}}, titles[which]));
        return {};
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
    Apply apply_;
};

} // namespace dub::app

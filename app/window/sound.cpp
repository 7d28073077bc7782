#include "app/window/sound.h"

#include "app/device/apart.h"

namespace dub::app {
namespace {

PlayerParts player_parts(const Sound::Parts& parts, Listening& listening) {
    PlayerParts player;
    player.devices = parts.devices;
    player.listening = &listening;
    player.open = parts.open;
    return player;
}

} // namespace

monitor::MonitorSettings plain_settings(const Layout& home, int outputs) {
    monitor::MonitorSettings settings;
    settings.source = "printmaster";
    const Layout layout = fold_for(home, outputs).value_or(home);
    settings.sets = {monitor::plain_set("A", layout), monitor::plain_set("B", layout)};
    return settings;
}

Result<std::unique_ptr<Sound>> Sound::create(Parts parts) {
    const session::Session& session = parts.session();
    const Layout& home = session.info->home;
    TRY(auto room, ControlRoom::open(session, {session.info->rate, home.channels(), {}},
                                     plain_settings(home, home.channels())));
    return std::unique_ptr<Sound>(new Sound(std::move(parts), std::move(room)));
}

Sound::Sound(Parts parts, std::unique_ptr<ControlRoom> room)
    : parts_(std::move(parts))
    , room_(std::move(room))
    , listening_(*room_, parts_.session(), {})
    , player_(player_parts(parts_, listening_), parts_.session())
    , transport_(player_, [this] { return sentence_.empty() ? listening_.sentence() : sentence_; })
    , meters_(*room_, parts_.session) {
    const session::Session& session = parts_.session();
    player_.locate(sample_of(session, session.info->start));
}

void Sound::connect(std::string name) {
    if (!parts_.devices) return;
    wanted_ = std::move(name);
    finding_ = apart([devices = parts_.devices] { return devices->list(); });
}

void Sound::disconnect() {
    finding_ = {};
    sentence_.clear();
    player_.disconnect();
}

void Sound::found(const Found& devices) {
    const DeviceInfo* const device = devices ? find_device(*devices, wanted_) : nullptr;
    if (device == nullptr) {
        sentence_ = devices ? "The sound device " + wanted_ +
                                  " is not there. Choose another: Transport, Sound "
                                  "device."
                            : devices.error().text();
        return;
    }
    const Layout& home = parts_.session().info->home;
    monitor::MonitorSettings settings = room_->settings();
    const bool fits = monitor::check(settings, device->outputs).has_value();
    if (!fits) settings = plain_settings(home, device->outputs);
    const auto done = set(settings);
    sentence_ = done ? "" : done.error().text();
    DeviceChoice choice;
    choice.name = device->name;
    choice.layout = outputs_in_order(device->outputs);
    player_.connect(std::move(choice));
}

void Sound::service() {
    if (finding_.valid() && finding_.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
        found(finding_.get());
    player_.service();
}

Result<void> Sound::set(const monitor::MonitorSettings& settings) {
    TRY(const auto plan, room_->set(settings, parts_.session()));
    if (plan == ControlRoom::Plan::compile_again) player_.listening_changed();
    return {};
}

} // namespace dub::app

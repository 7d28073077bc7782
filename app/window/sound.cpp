#include "app/window/sound.h"

#include "app/device/apart.h"
#include "ui/monitor/arrange.h"
#include "ui/monitor/kept.h"

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

Result<std::unique_ptr<Sound>> Sound::create(Parts parts) {
    const session::Session& session = parts.session();
    const Layout& home = session.info->home;
    TRY(auto room, ControlRoom::open(session, {session.info->rate, home.channels(), {}},
                                     ui::first_settings(home, home.channels())));
    return std::unique_ptr<Sound>(new Sound(std::move(parts), std::move(room)));
}

Sound::Sound(Parts parts, std::unique_ptr<ControlRoom> room)
    : parts_(std::move(parts))
    , room_(std::move(room))
    , listening_(*room_, parts_.session(), {})
    , player_(player_parts(parts_, listening_), parts_.session())
    , transport_(player_, [this] { return sentence_.empty() ? listening_.sentence() : sentence_; })
    , meters_(*room_, parts_.session)
    , monitor_(*room_, parts_.session, [this] { player_.listening_changed(); }) {
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
    const auto restored = ui::restored(
        parts_.kept(), ui::first_settings(parts_.session().info->home, device->outputs), device->outputs);
    const auto done = monitor_.set(restored.settings);
    sentence_ = done ? restored.sentence : done.error().text();
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

} // namespace dub::app

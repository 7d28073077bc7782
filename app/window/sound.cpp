#include "app/window/sound.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/device/apart.h"
#include "app/playback/sources.h"
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

bool plays(const session::Session& session, const session::Print& print, const std::string& path) {
    return std::ranges::any_of(print.clips, [&](const auto& clip) {
        const session::Media* const media = session::find_media(session, clip->media);
        return media != nullptr && media->path == path;
    });
}

} // namespace

Result<std::unique_ptr<Sound>> Sound::create(Parts parts) {
    const session::Session& session = parts.session();
    const Layout& home = session.info->home;
    TRY(auto room, ControlRoom::open(session, {session.info->rate, home.channels(), 0},
                                     ui::first_settings(home, home.channels())));
    return std::unique_ptr<Sound>(new Sound(std::move(parts), std::move(room)));
}

Sound::Sound(Parts parts, std::unique_ptr<ControlRoom> room)
    : parts_(std::move(parts))
    , room_(std::move(room))
    , listening_(*room_, parts_.session())
    , player_(player_parts(parts_, listening_), parts_.session())
    , transport_(
          player_, [this] { return sentence(); }, [this] { connect(wanted_); })
    , hands_(player_)
    , meters_(*room_, parts_.session)
    , monitor_(
          *room_, parts_.session, [this] { return inputs_; }, [this] { player_.listening_changed(); }) {
    const session::Session& session = parts_.session();
    player_.locate(sample_of(session, session.info->start));
}

std::string Sound::sentence() {
    for (const auto& one : {std::cref(sentence_), std::cref(listening_.sentence()), std::cref(unplayable_)})
        if (!one.get().empty()) return one;
    return {};
}

void Sound::follow(const session::Session& session) {
    if (room_->hears_session()) player_.session_changed(session); // else when it is heard again
}

void Sound::connect(std::string name) {
    if (!parts_.devices) return;
    wanted_ = std::move(name);
    finding_ = apart([devices = parts_.devices] { return devices->list(); });
}

void Sound::disconnect() {
    finding_ = {};
    sentence_.clear();
    choice_ = {};
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
    auto restored = ui::restored(
        parts_.kept(), ui::first_settings(parts_.session().info->home, device->outputs), device->outputs);
    sentence_ = restored.sentence;
    choice_ = {};
    choice_.name = device->name;
    choice_.layout = outputs_in_order(device->outputs);
    inputs_ = device->inputs;
    choice_.record = inputs_ > 0 && restored.settings.input.layout.channels() > 0;
    listening_.set_with_next_device(std::move(restored.settings));
    player_.connect(choice_);
}

// A device records when something is said to be plugged in, and is opened anew for it.
void Sound::record_what_is_wanted() {
    if (choice_.name.empty() || player_.state().connecting) return;
    const bool wanted = inputs_ > 0 && room_->settings().input.layout.channels() > 0;
    if (choice_.record == wanted) return;
    choice_.record = wanted;
    player_.connect(choice_);
}

// A print that cannot be read gives way to the mix it was made of.
void Sound::leave_failed_print() {
    const session::Session& session = parts_.session();
    const session::Print* const print = print_named(session, room_->settings().source);
    if (print == nullptr || !room_->hears_session()) return;
    for (const Diagnostic& failure : failures_) {
        if (!plays(session, *print, failure.where)) continue;
        auto settings = room_->settings();
        settings.source = print_or_live(session, settings.source);
        if (settings.source.empty()) settings.source = mains_name;
        said_ = fmt::format("The print '{}' cannot be heard: {} {} is heard again.", print->name,
                            failure.sentence, RoomMonitor::label_of(settings.source));
        if (const auto set = monitor_.set(settings); !set) said_ += " " + set.error().text();
        return;
    }
}

Result<void> Sound::hear_instead(std::vector<plan::Recording> recordings) {
    CHECK(room_->hear_instead(std::move(recordings), parts_.session()));
    player_.listening_changed();
    return {};
}

void Sound::hear_session() {
    if (room_->hears_session()) return;
    if (const auto heard = room_->hear_instead({}, parts_.session()); !heard) said_ = heard.error().text();
    player_.session_changed(parts_.session());
}

void Sound::service() {
    if (finding_.valid() && finding_.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
        found(finding_.get());
    player_.service();
    if (listening_.wants_another_plan()) player_.listening_changed();
    record_what_is_wanted();
    append(failures_, player_.take_failures());
    leave_failed_print();
    if (room_->hears_session()) failures_.clear(); // of the session's own media others tell
    unplayable_ = player_.unplayable();
}

} // namespace dub::app

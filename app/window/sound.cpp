#include "app/window/sound.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/device/apart.h"
#include "app/playback/sources.h"
#include "ui/monitor/arrange.h"
#include "ui/monitor/kept.h"

namespace dub::app {
namespace {

// How long a list of devices may take before another is asked for.
constexpr auto given_up_after = std::chrono::seconds(3);

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
    const auto settings =
        ui::restored(parts.kept(""), ui::first_settings(home, home.channels()), home.channels()).settings;
    TRY(auto room, ControlRoom::open(session, {session.info->rate, home.channels(), 0}, settings));
    return std::unique_ptr<Sound>(new Sound(std::move(parts), std::move(room)));
}

Sound::Sound(Parts parts, std::unique_ptr<ControlRoom> room)
    : parts_(std::move(parts))
    , room_(std::move(room))
    , listening_(*room_, parts_.session())
    , player_(player_parts(parts_, listening_), parts_.session())
    , transport_(player_, {[this] { return sentence(); }, [this] { return finding_.valid(); },
                           [this] { return look_again(); }, [this] { riding_.before_play(); },
                           [this] { riding_.before_audition(); }})
    , riding_({&player_,
               parts_.session,
               parts_.apply,
               {},
               [this](VersionId version) { room_->paddles().set_version(version); },
               [this] { return room_->hears_session(); }})
    , hands_(riding_)
    , meters_(*room_, parts_.session)
    , monitor_(
          *room_, parts_.session, [this] { return inputs_; }, [this] { player_.listening_changed(); },
          parts_.apply)
    , paddles_(*room_, player_, parts_.session) {
    const session::Session& session = parts_.session();
    player_.locate(sample_of(session, session.info->start));
}

std::string Sound::sentence() {
    for (const auto& one : {std::cref(sentence_), std::cref(listening_.sentence()), std::cref(unplayable_)})
        if (!one.get().empty()) return one;
    return {};
}

void Sound::follow(const session::Session& session) {
    // Else when it is heard again. What a hand holds it gives back itself, with the plan that says the same.
    if (room_->hears_session()) player_.session_changed(riding_.heard_of(session), render::Moves::kept);
}

void Sound::connect(std::string name) {
    wanted_ = std::move(name);
    [[maybe_unused]] const auto looking = look_again();
}

// Another card may be there by now, with other channels: a device is found anew each time.
Result<void> Sound::look_again() {
    if (!parts_.devices) return fail(ErrorCode::io, "There is no sound device to connect to.");
    sentence_.clear();
    // What is being found is looked at for what is wanted by then; a search that hangs is given up.
    const auto now = std::chrono::steady_clock::now();
    if (finding_.valid() && now - finding_since_ < given_up_after) return {};
    finding_since_ = now;
    finding_ = apart([devices = parts_.devices] { return devices->list(); });
    return {};
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
        sentence_ = devices ? fmt::format("The sound device {} is not there. Connect it and then again, or "
                                          "choose another: Transport, Sound device.",
                                          wanted_)
                            : devices.error().text();
        return;
    }
    auto settings = settings_for(*device);
    choice_ = {};
    choice_.name = device->name;
    choice_.layout = outputs_in_order(device->outputs);
    inputs_ = device->inputs;
    choice_.record = inputs_ > 0 && settings.input.layout.channels() > 0;
    listening_.set_with_next_device(std::move(settings));
    player_.connect(choice_);
}

// The monitor as it was kept for the device, or as new.
monitor::MonitorSettings Sound::settings_for(const DeviceInfo& device) {
    const Layout& home = parts_.session().info->home;
    auto [settings, sentence] =
        ui::restored(parts_.kept(device.name), ui::first_settings(home, device.outputs), device.outputs);
    const auto sources = source_names(parts_.session()); // whatever is heard in the session's place now
    const bool plugged_in = settings.source == monitor::input_name && settings.input.layout.channels() > 0;
    if (!plugged_in && std::ranges::find(sources, settings.source) == sources.end())
        settings.source = mains_name; // kept in a session that had it
    const Layout& speakers = settings.sets[static_cast<std::size_t>(settings.set)].layout;
    if (sentence.empty() && speakers.channels() < home.channels())
        sentence = fmt::format("The session is mixed in {} and is heard on {} of {} as its fold-down to {}.",
                               home.name(), speakers.channels() == 1 ? "the speaker" : "the speakers",
                               device.name, speakers.name());
    sentence_ = std::move(sentence);
    return settings;
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

void Sound::leave_failed_paddles() {
    const session::Session& session = parts_.session();
    for (const plan::Paddle& paddle : room_->paddles().in_use(session)) {
        const session::Print* const print = session::find_print(session, paddle.print);
        const auto failed = std::ranges::find_if(
            failures_, [&](const Diagnostic& one) { return plays(session, *print, one.where); });
        if (paddle.heard == plan::Paddle::Heard::direct || failed == failures_.end()) continue;
        paddles_.hear(paddle.stem, ui::PecDirect::direct);
        said_ = fmt::format("The print '{}' cannot be heard: {} {} is direct again.", print->name,
                            failed->sentence, session::find_bus(session, paddle.stem)->name);
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
    player_.session_changed(riding_.heard_of(parts_.session()), render::Moves::kept);
}

void Sound::finish() {
    transport_.stop();
    riding_.finish();
}

void Sound::service() {
    if (finding_.valid() && finding_.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
        found(finding_.get());
    player_.service();
    riding_.service();
    if (std::string told = riding_.take_sentence(); !told.empty()) said_ = std::move(told);
    if (room_of_ != choice_.name && player_.state().health == DeviceHealth::running) room_of_ = choice_.name;
    const auto settled = room_->settle(player_.up_to_date(), parts_.session());
    if (listening_.wants_another_plan() || settled == ControlRoom::Plan::compile_again)
        player_.listening_changed();
    record_what_is_wanted();
    append(failures_, player_.take_failures());
    leave_failed_print();
    leave_failed_paddles();
    if (room_->hears_session()) failures_.clear(); // of the session's own media others tell
    unplayable_ = player_.unplayable();
}

} // namespace dub::app

#include "app/playback/control_room.h"

#include <algorithm>

#include "engine/plan/build/builder.h"

namespace dub::app {
namespace {

using session::Session;

constexpr const char* mains_name = "printmaster";
constexpr const char* speech_name = "speech"; // what dialogue loudness listens to; no source of the monitor

// Always there: they are parts of the printmaster and cost next to nothing.
std::vector<plan::Output> parts_of(const Session& session) {
    std::vector<plan::Output> outputs{{mains_name, {}, {}}};
    for (const auto& bus : session.routing->buses)
        if (bus->kind == session::BusKind::stem)
            outputs.push_back({bus->name, {.bus = bus->id, .roles = {}}, {}});
    outputs.push_back({speech_name, {.bus = {}, .roles = session::speech_roles}, {}});
    return outputs;
}

// Each needs buses of its own: only the one that is listened to is compiled.
std::vector<plan::Output> choices() {
    const session::RoleSet roles = session::music_and_effects_roles;
    return {{"M&E", {.bus = {}, .roles = roles, .dips = plan::Dips::bypassed}, {}},
            {"minus dialogue", {.bus = {}, .roles = roles}, {}}};
}

std::vector<plan::Output> outputs_for(const Session& session, const std::string& source) {
    std::vector<plan::Output> outputs = parts_of(session);
    for (plan::Output& choice : choices())
        if (choice.name == source) outputs.push_back(std::move(choice));
    return outputs;
}

Layout layout_of(const plan::Output& output, const Session& session) {
    const session::Bus* const bus =
        output.tap.bus ? session::find_bus(session, output.tap.bus) : session::printmaster_of(session);
    return bus->layout;
}

// A whole day from midnight of the timecode: whatever is edited, the history has its place.
SampleRange whole_day(SampleRate rate) { return {{0}, {rate.hz * 24 * 3600}}; }

} // namespace

ControlRoom::ControlRoom(const RoomDevice& device, const monitor::MonitorSettings& settings)
    : chosen_(settings.source)
    , strips_(std::make_shared<plan::StripMeters>(device.rate, measure::PpmKind::type_i))
    , device_(device)
    , settings_(settings) {}

Result<std::unique_ptr<ControlRoom>> ControlRoom::open(const Session& session, const RoomDevice& device,
                                                       const monitor::MonitorSettings& settings) {
    std::unique_ptr<ControlRoom> room(new ControlRoom(device, settings));
    CHECK(room->move_to(device, session));
    return room;
}

plan::Target ControlRoom::target(const Session& session) const {
    const std::scoped_lock lock(mutex_);
    plan::Target target{outputs_for(session, chosen_)};
    target.meters = strips_;
    return target;
}

std::vector<std::string> ControlRoom::sources(const Session& session) const {
    std::vector<std::string> names;
    for (const plan::Output& output : parts_of(session))
        if (output.name != speech_name) names.push_back(output.name);
    for (const plan::Output& output : choices())
        names.push_back(output.name);
    if (device_.input.channels() > 0) names.emplace_back(monitor::input_name);
    return names;
}

monitor::Monitor::Setup ControlRoom::setup_for(const Session& session, const std::string& source) const {
    monitor::Monitor::Setup setup{
        {device_.rate, device_.channels, plan::coefficients_of(session.routing->fold)}, {}};
    for (const plan::Output& output : outputs_for(session, source))
        setup.sources.emplace_back(output.name, layout_of(output, session));
    if (device_.input.channels() > 0) setup.sources.emplace_back(monitor::input_name, device_.input);
    return setup;
}

Result<ControlRoom::Plan> ControlRoom::set(const monitor::MonitorSettings& settings, const Session& session) {
    const bool same_source = settings.source == settings_.source;
    CHECK(monitor_->change(setup_for(session, settings.source), settings));
    settings_ = settings;
    {
        const std::scoped_lock lock(mutex_);
        chosen_ = settings.source;
    }
    return same_source ? Plan::as_before : Plan::compile_again;
}

Result<void> ControlRoom::follow(const Session& session) {
    CHECK(monitor_->change(setup_for(session, settings_.source), settings_));
    meter(session);
    listening_.collect();
    return {};
}

Result<void> ControlRoom::move_to(const RoomDevice& device, const Session& session) {
    const RoomDevice before = std::exchange(device_, device);
    auto monitor = monitor::Monitor::create(setup_for(session, settings_.source), settings_);
    if (!monitor) {
        device_ = before;
        return std::unexpected(std::move(monitor).error());
    }
    monitor_ = std::move(*monitor);
    if (!history_ || device.rate != before.rate) {
        history_ = std::make_shared<measure::LoudnessHistory>(whole_day(device.rate), device.rate);
        thread_.reset();
        meters_.reset();
        const std::scoped_lock lock(mutex_);
        strips_ = std::make_shared<plan::StripMeters>(device.rate, measure::PpmKind::type_i);
    }
    device_levels_ =
        std::make_shared<measure::LevelMeter>(device.channels, device.rate, measure::PpmKind::type_i);
    meter(session);
    give();
    return {};
}

// Other outputs are other meters; what was heard of the programme stays.
void ControlRoom::meter(const Session& session) {
    measure::MeterSetup setup{device_.rate, {}, mains_name, speech_name};
    for (const plan::Output& output : parts_of(session))
        setup.outputs.push_back({output.name, layout_of(output, session)});
    if (meters_ && meters_->setup().outputs == setup.outputs) return;
    thread_.reset();
    meters_ = std::make_shared<measure::LiveMeters>(std::move(setup), history_);
    thread_ = std::make_unique<measure::MeterThread>(*meters_);
    give();
}

void ControlRoom::give() {
    if (monitor_ && meters_) listening_.give({monitor_, meters_, device_levels_, device_.input});
}

} // namespace dub::app

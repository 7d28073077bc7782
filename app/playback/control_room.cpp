#include "app/playback/control_room.h"

#include <algorithm>

#include "app/playback/sources.h"
#include "engine/plan/build/builder.h"

namespace dub::app {
namespace {

using session::Session;

// A whole day from midnight of the timecode: whatever is edited, the history has its place.
SampleRange whole_day(SampleRate rate) { return {{0}, {rate.hz * 24 * 3600}}; }

} // namespace

ControlRoom::ControlRoom(const RoomDevice& device, const monitor::MonitorSettings& settings,
                         const Session& session)
    : device_(device)
    , settings_(settings)
    , solo_(session)
    , strips_(std::make_shared<plan::StripMeters>(device.rate, measure::PpmKind::type_i)) {}

Result<std::unique_ptr<ControlRoom>> ControlRoom::open(const Session& session, const RoomDevice& device,
                                                       const monitor::MonitorSettings& settings) {
    std::unique_ptr<ControlRoom> room(new ControlRoom(device, settings, session));
    CHECK(room->move_to(device, session, settings));
    return room;
}

Wanted ControlRoom::wanted(const Session& session) const {
    if (!recordings_.empty()) {
        auto chosen = std::ranges::find(recordings_, settings_.source, &plan::Recording::name);
        if (chosen == recordings_.end()) chosen = recordings_.begin(); // the input is listened to
        plan::Placed placed = plan::alone(session, *chosen);
        return {std::move(placed.session), {{std::move(placed.output)}}};
    }
    const auto paddles = paddles_.in_use(session);
    Wanted wanted{plan::with_paddles(solo_.mix_of(session), paddles), {sources_of_mix(session)}};
    wanted.target.meters = strips_;
    wanted.target.solos = solo_.outputs(session::printmaster_of(session)->layout);
    plan::tap_paddles(wanted.target, paddles);
    if (tape_) // of what is mixed, whatever its paddle lets be heard
        for (const monitor::Tape::Row& row : tape_->rows())
            if (session::find_bus(session, row.stem) != nullptr)
                wanted.target.outputs.push_back(
                    {monitor::Tape::output_of(row.stem), {.bus = row.stem, .roles = {}}, {}});
    if (auto choice = source_beside_mix(session, settings_.source)) {
        wanted.target.outputs.push_back(std::move(*choice));
    } else if (const session::Print* const print = print_named(session, settings_.source)) {
        plan::Placed placed = plan::beside(std::move(wanted.session), plan::recording_of(session, *print));
        wanted.session = std::move(placed.session);
        wanted.target.outputs.push_back(std::move(placed.output));
    }
    return wanted;
}

bool ControlRoom::hears_input(const monitor::MonitorSettings& settings) const {
    return device_.inputs > 0 && settings.input.layout.channels() > 0;
}

std::vector<ControlRoom::Source> ControlRoom::sources(const Session& session) const {
    std::vector<Source> sources;
    if (recordings_.empty())
        for (const std::string& name : source_names(session))
            sources.push_back({name, print_or_live(session, name)});
    for (const plan::Recording& recording : recordings_)
        sources.push_back({recording.name, {}});
    if (hears_input(settings_)) sources.push_back({monitor::input_name, {}});
    return sources;
}

monitor::Monitor::Setup ControlRoom::setup_for(const Session& session,
                                               const monitor::MonitorSettings& settings) const {
    monitor::Monitor::Setup setup{
        {device_.rate, device_.channels, plan::coefficients_of(session.routing->fold)}, {}};
    if (recordings_.empty()) setup.sources = layouts_of_sources(session, settings.source);
    for (const plan::Recording& recording : recordings_)
        setup.sources.emplace_back(recording.name, recording.layout);
    if (hears_input(settings)) setup.sources.emplace_back(monitor::input_name, settings.input.layout);
    if (const std::string solo = solo_.heard(); recordings_.empty() && !solo.empty()) {
        setup.sources.emplace_back(solo, session::printmaster_of(session)->layout);
        setup.instead = {solo, solo_.before_fader() ? settings.pfl_trim : Db{}};
    }
    return setup;
}

Result<ControlRoom::Plan> ControlRoom::set(const monitor::MonitorSettings& settings, const Session& session) {
    CHECK(monitor_->change(setup_for(session, settings), settings));
    const auto before = std::exchange(settings_, settings);
    if (before.input != settings.input) give();
    const auto is_always_there = [&](const std::string& source) {
        return recordings_.empty() && (source == monitor::input_name || is_in_mix(session, source));
    };
    const bool same = before.source == settings.source ||
                      (is_always_there(before.source) && is_always_there(settings.source));
    return same ? Plan::as_before : Plan::compile_again;
}

ControlRoom::Plan ControlRoom::settle(bool plays, const Session& session) {
    const auto next =
        recordings_.empty() ? solo_.settle(plays, monitor_->settled()) : SoloListening::Next::nothing;
    // What was there before the solo could be heard, so it can be heard again.
    if (next == SoloListening::Next::another_source)
        (void)monitor_->change(setup_for(session, settings_), settings_);
    return next == SoloListening::Next::another_plan ? Plan::compile_again : Plan::as_before;
}

Result<void> ControlRoom::follow(const Session& session) {
    solo_.follow(session);
    CHECK(monitor_->change(setup_for(session, settings_), settings_));
    meter(session);
    listening_.collect();
    return {};
}

Result<ControlRoom::Plan> ControlRoom::move_to(const RoomDevice& device, const Session& session,
                                               const monitor::MonitorSettings& settings) {
    monitor::MonitorSettings next = settings;
    if (!recordings_.empty()) source_of_session_ = std::exchange(next.source, settings_.source);
    const RoomDevice before = std::exchange(device_, device);
    auto monitor = monitor::Monitor::create(setup_for(session, next), next);
    if (!monitor) {
        device_ = before;
        return std::unexpected(std::move(monitor).error());
    }
    monitor_ = std::move(*monitor);
    const std::string heard = std::exchange(settings_, std::move(next)).source;
    if (!history_ || device.rate != before.rate) {
        history_ = std::make_shared<measure::LoudnessHistory>(whole_day(device.rate), device.rate);
        thread_.reset();
        meters_.reset();
        strips_ = std::make_shared<plan::StripMeters>(device.rate, measure::PpmKind::type_i);
    }
    device_levels_ =
        std::make_shared<measure::LevelMeter>(device.channels, device.rate, measure::PpmKind::type_i);
    meter(session);
    give();
    return heard == settings_.source ? Plan::as_before : Plan::compile_again;
}

Result<void> ControlRoom::hear_instead(std::vector<plan::Recording> recordings, const Session& session) {
    monitor::MonitorSettings next = settings_of_session();
    std::string source = next.source;
    if (!recordings.empty()) next.source = recordings.front().name;
    recordings_.swap(recordings);
    auto changed = monitor_->change(setup_for(session, next), next);
    if (!changed && !recordings_.empty()) {
        recordings_.swap(recordings);
        return changed;
    }
    settings_ = std::move(next); // back to the session in any case: a file is not heard against one's will
    source_of_session_ = std::move(source);
    return changed;
}

monitor::MonitorSettings ControlRoom::settings_of_session() const {
    monitor::MonitorSettings settings = settings_;
    if (!recordings_.empty()) settings.source = source_of_session_;
    return settings;
}

// Other outputs are other meters; what was heard of the programme stays.
void ControlRoom::meter(const Session& session) {
    measure::MeterSetup setup{device_.rate, {}, mains_name, speech_name};
    for (const auto& [name, layout] : layouts_of_sources(session, mains_name))
        setup.outputs.push_back({name, layout});
    for (const auto& bus : session.routing->buses)
        if (bus->kind == session::BusKind::stem) setup.stems.push_back(bus->name);
    if (meters_ && meters_->setup().outputs == setup.outputs && meters_->setup().stems == setup.stems) return;
    thread_.reset();
    meters_ = std::make_shared<measure::LiveMeters>(std::move(setup), history_);
    thread_ = std::make_unique<measure::MeterThread>(*meters_);
    give();
}

void ControlRoom::give() {
    if (monitor_ && meters_) listening_.give({monitor_, meters_, device_levels_, settings_.input, tape_});
}

void ControlRoom::record(std::shared_ptr<monitor::Tape> tape) {
    tape_ = std::move(tape);
    give();
}

} // namespace dub::app

#include "tests/support/mix_rig.h"

#include <algorithm>
#include <stdexcept>

namespace dub::test {

using namespace session;

namespace {

std::uint64_t next_id(Session& session) {
    Info info = *session.info;
    const std::uint64_t id = info.next_id++;
    session.info = std::make_shared<const Info>(std::move(info));
    return id;
}

} // namespace

Session empty_session(const Layout& home) {
    Info info;
    info.name = "test";
    info.home = home;
    info.next_id = 1'000'000; // below it tests choose ids of their own
    return new_session(std::move(info));
}

MediaId add_track(Session& session, NewTrack wanted) {
    Media media;
    media.id = MediaId{next_id(session)};
    media.name = media.path = wanted.name + ".wav";
    media.layout = wanted.layout;
    media.length = {48000 * 600};
    MediaPool pool = *session.pool;
    pool.media.push_back(std::make_shared<const Media>(media));
    session.pool = std::make_shared<const MediaPool>(std::move(pool));
    Clip clip;
    clip.id = ClipId{next_id(session)};
    clip.media = media.id;
    clip.place = wanted.place;
    Track track;
    track.id = TrackId{next_id(session)};
    track.name = wanted.name;
    track.layout = wanted.layout;
    track.role = wanted.role;
    const Bus* const stem = stem_for(session, wanted.role.value_or(Role::effects));
    track.output = wanted.output ? wanted.output : stem != nullptr ? stem->id : printmaster_of(session)->id;
    track.clips = {std::make_shared<const Clip>(clip)};
    for (auto& written : wanted.strip.lanes)
        written =
            std::make_shared<const Lane>(Lane{LaneId{next_id(session)}, written->target, written->points});
    track.strip = std::make_shared<const Strip>(std::move(wanted.strip));
    session.tracks.push_back(std::make_shared<const Track>(std::move(track)));
    return media.id;
}

void change_bus(Session& session, BusId id, const std::function<void(Bus&)>& change) {
    Routing routing = *session.routing;
    for (auto& bus : routing.buses) {
        if (bus->id != id) continue;
        Bus changed = *bus;
        change(changed);
        bus = std::make_shared<const Bus>(std::move(changed));
    }
    session.routing = std::make_shared<const Routing>(std::move(routing));
}

void change_track(Session& session, std::string name, const std::function<void(Track&)>& change) {
    for (auto& track : session.tracks) {
        if (track->name != name) continue;
        Track changed = *track;
        change(changed);
        track = std::make_shared<const Track>(std::move(changed));
    }
}

BusId add_bus(Session& session, Bus bus) {
    bus.id = BusId{next_id(session)};
    Routing routing = *session.routing;
    routing.buses.push_back(std::make_shared<const Bus>(bus));
    session.routing = std::make_shared<const Routing>(std::move(routing));
    return bus.id;
}

BusId stem(const Session& session, std::string_view name) {
    const Bus* const bus = find_bus(session, name);
    if (bus == nullptr) throw std::logic_error("no bus of that name");
    return bus->id;
}

Shared<Lane> lane(ParameterAddress target, std::vector<LanePoint> points) {
    return std::make_shared<const Lane>(Lane{LaneId{1}, std::move(target), std::move(points)});
}

std::unique_ptr<plan::Plan> compiled(const Session& session, const plan::Target& target,
                                     const Recordings& recordings) {
    auto result = plan::compile(session, target, recordings.opener());
    if (!result) throw std::logic_error(result.error().text());
    return std::move(result->plan);
}

plan::Target printmaster() { return {{{"printmaster", {}, {}}}}; }

std::vector<Sound> rendered(plan::Plan& plan, SampleRange range, render::OfflineOptions options) {
    std::vector<MemorySink> sinks;
    for (const auto& output : plan.outputs())
        sinks.emplace_back(output.layout.channels());
    std::vector<AudioSink*> pointers;
    for (MemorySink& sink : sinks)
        pointers.push_back(&sink);
    Unwatched progress;
    if (auto done = render::render_offline(plan, range, pointers, options, progress); !done)
        throw std::logic_error(done.error().text());
    std::vector<Sound> sounds;
    for (MemorySink& sink : sinks)
        sounds.push_back(std::move(sink.sound));
    return sounds;
}

Sound rendered(const Session& session, const Recordings& recordings, SampleRange range) {
    const auto plan = compiled(session, printmaster(), recordings);
    return rendered(*plan, range).front();
}

Result<void> MemorySink::write(ConstAudioBlock block) {
    for (int c = 0; c < block.channels(); ++c) {
        const auto row = block.channel(c);
        sound[static_cast<std::size_t>(c)].insert(sound[static_cast<std::size_t>(c)].end(), row.begin(),
                                                  row.end());
    }
    return {};
}

double difference(const Sound& a, const Sound& b) {
    if (a.size() != b.size()) throw std::logic_error("not as many channels");
    double most = 0;
    for (std::size_t c = 0; c < a.size(); ++c) {
        if (a[c].size() != b[c].size()) throw std::logic_error("not as long");
        for (std::size_t i = 0; i < a[c].size(); ++i)
            most = std::max(most, std::abs(static_cast<double>(a[c][i]) - b[c][i]));
    }
    return most;
}

double peak(const Row& row) {
    double most = 0;
    for (const float sample : row)
        most = std::max(most, static_cast<double>(std::abs(sample)));
    return most;
}

} // namespace dub::test

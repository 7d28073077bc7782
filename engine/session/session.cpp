#include "engine/session/session.h"

#include <algorithm>
#include <array>

namespace dub::session {

Session::Session() = default;
Session::Session(const Session& other) = default;
Session::Session(Session&& other) noexcept = default;
Session& Session::operator=(const Session& other) = default;
Session& Session::operator=(Session&& other) noexcept = default;
Session::~Session() = default;
namespace {

template <class T> bool same(const Shared<T>& a, const Shared<T>& b) { return a == b || *a == *b; }

template <class T> bool same_all(const std::vector<Shared<T>>& a, const std::vector<Shared<T>>& b) {
    return std::ranges::equal(a, b, [](const auto& x, const auto& y) { return same(x, y); });
}

bool same_playlist(const Shared<Playlist>& a, const Shared<Playlist>& b) {
    return a == b || (a->id == b->id && a->name == b->name && same_all(a->clips, b->clips));
}

bool same_track(const Shared<Track>& a, const Shared<Track>& b) {
    if (a == b) return true;
    return a->id == b->id && a->name == b->name && a->layout == b->layout && a->role == b->role &&
           a->output == b->output && a->colour == b->colour && a->department == b->department &&
           a->playing == b->playing && a->playlist_name == b->playlist_name && same_all(a->clips, b->clips) &&
           std::ranges::equal(a->alternatives, b->alternatives, same_playlist) &&
           equal_strip(*a->strip, *b->strip);
}

bool same_bus(const Shared<Bus>& a, const Shared<Bus>& b) {
    if (a == b) return true;
    return a->id == b->id && a->name == b->name && a->kind == b->kind && a->layout == b->layout &&
           a->output == b->output && a->roles == b->roles && a->colour == b->colour &&
           equal_strip(*a->strip, *b->strip);
}

bool same_vca(const Shared<Vca>& a, const Shared<Vca>& b) {
    return a == b || (a->id == b->id && a->name == b->name && a->colour == b->colour &&
                      a->members == b->members && equal_strip(*a->strip, *b->strip));
}

struct Stem {
    std::string_view name;
    RoleSet roles;
};
constexpr std::array stems{
    Stem{"DX", dialogue_roles},
    Stem{"FOL", {Role::foley}},
    Stem{"FX", {Role::effects, Role::pfx}},
    Stem{"BG", {Role::ambience, Role::crowd}},
    Stem{"MX", {Role::score, Role::source, Role::music}},
};

} // namespace

bool equal_strip(const Strip& a, const Strip& b) {
    return a.values == b.values && a.soloed == b.soloed && a.solo_safe == b.solo_safe &&
           a.inserts == b.inserts && a.sends == b.sends && a.automation == b.automation &&
           same_all(a.lanes, b.lanes);
}

bool equal(const Session& a, const Session& b) {
    return same(a.info, b.info) && std::ranges::equal(a.tracks, b.tracks, same_track) &&
           a.routing->fold == b.routing->fold &&
           std::ranges::equal(a.routing->buses, b.routing->buses, same_bus) &&
           std::ranges::equal(a.routing->vcas, b.routing->vcas, same_vca) &&
           a.routing->groups == b.routing->groups && same_all(a.pool->media, b.pool->media) &&
           same_all(a.pool->pictures, b.pool->pictures) && same(a.markers, b.markers) &&
           same(a.segments, b.segments) && same_all(a.versions, b.versions) && same_all(a.prints, b.prints);
}

bool operator==(const Print& a, const Print& b) {
    return a.id == b.id && a.name == b.name && a.bus == b.bus && a.roles == b.roles &&
           a.undipped == b.undipped && a.version == b.version && same_all(a.clips, b.clips) &&
           a.passes == b.passes;
}

bool operator==(const Version& a, const Version& b) {
    return a.id == b.id && a.name == b.name && a.notes == b.notes && a.language == b.language &&
           same_all(a.strips, b.strips) && a.switches == b.switches && a.fold == b.fold && a.rate == b.rate;
}

const Track* find_track(const Session& session, TrackId id) {
    const auto at = std::ranges::find(session.tracks, id, [](const auto& track) { return track->id; });
    return at == session.tracks.end() ? nullptr : at->get();
}

const Track* find_track(const Session& session, std::string_view name) {
    const auto at = std::ranges::find(session.tracks, name,
                                      [](const auto& track) -> std::string_view { return track->name; });
    return at == session.tracks.end() ? nullptr : at->get();
}

const Bus* find_bus(const Session& session, BusId id) {
    const auto& buses = session.routing->buses;
    const auto at = std::ranges::find(buses, id, [](const auto& bus) { return bus->id; });
    return at == buses.end() ? nullptr : at->get();
}

const Bus* find_bus(const Session& session, std::string_view name) {
    const auto& buses = session.routing->buses;
    const auto at =
        std::ranges::find(buses, name, [](const auto& bus) -> std::string_view { return bus->name; });
    return at == buses.end() ? nullptr : at->get();
}

const Vca* find_vca(const Session& session, VcaId id) {
    const auto& vcas = session.routing->vcas;
    const auto at = std::ranges::find(vcas, id, [](const auto& vca) { return vca->id; });
    return at == vcas.end() ? nullptr : at->get();
}

const Vca* find_vca(const Session& session, std::string_view name) {
    const auto& vcas = session.routing->vcas;
    const auto at =
        std::ranges::find(vcas, name, [](const auto& vca) -> std::string_view { return vca->name; });
    return at == vcas.end() ? nullptr : at->get();
}

const MixGroup* find_group(const Session& session, MixGroupId id) {
    const auto at = std::ranges::find(session.routing->groups, id, &MixGroup::id);
    return at == session.routing->groups.end() ? nullptr : &*at;
}

const Bus* printmaster_of(const Session& session) {
    const auto& buses = session.routing->buses;
    const auto at = std::ranges::find(buses, BusKind::printmaster, [](const auto& bus) { return bus->kind; });
    return at == buses.end() ? nullptr : at->get();
}

const Media* find_media(const Session& session, MediaId id) {
    const auto& media = session.pool->media;
    const auto at = std::ranges::lower_bound(media, id, {}, [](const auto& entry) { return entry->id; });
    return at == media.end() || (*at)->id != id ? nullptr : at->get();
}

const Version* find_version(const Session& session, VersionId id) {
    const auto at = std::ranges::find(session.versions, id, [](const auto& one) { return one->id; });
    return at == session.versions.end() ? nullptr : at->get();
}

const Version* find_version(const Session& session, std::string_view name) {
    const auto at = std::ranges::find(session.versions, name,
                                      [](const auto& one) -> std::string_view { return one->name; });
    return at == session.versions.end() ? nullptr : at->get();
}

const Print* find_print(const Session& session, PrintId id) {
    const auto at = std::ranges::find(session.prints, id, [](const auto& one) { return one->id; });
    return at == session.prints.end() ? nullptr : at->get();
}

const Marker* find_marker(const Session& session, MarkerId id) {
    const auto at = std::ranges::find(*session.markers, id, &Marker::id);
    return at == session.markers->end() ? nullptr : &*at;
}
const Segment* find_segment(const Session& session, std::string_view name) {
    const auto at = std::ranges::find(*session.segments, name,
                                      [](const auto& one) -> std::string_view { return one.name; });
    return at == session.segments->end() ? nullptr : &*at;
}

SamplePos sample_of(const Session& session, FramePos frame) {
    return first_sample(frame, session.info->timecode.rate, session.info->rate);
}

FramePos frame_of(const Session& session, SamplePos sample) {
    return frame_at(sample, session.info->timecode.rate, session.info->rate);
}

FrameRange programme(const Session& session) {
    const FramePos start = session.info->start;
    FramePos end = start;
    for (const auto& track : session.tracks)
        for (const auto& clip : track->clips)
            end = std::max(end, frame_of(session, clip->place.end - SampleCount{1}) + FrameCount{1});
    for (const auto& picture : session.pool->pictures)
        end = std::max(end, picture->at + picture->length);
    return {start, end};
}

Session new_session(Info info) {
    Routing routing;
    const auto bus = [&](std::string_view name, BusKind kind, BusId output, RoleSet roles) {
        Bus made;
        made.id = BusId{info.next_id++};
        made.name = name;
        made.kind = kind;
        made.layout = info.home;
        made.output = output;
        made.roles = roles;
        routing.buses.push_back(std::make_shared<const Bus>(made));
        return made.id;
    };
    const BusId printmaster = bus("PM", BusKind::printmaster, {}, {});
    for (const auto& stem : stems)
        bus(stem.name, BusKind::stem, printmaster, stem.roles);
    Session session;
    session.info = std::make_shared<const Info>(std::move(info));
    session.routing = std::make_shared<const Routing>(std::move(routing));
    return session;
}

const Bus* stem_for(const Session& session, Role role) {
    for (const auto& bus : session.routing->buses)
        if (bus->kind == BusKind::stem && bus->roles.has(role)) return bus.get();
    return nullptr;
}

} // namespace dub::session

// Text to a session. Entities are read one by one into flat lists, joined by their ids, then checked as a
// whole.

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "engine/session/invariants.h"
#include "engine/session/repair.h"
#include "formats/project/fields.h"
#include "formats/project/json_values.h"
#include "formats/project/project.h"
#include "formats/project/read_entity.h"
#include "formats/project/version.h"

namespace dub::project {

using namespace session;

namespace {

constexpr std::size_t entities_max = 4'000'000; // of one kind: more than 100 hours of dense cutting
constexpr std::size_t strips_max = 65536;
constexpr std::size_t vcas_max = 4096; // each is looked for in all others

// An entity and the strip or track it belongs to, before they are joined.
struct OwnedClip {
    Clip clip;
    TrackId track; // of a print: none
    PlaylistId playlist;
    PrintId print;
};
struct OwnedLayer {
    VersionStrip layer;
    VersionId version;
};
struct OwnedLane {
    Lane lane;
    std::string strip;
};
struct OwnedBus { // a bus and its strip, still open
    Bus owner;
    Strip strip;
};
struct OwnedVca {
    Vca owner;
    Strip strip;
};
struct OwnedTrack {
    Track owner;
    Strip strip;
    std::vector<Playlist> alternatives;
};

std::string whereabouts(const OwnedClip& one) {
    if (one.print) return "print " + one.print.text();
    return one.playlist ? fmt::format("playlist {} of track {}", one.playlist.text(), one.track.text())
                        : "track " + one.track.text();
}

template <class T, class Read>
std::vector<T> read_list(const Json& document, const char* key, std::size_t max, Reading& reading,
                         const Read& read) {
    std::vector<T> list;
    const auto at = document.find(key);
    if (at == document.end()) return list;
    if (!at->is_array() || at->size() > max) {
        reading.fail(ErrorCode::invalid,
                     fmt::format("{}: '{}' should be a list of at most {} entries.", reading.name, key, max));
        return list;
    }
    list.reserve(at->size());
    for (const Json& entry : *at) {
        if (reading.error) break;
        Reader reader(entry, fmt::format("entry {} of '{}'", list.size() + 1, key), reading);
        read(reader, list.emplace_back());
        reader.finish();
    }
    return list;
}

template <class T> std::vector<T> read_plain(const Json& document, const char* key, Reading& reading) {
    return read_list<T>(document, key, entities_max, reading,
                        [](Reader& reader, T& value) { fields(reader, value, static_cast<T*>(nullptr)); });
}

template <class Owned> Owned read_strip(Reader& reader) {
    Owned one;
    fields(reader, one.owner, &one.owner);
    strip_fields(reader, one.strip);
    return one;
}

std::vector<OwnedBus> read_buses(const Json& document, Reading& reading) {
    return read_list<OwnedBus>(document, "buses", strips_max, reading,
                               [](Reader& reader, OwnedBus& one) { one = read_strip<OwnedBus>(reader); });
}

std::vector<OwnedVca> read_vcas(const Json& document, Reading& reading) {
    return read_list<OwnedVca>(document, "vcas", vcas_max, reading,
                               [](Reader& reader, OwnedVca& one) { one = read_strip<OwnedVca>(reader); });
}

std::vector<OwnedTrack> read_tracks(const Json& document, Reading& reading) {
    return read_list<OwnedTrack>(
        document, "tracks", strips_max, reading, [](Reader& reader, OwnedTrack& one) {
            one = read_strip<OwnedTrack>(reader);
            reader.each("alternatives",
                        [&](Reader& inner) { playlist_fields(inner, one.alternatives.emplace_back()); });
        });
}

std::vector<OwnedClip> read_clips(const Json& document, Reading& reading) {
    return read_list<OwnedClip>(document, "clips", entities_max, reading, [](Reader& reader, OwnedClip& one) {
        fields(reader, one.clip, static_cast<Clip*>(nullptr));
        reader.may("playlist", one.playlist);
        reader.may("print", one.print);
        reader.may("track", one.track);
    });
}

template <class T> T read_single(const Json& document, const char* key, Reading& reading) {
    T value{};
    const auto at = document.find(key);
    if (at == document.end()) {
        reading.fail(ErrorCode::invalid, fmt::format("{}: '{}' is missing.", reading.name, key));
        return value;
    }
    Reader reader(*at, fmt::format("'{}'", key), reading);
    fields(reader, value, static_cast<T*>(nullptr));
    reader.finish();
    return value;
}

template <class T> std::vector<Shared<T>> shared(std::vector<T> list) {
    std::vector<Shared<T>> all;
    all.reserve(list.size());
    for (T& value : list)
        all.push_back(std::make_shared<const T>(std::move(value)));
    return all;
}

// Where a clip's line says it lies; nullptr when that is nowhere.
std::vector<Shared<Clip>>* place_of(const OwnedClip& one, std::unordered_map<TrackId, OwnedTrack*>& tracks,
                                    std::unordered_map<PrintId, Print*>& prints) {
    if (one.print) {
        const auto at = prints.find(one.print);
        return at == prints.end() ? nullptr : &at->second->clips;
    }
    const auto at = tracks.find(one.track);
    if (at == tracks.end()) return nullptr;
    OwnedTrack& track = *at->second;
    if (one.playlist == track.owner.playing) return &track.owner.clips;
    const auto playlist = std::ranges::find(track.alternatives, one.playlist, &Playlist::id);
    return playlist == track.alternatives.end() ? nullptr : &playlist->clips;
}

void join_clips(std::vector<OwnedClip> clips, std::vector<OwnedTrack>& tracks, std::vector<Print>& prints,
                Reading& reading) {
    std::unordered_map<TrackId, OwnedTrack*> tracks_by_id;
    for (auto& one : tracks)
        tracks_by_id.emplace(one.owner.id, &one);
    std::unordered_map<PrintId, Print*> prints_by_id;
    for (auto& one : prints)
        prints_by_id.emplace(one.id, &one);
    for (OwnedClip& one : clips) {
        auto* const place = place_of(one, tracks_by_id, prints_by_id);
        if (place == nullptr)
            return reading.fail(
                ErrorCode::invalid,
                fmt::format("{}: clip {} lies on {}, which does not exist; correct its line or remove it.",
                            reading.place(one.clip.id.text()), one.clip.id.text(), whereabouts(one)));
        place->push_back(std::make_shared<const Clip>(std::move(one.clip)));
    }
    const auto sort = [](auto& list) {
        std::ranges::sort(list, {}, [](const auto& clip) { return std::pair(clip->place.start, clip->id); });
    };
    for (auto& one : tracks) {
        sort(one.owner.clips);
        for (Playlist& playlist : one.alternatives)
            sort(playlist.clips);
    }
    for (auto& print : prints)
        sort(print.clips);
}

void join_layers(std::vector<OwnedLayer> layers, std::vector<Version>& versions, Reading& reading) {
    for (OwnedLayer& one : layers) {
        const auto at = std::ranges::find(versions, one.version, &Version::id);
        if (at == versions.end())
            return reading.fail(
                ErrorCode::invalid,
                fmt::format("{}: a line of 'version_strips' belongs to version {}, which does "
                            "not exist; correct or remove it.",
                            reading.name, one.version.text()));
        at->strips.push_back(std::make_shared<const VersionStrip>(std::move(one.layer)));
    }
    for (Version& version : versions)
        std::ranges::stable_sort(version.strips, {}, [](const auto& layer) { return layer->owner; });
}

using StripsById = std::unordered_map<std::string, Strip*>;

template <class Owned> void enter(std::vector<Owned>& list, StripsById& by_id) {
    for (auto& one : list)
        by_id.emplace(one.owner.id.text(), &one.strip);
}

void join_lanes(std::vector<OwnedLane> lanes, const StripsById& by_id, Reading& reading) {
    for (OwnedLane& one : lanes) {
        const auto at = by_id.find(one.strip);
        if (at == by_id.end())
            return reading.fail(
                ErrorCode::invalid,
                fmt::format("{}: lane {} belongs to '{}', which is no track, bus or VCA; correct "
                            "its 'strip' or remove it.",
                            reading.place(one.lane.id.text()), one.lane.id.text(), one.strip));
        at->second->lanes.push_back(std::make_shared<const Lane>(std::move(one.lane)));
    }
}

template <class Owned> auto closed(std::vector<Owned> list) {
    std::vector<Shared<decltype(Owned::owner)>> all;
    for (auto& one : list) {
        std::ranges::sort(one.strip.automation.safe_parameters);
        one.owner.strip = std::make_shared<const Strip>(std::move(one.strip));
        all.push_back(std::make_shared<const decltype(Owned::owner)>(std::move(one.owner)));
    }
    return all;
}

std::vector<Shared<Track>> closed_tracks(std::vector<OwnedTrack> list) {
    for (auto& one : list) {
        std::ranges::stable_sort(one.alternatives, {}, &Playlist::id);
        one.owner.alternatives = shared(std::move(one.alternatives));
    }
    return closed(std::move(list));
}

constexpr auto by_id = [](const auto& entry) { return entry->id; };
constexpr auto by_start = [](const auto& entry) { return entry->at; };

Session read_session(const Json& document, Reading& reading) {
    auto tracks = read_tracks(document, reading);
    auto buses = read_buses(document, reading);
    auto vcas = read_vcas(document, reading);
    auto clips = read_clips(document, reading);
    auto lanes =
        read_list<OwnedLane>(document, "lanes", entities_max, reading, [](Reader& reader, OwnedLane& one) {
            fields(reader, one.lane, static_cast<Lane*>(nullptr));
            reader.need("strip", one.strip);
        });
    Session session;
    Routing routing;
    MediaPool pool;
    session.info = std::make_shared<const Info>(read_single<Info>(document, "info", reading));
    routing.fold = read_single<FoldDown>(document, "fold_down", reading);
    routing.groups = read_plain<MixGroup>(document, "groups", reading);
    pool.media = shared(read_plain<Media>(document, "media", reading));
    pool.pictures = shared(read_plain<Picture>(document, "pictures", reading));
    auto markers = read_plain<Marker>(document, "markers", reading);
    auto segments = read_plain<Segment>(document, "segments", reading);
    auto prints = read_plain<Print>(document, "prints", reading);
    auto versions = read_plain<Version>(document, "versions", reading);
    auto layers = read_list<OwnedLayer>(document, "version_strips", entities_max, reading,
                                        [](Reader& reader, OwnedLayer& one) {
                                            fields(reader, one.layer, static_cast<VersionStrip*>(nullptr));
                                            reader.need("version", one.version);
                                        });
    if (reading.error) return session;
    join_clips(std::move(clips), tracks, prints, reading);
    join_layers(std::move(layers), versions, reading);
    StripsById strips;
    enter(tracks, strips), enter(buses, strips), enter(vcas, strips);
    join_lanes(std::move(lanes), strips, reading);
    // Hand-merged files keep every line but not the order of the lines.
    routing.buses = closed(std::move(buses));
    std::ranges::stable_sort(routing.buses, {}, by_id);
    routing.vcas = closed(std::move(vcas));
    std::ranges::stable_sort(routing.vcas, {}, by_id);
    std::ranges::stable_sort(routing.groups, {}, &MixGroup::id);
    std::ranges::stable_sort(pool.media, {}, by_id);
    std::ranges::stable_sort(pool.pictures, {}, by_start);
    std::ranges::stable_sort(markers, {}, &Marker::at);
    std::ranges::stable_sort(segments, {}, [](const Segment& segment) { return segment.action.start; });
    std::ranges::stable_sort(prints, {}, &Print::id);
    std::ranges::stable_sort(versions, {}, &Version::id);
    session.prints = shared(std::move(prints));
    session.versions = shared(std::move(versions));
    session.tracks = closed_tracks(std::move(tracks));
    session.routing = std::make_shared<const Routing>(std::move(routing));
    session.pool = std::make_shared<const MediaPool>(std::move(pool));
    session.markers = std::make_shared<const std::vector<Marker>>(std::move(markers));
    session.segments = std::make_shared<const std::vector<Segment>>(std::move(segments));
    return session;
}

Result<void> check_header(const Json& document, std::string_view name) {
    if (!document.is_object() || document.value("format", Json()) != format_name)
        return fail(ErrorCode::invalid,
                    fmt::format("{} is not a session of this program: expected \"format\":\"{}\".", name,
                                format_name));
    const Json version = document.value("version", Json());
    if (!version.is_array() || version.size() != 2 || !version[0].is_number_unsigned() ||
        !version[1].is_number_unsigned())
        return fail(ErrorCode::invalid,
                    fmt::format("{} does not say its version: expected \"version\":[{},{}].", name,
                                version_major, version_minor));
    const auto major = version[0].get<std::uint64_t>();
    if (major != static_cast<std::uint64_t>(version_major))
        return fail(
            ErrorCode::invalid,
            fmt::format("{} is of version {}, this program reads version {}; open it with {} program.", name,
                        major, version_major,
                        major > static_cast<std::uint64_t>(version_major) ? "a newer" : "an older"));
    const auto session = document.find("session");
    if (session == document.end() || !session->is_object())
        return fail(ErrorCode::invalid,
                    fmt::format("{} holds no session: 'session' should be an object.", name));
    return {};
}

void report_unknown(const Json& object, std::initializer_list<std::string_view> known, Reading& reading) {
    for (const auto& [key, value] : object.items())
        if (std::ranges::find(known, std::string_view(key)) == known.end() &&
            reading.unknown_keys.insert(key).second)
            reading.diagnostics.push_back({Severity::warning, "project.unknown-key",
                                           std::string(reading.name),
                                           fmt::format("The session has '{}', which this version does not "
                                                       "know; it is left out, and lost on saving.",
                                                       key)});
}

} // namespace

Result<Loaded> from_text(std::string_view text, std::string_view name) {
    TRY(const Json document, json::parse(text, name, json::Pairs::packed));
    CHECK(check_header(document, name));
    Reading reading{text, name, {}, {}, {}};
    report_unknown(document, {"format", "session", "version"}, reading);
    const Json& inner = document["session"];
    report_unknown(inner,
                   {"buses", "clips", "fold_down", "groups", "info", "lanes", "markers", "media", "pictures",
                    "prints", "segments", "tracks", "vcas", "version_strips", "versions"},
                   reading);
    Session session = read_session(inner, reading);
    if (reading.error) return std::unexpected(std::move(*reading.error));
    Repaired mended = repaired(session);
    for (Diagnostic& one : mended.told)
        one.where = reading.place(one.where.substr(0, one.where.find(' ')));
    append(reading.diagnostics, std::move(mended.told));
    session = std::move(mended.session);
    Diagnostics found = check(session);
    for (const Diagnostic& one : found)
        if (one.severity == Severity::error)
            return fail(
                ErrorCode::invalid,
                fmt::format("{}: {}", reading.place(one.where.substr(0, one.where.find(' '))), one.sentence));
    append(reading.diagnostics, std::move(found));
    return Loaded{std::move(session),
                  std::move(reading.diagnostics),
                  {reading.unknown_keys.begin(), reading.unknown_keys.end()}};
}

} // namespace dub::project

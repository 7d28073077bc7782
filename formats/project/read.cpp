// Text to a session. Entities are read one by one into flat lists, joined by their ids, then checked as a
// whole.

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "engine/session/invariants.h"
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

// An entity and the strip or track it belongs to, before they are joined.
struct OwnedClip {
    Clip clip;
    TrackId track;
};
struct OwnedLane {
    Lane lane;
    std::string strip;
};
template <class T> struct OwnedStrip { // a track or bus and its strip, still open
    T owner;
    Strip strip;
};

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

template <class T>
std::vector<OwnedStrip<T>> read_strips(const Json& document, const char* key, Reading& reading) {
    return read_list<OwnedStrip<T>>(document, key, strips_max, reading,
                                    [](Reader& reader, OwnedStrip<T>& value) {
                                        fields(reader, value.owner, static_cast<T*>(nullptr));
                                        strip_fields(reader, value.strip);
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

void join_clips(std::vector<OwnedClip> clips, std::vector<OwnedStrip<Track>>& tracks, Reading& reading) {
    std::unordered_map<TrackId, Track*> by_id;
    for (auto& one : tracks)
        by_id.emplace(one.owner.id, &one.owner);
    for (OwnedClip& one : clips) {
        const auto at = by_id.find(one.track);
        if (at == by_id.end())
            return reading.fail(
                ErrorCode::invalid,
                fmt::format(
                    "{}: clip {} lies on track {}, which does not exist; correct its 'track' or remove it.",
                    reading.place(one.clip.id.text()), one.clip.id.text(), one.track.text()));
        at->second->clips.push_back(std::make_shared<const Clip>(std::move(one.clip)));
    }
    for (auto& one : tracks)
        std::ranges::sort(one.owner.clips, {},
                          [](const auto& clip) { return std::pair(clip->place.start, clip->id); });
}

void join_lanes(std::vector<OwnedLane> lanes, std::vector<OwnedStrip<Track>>& tracks,
                std::vector<OwnedStrip<Bus>>& buses, Reading& reading) {
    std::unordered_map<std::string, Strip*> by_id;
    for (auto& one : tracks)
        by_id.emplace(one.owner.id.text(), &one.strip);
    for (auto& one : buses)
        by_id.emplace(one.owner.id.text(), &one.strip);
    for (OwnedLane& one : lanes) {
        const auto at = by_id.find(one.strip);
        if (at == by_id.end())
            return reading.fail(ErrorCode::invalid,
                                fmt::format("{}: lane {} belongs to '{}', which is no track or bus; correct "
                                            "its 'strip' or remove it.",
                                            reading.place(one.lane.id.text()), one.lane.id.text(),
                                            one.strip));
        at->second->lanes.push_back(std::make_shared<const Lane>(std::move(one.lane)));
    }
}

template <class T> std::vector<Shared<T>> closed(std::vector<OwnedStrip<T>> list) {
    std::vector<T> owners;
    owners.reserve(list.size());
    for (auto& one : list) {
        one.owner.strip = std::make_shared<const Strip>(std::move(one.strip));
        owners.push_back(std::move(one.owner));
    }
    return shared(std::move(owners));
}

constexpr auto by_id = [](const auto& entry) { return entry->id; };
constexpr auto by_start = [](const auto& entry) { return entry->at; };

Session read_session(const Json& document, Reading& reading) {
    auto tracks = read_strips<Track>(document, "tracks", reading);
    auto buses = read_strips<Bus>(document, "buses", reading);
    auto clips =
        read_list<OwnedClip>(document, "clips", entities_max, reading, [](Reader& reader, OwnedClip& one) {
            fields(reader, one.clip, static_cast<Clip*>(nullptr));
            reader.need("track", one.track);
        });
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
    pool.media = shared(read_plain<Media>(document, "media", reading));
    pool.pictures = shared(read_plain<Picture>(document, "pictures", reading));
    auto markers = read_plain<Marker>(document, "markers", reading);
    auto segments = read_plain<Segment>(document, "segments", reading);
    if (reading.error) return session;
    join_clips(std::move(clips), tracks, reading);
    join_lanes(std::move(lanes), tracks, buses, reading);
    // Hand-merged files keep every line but not the order of the lines.
    routing.buses = closed(std::move(buses));
    std::ranges::stable_sort(routing.buses, {}, by_id);
    std::ranges::stable_sort(pool.media, {}, by_id);
    std::ranges::stable_sort(pool.pictures, {}, by_start);
    std::ranges::stable_sort(markers, {}, &Marker::at);
    std::ranges::stable_sort(segments, {}, [](const Segment& segment) { return segment.action.start; });
    session.tracks = closed(std::move(tracks));
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
    TRY(const Json document, json::parse(text, name));
    CHECK(check_header(document, name));
    Reading reading{text, name, {}, {}, {}};
    report_unknown(document, {"format", "session", "version"}, reading);
    const Json& inner = document["session"];
    report_unknown(inner,
                   {"buses", "clips", "fold_down", "info", "lanes", "markers", "media", "pictures",
                    "segments", "tracks"},
                   reading);
    Session session = read_session(inner, reading);
    if (reading.error) return std::unexpected(std::move(*reading.error));
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

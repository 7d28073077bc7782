// The session as text: one entity a line, keys sorted, what is at its default left out.

#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "formats/project/fields.h"
#include "formats/project/json_values.h"
#include "formats/project/project.h"
#include "formats/project/version.h"

namespace dub::project {

using namespace session;

namespace {

class Writer {
  public:
    Json object = Json::object();

    template <class T> void need(const char* key, const T& value) { object[key] = written(value); }
    template <class T>
    void may(const char* key, const T& value, const std::type_identity_t<T>& fallback = {}) {
        if (!(value == fallback)) need(key, value);
    }
    template <class T> void may(const char* key, const std::optional<T>& value) {
        if (value) need(key, *value);
    }
    void may_list(const char* key, Json list) {
        if (!list.empty()) object[key] = std::move(list);
    }

  private:
    template <class T> static Json written(const T& value) { return to_json(value); }
    template <Nested T> static Json written(const T& value) {
        Writer inner;
        fields(inner, value, static_cast<T*>(nullptr));
        return std::move(inner.object);
    }
    template <Nested T> static Json written(const std::vector<T>& list) {
        Json array = Json::array();
        for (const T& value : list)
            array.push_back(written(value));
        return array;
    }
};

// An invalid byte of a name becomes U+FFFD: session::check has said so before a session is saved.
std::string line_of(const Json& object) { return json::to_text(object, json::Form::one_line); }

template <class T> std::string line_of(const T& value) {
    Writer writer;
    fields(writer, value, static_cast<T*>(nullptr));
    return line_of(writer.object);
}

template <class Owner> std::string strip_line(const Owner& owner) {
    Writer writer;
    fields(writer, owner, static_cast<Owner*>(nullptr));
    strip_fields(writer, *owner.strip);
    return line_of(writer.object);
}

std::string track_line(const Track& track) {
    Writer writer;
    fields(writer, track, static_cast<Track*>(nullptr));
    strip_fields(writer, *track.strip);
    Json alternatives = Json::array();
    for (const auto& playlist : track.alternatives) {
        Writer inner;
        playlist_fields(inner, *playlist);
        alternatives.push_back(std::move(inner.object));
    }
    writer.may_list("alternatives", std::move(alternatives));
    return line_of(writer.object);
}

// On a print, or on a playlist of a track: the track's first has no id.
std::string clip_line(const Clip& clip, PlaylistId playlist, TrackId track, PrintId print) {
    Writer writer;
    fields(writer, clip, static_cast<Clip*>(nullptr));
    writer.may("playlist", playlist);
    writer.may("print", print);
    writer.may("track", track);
    return line_of(writer.object);
}

void add_track_lines(const Track& track, std::vector<std::string>& lines) {
    for (const auto& clip : track.clips)
        lines.push_back(clip_line(*clip, track.playing, track.id, {}));
    for (const auto& playlist : track.alternatives)
        for (const auto& clip : playlist->clips)
            lines.push_back(clip_line(*clip, playlist->id, track.id, {}));
}

std::string layer_line(const VersionStrip& layer, VersionId version) {
    Writer writer;
    fields(writer, layer, static_cast<VersionStrip*>(nullptr));
    writer.need("version", version);
    return line_of(writer.object);
}

// Points are most of a session: they are written straight into the line, as a document of them would be.
void append_points(std::string& text, const std::vector<LanePoint>& points) {
    for (std::size_t i = 0; i < points.size(); ++i) {
        text += i == 0 ? "[" : ",[";
        fmt::format_to(std::back_inserter(text), "{},", points[i].at.value);
        if (std::isfinite(points[i].value))
            json::append_number(text, points[i].value);
        else
            text += line_of(to_json(points[i].value));
        text += ']';
    }
}

template <class IdType> std::string lane_line(const Lane& lane, IdType owner) {
    constexpr std::string_view empty = "\"points\":[]"; // no text holds this: its quotes would be escaped
    const Lane without{lane.id, lane.target, {}};
    Writer writer;
    fields(writer, without, static_cast<Lane*>(nullptr));
    writer.need("strip", owner);
    const std::string line = line_of(writer.object);
    const std::size_t at = line.find(empty) + empty.size() - 1;
    std::string whole = line.substr(0, at);
    append_points(whole, lane.points);
    return whole + line.substr(at);
}

template <class IdType>
void add_lane_lines(const Strip& strip, IdType owner, std::vector<std::string>& lines) {
    for (const auto& lane : strip.lanes)
        lines.push_back(lane_line(*lane, owner));
}

void add_list(std::string& text, std::string_view key, const std::vector<std::string>& lines) {
    text += std::string("\"") + std::string(key) + "\":[";
    for (std::size_t i = 0; i < lines.size(); ++i)
        text += (i == 0 ? "\n" : ",\n") + lines[i];
    text += lines.empty() ? "],\n" : "\n],\n";
}

template <class List, class LineOf> std::vector<std::string> lines_of(const List& list, const LineOf& line) {
    std::vector<std::string> lines;
    lines.reserve(list.size());
    for (const auto& entry : list)
        lines.push_back(line(entry));
    return lines;
}

} // namespace

std::string to_text(const Session& session) {
    std::vector<std::string> clips;
    std::vector<std::string> lanes;
    for (const auto& bus : session.routing->buses)
        add_lane_lines(*bus->strip, bus->id, lanes);
    for (const auto& vca : session.routing->vcas)
        add_lane_lines(*vca->strip, vca->id, lanes);
    for (const auto& track : session.tracks) {
        add_track_lines(*track, clips);
        add_lane_lines(*track->strip, track->id, lanes);
    }
    for (const auto& print : session.prints)
        for (const auto& clip : print->clips)
            clips.push_back(clip_line(*clip, {}, {}, print->id));
    std::vector<std::string> layers;
    for (const auto& version : session.versions)
        for (const auto& layer : version->strips)
            layers.push_back(layer_line(*layer, version->id));
    std::string text = "{\n\"format\":\"" + std::string(format_name) + "\",\n\"session\":{\n";
    add_list(text, "buses",
             lines_of(session.routing->buses, [](const auto& bus) { return strip_line(*bus); }));
    add_list(text, "clips", clips);
    text += "\"fold_down\":" + line_of(session.routing->fold) + ",\n";
    add_list(text, "groups",
             lines_of(session.routing->groups, [](const auto& group) { return line_of(group); }));
    text += "\"info\":" + line_of(*session.info) + ",\n";
    add_list(text, "lanes", lanes);
    add_list(text, "markers", lines_of(*session.markers, [](const auto& marker) { return line_of(marker); }));
    add_list(text, "media", lines_of(session.pool->media, [](const auto& media) { return line_of(*media); }));
    add_list(text, "pictures",
             lines_of(session.pool->pictures, [](const auto& picture) { return line_of(*picture); }));
    add_list(text, "prints", lines_of(session.prints, [](const auto& print) { return line_of(*print); }));
    add_list(text, "segments",
             lines_of(*session.segments, [](const auto& segment) { return line_of(segment); }));
    add_list(text, "tracks", lines_of(session.tracks, [](const auto& track) { return track_line(*track); }));
    add_list(text, "vcas", lines_of(session.routing->vcas, [](const auto& vca) { return strip_line(*vca); }));
    add_list(text, "version_strips", layers);
    add_list(text, "versions",
             lines_of(session.versions, [](const auto& version) { return line_of(*version); }));
    text.erase(text.size() - 2, 1); // the comma after the last list
    return text + "},\n\"version\":[" + std::to_string(version_major) + "," + std::to_string(version_minor) +
           "]\n}\n";
}

} // namespace dub::project

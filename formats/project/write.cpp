// The session as text: one entity a line, keys sorted, what is at its default left out.

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

template <class T> std::string strip_owner_line(const T& owner) {
    Writer writer;
    fields(writer, owner, static_cast<T*>(nullptr));
    strip_fields(writer, *owner.strip);
    return line_of(writer.object);
}

std::string clip_line(const Clip& clip, TrackId track) {
    Writer writer;
    fields(writer, clip, static_cast<Clip*>(nullptr));
    writer.need("track", track);
    return line_of(writer.object);
}

template <class IdType>
void add_lane_lines(const Strip& strip, IdType owner, std::vector<std::string>& lines) {
    for (const auto& lane : strip.lanes) {
        Writer writer;
        fields(writer, *lane, static_cast<Lane*>(nullptr));
        writer.need("strip", owner);
        lines.push_back(line_of(writer.object));
    }
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
    for (const auto& track : session.tracks) {
        for (const auto& clip : track->clips)
            clips.push_back(clip_line(*clip, track->id));
        add_lane_lines(*track->strip, track->id, lanes);
    }
    std::string text = "{\n\"format\":\"" + std::string(format_name) + "\",\n\"session\":{\n";
    add_list(text, "buses",
             lines_of(session.routing->buses, [](const auto& bus) { return strip_owner_line(*bus); }));
    add_list(text, "clips", clips);
    text += "\"fold_down\":" + line_of(session.routing->fold) + ",\n";
    text += "\"info\":" + line_of(*session.info) + ",\n";
    add_list(text, "lanes", lanes);
    add_list(text, "markers", lines_of(*session.markers, [](const auto& marker) { return line_of(marker); }));
    add_list(text, "media", lines_of(session.pool->media, [](const auto& media) { return line_of(*media); }));
    add_list(text, "pictures",
             lines_of(session.pool->pictures, [](const auto& picture) { return line_of(*picture); }));
    add_list(text, "segments",
             lines_of(*session.segments, [](const auto& segment) { return line_of(segment); }));
    add_list(text, "tracks",
             lines_of(session.tracks, [](const auto& track) { return strip_owner_line(*track); }));
    text.erase(text.size() - 2, 1); // the comma after the last list
    return text + "},\n\"version\":[" + std::to_string(version_major) + "," + std::to_string(version_minor) +
           "]\n}\n";
}

} // namespace dub::project

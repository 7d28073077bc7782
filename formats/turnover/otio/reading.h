#pragma once
// What the parts of this reader share while one document is read. Only .cpp files see it. One thread.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/conform/turnover.h"
#include "formats/json/json.h"

namespace dub::turnover::otio {

using json::Json;

struct Reading {
    std::string name; // of the file, for sentences
    conform::Turnover list{};
    std::map<std::string, int> sources{};
    std::set<std::string> unknown{}; // schemas that were passed over

    void say(Severity severity, std::string code, std::string where, std::string sentence) {
        list.diagnostics.push_back({severity, std::move(code), std::move(where), std::move(sentence)});
    }
};

// A track of the flattened list; record time counts from the start of the composition it came from.
struct Layer {
    conform::ListTrack track;
    std::vector<conform::ListMarker> markers;
};

// The infinities and NaN that OTIO writes, and JSON does not know, as 0; offsets stay.
[[nodiscard]] std::string plain_json(std::string_view text);
// Values that are missing or of another type are as good as absent: a null, "" or 0.
[[nodiscard]] const Json& at(const Json& object, const char* key);
[[nodiscard]] std::string text_at(const Json& object, const char* key);
[[nodiscard]] std::optional<double> number_at(const Json& object, const char* key);
[[nodiscard]] std::string schema_of(const Json& object); // "Clip" of "Clip.2"
[[nodiscard]] std::optional<Rational> fraction_of(const Json& number);
[[nodiscard]] std::optional<Rational> seconds_of(const Json& rational_time);
[[nodiscard]] std::optional<FrameRate> rate_of(const Json& rational_time);
[[nodiscard]] std::optional<conform::TimeSpan> span_of(const Json& time_range);

// The recording behind a clip, entered into the list once; -1 for a generator.
[[nodiscard]] int source_of(Reading& reading, const Json& clip);
[[nodiscard]] const Json& media_of(const Json& clip);

// Speed by the effects: 1 without a time warp, 0 a freeze frame.
[[nodiscard]] Rational speed_of(const Json& item);
// Premiere writes the source's length where the record length is meant.
[[nodiscard]] bool by_premiere(const Json& item);
void read_clip_facts(Reading& reading, const Json& clip, conform::Event& event);
void read_track_facts(const Json& track, conform::ListTrack& to);
[[nodiscard]] conform::Curve curve_of(const Json& curve);
[[nodiscard]] conform::FadeShape shape_of(const Json& transition);

// All layers of a Stack, Track, Clip or Gap.
[[nodiscard]] std::vector<Layer> layers_of(Reading& reading, const Json& item, conform::TrackKind kind);
[[nodiscard]] std::vector<conform::ListMarker> markers_of(const Json& item);

} // namespace dub::turnover::otio

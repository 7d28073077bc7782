#pragma once
// What the parts of this reader share while one document is read. One thread.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/conform/turnover.h"
#include "formats/xml/xml.h"

namespace dub::turnover::fcpxml {

inline constexpr Rational none{}; // seconds, or a speed

// An event before it has a track.
struct Laid {
    conform::Event event;
    conform::TrackKind kind = conform::TrackKind::picture;
    int lane = 0; // of pictures: how far above the storyline
    int channels = 1;
};

struct Reading {
    const xml::Document& document;
    std::string name; // of the file, for sentences
    conform::Turnover list{};
    std::map<std::string, xml::Node, std::less<>> resources{};
    std::map<std::string, int, std::less<>> sources{}; // by id of the asset
    std::vector<std::string> open_media{};             // compound clips being laid out, outermost first
    std::vector<Laid> laid{};
    int items_left = 200'000; // compound clips may be shown again and again
    int links = 0;

    void say(Severity severity, std::string code, std::string where, std::string sentence) {
        list.diagnostics.push_back({severity, std::move(code), std::move(where), std::move(sentence)});
    }
    [[nodiscard]] xml::Node resource(std::string_view id) const {
        const auto found = resources.find(id);
        return found == resources.end() ? xml::Node{} : found->second;
    }
};

// "1001/24000s", "3600s", "1.5s"; nullopt when it is missing or no time.
[[nodiscard]] std::optional<Rational> time_in(xml::Node node, const char* attribute);
[[nodiscard]] bool flag_in(xml::Node node, const char* attribute, bool otherwise); // "1", "0"
[[nodiscard]] int whole_in(xml::Node node, const char* attribute, int otherwise);  // within ±10,000
[[nodiscard]] std::string text_in(xml::Node node, const char* attribute);
// Of a format, or of what refers to one; 1/frameDuration.
[[nodiscard]] std::optional<FrameRate> rate_of(const Reading& reading, xml::Node formatted);

// The recording of an asset, entered into the list once; `clip` adds reel, scene and take.
[[nodiscard]] int source_of(Reading& reading, xml::Node asset, xml::Node clip);

// How an item's local time runs against the time around it, and against its content.
struct ItemTime {
    Rational start, length;                         // local; length in the time around it
    Rational speed{1};                              // local seconds for a second around it (conform-rate)
    std::vector<std::pair<Rational, Rational>> map; // local to content time; empty: the same
    [[nodiscard]] Rational content_at(Rational local) const;
};
[[nodiscard]] ItemTime time_of(const Reading& reading, xml::Node item, FrameRate around);

struct Volume {
    Db gain;
    std::vector<conform::CurvePoint> keys; // local time and dB
    conform::EventFade in, out;            // lengths in local time
};
[[nodiscard]] Volume volume_of(xml::Node item);

// Lays the items of a sequence (or one clip) out into `laid`, record time from timecode 00:00:00:00.
void lay_timeline(Reading& reading, xml::Node sequence_or_clip);
// Gives what is laid its tracks.
void share_out(Reading& reading);

} // namespace dub::turnover::fcpxml

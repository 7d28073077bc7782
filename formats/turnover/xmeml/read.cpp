#include <algorithm>

#include <fmt/format.h>

#include "engine/conform/list_facts.h"
#include "engine/core/atomic_file.h"
#include "formats/turnover/xmeml/reading.h"
#include "formats/turnover/xmeml/xmeml.h"

namespace dub::turnover::xmeml {
namespace {

// A feature film's XML has a few million elements; their nodes stay far below the bound of memory.
constexpr xml::Limits limits{.bytes = std::size_t{128} << 20, .nodes = 5'000'000, .depth = 200};

// Where files, sequences and master clips are told in full; everything else refers to them.
void index(Reading& reading, xml::Node root, std::vector<xml::Node>& top) {
    std::vector<std::pair<xml::Node, bool>> open{{root, false}}; // and whether inside a sequence
    while (!open.empty()) {
        const auto [node, inside] = open.back();
        open.pop_back();
        const std::string id(node.attribute("id").value_or(""));
        const bool sequence = node.name() == "sequence";
        if (sequence && node.child("media")) {
            if (!id.empty()) reading.sequences.try_emplace(id, node);
            if (!inside) top.push_back(node);
        }
        if (node.name() == "file" && !id.empty() && (node.child("pathurl") || node.child("name")))
            reading.files.try_emplace(id, node);
        if (node.name() == "clip") {
            const auto master = node.text_of("masterclipid");
            reading.masters.try_emplace(master.empty() ? id : std::string(master), node);
        }
        const auto children = node.children();
        for (auto child = children.rbegin(); child != children.rend(); ++child) // in document order
            open.emplace_back(*child, inside || sequence);
    }
}

std::string name_of(xml::Node sequence) {
    const std::string_view name = sequence.text_of("name");
    return std::string(name.empty() ? sequence.attribute("id").value_or("") : name);
}

std::string producer_of(xml::Node root) {
    const xml::Node sequence = root.find("sequence"); // <appname> says Final Cut Pro whoever writes it
    return sequence.attribute("explodedTracks") || root.find("pproTicksIn") ? "Premiere Pro" : "";
}

void take_over(Reading& reading, std::vector<LaidTrack> tracks, Rational offset) {
    for (LaidTrack& laid : tracks) {
        const int index = static_cast<int>(reading.list.tracks.size());
        for (Laid& clip : laid.clips) {
            clip.event.record = {clip.event.record.start + offset, clip.event.record.end + offset};
            for (conform::ListMarker& marker : clip.markers) {
                marker.at += offset;
                marker.track = index;
                reading.list.markers.push_back(std::move(marker));
            }
            laid.track.events.push_back(std::move(clip.event));
        }
        for (conform::CurvePoint& point : laid.track.pan.points)
            if (laid.track.pan.points.size() > 1) point.at += offset;
        reading.list.tracks.push_back(std::move(laid.track));
    }
}

void number_tracks(conform::Turnover& list) {
    int sound = 0, picture = 0;
    for (conform::ListTrack& track : list.tracks)
        track.number = track.kind == conform::TrackKind::sound ? ++sound : ++picture;
}

void say_what_is_lost(Reading& reading) {
    conform::say_lost_effects(reading.list);
    if (reading.clips_left <= 0)
        reading.say(
            Severity::error, "xmeml.too-many", reading.list.name,
            "The list shows more than 200,000 clips through its inner sequences; the rest is left out. Send "
            "the inner sequences on their own.");
}

Result<conform::Turnover> filled(Reading& reading, const std::vector<xml::Node>& top,
                                 const ReadOptions& options) {
    auto chosen = std::ranges::find_if(
        top, [&](xml::Node one) { return !options.sequence.empty() && name_of(one) == options.sequence; });
    if (chosen == top.end() && !options.sequence.empty())
        return fail(ErrorCode::unfit,
                    fmt::format("{} has no sequence named \"{}\"; it has \"{}\"{}.", reading.name,
                                options.sequence, name_of(top.front()), top.size() > 1 ? " and others" : ""));
    if (chosen == top.end()) chosen = top.begin();
    conform::Turnover& list = reading.list;
    list.name = name_of(*chosen);
    for (auto one = top.begin(); one != top.end(); ++one)
        if (one != chosen) list.others.push_back(name_of(*one));
    const TimecodeFormat assumed = options.timecode.value_or(TimecodeFormat{{25, 1}, 25, DropFrame::no});
    const xml::Node timecode = chosen->child("timecode");
    if (!chosen->child("rate") && !timecode.child("rate")) {
        list.rate = options.timecode ? conform::RateIs::told : conform::RateIs::guessed;
        if (!options.timecode)
            reading.say(
                Severity::warning, "xmeml.no-rate", list.name,
                "The sequence does not say its frame rate; 25 is taken. Name the rate if that is wrong.");
    }
    const FrameRate rate = rate_of(*chosen, rate_of(timecode, assumed.rate));
    const auto clock = clock_of(timecode, rate);
    list.timecode = clock ? clock->format : conform::counting(rate, assumed.drop);
    list.timecode.rate = rate;
    list.start = clock ? clock->start : FramePos{};
    const xml::Node sound =
        chosen->child("media").child("audio").child("format").child("samplecharacteristics");
    if (const auto hz = number_in(sound, "samplerate"); hz && *hz > Rational{} && *hz <= Rational{768000})
        list.sound_rate = SampleRate{hz->nearest()};
    reading.open_sequences.emplace_back(chosen->attribute("id").value_or(""));
    const Rational offset = seconds_at(list.start, rate);
    for (conform::ListMarker marker : markers_of(*chosen, rate)) {
        marker.at += offset;
        list.markers.push_back(std::move(marker));
    }
    take_over(reading, read_sequence(reading, *chosen), offset);
    number_tracks(list);
    std::ranges::stable_sort(list.markers, {}, &conform::ListMarker::at);
    say_what_is_lost(reading);
    return std::move(list);
}

} // namespace

bool sniff(std::string_view head, const std::filesystem::path&) {
    const auto at = head.find("<xmeml");
    return at != head.npos && at + 6 < head.size() &&
           std::string_view(" \t\r\n>/").find(head[at + 6]) != head.npos;
}

Result<conform::Turnover> read_text(std::string_view text, const std::string& name,
                                    const ReadOptions& options) {
    TRY(const auto document, xml::Document::parse(text, name, limits));
    if (document.root().name() != "xmeml")
        return fail(ErrorCode::invalid,
                    fmt::format("{} is XML of another kind: its element is <{}>, expected <xmeml>.", name,
                                document.root().name()));
    Reading reading{.document = document, .name = name};
    reading.list.format = "xmeml";
    reading.list.producer = producer_of(document.root());
    std::vector<xml::Node> top;
    index(reading, document.root(), top);
    if (top.empty())
        return fail(
            ErrorCode::invalid,
            fmt::format("{} has no sequence; export the sequence itself, not a bin or a clip.", name));
    return filled(reading, top, options);
}

Result<conform::Turnover> read(const std::filesystem::path& file, const ReadOptions& options) {
    TRY(const auto text, read_text_file(file, limits.bytes));
    return read_text(text, file.string(), options);
}

} // namespace dub::turnover::xmeml

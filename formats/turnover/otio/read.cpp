#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "engine/conform/list_facts.h"
#include "engine/conform/names.h"
#include "engine/core/atomic_file.h"
#include "formats/turnover/otio/bundle.h"
#include "formats/turnover/otio/otio.h"
#include "formats/turnover/otio/reading.h"

namespace dub::turnover::otio {
namespace {

// A document takes eight times its text in memory.
constexpr std::uint64_t list_bytes_max = std::uint64_t{64} << 20;

bool holds_time(const std::string& schema) {
    return schema == "Timeline" || schema == "Stack" || schema == "Track" || schema == "Clip";
}

// The timelines of a file in order: one, or those of a collection.
void timelines_of(const Json& item, std::vector<const Json*>& found) {
    const std::string schema = schema_of(item);
    if (holds_time(schema)) {
        found.push_back(&item);
        return;
    }
    for (const Json& child : at(item, "children")) // SerializableCollection, and what is like it
        timelines_of(child, found);
}

bool picture_rate(FrameRate rate) { return Rational{rate.num, rate.den} <= Rational{240}; }

// The first rate of a range that pictures run at; sound may count in samples.
std::optional<FrameRate> rate_inside(const Json& item) {
    for (const char* key : {"source_range", "marked_range"})
        if (const auto rate = rate_of(at(at(item, key), "duration")); rate && picture_rate(*rate))
            return rate;
    for (const Json& child : at(item, "children"))
        if (const auto rate = rate_inside(child)) return rate;
    const auto rate = rate_of(at(at(media_of(item), "available_range"), "duration"));
    return rate && picture_rate(*rate) ? rate : std::nullopt;
}

void read_clock(Reading& reading, const Json& timeline, const Json& tracks, const ReadOptions& options) {
    conform::Turnover& list = reading.list;
    const Json& start = at(timeline, "global_start_time");
    auto rate = rate_of(start);
    if (!rate || !picture_rate(*rate)) rate = rate_inside(tracks);
    const Json& own = at(at(timeline, "metadata"), "dubstage");
    if (const auto told = rate_of(at(own, "rate"))) rate = told;
    if (!rate) {
        list.rate = options.timecode ? conform::RateIs::told : conform::RateIs::guessed;
        if (!options.timecode)
            reading.say(Severity::warning, "otio.no-rate", list.name,
                        "The list does not say its frame rate; 24 is taken. Name the rate if that is wrong.");
    }
    list.timecode =
        rate ? conform::counting(*rate, DropFrame::no) : options.timecode.value_or(TimecodeFormat{});
    const bool drop =
        at(own, "drop") == true || (options.timecode && options.timecode->rate == list.timecode.rate &&
                                    options.timecode->drop == DropFrame::yes); // OTIO itself never says it
    if (drop) list.timecode = conform::counting(list.timecode.rate, DropFrame::yes);
    const FrameRate frames = list.timecode.rate;
    list.start = {(seconds_of(start).value_or(Rational{}) * Rational{frames.num, frames.den}).nearest()};
}

void take_over(Reading& reading, std::vector<Layer> layers, Rational offset) {
    int sound = 0, picture = 0;
    for (Layer& layer : layers) {
        conform::ListTrack& track = layer.track;
        track.number = track.kind == conform::TrackKind::sound ? ++sound : ++picture;
        if (track.name.empty())
            track.name =
                fmt::format("{}{}", track.kind == conform::TrackKind::sound ? 'A' : 'V', track.number);
        for (conform::Event& event : track.events) {
            if (event.where.starts_with(' ')) event.where = track.name + event.where;
            event.record = {event.record.start + offset, event.record.end + offset};
        }
        for (conform::ListMarker& marker : layer.markers) {
            marker.at += offset;
            marker.track = static_cast<int>(reading.list.tracks.size());
            reading.list.markers.push_back(std::move(marker));
        }
        reading.list.tracks.push_back(std::move(track));
    }
}

void read_facts(const Json& timeline, const Json& tracks, conform::Turnover& list) {
    const Json &metadata = at(timeline, "metadata"), &own = at(metadata, "dubstage");
    list.producer = text_at(own, "producer");
    if (at(metadata, "Resolve_OTIO").is_object()) list.producer = "DaVinci Resolve";
    if (at(metadata, "PremierePro_OTIO").is_object()) list.producer = "Premiere Pro";
    auto hz = number_at(own, "sound_rate");
    if (!hz) hz = number_at(at(at(tracks, "metadata"), "PremierePro_OTIO"), "AudioFrameRate");
    if (hz && *hz >= 8000 && *hz <= 768000) list.sound_rate = SampleRate{static_cast<std::int64_t>(*hz)};
}

Result<conform::Turnover> filled(const Json& timeline, Reading& reading, const ReadOptions& options) {
    conform::Turnover& list = reading.list;
    const Json& tracks = schema_of(timeline) == "Timeline" ? at(timeline, "tracks") : timeline;
    list.format = "otio";
    list.name = text_at(timeline, "name");
    if (schema_of(tracks).empty())
        return fail(ErrorCode::invalid, fmt::format("{}: the timeline \"{}\" has no tracks; export it again.",
                                                    reading.name, list.name));
    read_clock(reading, timeline, tracks, options);
    read_facts(timeline, tracks, list);
    const Rational offset = seconds_at(list.start, list.timecode.rate);
    if (schema_of(tracks) == "Stack")
        for (conform::ListMarker marker : markers_of(tracks)) {
            marker.at += offset;
            list.markers.push_back(std::move(marker));
        }
    take_over(reading, layers_of(reading, tracks, conform::TrackKind::picture), offset);
    std::ranges::stable_sort(list.markers, {}, &conform::ListMarker::at);
    conform::say_lost_effects(list);
    return std::move(list);
}

// Recordings that lie in the archive are taken from it.
void link_embedded(const Bundle& bundle, conform::Turnover& list) {
    for (conform::Source& source : list.sources)
        for (const std::string& path : source.locators) {
            const std::string name = conform::percent_decoded(path.starts_with("./") ? path.substr(2) : path);
            const auto entry = bundle.entries.find(name);
            if (entry == bundle.entries.end()) continue;
            source.essence = conform::Essence{entry->first, conform::EssenceKind::file, entry->second};
            break;
        }
}

// An .otiod is a folder: its recordings lie in it.
void link_beside(const std::filesystem::path& folder, conform::Turnover& list) {
    for (conform::Source& source : list.sources)
        if (!source.locators.empty() && !leads_out(conform::percent_decoded(source.locators.front())))
            source.locators.insert(source.locators.begin(),
                                   (folder / conform::percent_decoded(source.locators.front())).string());
}

constexpr std::string_view zip_signature{"PK\x03\x04", 4};

} // namespace

bool sniff(std::string_view head, const std::filesystem::path& file) {
    if (head.starts_with(zip_signature))
        return head.find("content.otio") != head.npos || file.extension() == ".otioz";
    const auto first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return first != head.npos && head[first] == '{' &&
           (head.find("\"OTIO_SCHEMA\"") != head.npos || file.extension() == ".otio");
}

Result<conform::Turnover> read_text(std::string_view text, const std::string& name,
                                    const ReadOptions& options) {
    TRY(const Json document, json::parse(plain_json(text), name));
    std::vector<const Json*> timelines;
    timelines_of(document, timelines);
    if (timelines.empty())
        return fail(
            ErrorCode::invalid,
            fmt::format("{} holds no timeline; expected OTIO_SCHEMA Timeline, Stack, Track or a collection "
                        "of them.",
                        name));
    const auto named = [&](const Json* one) { return text_at(*one, "name") == options.sequence; };
    auto chosen = options.sequence.empty() ? timelines.begin() : std::ranges::find_if(timelines, named);
    if (chosen == timelines.end())
        return fail(ErrorCode::unfit, fmt::format("{} has no timeline named \"{}\"; it has \"{}\"{}.", name,
                                                  options.sequence, text_at(*timelines.front(), "name"),
                                                  timelines.size() > 1 ? " and others" : ""));
    Reading reading{.name = name};
    for (const Json* one : timelines)
        if (one != *chosen) reading.list.others.push_back(text_at(*one, "name"));
    return filled(**chosen, reading, options);
}

Result<conform::Turnover> read(const std::filesystem::path& file, const ReadOptions& options) {
    std::string start(zip_signature.size(), '\0');
    std::ifstream(file, std::ios::binary).read(start.data(), static_cast<std::streamsize>(start.size()));
    if (start != zip_signature) {
        TRY(const auto text, read_text_file(file, list_bytes_max));
        TRY(auto list, read_text(text, file.string(), options));
        if (file.parent_path().extension() == ".otiod") link_beside(file.parent_path(), list);
        return list;
    }
    TRY(Bundle bundle, open_bundle(file, list_bytes_max));
    TRY(auto list, read_text(bundle.list, file.string(), options));
    link_embedded(bundle, list);
    append(list.diagnostics, std::move(bundle.diagnostics));
    return list;
}

Result<void> extract(const std::filesystem::path& otioz, const conform::Source& source,
                     const std::filesystem::path& to, Progress& progress) {
    if (!source.essence)
        return fail(ErrorCode::unfit,
                    fmt::format("{} does not bring the sound of \"{}\" along.", otioz.string(), source.name));
    return unpack(otioz, source.essence->id, to, progress);
}

} // namespace dub::turnover::otio

#include "engine/conform/media_for.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/conform/names.h"
#include "engine/session/edits/add_media.h"
#include "engine/session/lookup.h"

namespace dub::conform {
namespace {

// What the events of one source play, on its own clock.
struct Extent {
    std::optional<TimeSpan> played;
    SourceOrigin origin = SourceOrigin::media;
    int channels = 1;
};

Extent extent_of(const Turnover& list, std::size_t source) {
    Extent extent;
    for (const auto& track : list.tracks)
        for (const auto& event : track.events) {
            if (!is_heard(track, event) || event.source != static_cast<int>(source)) continue;
            extent.origin = event.origin;
            if (!extent.played) extent.played = event.played;
            extent.played->start = std::min(extent.played->start, event.played.start);
            extent.played->end = std::max(extent.played->end, event.played.end);
            extent.channels = std::max(extent.channels, track.channels);
            for (const int channel : event.channels)
                extent.channels = std::max(extent.channels, channel + 1);
        }
    return extent;
}

Layout layout_of_count(int channels) {
    if (const auto named = layout_by_count(channels)) return *named;
    const std::vector<Speaker> unplaced(
        static_cast<std::size_t>(std::clamp(channels, 1, Layout::max_channels)), Speaker::M);
    return Layout(unplaced);
}

// The name of the file as the list has it; never a path out of the session's folder.
std::string expected_name(const Source& source) {
    std::string name(file_name(source.locators.empty() ? source.name : source.locators.front()));
    if (name.empty() || name == "." || name == "..") name = source.tape.empty() ? "unnamed" : source.tape;
    std::ranges::replace_if(
        name, [](unsigned char c) { return c < 0x20 || c == '/' || c == '\\'; }, '_');
    return name == stem(name) ? name + ".wav" : name;
}

} // namespace

MediaFor::MediaFor(const Turnover& list, const PlaceSources& sources)
    : list_(list)
    , sources_(sources) {}

MediaFor::Entry MediaFor::missing(std::size_t index, const session::Session& session) {
    const Source& source = list_.sources[index];
    const Extent extent = extent_of(list_, index);
    const TimeSpan played = extent.played.value_or(TimeSpan{});
    FoundFile file;
    file.rate = source.rate.value_or(session.info->rate);
    file.channels = std::min(std::max(source.channels, extent.channels), Layout::max_channels);
    file.layout = layout_of_count(file.channels);
    Rational begins;
    if (extent.origin == SourceOrigin::timecode) {
        const TimecodeFormat clock = source.timecode.value_or(list_.timecode);
        // Where it begins is not known: as if at midnight. No shorter file is then taken for it by its name
        // alone, to play another moment.
        if (source.start) begins = seconds_at(*source.start, clock.rate);
        file.begins = begins;
        file.timecode = clock;
    }
    const Rational used = played.end - begins;
    const Rational length = std::max(source.length.value_or(used), used);
    file.length = SampleCount{std::max<std::int64_t>((length * Rational(file.rate.hz)).ceil(), 1)};
    missing_.push_back(file);
    session::Media media;
    media.name = source.name.empty() ? source.tape : source.name;
    media.path = expected_name(source);
    media.layout = file.layout;
    media.rate = file.rate;
    media.length = file.length;
    if (file.begins) media.timestamp = SamplePos{(begins * Rational(file.rate.hz)).nearest()};
    return {&missing_.back(), std::move(media)};
}

MediaFor::Entry& MediaFor::entry_of(std::size_t source, const session::Session& session) {
    const auto known = entries_.find(source);
    if (known != entries_.end()) return known->second;
    const auto& taken = sources_.links.sources[source].taken;
    Entry entry =
        taken ? Entry{&sources_.files[taken->file], sources_.media[taken->file]} : missing(source, session);
    return entries_.emplace(source, std::move(entry)).first->second;
}

Result<std::optional<PlayedMedia>> MediaFor::event(session::Session& session, const Event& event,
                                                   const std::string& where, Diagnostics& told) {
    const auto speed = speed_of(event);
    if (!speed) {
        told.push_back({Severity::warning, "place.speed", where,
                        fmt::format("it plays at {} times its speed; sound can play at a quarter to four "
                                    "times. It was left out.",
                                    event.speed.value())});
        return std::nullopt;
    }
    const Entry& entry = entry_of(static_cast<std::size_t>(event.source), session);
    session::Media media = entry.media;
    media.speed = *speed;
    const auto key = std::tuple(media.path, media.stream, speed->num, speed->den);
    auto& id = known_[key];
    if (!id)
        for (const auto& there : session.pool->media) // of the session before; a copy elsewhere is the same
            if ((there->path == media.path || !media.hash.empty()) && there->hash == media.hash &&
                there->bytes == media.bytes && there->stream == media.stream && there->speed == media.speed)
                id = there->id;
    if (!id) {
        TRY(session, session::apply(session, session::AddMedia{media}));
        id = session.pool->media.back()->id;
    }
    return PlayedMedia{entry.file, id, session::session_length(session, *session::find_media(session, id))};
}

} // namespace dub::conform

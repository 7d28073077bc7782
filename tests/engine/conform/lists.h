#pragma once
// Lists and found files made by hand, for tests of what is done with them. 24 fps, 48 kHz, from 01:00:00:00.

#include <string>

#include "engine/conform/place.h"

namespace dub::test {

[[nodiscard]] inline Rational seconds24(double seconds) {
    return Rational(static_cast<std::int64_t>(seconds * 24), 24);
}
[[nodiscard]] inline Rational hour() { return Rational{3600}; }

struct OneEvent {
    std::string name;
    double at = 0, length = 1, from = 0; // seconds; `at` counts from 01:00:00:00
    int source = 0;
};

[[nodiscard]] inline conform::Event event(const OneEvent& one) {
    conform::Event event;
    event.name = one.name;
    event.source = one.source;
    event.record = {hour() + seconds24(one.at), hour() + seconds24(one.at + one.length)};
    event.played = {seconds24(one.from), seconds24(one.from + one.length)};
    event.channels = {0};
    return event;
}

[[nodiscard]] inline conform::ListTrack track(std::string name, std::vector<OneEvent> events) {
    conform::ListTrack track;
    track.name = std::move(name);
    track.number = 1;
    for (const OneEvent& one : events)
        track.events.push_back(event(one));
    return track;
}

// Recordings called "rec 0", "rec 1" …
[[nodiscard]] inline conform::Turnover turnover(std::vector<conform::ListTrack> tracks, int sources = 2) {
    conform::Turnover list;
    list.format = "made";
    list.name = "reel 1";
    list.start = FramePos{24 * 3600};
    list.tracks = std::move(tracks);
    for (int i = 0; i < sources; ++i) {
        conform::Source source;
        source.name = "rec " + std::to_string(i);
        list.sources.push_back(std::move(source));
    }
    return list;
}

// A mono file of a minute in /media.
[[nodiscard]] inline conform::FoundFile file(const std::string& name, int channels = 1) {
    conform::FoundFile file;
    file.path = "/media/" + name + ".wav";
    file.channels = channels;
    file.layout = *layout_by_count(channels);
    file.rate = {48000};
    file.length = {48000 * 60};
    return file;
}

// Everything between a list and its place, with recordings that are there.
struct Stage {
    conform::Turnover list;
    std::vector<conform::FoundFile> files{file("rec 0"), file("rec 1")};
    conform::PlaceWish wish{};
    conform::Links links{};
    std::vector<session::Media> media{};
    std::vector<conform::TrackRow> rows{};

    void prepare(const session::Session& session) {
        links = conform::link(list, files);
        media.clear();
        for (const auto& one : files) {
            session::Media entry;
            entry.name = one.path;
            entry.path = one.path;
            entry.layout = one.layout;
            entry.rate = one.rate;
            entry.length = one.length;
            entry.hash = "hash of " + one.path;
            media.push_back(std::move(entry));
        }
        rows = conform::plan_tracks(session, list, files, links, wish);
    }
    [[nodiscard]] Result<conform::Placed> place(const session::Session& session) {
        prepare(session);
        return conform::place(session, list, {files, links, media}, rows, wish);
    }
};

[[nodiscard]] inline bool has(const Diagnostics& told, std::string_view code) {
    for (const auto& one : told)
        if (one.code == code) return true;
    return false;
}

} // namespace dub::test

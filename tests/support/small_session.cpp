#include "tests/support/small_session.h"

#include "engine/session/invariants.h"

#include "engine/session/edits/add_clip.h"
#include "engine/session/edits/add_media.h"
#include "engine/session/edits/add_track.h"

namespace dub::test {

using namespace session;

SamplePos from_start(std::int64_t samples) { return SamplePos{3600LL * 48000} + SampleCount{samples}; }

Session small_session() {
    Info info;
    info.name = "small";
    info.start = FramePos{24 * 3600};
    info.home = *layout_named("7.1");
    Session session = new_session(std::move(info));
    for (const char* name : {"mono", "2.0"}) {
        AddMedia media;
        media.media.name = std::string(name) + " recording";
        media.media.path = std::string("audio/") + name + ".wav";
        media.media.layout = *layout_named(name);
        media.media.length = {48000 * 60};
        session = must(apply(session, media));
    }
    session = must(apply(session, AddTrack{"DX 1", *layout_named("mono"), Role::dialogue, {}, {}, ""}));
    session = must(apply(session, AddTrack{"DX 2", *layout_named("mono"), Role::dialogue, {}, {}, ""}));
    return must(apply(session, AddTrack{"FX 1", *layout_named("2.0"), Role::effects, {}, {}, ""}));
}

TrackId track_id(const Session& session, std::string_view name) { return find_track(session, name)->id; }
BusId bus_id(const Session& session, std::string_view name) { return find_bus(session, name)->id; }

ClipId put(Session& session, std::string_view track, std::int64_t start, std::int64_t end, std::string name) {
    AddClip add;
    add.track = track_id(session, track);
    add.media = session.pool->media.front()->id;
    add.at = from_start(start);
    add.from = {48000}; // a second of handle
    add.length = SampleCount{end - start};
    add.name = std::move(name);
    const ClipId id{session.info->next_id};
    session = must(apply(session, add));
    return id;
}

const Clip& clip(const Session& session, ClipId id) {
    const auto place = find_clip(session, id);
    if (!place) throw std::logic_error("no clip " + id.text());
    return *session.tracks[place->track]->clips[place->clip];
}

std::string places(const Session& session, std::string_view track) {
    std::string text;
    for (const auto& one : find_track(session, track)->clips) {
        if (!text.empty()) text += ' ';
        text += std::to_string((one->place.start - from_start(0)).value) + "-" +
                std::to_string((one->place.end - from_start(0)).value);
    }
    return text;
}

SamplePos start_of(const session::Session& session) {
    return session::sample_of(session, session.info->start);
}

std::string first_error(const session::Session& session) {
    for (const Diagnostic& one : session::check(session))
        if (one.severity == Severity::error) return one.code + " " + one.where + ": " + one.sentence;
    return "";
}

} // namespace dub::test

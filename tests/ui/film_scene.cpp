#include "tests/ui/film_scene.h"

#include "engine/session/edits/add_clip.h"
#include "engine/session/edits/add_marker.h"
#include "engine/session/edits/add_media.h"
#include "engine/session/edits/add_picture.h"
#include "engine/session/edits/add_playlist.h"
#include "engine/session/edits/add_segment.h"
#include "engine/session/edits/add_track.h"
#include "engine/session/edits/crossfade.h"
#include "engine/session/edits/lock_clips.h"
#include "engine/session/edits/mute_clips.h"
#include "engine/session/edits/set_clip_gain.h"
#include "engine/session/edits/set_mute.h"
#include "engine/session/edits/set_solo.h"
#include "tests/support/dice.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

constexpr std::int64_t second = 48000;

struct Line {
    const char* track;
    const char* layout;
    std::optional<Role> role;
    int clips;
    double seconds; // of each
    const char* name;
};

void fill(Session& session, const Line& line, Dice& dice) {
    session = must(apply(session, AddTrack{line.track, *layout_named(line.layout), line.role, {}, {}, ""}));
    AddMedia media;
    media.media.name = std::string(line.name) + " sound";
    media.media.path = std::string("audio/") + line.track + ".wav";
    media.media.layout = *layout_named(line.layout);
    media.media.length = {second * 600};
    session = must(apply(session, media));
    std::int64_t at = dice.whole(0, second * 4);
    for (int i = 0; i < line.clips; ++i) {
        AddClip add;
        add.track = track_id(session, line.track);
        add.media = session.pool->media.back()->id;
        add.at = from_start(at);
        add.from = {second * (5 + 20 * i)};
        add.length = SampleCount{static_cast<std::int64_t>(line.seconds * second * dice.number(0.7, 1.3))};
        add.name = std::string(line.name) + (i < 9 ? " 0" : " ") + std::to_string(i + 1);
        add.in.length = {dice.whole(0, second / 2)};
        add.out.length = {dice.whole(0, second)};
        at += add.length->value + (i % 3 == 1 ? 0 : dice.whole(second / 2, second * 6));
        session = must(apply(session, add));
    }
}

} // namespace

Session film_scene() {
    Info info;
    info.name = "scene";
    info.start = FramePos{24 * 3600};
    info.home = *layout_named("7.1");
    Session session = new_session(std::move(info));
    Dice dice(7);
    for (const Line& line : {Line{"DX 01", "mono", Role::dialogue, 9, 5, "Anna take 3"},
                             Line{"DX 02", "mono", Role::dialogue, 7, 4, "Boom 12A"},
                             Line{"ADR 01", "mono", Role::adr, 3, 3, "ADR Anna"},
                             Line{"PFX 01 production effects", "mono", Role::pfx, 4, 2, "door"},
                             Line{"FS 01", "mono", Role::foley, 12, 2, "steps"},
                             Line{"HFX 01", "2.0", Role::effects, 5, 6, "car by"},
                             Line{"BG A", "5.1", Role::ambience, 2, 40, "street night"},
                             Line{"MX 01", "5.1", Role::score, 1, 70, "1m2 chase"},
                             Line{"GUIDE", "2.0", std::nullopt, 1, 90, "guide mix"}})
        fill(session, line, dice);
    const auto first = find_track(session, "DX 01")->clips;
    session =
        must(apply(session, Crossfade{first[1]->id, first[2]->id, {second / 3}, FadeCurve::equal_power}));
    session = must(apply(session, SetClipGain{{first[0]->id}, -3.5, 0}));
    session = must(apply(session, MuteClips{{find_track(session, "HFX 01")->clips[1]->id}, true}));
    session = must(apply(session, LockClips{{find_track(session, "BG A")->clips[0]->id}, true}));
    session = must(apply(session, AddPlaylist{track_id(session, "DX 02"), "lavalier", true}));
    session = must(apply(session, SetMute{{{track_id(session, "GUIDE"), {}}}, true}));
    session = must(apply(session, SetSolo{{{track_id(session, "DX 01"), {}}}, true}));
    session = must(apply(session, AddMarker{session.info->start + FrameCount{24 * 12}, "Anna enters", ""}));
    session =
        must(apply(session, AddMarker{session.info->start + FrameCount{24 * 31}, "gunshot", "#EB5757"}));
    session = must(apply(session, AddPicture{{{}, "picture.mov", session.info->start, {24 * 95}, {24, 1}}}));
    Segment reel;
    reel.name = "R1";
    reel.action = {session.info->start, session.info->start + FrameCount{24 * 60}};
    reel.leader = {192};
    reel.two_pop = reel.tail_pop = true;
    return must(apply(session, AddSegment{reel}));
}

} // namespace dub::test

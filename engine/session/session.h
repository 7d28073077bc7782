#pragma once
// The whole model on one screen. A Session is an immutable value: an edit makes another one that shares all
// it did not touch (engine/session/edits), undo keeps the older one, the engine compiles it to a plan,
// windows compare pointers. Copying one costs a few pointers. Any thread.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/timecode.h"
#include "engine/session/bus.h"
#include "engine/session/media.h"
#include "engine/session/print.h"
#include "engine/session/track.h"
#include "engine/session/version.h"

namespace dub::session {

// What the session belongs to: words for file names and reports. Empty where nobody said.
struct Facts {
    std::string show, season, episode, cut, language;
    friend bool operator==(const Facts&, const Facts&) = default;
};

// What a solo does: it mutes what is not soloed, in the mix itself; or the mix stays whole, and the room
// hears what is soloed in its place, after faders and panners (AFL) or before faders (PFL).
enum class SoloMode : unsigned char { in_place, after_fader, before_fader };

struct Info {
    std::string name;
    Facts facts;
    std::string lineage; // the same in all copies of one session: what may be merged; random, given once
    SampleRate rate{48000};
    TimecodeFormat timecode;
    FramePos start; // the first frame of the programme; segments do not move it
    Layout home;    // 2.0, 5.1 or 7.1: the width of the printmaster
    SoloMode solo = SoloMode::in_place;
    std::uint64_t next_id = 1; // ids are given once and never again
    friend bool operator==(const Info&, const Info&) = default;
};

struct Marker {
    MarkerId id;
    FramePos at;
    std::string name;
    std::string colour;
    std::string comment = {};
    friend bool operator==(const Marker&, const Marker&) = default;
};

enum class SegmentKind : unsigned char { reel, act, part };

// A reel, act or part. Its action runs from the first frame of action to the last, here half-open.
struct Segment {
    SegmentId id = {};
    std::string name = {};
    FrameRange action = {}; // FFOA .. LFOA + 1
    FrameCount leader = {}; // before FFOA; 192 at 24 fps (8 s) is usual
    bool two_pop = false;   // one frame of 1 kHz two seconds before FFOA
    bool tail_pop = false;  // the same two seconds after LFOA
    SegmentKind kind = SegmentKind::reel;
    std::optional<FramePos> ffoa_timecode = {}; // FFOA as its files are stamped, when not as on the timeline
    friend bool operator==(const Segment&, const Segment&) = default;
};

// Its members are out of line: more than three hundred sources use them, and would compile them each.
struct Session {
    Session();
    Session(const Session& other);
    Session(Session&& other) noexcept;
    Session& operator=(const Session& other);
    Session& operator=(Session&& other) noexcept;
    ~Session();

    Shared<Info> info = std::make_shared<const Info>();
    std::vector<Shared<Track>> tracks; // in the order of the window
    Shared<Routing> routing = std::make_shared<const Routing>();
    Shared<MediaPool> pool = std::make_shared<const MediaPool>();
    Shared<std::vector<Marker>> markers = std::make_shared<const std::vector<Marker>>(); // sorted by position
    Shared<std::vector<Segment>> segments =
        std::make_shared<const std::vector<Segment>>(); // sorted by position
    std::vector<Shared<Version>> versions;              // sorted by id
    std::vector<Shared<Print>> prints;                  // sorted by id
};

// Same content, pointers compared first.
[[nodiscard]] bool equal(const Session& a, const Session& b);

// Look-ups; nullptr when there is none. By name where a person wrote it, the first that matches.
[[nodiscard]] const Track* find_track(const Session& session, TrackId id);
[[nodiscard]] const Track* find_track(const Session& session, std::string_view name);
[[nodiscard]] const Bus* find_bus(const Session& session, BusId id);
[[nodiscard]] const Bus* find_bus(const Session& session, std::string_view name);
[[nodiscard]] const Vca* find_vca(const Session& session, VcaId id);
[[nodiscard]] const Vca* find_vca(const Session& session, std::string_view name);
[[nodiscard]] const MixGroup* find_group(const Session& session, MixGroupId id);
[[nodiscard]] const Bus* printmaster_of(const Session& session);
[[nodiscard]] const Media* find_media(const Session& session, MediaId id);
[[nodiscard]] const Version* find_version(const Session& session, VersionId id);
[[nodiscard]] const Version* find_version(const Session& session, std::string_view name);
[[nodiscard]] const Print* find_print(const Session& session, PrintId id);
[[nodiscard]] const Marker* find_marker(const Session& session, MarkerId id);
[[nodiscard]] const Segment* find_segment(const Session& session, std::string_view name);

// The grid of the session.
[[nodiscard]] SamplePos sample_of(const Session& session, FramePos frame);
[[nodiscard]] FramePos frame_of(const Session& session, SamplePos sample);
// From the session's start to the end of the last clip or picture, in whole frames: what a render covers by
// default. Segments do not narrow it: a picture with leader and tail is covered whole, so that sound and
// picture files are equally long.
[[nodiscard]] FrameRange programme(const Session& session);

// An empty session with the usual buses: a stem each for dialogue (DX), foley (FOL), effects (FX), ambience
// (BG) and music (MX) at the home width, a printmaster (PM), and stereo or surround as `home` says.
[[nodiscard]] Session new_session(Info info);
// The stem whose allow-list holds the role; nullptr when none does.
[[nodiscard]] const Bus* stem_for(const Session& session, Role role);

} // namespace dub::session

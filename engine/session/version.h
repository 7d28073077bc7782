#pragma once
// A version of the mix: theatrical, nearfield, broadcast, stereo, M&E, airline, a language. One session holds
// them all; a version is a named layer over it, and what it does not name is as in the mix. as_version() lays
// it over: what comes out is a session like any other. Plain values, shared, any thread.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/session/bus.h"
#include "engine/session/speed.h"

namespace dub::session {

struct Session;

// What a version does to one track or bus.
struct VersionStrip {
    StripOwner owner;
    Db trim{0};                  // on top of the fader, all channels
    std::vector<LanePoint> lane; // the trim in time, dB; with points it stands in the place of `trim`
    Db surrounds{0};             // on top of that, the side, rear and height speakers only
    Db lfe{0};                   // and the LFE only
    std::optional<bool> muted;   // none: as in the mix
    friend bool operator==(const VersionStrip&, const VersionStrip&) = default;
    [[nodiscard]] bool says_nothing() const;
};

// An insert that the version bypasses, or lets work where the mix bypasses it.
struct VersionSwitch {
    InsertId insert;
    bool bypassed = true;
    friend bool operator==(const VersionSwitch&, const VersionSwitch&) = default;
};

// The version runs at another frame rate than the session: each picture frame is kept and lasts as long as
// `to` says (24 for a DCP from 23.976, 25 for European television from 24).
struct RateChange {
    FrameRate to;
    SpeedMethod method = SpeedMethod::resample;
    friend bool operator==(const RateChange&, const RateChange&) = default;
};

struct Version {
    VersionId id;
    std::string name;
    std::string notes;
    std::string language;                     // in file names; empty: the session's
    std::vector<Shared<VersionStrip>> strips; // sorted by owner; at most one each
    std::vector<VersionSwitch> switches;      // sorted by insert
    std::optional<FoldDown> fold;             // none: the session's
    std::optional<RateChange> rate;
    friend bool operator==(const Version& a, const Version& b);
};

// The session as this version has it: trims and mutes on the strips, inserts switched, the fold-down
// replaced. The versions themselves stay in it. Errors: there is no such version.
[[nodiscard]] Result<Session> as_version(const Session& session, VersionId version);
// What the version's `rate` asks of the rendered sound; normal when it has none.
[[nodiscard]] Speed speed_of(const Session& session, const Version& version);

} // namespace dub::session

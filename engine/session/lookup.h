#pragma once
// Where things are in a session: the place of a clip, the declaration behind a parameter. Look-ups walk the
// session; nothing is indexed, because a session is a value. Pure, any thread.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/session/session.h"

namespace dub::session {

struct ClipPlace {
    std::size_t track; // index in Session::tracks
    std::size_t clip;  // index in Track::clips
};

struct SlotPlace {
    StripOwner owner;
    std::size_t slot; // index in Strip::inserts or Strip::sends
};

[[nodiscard]] std::optional<ClipPlace> find_clip(const Session& session, ClipId id);
[[nodiscard]] std::optional<SlotPlace> find_insert(const Session& session, InsertId id);
[[nodiscard]] std::optional<SlotPlace> find_send(const Session& session, SendId id);
[[nodiscard]] const Strip* find_strip(const Session& session, StripOwner owner); // nullptr: it is not there
// Every strip: tracks in the session's order, buses, VCAs.
[[nodiscard]] std::vector<StripOwner> strip_owners(const Session& session);
// The parameters of a strip of that kind, without those of its inserts and sends.
[[nodiscard]] std::span<const Parameter> parameters_of(StripOwner owner);
// The VCAs that count on a strip: those it is a member of, theirs, and so on.
[[nodiscard]] std::vector<const Vca*> vcas_over(const Session& session, StripOwner owner);
// The tracks and buses of which that is said, or of a VCA over them (soloed, solo safe). Sorted, each once.
[[nodiscard]] std::vector<StripOwner> strips_that_are(const Session& session, bool Strip::*flag);
// The tracks and buses a VCA reaches, its member VCAs' too.
[[nodiscard]] std::vector<StripOwner> strips_under(const Session& session, const Vca& vca);

// What declares the parameter a lane or a value names; nullptr when the insert, the send, the processor or
// the parameter is not there.
[[nodiscard]] const Parameter* declared_parameter(const Strip& strip, const ParameterAddress& address);
// Whether a lane of that parameter plays on the strip: none does where automation is off, but for what a
// version lays there, which is none of it.
[[nodiscard]] bool lanes_play(const Strip& strip, const ParameterAddress& address);
// The value at rest, without its lane.
[[nodiscard]] double static_value(const Strip& strip, const ParameterAddress& address,
                                  const Parameter& declared);

// The recording's length in session samples at its speed, rounded up as the converter delivers it; 0 when its
// length is not known.
[[nodiscard]] SampleCount session_length(const Session& session, const Media& media);

// Two neighbours that overlap on purpose: `a` comes first, ends inside `b`, and both fades cover what they
// share.
[[nodiscard]] bool crossfaded(const Clip& a, const Clip& b);

// "t3 'DX 1'": how sentences name a track, a bus, a VCA, a clip.
[[nodiscard]] std::string title(const Track& track);
[[nodiscard]] std::string title(const Bus& bus);
[[nodiscard]] std::string title(const Vca& vca);
[[nodiscard]] std::string title(const Clip& clip);
[[nodiscard]] std::string title(const Session& session, StripOwner owner);   // its id where it is not there
[[nodiscard]] std::string name_of(const Session& session, StripOwner owner); // likewise
[[nodiscard]] std::string timecode(const Session& session, SamplePos at);    // of the frame that holds it

} // namespace dub::session

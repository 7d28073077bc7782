#pragma once
// Finished sound heard as it is: a print beside the mix, a delivered file in its place. No fader, no pan and
// no insert lies between the file and its output, so that at the session's rate what is heard is the file's
// samples, bit for bit. Pure, any thread.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/plan/target.h"

namespace dub::plan {

struct Recording {
    std::string name; // of the output
    Layout layout;
    // What the clips play, with ids that mean something among them alone; none: they play the session's.
    std::vector<session::Media> media;
    std::vector<std::vector<session::Shared<session::Clip>>> tracks; // sorted; what overlaps adds up
};

struct Placed {
    session::Session session;
    Output output; // where the recording is heard, of `session`
};

// The session with the recording beside it: what it sounded like it still does, to the bit, and solo does not
// close the recording.
[[nodiscard]] Placed beside(session::Session session, const Recording& recording);

// Nothing but the recording, on the session's time, at its rate and with its fold-downs.
[[nodiscard]] Placed alone(const session::Session& session, const Recording& recording);

// What a print holds; nothing, when its bus is gone.
[[nodiscard]] Recording recording_of(const session::Session& session, const session::Print& print);
[[nodiscard]] std::string recording_name(const session::Print& print); // "print of DX"

// A track that plays clips into a bus at unity, channel by channel: through a send, which knows no place in
// the room. Takes its ids from the session and is not yet in it.
struct UnityTrack {
    std::string name;
    std::span<const session::Shared<session::Clip>> clips;
    std::optional<session::Role> role;
    BusId output;
};
[[nodiscard]] session::Track unity_track(session::Session& session, const UnityTrack& wanted,
                                         const session::Bus& into);
// A bus through which nothing is heard, for the output of one that is only tapped.
[[nodiscard]] session::Bus closed_bus(session::Session& session, BusId printmaster);

} // namespace dub::plan

#pragma once
// Which tracks can be heard where: what decides whether a bus of an M&E is the bus of the printmaster or a
// copy of it. Solo and roles are settled here. Made once for a compile. [control]

#include <map>
#include <vector>

#include "engine/core/result.h"
#include "engine/session/session.h"

namespace dub::plan {

// By the track's place in the session; one more at the end stands for the dips: in influences(), that a dip
// works upstream; in what is let through, that dips are as in the mix.
using TrackSet = std::vector<bool>;

[[nodiscard]] TrackSet common(const TrackSet& a, const TrackSet& b);
[[nodiscard]] bool is_empty(const TrackSet& set);

class Flow {
  public:
    // Errors: signals that run in a circle (invalid). Ids that name nothing are passed over.
    [[nodiscard]] static Result<Flow> create(const session::Session& session);

    // The tracks that sound in this bus, through buses and sends.
    [[nodiscard]] const TrackSet& heard(BusId bus) const { return buses_.at(bus).heard; }
    // Those, and what its processors are keyed by where the key falls silent without its source.
    [[nodiscard]] const TrackSet& influences(BusId bus) const { return buses_.at(bus).influences; }
    [[nodiscard]] const TrackSet& influences(std::size_t track) const { return tracks_[track].influences; }
    [[nodiscard]] bool has(BusId bus) const { return buses_.contains(bus); }

    // Everything that belongs to a deliverable: all but optional, guide and reference. A track without a role
    // does.
    [[nodiscard]] TrackSet programme() const;
    // What a tap of these roles lets through; never guide and reference.
    [[nodiscard]] TrackSet of_roles(session::RoleSet roles) const;

    // The place in a TrackSet that stands for the dips.
    [[nodiscard]] std::size_t dips() const { return tracks_.size(); }

    // Solo in place: while anything is soloed, a track is heard where it is soloed or safe itself, or where
    // what it runs into (a bus, its stem, the printmaster, a return and its stem) is soloed. Buses stay open.
    // A VCA's solo and solo safe are its members'.
    [[nodiscard]] bool is_open(std::size_t track, BusId to) const;

  private:
    enum class State : unsigned char { unknown, visiting, done };
    struct Reach {
        State state = State::unknown;
        TrackSet heard, influences;
    };
    explicit Flow(const session::Session& session);
    [[nodiscard]] Result<void> visit_bus(const session::Bus& bus);
    [[nodiscard]] Result<void> visit_track(std::size_t track);
    [[nodiscard]] TrackSet none() const { return TrackSet(tracks_.size() + 1); }
    [[nodiscard]] Result<void> add_keys(const session::Strip& strip, TrackSet& influences);
    [[nodiscard]] bool demanded(const session::Bus& bus, std::size_t depth = 0) const;

    const session::Session& session_;
    std::map<BusId, Reach> buses_;
    std::vector<Reach> tracks_;
    std::vector<session::StripOwner> soloed_, safe_; // sorted; none while solos are only listened to
};

// The sends of a strip that go to that bus, or its output: how often a strip runs into a bus.
[[nodiscard]] bool feeds(const session::Strip& strip, BusId output, BusId to);

} // namespace dub::plan

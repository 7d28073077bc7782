#pragma once
// Walks the session from the outputs upstream and builds what they need: each track and bus once for every
// set of tracks that may be heard through it (an M&E shares all buses that hold nothing else). [control]

#include <functional>
#include <map>
#include <optional>

#include "engine/core/diagnostics.h"
#include "engine/plan/build/flow.h"
#include "engine/plan/build/levels.h"
#include "engine/plan/build/wiring.h"
#include "engine/plan/steps/clip_voice.h"
#include "engine/plan/target.h"

namespace dub::plan {

class Builder {
  public:
    // All outlive it.
    Builder(const session::Session& session, const Flow& flow, std::shared_ptr<MediaDoor> door,
            const Target& target);

    // One output of the plan. Errors: see compile().
    [[nodiscard]] Result<void> add_output(const Output& output);
    // Behind all of those.
    [[nodiscard]] Result<void> add_solo(const SoloOutput& solo);
    [[nodiscard]] Plan::Parts take();
    [[nodiscard]] Diagnostics take_diagnostics() { return std::move(diagnostics_); }

  private:
    // The end of a strip's inserts: where sends, keys, outputs and taps take their sound.
    struct Node {
        Wire wire;
        Controls strip;
        Level before_fader; // trim and polarity where they have not been applied
    };
    using Found = const Node*; // nullptr: nothing is ever heard
    enum class Point : unsigned char { before_fader, after_fader };
    template <class Id> using Nodes = std::map<std::pair<Id, TrackSet>, std::optional<Node>>;

    [[nodiscard]] Result<Found> track_node(std::size_t track, const TrackSet& allowed);
    [[nodiscard]] Result<Found> bus_node(const session::Bus& bus, const TrackSet& allowed);
    [[nodiscard]] Result<Wire> finish_strip(Wire wire, const Controls& strip, const TrackSet& allowed);
    [[nodiscard]] Result<void> add_insert(Wire& wire, const Controls& strip, const session::Insert& insert,
                                          const TrackSet& allowed);
    [[nodiscard]] Result<Wire> key_wire(const session::Key& key, const TrackSet& allowed);

    [[nodiscard]] Result<std::vector<Feed>> feeds_of(const session::Bus& bus, const TrackSet& allowed);
    // What a track or a bus brings to a bus by its output, and by its sends.
    struct Origin {
        Controls strip;
        BusId output;
        std::function<Result<Found>()> node; // built when it is found to be heard
    };
    [[nodiscard]] Result<void> add_main(const Origin& origin, const session::Bus& to,
                                        std::vector<Feed>& feeds);
    [[nodiscard]] Result<void> add_sends(const Origin& origin, const session::Bus& to,
                                         std::vector<Feed>& feeds);
    // A strip into a room of that layout, where its panner says.
    struct Placing {
        Layout to;
        RouteOrigin origin;
        Mutes mutes = Mutes::count;
    };
    [[nodiscard]] Result<void> add_placed(const Node& node, const Placing& placing, std::vector<Feed>& feeds);
    [[nodiscard]] Result<void> add_filtered_lfe(const Node& node, const Placing& placing,
                                                std::vector<Feed>& feeds);
    [[nodiscard]] Result<Found> solo_node(session::StripOwner owner);
    // What is summed in one room before it comes to the listener's.
    struct SoloRoom {
        Layout layout;
        std::vector<Feed> feeds;
    };
    [[nodiscard]] Result<void> add_after_fader(const Node& node, const Layout& heard_in,
                                               std::vector<SoloRoom>& rooms);
    [[nodiscard]] Layout room_of(session::StripOwner owner, const Layout& heard_in) const;
    [[nodiscard]] Controls controls(const session::Track& track);
    [[nodiscard]] Controls controls(const session::Bus& bus);
    [[nodiscard]] Controls::Vcas vcas_over(session::StripOwner owner);
    [[nodiscard]] Origin origin_of(std::size_t track, const TrackSet& allowed);
    [[nodiscard]] Origin origin_of(const session::Bus& bus, const TrackSet& allowed);

    [[nodiscard]] std::vector<ClipVoice> voices_of(const session::Track& track);
    [[nodiscard]] bool can_be_opened(const session::Media& media);
    void note(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }

    const session::Session& session_;
    const Flow& flow_;
    std::shared_ptr<MediaDoor> door_;
    dsp::FoldCoefficients fold_;
    std::unique_ptr<LiveValues> live_; // none: nothing can be moved
    const std::vector<StandIn>& stand_ins_;
    Wiring wiring_;
    std::vector<Plan::Output> outputs_;
    Nodes<std::size_t> track_nodes_;
    Nodes<BusId> bus_nodes_;
    std::map<session::StripOwner, std::vector<const session::Vca*>> vcas_;
    std::map<MediaId, bool> opened_;
    Diagnostics diagnostics_;
};

[[nodiscard]] dsp::FoldCoefficients coefficients_of(const session::FoldDown& fold);

} // namespace dub::plan

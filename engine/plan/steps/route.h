#pragma once
// Works out the gains of one connection for each window: level x place (or a fixed matrix), and the LFE send.

#include <optional>

#include "engine/dsp/matrix.h"
#include "engine/plan/automation/gain_table.h"
#include "engine/plan/automation/level.h"
#include "engine/plan/automation/moments.h"
#include "engine/plan/automation/pan.h"
#include "engine/plan/step.h"

namespace dub::plan {

// Which way of the session a connection is: the output or a send of a strip, the LFE's filtered part apart.
struct RouteOrigin {
    session::StripOwner owner;
    SendId send;
    bool filtered_lfe = false;
    friend auto operator<=>(const RouteOrigin&, const RouteOrigin&) = default;
};

struct RouteSetup {
    RouteOrigin origin = {};
    Level level = {};
    std::optional<Pan> pan = {}; // without: `matrix`
    dsp::Matrix matrix = {};
    std::vector<float> channel_gains = {}; // of each input channel, on top of all; empty: 1
    std::optional<Level> lfe = {};         // every channel but the LFE to the target's LFE, on top of `level`
    Layout from = {}, to = {};
    int longest = max_chunk;  // window, in samples
    SampleCount latency = {}; // of the sound connected: its automation comes as much later
};

class Route final : public Step {
  public:
    explicit Route(RouteSetup setup);

    [[nodiscard]] const GainTable& table() const { return table_; }
    [[nodiscard]] const RouteSetup& setup() const { return setup_; }
    // Nothing ever moves: the table is filled for good and run() need not be called.
    [[nodiscard]] bool is_fixed() const { return moving_.empty(); }
    [[nodiscard]] Result<void> run(const Window& window, int part) override;

  private:
    [[nodiscard]] bool moves_in(SampleRange lanes) const;
    void fill(std::span<const Moment> moments, SampleRange lanes);
    void place(std::span<const Moment> moments, SampleRange lanes);
    void send_to_lfe(std::span<const Moment> moments);

    RouteSetup setup_;
    std::vector<const Curve*> moving_;
    bool has_lanes_ = false;
    // Of what only a hand can move, while it rests: the table holds what it last came to.
    bool filled_ = false;
    std::uint64_t turn_ = 0;
    Moments moments_;
    GainTable table_;
    std::vector<double> level_, lfe_, scratch_;
};

} // namespace dub::plan

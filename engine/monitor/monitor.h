#pragma once
// The monitor: what is heard in the room, after the plan and beside every file. The control thread sets it,
// the audio thread runs it; nothing it does can reach an output of the plan, which it only reads.
//
// Levels (level, dim, mute, solo, trims, polarity) glide within 20 ms. Any other change makes a new chain,
// which first fills its delays and filters beside the old one and then takes over within 20 ms; it waits up
// to two seconds for a source that has yet to be compiled. What is heard depends on when settings arrive,
// never on how the sound is cut into blocks.

#include <atomic>
#include <memory>
#include <vector>

#include "engine/core/handoff.h"
#include "engine/monitor/chain.h"

namespace dub::monitor {

class Monitor {
  public:
    // [control] `sources`: names and layouts of what can be heard (the plan's outputs, "input").
    struct Setup {
        Room room;
        std::vector<std::pair<std::string, Layout>> sources;
        // Heard in the place of what the settings choose, so much louder: what is soloed.
        struct Instead {
            std::string source;
            Db trim;
            friend bool operator==(const Instead&, const Instead&) = default;
        };
        std::optional<Instead> instead = {};
    };
    // Errors: see set().
    [[nodiscard]] static Result<std::unique_ptr<Monitor>> create(Setup setup,
                                                                 const MonitorSettings& settings);

    // [control] Errors (unfit): what check() says, a source that cannot be folded to the speakers; nothing
    // changes then. A source that does not exist is silence.
    [[nodiscard]] Result<void> set(const MonitorSettings& settings) { return change(setup_, settings); }
    // [control] With other outputs or fold-down coefficients, before a plan that has them is heard; the rate
    // and the channels of the device stay.
    [[nodiscard]] Result<void> change(Setup setup, const MonitorSettings& settings);
    [[nodiscard]] const MonitorSettings& settings() const { return settings_; }
    // [control] What was set last is what is heard, and nothing else any more; levels may still glide.
    [[nodiscard]] bool settled() const { return heard_.load(std::memory_order_relaxed) == made_; }

    // [audio] Fills `device`, all of it. The sources may come in any order; each is as long as `device`.
    void process(std::span<const OutputAudio> sources, AudioBlock device) noexcept;

  private:
    Monitor() = default;
    [[nodiscard]] Result<void> give_chain(const MonitorSettings& settings, const Setup& setup);
    void take() noexcept;
    void piece(std::span<const OutputAudio> sources, int from, AudioBlock device) noexcept;

    Setup setup_; // control's
    MonitorSettings settings_;
    std::uint64_t made_ = 0;              // chains
    std::atomic<std::uint64_t> heard_{0}; // number of the one that is heard alone
    std::shared_ptr<const std::vector<float>> noise_;

    Handoff<Chain> chains_;
    Handoff<Gains> gains_;

    Gains now_{}; // audio's
    Chain* chain_ = nullptr;
    Chain* coming_ = nullptr; // takes over when it is warm
    bool crosses_ = false;
    int cold_ = 0;     // samples until it is warm
    int patience_ = 0; // samples it waits for a source that no plan puts out yet
    Glide crossing_;
    int glide_samples_ = 960, patience_samples_ = 96000;
    AudioBuffer device_, other_; // of one chain
};

} // namespace dub::monitor

#pragma once
// Calibration of the speakers that are heard: band-limited pink noise of -20 dBFS rms in one after the other
// at 0 dB, and what an SPL meter (C-weighted, slow) reads at the mixer's place. The reference becomes what
// the centre gives (without one: the first speaker), trims bring the others there. SMPTE RP 200. Pure.

#include "engine/monitor/settings.h"

namespace dub::ui {

class Calibration {
  public:
    explicit Calibration(const monitor::MonitorSettings& before);

    [[nodiscard]] int count() const { return static_cast<int>(speakers_.size()); } // to be measured
    [[nodiscard]] int at() const { return at_; }          // 0 .. count(); count(): all are measured
    [[nodiscard]] std::optional<Speaker> speaker() const; // that sounds now
    [[nodiscard]] std::optional<double> reading() const;  // of it, when it was read before
    void read(double spl);                                // and on to the next
    void back();

    // For the monitor now: noise in one speaker, nothing else; when all are measured, result().
    [[nodiscard]] monitor::MonitorSettings settings() const;
    [[nodiscard]] monitor::MonitorSettings result() const;
    [[nodiscard]] const monitor::MonitorSettings& before() const { return before_; }
    // What to do before the first noise, and now.
    [[nodiscard]] std::string preparation() const;
    [[nodiscard]] std::string sentence() const;

  private:
    [[nodiscard]] const monitor::SpeakerSet& set() const {
        return before_.sets[static_cast<std::size_t>(before_.set)];
    }

    monitor::MonitorSettings before_;
    std::vector<int> speakers_; // of the set: connected and no sub, which this noise does not reach
    std::vector<std::optional<double>> readings_;
    int at_ = 0;
};

} // namespace dub::ui

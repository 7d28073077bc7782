#pragma once
// Recordings that exist as formulas: any length, any channel, any entry, nothing stored. A session's media
// are opened as these in tests of the engine.

#include <atomic>
#include <functional>
#include <map>
#include <memory>

#include "engine/plan/compile.h"

namespace dub::test {

// The sample of a channel at a position inside the recording.
using Formula = std::function<double(int channel, std::int64_t at)>;

[[nodiscard]] Formula seeded_noise(std::uint64_t seed, double amplitude);
[[nodiscard]] Formula steady(double value);

class Recordings {
  public:
    // Media without a formula are noise of their own, 0.1 strong.
    void set(MediaId media, Formula formula) { formulas_[media] = std::move(formula); }
    void lose(MediaId media) { lost_[media] = true; }                      // cannot be opened
    void break_at(MediaId media, std::int64_t at) { broken_[media] = at; } // cannot be read from there on
    [[nodiscard]] Formula formula(MediaId media) const;
    [[nodiscard]] double value(const session::Media& media, int channel, std::int64_t at) const;
    // The Recordings must outlive what is opened.
    [[nodiscard]] plan::OpenMedia opener() const;

  private:
    std::map<MediaId, Formula> formulas_;
    std::map<MediaId, bool> lost_;
    std::map<MediaId, std::int64_t> broken_;
};

} // namespace dub::test

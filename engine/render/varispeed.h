#pragma once
// Two ways to hear the deck at another speed than its own. Glide: forwards, up to twice as fast, one sound
// without a seam, its pitch moving with the speed. Shuttle: pieces ("grains") of the sound, each rendered
// forwards while the one before plays, played at most twice as fast in the direction of travel and crossfaded
// with the next; above double speed something is left out between them. Positions are fixed point, 2^-32 of a
// sample, so that nothing drifts and a replay gives the same bits. [audio, one thread]

#include "engine/render/deck.h"
#include "engine/render/interpolator.h"

namespace dub::render {

// A signed place or speed, in samples x 2^32.
using Fixed = std::int64_t;
[[nodiscard]] Fixed fixed(double samples);
[[nodiscard]] constexpr Fixed fixed(SamplePos at) { return at.value << 32; }

class Glide {
  public:
    explicit Glide(const Interpolator& interpolator)
        : interpolator_(interpolator) {}
    // The deck has just been started.
    void start() { fresh_ = true; }
    // The next samples, at most a quarter of LivePlan::most, into deck.given()->passing; returns how many.
    int read(Deck& deck, int samples, double speed);
    // How far the deck is ahead of the next sample.
    [[nodiscard]] SampleCount ahead() const { return {count_ - Interpolator::before - (at_ >> 32)}; }
    static constexpr double slowest = 0.25, fastest = 2;

  private:
    void fill(Deck& deck, int count);

    const Interpolator& interpolator_;
    bool fresh_ = true;
    LivePlan* plan_ = nullptr; // whose line holds
    int count_ = 0;            // samples in it
    Fixed at_ = 0;             // of the next output, from the line's first sample
};

class Shuttle {
  public:
    explicit Shuttle(const Interpolator& interpolator)
        : interpolator_(interpolator) {}
    void start(SamplePos at);
    // The next samples, up to that many, into deck.current()->passing; silence while the first grain is
    // rendered and where the timeline has begun. Returns how many. The deck is the shuttle's own meanwhile.
    int read(Deck& deck, int samples, double speed);
    [[nodiscard]] SamplePos position() const { return {place_ >> 32}; }
    static constexpr double fastest = 2; // of a grain

  private:
    struct Grain {
        SamplePos start; // of the timeline; its buffer begins LivePlan::grain_margin before
        SamplePos end;   // where it is left to the next, in the direction of travel
        int filled = 0;  // samples of the buffer
        bool begun = false;
        [[nodiscard]] bool ready() const { return filled == buffer; }
    };
    static constexpr int buffer = LivePlan::grain + 2 * LivePlan::grain_margin;
    static constexpr int none = -1;

    void begin_next(Fixed speed, Fixed rate);
    [[nodiscard]] int due(int samples, Fixed rate) const;
    void render(Deck& deck, int until);
    void change(Fixed rate);
    void compose(LivePlan& plan, int samples, Fixed rate);
    [[nodiscard]] std::int64_t left(Fixed rate) const; // output samples of the grain that plays

    const Interpolator& interpolator_;
    std::array<Grain, 2> grains_;
    int playing_ = none, old_ = none, next_ = none; // which grain
    int fading_ = 0;                                // samples of the crossfade from the old one still to come
    Fixed at_ = 0, old_at_ = 0;                     // places in the two buffers
    Fixed place_ = 0;                               // of the timeline
};

} // namespace dub::render

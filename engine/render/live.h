#pragma once
// The live driver: the plan of the session, run for a sound device, moved by a transport. The control side
// gives plans, transport actions and fader moves; the audio side computes. Neither waits for the other: plans
// travel through a Handoff, actions and moves on rings, the state back through a published value.
//
//   control                                            audio (the device's callback)
//   driver.give(compiled plan);  driver.play();        driver.process(device block);
//   driver.move(owner, {fader}, -6);                       -> listener.hear(outputs of the plan, device)
//   every few milliseconds: driver.service();
//
// What is promised:
// - At speed 1 the sound is, bit for bit, what the offline driver writes for the same plan, but for the first
//   quantum after a start, which fades in. Everything takes effect at the edge of a quantum of 64 samples: at
//   most one device block and one quantum after the audio thread could first know of it, plus the plan's own
//   latency. The log says where (live_log.h), and replay() computes it again.
// - A start, a stop, a jump and a loop's turn are faded over one quantum; the turn of a loop is a crossfade
//   and keeps all tails. A start is preceded by as much silence as the plan has latency, and by more until
//   enough has been read ahead (ready()); the position waits meanwhile.
// - A new plan takes over without a click and keeps the tails of what it keeps (deck.h).
// - Speeds from 1/4 to 2 forward are heard as resampled sound (varispeed). Any other speed, backwards and the
//   shuttle speeds above 2, is heard in pieces of the sound, at most twice as fast, each rendered forwards,
//   played in the direction of travel and crossfaded with the next; so it costs at most about three times
//   normal play. Speed 0 while playing stands still, silent. Scrubbing is play with a speed that follows the
//   hand.
// - Media that have not been read in time are silence and are counted, never waited for (stream_pool.h).

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "engine/core/audio_block.h"
#include "engine/plan/plan.h"
#include "engine/render/live_listener.h"
#include "engine/render/live_log.h"

namespace dub::render {

class StreamPool;

// All as of the end of the last device block; one consistent value.
struct LiveState {
    SamplePos position;               // the place on the timeline of the next sample
    SamplePos due;                    // from there on a move would be heard: what was computed lies before
    bool playing = false;             // play was asked for
    bool waiting = false;             // ... and silence is played until enough has been read ahead
    double speed = 1;                 // as set
    SampleRange loop = {};            // empty: none
    std::uint64_t plan = 0;           // number of the plan that plays
    std::uint64_t output_samples = 0; // computed since the driver was made
    std::uint64_t callbacks = 0;
    std::uint64_t plans_adopted = 0;
    std::uint64_t moves = 0;    // that took effect
    std::uint64_t misses = 0;   // pieces of media that were wanted and not there: silence
    std::uint64_t failures = 0; // windows the plan could not compute: silence
    std::uint64_t log_lost = 0; // entries of the log there was no room for
};

// What becomes of moved parameters when a plan is adopted.
enum class Moves : unsigned char {
    released, // the plan holds what was moved: its values count again
    kept,     // an edit of something else while a hand is on the fader
};

class LiveDriver {
  public:
    // The listener must outlive the driver. `streams`: where the plans' media are read ahead (their door must
    // be of this pool); none: the plans' media need no disk.
    LiveDriver(LiveListener& listener, StreamPool* streams);
    LiveDriver(const LiveDriver&) = delete;
    LiveDriver& operator=(const LiveDriver&) = delete;
    ~LiveDriver(); // process() must not be called any more

    // [control] All of these return at once. What the audio thread has no room for is sent again by
    // service().

    // Returns the plan's number, from 1 on. A plan given before the last one was adopted takes its place.
    // Compile it with Target::live = Live::yes, else nothing can be moved.
    std::uint64_t give(std::unique_ptr<plan::Plan> plan, Moves moves = Moves::released);
    void play();
    void stop(); // the position stays where it was heard last
    // At once while standing; while playing sound goes on from there. The position is part of state() when
    // the audio thread has taken it.
    void locate(SamplePos to);
    // Play that runs into the end of the range goes on at its start; play that begins behind it does not. An
    // empty range, or one shorter than 512 samples: no loop.
    void loop(std::optional<SampleRange> range);
    // Of the timeline per output sample, -16 .. 16; kept over stops until set again.
    void speed(double times);
    // From the next quantum the parameter runs to `value` within 5 ms, whatever the plan says, until it is
    // released or a plan is adopted. False: no parameter is called so, or thousands of moves wait (the audio
    // thread is gone).
    bool move(const session::StripOwner& owner, const session::ParameterAddress& address, double value);
    // Back to what the plan says, straight, within that time or 5 ms.
    bool release(const session::StripOwner& owner, const session::ParameterAddress& address,
                 SampleCount within = {});

    // Frees plans that came back, sends what waited, collects the log. Every few milliseconds.
    void service();
    // Enough is read ahead for the last play() or locate().
    [[nodiscard]] bool ready() const;
    // What has been logged since the last call.
    [[nodiscard]] LiveLog take_log();

    // [any]
    [[nodiscard]] LiveState state() const;

    // [audio] Any number of samples; `out` has the channels of the device, `input` as many samples (or no
    // channels). One thread at a time; it may be another after the device was lost.
    void process(AudioBlock out, ConstAudioBlock input = {}) noexcept;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace dub::render

#pragma once
// The transport's part of a live run: what is heard while standing, playing, at other speeds, and how one
// becomes the other without a click. Told what to do by entries of the log (live_log.h) at the sample where
// they take effect, it gives the same sound however it is asked for it: the driver and the replay both use
// it. [audio, one thread]

#include "engine/render/live_log.h"
#include "engine/render/varispeed.h"

namespace dub::render {

class Playback {
  public:
    Playback();

    // Carries out one entry, now; `plan` goes with LiveAction::plan. Not while taking_over().
    void apply(const LiveEntry& entry, LivePlan* plan = nullptr);
    [[nodiscard]] bool taking_over() const { return deck_.taking_over(); }

    // The next samples, up to that many, and what is to be told about them; valid until the next call.
    // Returns how many, at least one.
    int next(int samples, LivePiece& piece);

    // The place of the next sample; where a stop leaves it.
    [[nodiscard]] SamplePos position() const { return position_; }
    // From there on a move made now is heard; on the grid while it plays.
    [[nodiscard]] SamplePos due();
    [[nodiscard]] double speed() const { return speed_; }
    [[nodiscard]] SampleRange loop() const { return loop_; }
    [[nodiscard]] bool runs() const { return runs_; }
    [[nodiscard]] std::uint64_t failures() const { return deck_.failures(); }

  private:
    enum class Gait : unsigned char { standing, straight, gliding, shuttling };
    [[nodiscard]] Gait gait_for(double speed) const;
    void begin(); // from position_, at speed_
    void cut();   // what would have gone on fades away
    void put(LivePlan& plan, bool kept);
    void set_speed(double speed);
    int sound(int samples); // of the gait, into given_->*buffer_
    void fade_in(int samples);
    void add_tail(int samples);

    Interpolator interpolator_;
    Deck deck_;
    Glide glide_{interpolator_};
    Shuttle shuttle_{interpolator_};
    Gait gait_ = Gait::standing;
    bool runs_ = false;
    SamplePos position_;
    double speed_ = 1;
    SampleRange loop_{};
    int prime_ = 0;     // samples of silence before the sound
    int fading_in_ = 0; // samples
    LivePlan* given_ = nullptr;
    Bundle LivePlan::*buffer_ = &LivePlan::heard; // where the last sound() lies
    LivePlan* tail_of_ = nullptr;
    int tail_ = 0; // samples of it still to come
};

} // namespace dub::render

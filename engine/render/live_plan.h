#pragma once
// A plan with the room it needs to be run live. The control thread makes it, the audio thread runs it, the
// control thread frees it.

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/plan/plan.h"
#include "engine/render/live_listener.h"

namespace dub::render {

// Buffers for one piece of every output.
class Bundle {
  public:
    Bundle(const plan::Plan& plan, int samples);
    [[nodiscard]] std::size_t size() const { return buffers_.size(); }
    [[nodiscard]] AudioBlock operator[](std::size_t output) { return buffers_[output].block(); }
    [[nodiscard]] ConstAudioBlock operator[](std::size_t output) const { return buffers_[output].block(); }
    void clear(int samples);
    // The first samples of each output; where the other has no such output, silence.
    void copy(const Bundle& other, int samples);
    // That of the other's which has the name and the layout of this one's; nullptr: it has none.
    [[nodiscard]] const AudioBuffer* same_in(const Bundle& other, std::size_t output) const;

  private:
    const plan::Plan* of_;
    std::vector<AudioBuffer> buffers_;
};

class LivePlan {
  public:
    static constexpr int most = plan::live_chunk; // samples of one piece
    static constexpr int grain = 2048;            // samples of the timeline in one piece of the shuttle
    static constexpr int grain_margin =
        160; // more on either side: two quanta for crossfades, and the interpolation

    LivePlan(std::unique_ptr<plan::Plan> plan, std::uint64_t number);

    [[nodiscard]] plan::Plan& plan() { return *plan_; }
    [[nodiscard]] std::uint64_t number() const { return number_; }
    [[nodiscard]] SampleCount latency() const { return latency_; }

    // [audio] Counts as in TimeMap. A run begins at `count`, and what leaves it before is thrown away.
    void begin(std::int64_t count);
    // Up to which count the plan has run, and outputs are there: the count that has not come out yet.
    [[nodiscard]] std::int64_t computed() const { return computed_; }
    [[nodiscard]] std::int64_t delivered() const { return delivered_; }
    [[nodiscard]] bool has(int samples) const;
    // False: the plan could not compute it; it is silence.
    bool run(const plan::Window& window);
    void take(int samples, Bundle& to, int at);

    Bundle heard;   // the piece handed to the listener
    Bundle passing; // what is thrown away or blended
    Bundle ending;  // one quantum of what would have gone on at the end of a loop
    Bundle tail;    // one quantum of what would have gone on after a cut, fading
    Bundle line;    // what varispeed has read and not yet passed
    std::array<Bundle, 2> grains;
    std::vector<LiveOutput> outputs;

  private:
    struct Waiting { // of one output: computed, not yet taken
        AudioBuffer audio;
        int count = 0;
    };
    void keep(std::size_t output, std::int64_t first, int samples, bool sounds);

    std::unique_ptr<plan::Plan> plan_;
    std::uint64_t number_;
    SampleCount latency_;
    std::vector<Waiting> waiting_;
    std::int64_t computed_ = 0, delivered_ = 0;
};

} // namespace dub::render

#pragma once
// A live driver with a device made of odd blocks, and the sound that came out of it.

#include "engine/render/live.h"
#include "engine/render/stream_pool.h"
#include "tests/support/dice.h"
#include "tests/support/mix_rig.h"
#include "tests/support/real_time_watch.h"

namespace dub::test {

// Keeps every output, and where each sample is said to be.
class Recorder final : public render::LiveListener {
  public:
    void hear(const render::LivePiece& piece, AudioBlock device) noexcept override;

    bool keeps = true;          // else it only listens: allocates nothing
    std::vector<Sound> outputs; // of one length; an output that came later begins with silence
    std::vector<SamplePos> places;
    std::vector<double> speeds;
    std::vector<std::uint64_t> plans, holes;
};

class LiveRig {
  public:
    explicit LiveRig(Recordings sounds = {}, SampleRate rate = {},
                     render::StreamPool::Options options = {.threads = 0});

    // Compiles with what a hand needs, reads ahead, gives it; returns its number.
    std::uint64_t give(const session::Session& session, const plan::Target& target = printmaster(),
                       render::Moves moves = render::Moves::released);
    // Lets the device ask for that many samples, in blocks of odd sizes; the disk is fast between them.
    void run(std::int64_t samples);
    // Exactly these blocks.
    void block(int samples);

    [[nodiscard]] const Row& heard(std::size_t output = 0, std::size_t channel = 0) const {
        return recorder.outputs.at(output).at(channel);
    }
    // What the log of the run computes again.
    [[nodiscard]] Recorder replayed(std::uint64_t samples);

    Recordings recordings;
    render::StreamPool pool;
    Recorder recorder;
    render::LiveDriver driver{recorder, &pool};
    render::LiveLog log;
    std::vector<std::pair<session::Session, plan::Target>> given; // by number - 1
    RealTimeWatch* watch = nullptr;                               // of every block
    bool disk_works = true;

  private:
    Dice dice_{7};
    AudioBuffer device_{8, 4096};
};

[[nodiscard]] plan::Target live(plan::Target target);
// The largest second difference: a click is far above that of the sound itself.
[[nodiscard]] double bend(const Row& row, std::size_t from, std::size_t to);

} // namespace dub::test

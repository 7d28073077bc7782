#pragma once
// Runs a plan over a range in blocks of any size, as a sound device asks for them: whole quanta inside,
// adapted at the edge. What it gives is, bit for bit, what the offline driver writes. Steps run on the
// calling thread. [audio, for a plan whose media need no disk; else disk]

#include <span>
#include <vector>

#include "engine/core/audio_buffer.h"
#include "engine/render/pass.h"

namespace dub::render {

class Runner {
  public:
    // `chunk`: samples computed at a time, a multiple of the quantum: small for a device, large for a file.
    Runner(plan::Plan& plan, SampleRange range, int chunk = plan::quantum);

    // Fills one block for each output, all equally long; behind the range's end is silence.
    [[nodiscard]] Result<void> read(std::span<const AudioBlock> outputs);

  private:
    struct Waiting { // of one output: computed, not yet asked for
        AudioBuffer audio;
        int count = 0;
    };
    [[nodiscard]] Result<void> compute();
    void give(std::span<const AudioBlock> outputs, int at, int count);
    [[nodiscard]] int ready() const;

    plan::Plan& plan_;
    Workers alone_{1};
    Pass pass_;
    std::vector<Waiting> waiting_;
};

// Copies a slice of an output; the quanta that do not sound are written as silence.
void copy_slice(const plan::Signal& signal, const Slice& slice, AudioBlock to);

} // namespace dub::render

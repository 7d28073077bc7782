#pragma once
// What every insert is. A processor works in place on planar audio; it knows nothing of sessions, files or
// windows.
//
// The life of one: the control thread makes it from the catalogue and calls prepare(); the audio (or render)
// thread calls reset(), adopt(), process(). The runner cuts time on the session's grid, counted from sample
// 0, so that a processor sees the same blocks whatever the device's or the file's block size:
//   - while no parameter moves, a block is any number of samples up to Spec::max_samples;
//   - while one moves, blocks end at every quantum (64 samples) and at every breakpoint of a lane, and each
//   value runs
//     straight from Ramp::start (at the block's first sample) to Ramp::end (one past its last).
// Contract, checked over the whole catalogue (tests/contracts/processors): the same output for any split of a
// block; reset() equals fresh; latency() equals what is measured; no allocation, lock or throw in process();
// finite output for silence, impulse, full scale and denormals; no click on a parameter sweep; after tail()
// samples of digital silence the output is exactly zero and the state equals fresh (so that a render may
// start there).

#include <memory>
#include <span>

#include "engine/core/audio_block.h"
#include "engine/core/layout.h"
#include "engine/core/result.h"
#include "engine/core/time.h"
#include "engine/session/parameter.h"

namespace dub::plan {

inline constexpr int quantum = 64; // samples; every block edge of the engine lies on this grid

struct Spec {
    SampleRate rate;
    Layout layout;       // of the audio worked on
    Layout key;          // of the key signal; no channels when there is none
    int max_samples = 0; // longest block, a multiple of quantum
};

struct Ramp {
    double start = 0, end = 0;
    [[nodiscard]] bool moves() const { return start != end; }
};

struct ParameterReach {
    double lowest = 0, highest = 0;
};

struct ProcessBlock {
    AudioBlock audio;                 // in place
    ConstAudioBlock key;              // as long as audio; zero channels when there is no key
    std::span<const Ramp> parameters; // in the order of the declaration
};

class Processor {
  public:
    virtual ~Processor() = default;
    [[nodiscard]] virtual Result<void> prepare(const Spec& spec) = 0; // [control] may allocate
    virtual void reset() noexcept = 0;                                // [audio] as after prepare
    // [audio] Goes on from the state of one of its own kind and spec, which keeps it: both may then run side
    // by side.
    virtual void adopt(const Processor& predecessor) noexcept = 0;
    virtual void process(const ProcessBlock& block) noexcept = 0; // [audio]
    [[nodiscard]] virtual SampleCount latency() const = 0;        // [any] constant after prepare
    [[nodiscard]] virtual SampleCount
    tail() const = 0; // [any] silence after which all is at rest, latency included
    // [audio] By how much it lowered the sound at most since this was last asked, in dB, >= 0: for a meter.
    [[nodiscard]] virtual double take_reduction() noexcept { return 0; }
    // [any] How long after the same sound has come in on both again two of its kind may still differ, to the
    // last bit, while their parameters stay within those ranges; latency included. Longer than the tail where
    // silence ends what sound would not.
    [[nodiscard]] virtual SampleCount memory(std::span<const ParameterReach>) const { return tail(); }
};

enum class Keyed : unsigned char { no, yes };

struct ProcessorDeclaration {
    std::string_view id;   // "filter": stable, written to the session file
    std::string_view name; // for people
    std::span<const session::Parameter> parameters;
    Keyed keyed = Keyed::no; // listens to a key when one is given
    std::unique_ptr<Processor> (*make)();
};

// To add one: engine/session/parameters/NAME.h, engine/plan/processors/NAME.cpp and a line in both
// catalogues. [control]
[[nodiscard]] std::span<const ProcessorDeclaration> processors();
[[nodiscard]] const ProcessorDeclaration* find_processor(std::string_view id);

} // namespace dub::plan

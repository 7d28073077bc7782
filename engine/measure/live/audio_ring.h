#pragma once
// The mains, the stem in which speech is looked for, and the channels of all stems, one behind the other, on
// their way from the audio thread to one that has time, with their place on the timeline.
// Neither side waits; what finds no room is dropped, which the reader sees as a jump.

#include <atomic>
#include <optional>

#include "engine/core/audio_buffer.h"
#include "engine/core/spsc_ring.h"
#include "engine/core/time.h"

namespace dub::measure {

class AudioRing {
  public:
    struct Channels { // of each; 0 for what is not there
        int mains = 0, dialogue = 0, stems = 0;
    };
    AudioRing(Channels channels, int samples);

    struct Piece { // equally long
        ConstAudioBlock mains, dialogue, stems;
        SamplePos position;
    };
    // [producer] False: there is no room for all of it, and nothing was taken.
    bool push(const Piece& piece) noexcept;
    // [consumer] The longest piece that lies together in the ring and on the timeline; its sound stays until
    // the next call.
    [[nodiscard]] std::optional<Piece> next();

  private:
    struct Jump {
        std::uint64_t at; // count of samples pushed before
        SamplePos position;
    };
    AudioBuffer mains_, dialogue_, stems_;
    std::uint64_t size_;
    SpscRing<Jump> jumps_;
    SamplePos expected_{-1};    // producer's
    std::uint64_t reading_ = 0; // consumer's: where the piece given last ends
    SamplePos place_;
    std::optional<Jump> jump_; // the next one
    alignas(64) std::atomic<std::uint64_t> written_{0};
    alignas(64) std::atomic<std::uint64_t> read_{0};
};

} // namespace dub::measure

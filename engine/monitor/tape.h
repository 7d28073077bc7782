#pragma once
// What outputs of the live plan sound like, on their way from the audio thread to one that writes them down:
// the prints that are recorded in the run. Only what runs forwards at the programme's own speed is taken.

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/output_audio.h"
#include "engine/measure/live/audio_ring.h"

namespace dub::monitor {

class Tape {
  public:
    struct Row {
        BusId stem;
        Layout layout;
        friend bool operator==(const Row&, const Row&) = default;
    };
    // What the plan's output for a row is called: by the stem's id, because names change and may be alike.
    [[nodiscard]] static std::string output_of(BusId stem);
    // `room`: samples between the two threads.
    Tape(std::vector<Row> rows, int room);

    [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
    struct Moment {
        SamplePos position;
        double speed = 0;
        std::uint64_t holes = 0; // so far, as render::LivePiece counts them
    };
    // [audio] Nothing is taken while the plan lacks one of the outputs, or where something in it came too
    // late to be heard: silence is no print.
    void hear(std::span<const OutputAudio> outputs, const Moment& moment) noexcept;
    // [writer] What lies together on the timeline, all rows' channels below each other; stays until the next
    // call.
    struct Piece {
        ConstAudioBlock audio;
        SamplePos position;
    };
    [[nodiscard]] std::optional<Piece> next();
    // [any] Pieces that found no room: the writer was too slow, and a gap follows.
    [[nodiscard]] std::uint64_t lost() const { return lost_.load(std::memory_order_relaxed); }
    // [any] Pieces in which an output was lacking; a gap, too.
    [[nodiscard]] std::uint64_t unheard() const { return unheard_.load(std::memory_order_relaxed); }
    // [any] Pieces with a hole in what they are mixed of; a gap, too.
    [[nodiscard]] std::uint64_t torn() const { return torn_.load(std::memory_order_relaxed); }

  private:
    void miss(int settling) noexcept;

    std::vector<Row> rows_;
    int settling_ = 0;                   // audio's; samples until all outputs are whole again
    std::uint64_t holes_ = 0;            // audio's; that are known
    std::vector<std::string> outputs_;   // the rows'
    std::vector<const float*> channels_; // audio's
    measure::AudioRing ring_;
    std::atomic<std::uint64_t> lost_{0}, unheard_{0}, torn_{0};
};

} // namespace dub::monitor

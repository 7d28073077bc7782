#pragma once
// A recording heard at another sample rate: soxr, very high quality (pass band to 0.91 of the lower Nyquist
// frequency, errors below -140 dB). No delay: sample 0 of both grids is the same instant. It converts in
// fixed pieces that lie on the media's own grid, each begun afresh with the same lead-in, so that any way of
// reading gives the same bits. The two last pieces are kept (a crossfade reads two places of one recording in
// turn). One thread at a time; reads allocate nothing after the first. [disk, writer; never audio]

#include <array>
#include <memory>

#include "engine/core/audio_buffer.h"
#include "engine/core/io.h"

namespace dub::dsp {

class ResampledSource final : public AudioSource {
  public:
    // Played num/den times as fast, pitch and all.
    struct Faster {
        std::int64_t num = 1, den = 1;
    };
    // Wraps `source` at `rate`; the length is ceil(length * rate / source rate / faster). Errors: a rate
    // below 1 kHz or above 1 MHz, a ratio beyond 256 or whose terms exceed 1,000,000 when reduced, a source
    // without channels (code unfit).
    [[nodiscard]] static Result<std::unique_ptr<ResampledSource>>
    create(std::shared_ptr<AudioSource> source, SampleRate rate, Faster faster = {1, 1});

    [[nodiscard]] const AudioFormat& format() const override { return format_; }
    [[nodiscard]] Result<void> read(SamplePos start, AudioBlock out) override;

  private:
    struct Piece {
        std::int64_t number = -1; // covers [number * piece_out_, ...) of the output grid; -1: empty
        std::int64_t used = 0;    // the smaller was used longer ago
        AudioBuffer audio;
    };

    struct Steps { // in : out = p : q samples for the same time, reduced
        std::int64_t p, q;
    };
    ResampledSource(std::shared_ptr<AudioSource> source, SampleRate rate, Steps steps);
    [[nodiscard]] static Result<Steps> steps_of(SampleRate in, SampleRate out, Faster faster);
    [[nodiscard]] Result<const Piece*> piece(std::int64_t number);
    [[nodiscard]] Result<void> convert(std::int64_t number, AudioBlock out);

    std::shared_ptr<AudioSource> source_;
    AudioFormat format_;
    Steps steps_;
    std::int64_t piece_in_ = 0, piece_out_ = 0; // one piece on either grid: the same time to the last digit
    std::int64_t lead_in_ = 0, lead_out_ = 0;   // heard before and after a piece, on either grid
    AudioBuffer input_, output_;
    std::array<Piece, 2> pieces_;
    std::int64_t clock_ = 0;
};

} // namespace dub::dsp

#pragma once
// Our own reader of RIFF/RF64/BW64: libsndfile does not know BW64 and loses large chunks. A header that
// contradicts itself (RF64 without ds64, a block align that does not fit, zero bits, zero channels, a rate
// over 768 kHz, data beyond the file's end …) is refused, not guessed: the error names file, place and what
// was expected. Sizes are checked against the file's length before memory is asked for. What is decided about
// streamed files stands in riff.h; who says which speaker a channel is, in told_layout.h; a file of more than
// 16 channels can be inspected (inspect.h), not read. Integers of n bits come as x / 2^(n-1). read() uses
// pread, with a buffer of 64 KiB for short blocks: one reader, one thread.

#include <filesystem>
#include <memory>

#include "engine/core/io.h"
#include "formats/wave/wave_info.h"

namespace dub::wave {
class ByteSource;
}

namespace dub::wave {

class WaveReader final : public AudioSource {
  public:
    [[nodiscard]] static Result<std::unique_ptr<WaveReader>> open(const std::filesystem::path& path);
    // The same from any bytes; what the file is called in messages comes with them.
    [[nodiscard]] static Result<std::unique_ptr<WaveReader>> open(std::unique_ptr<ByteSource> bytes);
    ~WaveReader() override;

    [[nodiscard]] const WaveInfo& info() const;
    [[nodiscard]] const AudioFormat& format() const override;
    [[nodiscard]] Result<void> read(SamplePos start, AudioBlock out) override;

  private:
    struct State;
    explicit WaveReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// True when the first bytes are RIFF/RF64/BW64 .. WAVE.
[[nodiscard]] bool sniff_wave(std::string_view head);

} // namespace dub::wave

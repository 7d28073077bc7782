#pragma once
// Our own reader of RIFF/RF64/BW64: libsndfile does not know BW64 and loses large chunks. A header that contradicts itself
// (RF64 without ds64, a block align that does not fit, zero bits, zero channels, a rate over 768 kHz, data beyond the
// file's end …) is refused, not guessed: the error names file, place and what was expected. Sizes are checked against the
// file's length before memory is asked for. read() uses pread and keeps no lock: one reader, one thread.

#include <filesystem>
#include <memory>

#include "engine/core/io.h"
#include "formats/wave/wave_info.h"

namespace dub::wave {

class WaveReader final : public AudioSource {
  public:
    [[nodiscard]] static Result<std::unique_ptr<WaveReader>> open(const std::filesystem::path& path);
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

#pragma once
// One signal on its way to a wave or to a set of mono waves: dithered where bits are lost, written beside its
// place, read back, renamed. Without commit() nothing is left. One thread at a time. [writer] A sample that
// the file's resolution holds exactly is written as it is: what passes unchanged keeps its bits, silence
// stays silence. All others get TPDF dither by their place on the timeline, so that pieces joined equal the
// whole.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/jobs/clipping.h"
#include "app/jobs/wave_head.h"
#include "engine/core/audio_buffer.h"
#include "engine/core/io.h"
#include "formats/wave/wave_writer.h"

namespace dub::app {

struct WaveOutputFile {
    std::filesystem::path path;
    std::vector<Speaker> channels; // in the order they lie in the file
};

enum class Split : unsigned char { no, yes };

class WaveOutput final : public AudioSink {
  public:
    // The first sample lies at `start`. `options.layout` is the signal's; with Split::yes each speaker goes
    // to a mono file "NAME.Lss.wav".
    [[nodiscard]] static Result<std::unique_ptr<WaveOutput>>
    create(const std::filesystem::path& path, wave::WriteOptions options, Split split, SamplePos start);

    [[nodiscard]] Result<void> write(ConstAudioBlock block) override;
    // Completes the headers and reads every file back: each must be what was written.
    [[nodiscard]] Result<void> finish() override;
    [[nodiscard]] Result<void> commit(); // all appear or none, after finish()

    [[nodiscard]] const std::vector<WaveOutputFile>& files() const { return files_; }
    [[nodiscard]] const ClipCounter& clipped() const { return clipped_; } // of all written so far
    [[nodiscard]] wave::WaveWriter& writer(std::size_t file) { return *writers_[file]; }

  private:
    WaveOutput(wave::WriteOptions options, Split split, SamplePos start);
    [[nodiscard]] Result<void> add_file(const std::filesystem::path& path, const wave::WriteOptions& options);
    [[nodiscard]] ConstAudioBlock dithered(ConstAudioBlock block);
    [[nodiscard]] Result<void> pass_on(ConstAudioBlock block);

    wave::WriteOptions options_;
    Split split_;
    SamplePos start_;
    ClipCounter clipped_;
    AudioBuffer work_;
    std::vector<WaveOutputFile> files_;
    std::vector<WaveShape> meant_;                           // as files_
    std::vector<std::unique_ptr<wave::WaveWriter>> writers_; // one, or one for each channel
    SampleCount written_;
};

} // namespace dub::app

#pragma once
// Our own writer of RIFF/RF64/BW64: JUNK first, turned into ds64 when the file outgrows 4 GiB, bext v2, iXML,
// chna, axml. Written beside its place, it appears under its name only by commit(). Samples are rounded to
// nearest; dither is the caller's business. Blocks come in the order of `layout`; the file's order is
// `order`. With Mask::yes the format is WAVE_FORMAT_EXTENSIBLE and channels lie in mask order whatever
// `order` says (7.1: rears first), so that every reader finds the right speaker. Integers are clipped, 32-bit
// float keeps what lies above full scale; NaN becomes 0. The chunks: JUNK fmt fact(float only) bext iXML chna
// data axml. chna counts channels of the file, so that ADM files are written with ChannelOrder::smpte and
// Mask::no. One thread.

#include <filesystem>
#include <memory>

#include "engine/core/atomic_file.h"
#include "engine/core/io.h"
#include "formats/wave/wave_info.h"

namespace dub::wave {

enum class Mask : unsigned char { no, yes };

struct WriteOptions {
    Layout layout = {};
    SampleRate rate = {};
    SampleType type = SampleType::pcm24;
    ChannelOrder order = ChannelOrder::smpte;
    Mask mask = Mask::no;
    LargeForm large = LargeForm::rf64;
    IfExists if_exists = IfExists::refuse;
    std::optional<Bext> bext = {};
    std::optional<Ixml> ixml = {}; // track names are filled from the layout when left empty
    std::vector<ChnaEntry> chna = {};
    std::string axml = {};
};

class WaveWriter final : public AudioSink {
  public:
    [[nodiscard]] static Result<std::unique_ptr<WaveWriter>> create(const std::filesystem::path& path,
                                                                    WriteOptions options);
    ~WaveWriter() override; // without commit nothing is left behind

    [[nodiscard]] Result<void> write(ConstAudioBlock block) override;
    [[nodiscard]] Result<void> finish() override; // close_header() and commit()

    // The two halves of finish(), for those who read back in between: after close_header() the temporary file
    // is complete.
    [[nodiscard]] Result<void> close_header();
    [[nodiscard]] const std::filesystem::path& temporary_path() const;
    // What depends on the whole programme: replaces the loudness fields of the bext that was written. Before
    // close_header().
    void set_loudness(const BextLoudness& loudness);
    // Replaces axml, which is written after the data. Before close_header().
    void set_axml(std::string axml);
    // Replaces chna by entries of the same number. Before close_header().
    void set_chna(std::vector<ChnaEntry> entries);
    [[nodiscard]] Result<void> commit();

  private:
    struct State;
    explicit WaveWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace dub::wave

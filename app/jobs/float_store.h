#pragma once
// A bus as 32-bit float on the disk, until the files made of it are finished. The file has no name: it goes
// when the store does, whatever ends the program. Written by one thread; after finish() read by any number at
// once.

#include <filesystem>
#include <memory>

#include "engine/core/io.h"

namespace dub::app {

class FloatStore final : public AudioSink {
  public:
    // Lies in `folder`, which must exist. Errors (io): no permission, no space.
    [[nodiscard]] static Result<std::unique_ptr<FloatStore>> create(const std::filesystem::path& folder,
                                                                    const AudioFormat& format);
    FloatStore(const FloatStore&) = delete;
    FloatStore& operator=(const FloatStore&) = delete;
    ~FloatStore() override;

    [[nodiscard]] Result<void> write(ConstAudioBlock block) override;
    // Errors: fewer samples arrived than the format says.
    [[nodiscard]] Result<void> finish() override;
    // In the place of finish(), where nobody knew how long it would become: format() says it from then on.
    [[nodiscard]] Result<void> end_here();
    // After a write that failed: it ends with what lies on the disk.
    void end_before_failure();

    [[nodiscard]] const AudioFormat& format() const { return format_; }
    // Like AudioSource::read, but for any thread: what lies outside is silence.
    [[nodiscard]] Result<void> read(SamplePos start, AudioBlock out) const;

  private:
    FloatStore(int fd, std::filesystem::path folder, const AudioFormat& format);
    [[nodiscard]] Result<void> flush();

    int fd_ = -1;
    std::filesystem::path folder_;
    AudioFormat format_;
    std::vector<float> gathered_; // interleaved, not yet on the disk
    std::int64_t written_ = 0;    // samples per channel on the disk
};

} // namespace dub::app

#pragma once
// Finished files as one source in the order of a layout: one interleaved file in whatever order its channels
// lie, or mono files put together. One thread at a time.

#include <memory>
#include <vector>

#include "engine/core/io.h"

namespace dub::app {

class SetReader final : public AudioSource {
  public:
    // One file for all speakers of `layout`, which it must hold.
    [[nodiscard]] static Result<std::unique_ptr<SetReader>> interleaved(std::unique_ptr<AudioSource> file,
                                                                        const Layout& layout);
    // One mono file for each speaker, in the layout's order; they must agree in rate and length.
    [[nodiscard]] static Result<std::unique_ptr<SetReader>>
    split(std::vector<std::unique_ptr<AudioSource>> files, const Layout& layout);

    [[nodiscard]] const AudioFormat& format() const override { return format_; }
    [[nodiscard]] Result<void> read(SamplePos start, AudioBlock out) override;

  private:
    SetReader() = default;

    std::vector<std::unique_ptr<AudioSource>> files_;
    std::vector<int>
        channel_of_place_; // of one interleaved file: which of our channels each of its channels is
    AudioFormat format_;
};

} // namespace dub::app

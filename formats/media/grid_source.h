#pragma once
// Random access over decoders that only run forwards. Any entry point gives the same bits: a decoder that is
// not exact after a jump (its state depends on what came before) is always started at the same places, ten
// seconds apart, whatever was read before; within such a stretch it runs on. Memory does not grow with the
// file. [writer, disk]

#include <memory>

#include "engine/core/audio_buffer.h"
#include "engine/core/io.h"

namespace dub::media {

class Decoder {
  public:
    virtual ~Decoder() = default;
    // The next samples to come out are those from `at` on.
    [[nodiscard]] virtual Result<void> restart(SamplePos at) = 0;
    // Fills `out`; fewer samples only at the end of what can be decoded.
    [[nodiscard]] virtual Result<int> next(AudioBlock out) = 0;
};

enum class Access : unsigned char {
    anywhere, // restart() at any sample gives the bits of a decode from the start
    on_grid,  // it does not: restart only at the grid
};

struct GridOptions {
    AudioFormat format;
    Access access = Access::on_grid;
    std::string name; // of the file, for sentences
};

[[nodiscard]] std::unique_ptr<AudioSource> grid_source(std::unique_ptr<Decoder> decoder, GridOptions options);

} // namespace dub::media

#pragma once
// The sound of a MOV: PCM 24 bit little endian, speakers named, in the order that MOV and FFmpeg expect
// (ascending bits of the WAVE mask: in 7.1 the rears come before the sides). Private to this folder. [writer]

#include "engine/core/audio_buffer.h"
#include "engine/core/io.h"
#include "formats/encode/av.h"

namespace dub::encode {

class SoundPackets {
  public:
    // Adds the stream to `output`, whose header is not yet written. Both must outlive this.
    [[nodiscard]] static Result<std::unique_ptr<SoundPackets>> create(AVFormatContext& output,
                                                                      AudioSource& sound);
    // Writes what is still missing of the first `end` samples; beyond the sound's end silence.
    [[nodiscard]] Result<void> write_up_to(SampleCount end, const std::filesystem::path& shown);

  private:
    SoundPackets(AVFormatContext& output, AudioSource& sound);
    [[nodiscard]] Result<void> write_packet(int samples, const std::filesystem::path& shown);

    AVFormatContext& output_;
    AudioSource& sound_;
    AVStream* stream_ = nullptr;
    std::vector<int> order_; // place in the file -> channel of the sound
    SampleCount written_;
    AudioBuffer buffer_;
};

} // namespace dub::encode

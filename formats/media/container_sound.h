#pragma once
// One sound stream of a container as a Decoder. A sample's number is its presentation time: priming and
// padding of the encoder are cut off as the container says, a stream that starts after the picture has
// silence before it. Private to this folder. [disk]
//
// Where the container's clock names every sample (MOV, MP3, AAC, MXF at 24 and 25) its times are used and the
// length is found by decoding the last seconds. Where it is too coarse (Matroska counts milliseconds) the
// stream is decoded once when opened, and places on the way are noted.

#include <optional>
#include <vector>

#include "formats/media/container.h"
#include "formats/media/grid_source.h"

namespace dub::media {

class ContainerSound final : public Decoder {
  public:
    [[nodiscard]] static Result<std::unique_ptr<ContainerSound>> open(const std::filesystem::path& path,
                                                                      int stream);

    [[nodiscard]] const AudioFormat& format() const { return format_; }
    [[nodiscard]] Access access() const { return pcm_ ? Access::anywhere : Access::on_grid; }
    [[nodiscard]] Result<void> restart(SamplePos at) override;
    [[nodiscard]] Result<int> next(AudioBlock out) override;

  private:
    struct Anchor {
        std::int64_t pts;
        SamplePos at;
    };
    ContainerSound(Container container, int stream);
    [[nodiscard]] AVStream& stream() const { return container_.stream(index_); }
    [[nodiscard]] SamplePos position_of(std::int64_t pts) const;
    [[nodiscard]] Result<void> open_decoder();
    [[nodiscard]] Result<void> find_origin();
    [[nodiscard]] Result<void> find_length();
    [[nodiscard]] Result<void> scan();
    [[nodiscard]] Result<void> go(std::int64_t pts);
    [[nodiscard]] Result<bool> land(SamplePos from, SamplePos at);
    [[nodiscard]] Result<bool> fetch(); // the next frame; false at the end
    [[nodiscard]] Result<bool> feed();  // one packet to the decoder; false at the end
    [[nodiscard]] Result<void> check_frame() const;

    Container container_;
    int index_;
    AudioFormat format_;
    bool pcm_ = false;
    bool exact_clock_ = false;
    std::optional<std::int64_t> first_pts_; // of the first packet: where the beginning can be sought
    SampleCount origin_;                    // of the programme on the container's clock, in samples
    std::vector<Anchor> anchors_;           // with a coarse clock only

    Av<AVCodecContext> decoder_;
    Av<AVFrame> frame_{av_frame_alloc()};
    Av<AVPacket> packet_{av_packet_alloc()};
    bool has_frame_ = false;  // frame_ holds samples not yet given
    bool leading_in_ = false; // a lossy stream may complain about what it missed
    SamplePos frame_at_;      // of the frame's first sample
    SamplePos position_;      // of the next sample to give
};

} // namespace dub::media

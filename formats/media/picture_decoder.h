#pragma once
// Any coded frame of a picture stream, decoded. A seek is not trusted: the packets that follow it are
// compared with the index until the wanted key frame is there, or one goes further back. Next to the last
// frame it runs on instead. Frames on the way that nothing else leans on are not decoded.
// Private to this folder. [decode]

#include <map>
#include <memory>
#include <set>

#include "formats/media/container.h"
#include "formats/media/frame_index.h"

namespace dub::media {

class PictureDecoder {
  public:
    // `index` must outlive it.
    [[nodiscard]] static Result<std::unique_ptr<PictureDecoder>> open(Container container, int stream,
                                                                      const FrameIndex& index);

    // Frame `number` of index.coded(), valid until the next call; nullptr: it is damaged (what a decoder
    // repaired by guessing is). Errors: the file cannot be read, or is not as the index has it.
    [[nodiscard]] Result<const AVFrame*> decode(std::int32_t number);
    // Whether its times are those of showing. Some files (H.264 in MXF as FFmpeg writes it) only have times
    // of decoding, though frames are shown in another order: then the first ones come out disordered. Asked
    // once, before anything is decoded.
    [[nodiscard]] Result<bool> order_is_told();
    [[nodiscard]] std::int64_t decoded() const { return decoded_; } // frames so far: what seeks cost

  private:
    PictureDecoder(Container container, int stream, const FrameIndex& index);
    [[nodiscard]] const CodedFrame& coded(std::int32_t number) const;
    [[nodiscard]] bool can_run_on(std::int32_t number) const;
    [[nodiscard]] bool take_ready(std::int64_t at);
    void keep(AVFrame& frame);
    [[nodiscard]] Result<void> go(std::int32_t key);
    [[nodiscard]] Result<bool> read_to(std::int32_t key);
    [[nodiscard]] Result<bool> run(std::int32_t number);
    [[nodiscard]] Result<bool> next_packet(); // false at the end
    [[nodiscard]] Result<void> feed(std::int64_t wanted);
    [[nodiscard]] bool take_frame(std::int64_t wanted); // true: current_ is the wanted one
    [[nodiscard]] bool given_up(std::int32_t number) const;

    Container container_;
    int stream_;
    const FrameIndex& index_;
    bool reorders_ = true; // frames may be shown in another order than decoded
    Av<AVCodecContext> decoder_;
    Av<AVFrame> current_{av_frame_alloc()}, coming_{av_frame_alloc()};
    Av<AVPacket> packet_{av_packet_alloc()};
    std::map<std::int64_t, Av<AVFrame>> ahead_; // came out while an earlier one was waited for
    std::set<std::int32_t> broken_;             // known not to come
    bool running_ = false;                      // the decoder goes on from fed_
    bool pending_ = false;                      // packet_ was read and not fed yet
    bool drained_ = false;                      // the end was fed
    std::int32_t fed_ = -1;                     // number of the packet fed last
    std::int64_t passed_ = 0;                   // nothing shown before or at this time comes out any more
    bool has_current_ = false;
    std::int64_t decoded_ = 0;
};

} // namespace dub::media

#pragma once
// Where every frame of a picture stream is: one pass over its packets tells when each is shown, in which
// order they are decoded, and where decoding can begin. Times are whole ticks of the stream's own clock, so
// nothing is rounded; edit lists are applied by FFmpeg's demuxer (frames they hide are decoded but not
// shown). Private to this folder. [disk]

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "formats/media/container.h"

namespace dub::media {

struct CodedFrame {
    std::int64_t at = 0;         // when it is shown
    std::int64_t decoded_at = 0; // the clock of decoding: what containers are sought by
    bool key = false;            // decoding can begin here
    bool shown = true;
};

class FrameIndex {
  public:
    // In decoding order. Of two shown frames of one time the later one stays.
    explicit FrameIndex(std::vector<CodedFrame> coded);

    [[nodiscard]] const std::vector<CodedFrame>& coded() const { return coded_; }
    // Numbers in coded() in the order of showing.
    [[nodiscard]] const std::vector<std::int32_t>& shown() const { return shown_; }
    // The frame of that time; nullopt: none.
    [[nodiscard]] std::optional<std::int32_t> find(std::int64_t at) const;
    // Where decoding begins for frame `number`: the last key frame that is neither decoded nor shown after it
    // (frames shown before their key frame may lean on the group before). 0 when there is none.
    [[nodiscard]] std::int32_t key_of(std::int32_t number) const;
    [[nodiscard]] std::int32_t key_before(std::int32_t key) const; // the last one decoded before `key`; 0

  private:
    std::vector<CodedFrame> coded_;
    std::vector<std::int32_t> by_time_; // all
    std::vector<std::int32_t> shown_;
};

// When a packet's picture is shown: what the container says, else the order of decoding.
[[nodiscard]] std::int64_t time_of(const AVPacket& packet);

// The first moving picture; nullptr: none (cover art is not one).
[[nodiscard]] const AVStream* moving_picture(const AVFormatContext& context);

// `progress` is told how much is done, 0..1, now and then; false stops. Errors: not readable; a packet
// without any time; more frames than a day of 120 a second; cancelled. A file that is cut short gives what is
// there.
[[nodiscard]] Result<FrameIndex> index_frames(const std::filesystem::path& path, int stream,
                                              const std::function<bool(double)>& progress);

} // namespace dub::media

#pragma once
// Decoded frames as 8-bit RGB of the size a window wants, by swscale. Which coefficients turn YUV to RGB is
// what the frame says; where it says nothing, ITU-R BT.709 from 720 rows up and BT.601 below, limited range,
// as players do. Private to this folder. [decode]

#include <memory>

#include "engine/core/io.h"
#include "formats/media/container.h"

struct SwsContext;

namespace dub::media {

// The largest size of that aspect inside `within`, never larger than `size`; {} is no limit.
[[nodiscard]] PictureSize fit(PictureSize size, PictureSize within);

class PictureScaler {
  public:
    PictureScaler() = default;
    PictureScaler(const PictureScaler&) = delete;
    PictureScaler& operator=(const PictureScaler&) = delete;
    ~PictureScaler();
    // Errors: a pixel format that swscale does not know; out of memory.
    [[nodiscard]] Result<std::shared_ptr<const Picture>> scale(const AVFrame& frame, FrameCount index,
                                                               PictureSize size);

  private:
    SwsContext* context_ = nullptr; // kept while sizes and formats stay the same
};

} // namespace dub::media

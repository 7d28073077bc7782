#include "formats/media/picture_scaler.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

extern "C" {
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

namespace dub::media {
namespace {

constexpr int row_pixels =
    16; // rows begin at multiples of 64 bytes: swscale's fast paths may write in such steps
constexpr int first_hd_row_count = 720;

const int* coefficients_of(const AVFrame& frame) {
    switch (frame.colorspace) {
    case AVCOL_SPC_BT709: return sws_getCoefficients(SWS_CS_ITU709);
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M: return sws_getCoefficients(SWS_CS_ITU601);
    case AVCOL_SPC_SMPTE240M: return sws_getCoefficients(SWS_CS_SMPTE240M);
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL: return sws_getCoefficients(SWS_CS_BT2020);
    case AVCOL_SPC_FCC: return sws_getCoefficients(SWS_CS_FCC);
    default: return sws_getCoefficients(frame.height >= first_hd_row_count ? SWS_CS_ITU709 : SWS_CS_ITU601);
    }
}

bool is_full_range(const AVFrame& frame) {
    const AVPixFmtDescriptor* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
    const std::string_view name = format == nullptr ? "" : format->name;
    return frame.color_range == AVCOL_RANGE_JPEG || name.starts_with("yuvj");
}

} // namespace

PictureSize fit(PictureSize size, PictureSize within) {
    if (within.width <= 0 || within.height <= 0) return size;
    if (size.width <= within.width && size.height <= within.height) return size;
    const bool wide = std::int64_t{size.width} * within.height > std::int64_t{within.width} * size.height;
    const std::int64_t num = wide ? within.width : within.height;
    const std::int64_t den = wide ? size.width : size.height;
    const auto side = [&](int from) {
        return static_cast<int>(std::max<std::int64_t>(1, (from * num + den / 2) / den));
    };
    return {std::min(side(size.width), within.width), std::min(side(size.height), within.height)};
}

PictureScaler::~PictureScaler() { sws_freeContext(context_); }

Result<std::shared_ptr<const Picture>> PictureScaler::scale(const AVFrame& frame, FrameCount index,
                                                            PictureSize size) {
    const auto format = static_cast<AVPixelFormat>(frame.format);
    context_ = sws_getCachedContext(context_, frame.width, frame.height, format, size.width, size.height,
                                    AV_PIX_FMT_0RGB32, SWS_BILINEAR, nullptr, nullptr, nullptr);
    if (context_ == nullptr)
        return fail(ErrorCode::unfit, fmt::format("A picture of {}x{} pixels cannot be shown in {}x{}.",
                                                  frame.width, frame.height, size.width, size.height));
    constexpr int one = 1 << 16;
    sws_setColorspaceDetails(context_, coefficients_of(frame), is_full_range(frame) ? 1 : 0,
                             sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, one, one);
    auto picture = std::make_shared<Picture>();
    picture->index = index;
    picture->size = size;
    picture->stride = (size.width + row_pixels - 1) / row_pixels * row_pixels;
    picture->pixels.resize(static_cast<std::size_t>(picture->stride) * static_cast<std::size_t>(size.height));
    const std::array<std::uint8_t*, 1> rows{reinterpret_cast<std::uint8_t*>(picture->pixels.data())};
    const std::array<int, 1> strides{picture->stride * static_cast<int>(sizeof(std::uint32_t))};
    const int done =
        sws_scale(context_, frame.data, frame.linesize, 0, frame.height, rows.data(), strides.data());
    if (done <= 0)
        return fail(ErrorCode::unfit, fmt::format("Frame {} has colours that cannot be shown.", index.value));
    return picture;
}

} // namespace dub::media

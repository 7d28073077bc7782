#include "formats/media/planar.h"

#include <cstdint>

extern "C" {
#include <libavutil/frame.h>
#include <libavutil/samplefmt.h>
}

namespace dub::media {
namespace {

constexpr float scale_8 = 1.0F / 128.0F;
constexpr float scale_16 = 1.0F / 32768.0F;
constexpr double scale_32 = 1.0 / 2147483648.0;

float to_float(std::uint8_t x) { return static_cast<float>(x - 128) * scale_8; }
float to_float(std::int16_t x) { return static_cast<float>(x) * scale_16; }
float to_float(std::int32_t x) { return static_cast<float>(x * scale_32); }
float to_float(float x) { return x; }
float to_float(double x) { return static_cast<float>(x); }

template <class Sample> void copy(const AVFrame& frame, int from, AudioBlock out) {
    const bool planar = av_sample_fmt_is_planar(static_cast<AVSampleFormat>(frame.format)) != 0;
    const int step = planar ? 1 : out.channels();
    for (int c = 0; c < out.channels(); ++c) {
        const auto* in =
            reinterpret_cast<const Sample*>(frame.extended_data[planar ? c : 0]) + (planar ? 0 : c);
        in += std::ptrdiff_t{from} * step;
        for (float& sample : out.channel(c)) {
            sample = to_float(*in);
            in += step;
        }
    }
}

} // namespace

bool can_convert(const AVFrame& frame) {
    const auto packed = av_get_packed_sample_fmt(static_cast<AVSampleFormat>(frame.format));
    return packed == AV_SAMPLE_FMT_U8 || packed == AV_SAMPLE_FMT_S16 || packed == AV_SAMPLE_FMT_S32 ||
           packed == AV_SAMPLE_FMT_FLT || packed == AV_SAMPLE_FMT_DBL;
}

void convert(const AVFrame& frame, int from, AudioBlock out) {
    switch (av_get_packed_sample_fmt(static_cast<AVSampleFormat>(frame.format))) {
    case AV_SAMPLE_FMT_U8: return copy<std::uint8_t>(frame, from, out);
    case AV_SAMPLE_FMT_S16: return copy<std::int16_t>(frame, from, out);
    case AV_SAMPLE_FMT_S32: return copy<std::int32_t>(frame, from, out);
    case AV_SAMPLE_FMT_FLT: return copy<float>(frame, from, out);
    case AV_SAMPLE_FMT_DBL: return copy<double>(frame, from, out);
    default: return;
    }
}

} // namespace dub::media

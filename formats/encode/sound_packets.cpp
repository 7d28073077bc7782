#include "formats/encode/sound_packets.h"

#include <algorithm>
#include <cmath>

extern "C" {
#include <libavutil/channel_layout.h>
}

namespace dub::encode {
namespace {

constexpr int packet_samples = 4096;
constexpr double full_scale = 8388608.0; // 2^23

// FFmpeg's channel bits are those of the WAVE mask; the matrix pair has bits of its own.
void name_speakers(const Layout& layout, AVChannelLayout& to) {
    const auto mask = wave_mask(layout);
    if (layout == Layout{Speaker::Lt, Speaker::Rt})
        to = AV_CHANNEL_LAYOUT_STEREO_DOWNMIX;
    else if (mask)
        av_channel_layout_from_mask(&to, *mask);
    else { // no name in FFmpeg 5.1: the count alone
        to = {};
        to.order = AV_CHANNEL_ORDER_UNSPEC;
        to.nb_channels = layout.channels();
    }
}

std::uint8_t* put_24(std::uint8_t* to, float value) {
    const double scaled =
        std::clamp(std::nearbyint(static_cast<double>(value) * full_scale), -full_scale, full_scale - 1);
    const auto bits = static_cast<std::uint32_t>(static_cast<std::int32_t>(scaled));
    to[0] = static_cast<std::uint8_t>(bits);
    to[1] = static_cast<std::uint8_t>(bits >> 8);
    to[2] = static_cast<std::uint8_t>(bits >> 16);
    return to + 3;
}

} // namespace

SoundPackets::SoundPackets(AVFormatContext& output, AudioSource& sound)
    : output_(output)
    , sound_(sound)
    , order_(permutation(sound.format().layout, ChannelOrder::wave_mask))
    , buffer_(sound.format().layout.channels(), packet_samples) {}

Result<std::unique_ptr<SoundPackets>> SoundPackets::create(AVFormatContext& output, AudioSource& sound) {
    std::unique_ptr<SoundPackets> packets(new SoundPackets(output, sound));
    if (static_cast<int>(packets->order_.size()) != sound.format().layout.channels())
        return fail(ErrorCode::unfit,
                    "The sound to marry to the picture names a speaker twice; choose a layout such as 5.1.");
    packets->stream_ = avformat_new_stream(&output, nullptr);
    if (packets->stream_ == nullptr)
        return fail(ErrorCode::io, "Cannot add the sound to the picture: out of memory.");
    AVCodecParameters& par = *packets->stream_->codecpar;
    const AudioFormat& format = sound.format();
    par.codec_type = AVMEDIA_TYPE_AUDIO;
    par.codec_id = AV_CODEC_ID_PCM_S24LE;
    par.format = AV_SAMPLE_FMT_S32;
    par.sample_rate = static_cast<int>(format.rate.hz);
    par.bits_per_coded_sample = 24;
    par.bits_per_raw_sample = 24;
    name_speakers(format.layout, par.ch_layout);
    par.block_align = 3 * format.layout.channels();
    par.bit_rate = std::int64_t{8} * par.block_align * format.rate.hz;
    packets->stream_->time_base = {1, par.sample_rate};
    return packets;
}

Result<void> SoundPackets::write_up_to(SampleCount end, const std::filesystem::path& shown) {
    while (written_ < end) {
        const auto samples = std::min<std::int64_t>(packet_samples, (end - written_).value);
        CHECK(write_packet(static_cast<int>(samples), shown));
    }
    return {};
}

Result<void> SoundPackets::write_packet(int samples, const std::filesystem::path& shown) {
    const AudioBlock block = buffer_.block(samples);
    CHECK(sound_.read(SamplePos{} + written_, block));
    const Av<AVPacket> packet(av_packet_alloc());
    int code = av_new_packet(packet.get(), samples * 3 * block.channels());
    if (code < 0) return std::unexpected(av_error("write", shown, code, ErrorCode::io));
    std::uint8_t* to = packet->data;
    for (int i = 0; i < samples; ++i)
        for (const int channel : order_)
            to = put_24(to, block.data(channel)[i]);
    packet->stream_index = stream_->index;
    packet->pts = packet->dts =
        av_rescale_q(written_.value, {1, static_cast<int>(sound_.format().rate.hz)}, stream_->time_base);
    packet->duration =
        av_rescale_q(samples, {1, static_cast<int>(sound_.format().rate.hz)}, stream_->time_base);
    packet->flags |= AV_PKT_FLAG_KEY;
    code = av_interleaved_write_frame(&output_, packet.get());
    if (code < 0) return std::unexpected(av_error("write", shown, code, ErrorCode::io));
    written_ += SampleCount{samples};
    return {};
}

} // namespace dub::encode

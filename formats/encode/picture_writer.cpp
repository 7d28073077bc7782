#include "formats/encode/picture_writer.h"

#include <fmt/format.h>

#include "formats/encode/av.h"

extern "C" {
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
}

namespace dub::encode {
namespace fs = std::filesystem;
namespace {

constexpr int gop_frames = 12; // a jump decodes half a second at most
constexpr int encode_threads = 2;

Result<void> check_options(const fs::path& path, const PictureOptions& o) {
    const bool fits = o.width >= 16 && o.height >= 16 && o.width <= 8192 && o.height <= 8192;
    if (!fits || o.width % 2 != 0 || o.height % 2 != 0)
        return fail(
            ErrorCode::usage,
            fmt::format("{}: a picture of {}x{} cannot be written; both sides must be even, 16 to 8192.",
                        path.string(), o.width, o.height));
    if (o.timecode.rate.num <= 0 || o.timecode.rate.den <= 0 || o.start.value < 0)
        return fail(ErrorCode::usage,
                    fmt::format("{}: a frame rate above zero and a start timecode of 00:00:00:00 or later "
                                "are needed.",
                                path.string()));
    return {};
}

AVRational rate_of(const PictureOptions& o) {
    return {static_cast<int>(o.timecode.rate.num), static_cast<int>(o.timecode.rate.den)};
}

Result<Av<AVCodecContext>> open_encoder(const fs::path& path, const PictureOptions& o) {
    const AVCodec* codec = avcodec_find_encoder_by_name("libx264");
    if (codec == nullptr)
        return fail(ErrorCode::io,
                    fmt::format("Cannot write {}: this FFmpeg has no libx264; install libavcodec with it.",
                                path.string()));
    Av<AVCodecContext> encoder(avcodec_alloc_context3(codec));
    encoder->width = o.width;
    encoder->height = o.height;
    encoder->pix_fmt = AV_PIX_FMT_YUV420P;
    encoder->framerate = rate_of(o);
    encoder->time_base = av_inv_q(rate_of(o));
    encoder->sample_aspect_ratio = {1, 1};
    encoder->gop_size = gop_frames;
    encoder->max_b_frames = 0; // picture n is packet n: no edit list, no reordering to get wrong
    encoder->thread_count = encode_threads;
    encoder->color_primaries = AVCOL_PRI_BT709;
    encoder->color_trc = AVCOL_TRC_BT709;
    encoder->colorspace = AVCOL_SPC_BT709;
    encoder->color_range = AVCOL_RANGE_MPEG;
    encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    av_opt_set(encoder->priv_data, "preset", "superfast", 0);
    av_opt_set(encoder->priv_data, "crf", "19", 0);
    const int code = avcodec_open2(encoder.get(), codec, nullptr);
    if (code < 0) return std::unexpected(av_error("encode", path, code, ErrorCode::io));
    return encoder;
}

// RGB to limited-range YUV with the coefficients of ITU-R BT.709 (swscale's own default would be BT.601).
Result<Av<SwsContext>> open_scaler(const fs::path& path, const PictureOptions& o) {
    Av<SwsContext> scaler(sws_getContext(o.width, o.height, AV_PIX_FMT_RGB24, o.width, o.height,
                                         AV_PIX_FMT_YUV420P, SWS_FAST_BILINEAR, nullptr, nullptr, nullptr));
    if (!scaler)
        return fail(ErrorCode::io,
                    fmt::format("Cannot convert colours for {}: out of memory.", path.string()));
    const int* bt709 = sws_getCoefficients(SWS_CS_ITU709);
    constexpr int one = 1 << 16;
    sws_setColorspaceDetails(scaler.get(), bt709, 1, bt709, 0, 0, one, one);
    return scaler;
}

Result<Av<AVFrame>> make_frame(const fs::path& path, const PictureOptions& o) {
    Av<AVFrame> frame(av_frame_alloc());
    frame->format = AV_PIX_FMT_YUV420P;
    frame->width = o.width;
    frame->height = o.height;
    frame->color_range = AVCOL_RANGE_MPEG;
    const int code = av_frame_get_buffer(frame.get(), 0);
    if (code < 0) return std::unexpected(av_error("encode", path, code, ErrorCode::io));
    return frame;
}

} // namespace

struct PictureWriter::State {
    explicit State(AtomicFile f)
        : file(std::move(f)) {}

    PictureOptions options;
    AtomicFile file;
    AvOutput output;
    Av<AVCodecContext> encoder;
    Av<SwsContext> scaler;
    Av<AVFrame> frame;
    Av<AVPacket> packet{av_packet_alloc()};
    std::int64_t frames = 0;

    Result<void> start();
    Result<void> convert(const RgbFrame& rgb);
    Result<void> send(const AVFrame* picture); // nullptr: the end
};

Result<void> PictureWriter::State::start() {
    AVStream* stream = avformat_new_stream(output.get(), nullptr);
    if (stream == nullptr)
        return std::unexpected(av_error("write", file.path(), AVERROR(ENOMEM), ErrorCode::io));
    avcodec_parameters_from_context(stream->codecpar, encoder.get());
    stream->time_base = encoder->time_base;
    stream->avg_frame_rate = encoder->framerate;
    // The MOV muxer makes a tmcd track of this.
    av_dict_set(&stream->metadata, "timecode", to_timecode(options.start, options.timecode).c_str(), 0);
    const int code = avformat_write_header(output.get(), nullptr);
    if (code < 0) return std::unexpected(av_error("write", file.path(), code, ErrorCode::io));
    return {};
}

Result<void> PictureWriter::State::convert(const RgbFrame& rgb) {
    const auto bytes =
        std::size_t{3} * static_cast<std::size_t>(options.width) * static_cast<std::size_t>(options.height);
    if (rgb.width != options.width || rgb.height != options.height || rgb.pixels.size() != bytes)
        return fail(ErrorCode::usage,
                    fmt::format("{}: frame {} is {}x{}, the picture {}x{}.", file.path().string(), frames,
                                rgb.width, rgb.height, options.width, options.height));
    // The encoder may still hold the last picture: then this makes a copy to write on.
    const int code = av_frame_make_writable(frame.get());
    if (code < 0) return std::unexpected(av_error("encode", file.path(), code, ErrorCode::io));
    const std::array<const std::uint8_t*, 1> rows{rgb.pixels.data()};
    const std::array<int, 1> stride{3 * options.width};
    sws_scale(scaler.get(), rows.data(), stride.data(), 0, options.height, frame->data, frame->linesize);
    frame->pts = frames++;
    return {};
}

Result<void> PictureWriter::State::send(const AVFrame* picture) {
    int code = avcodec_send_frame(encoder.get(), picture);
    while (code >= 0) {
        code = avcodec_receive_packet(encoder.get(), packet.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return {};
        if (code < 0) break;
        AVStream* stream = output->streams[0];
        packet->duration = 1;
        av_packet_rescale_ts(packet.get(), encoder->time_base, stream->time_base);
        packet->stream_index = stream->index;
        code = av_interleaved_write_frame(output.get(), packet.get());
    }
    return std::unexpected(av_error("write", file.path(), code, ErrorCode::io));
}

PictureWriter::PictureWriter(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
PictureWriter::~PictureWriter() = default;

Result<std::unique_ptr<PictureWriter>> PictureWriter::create(const fs::path& path,
                                                             const PictureOptions& options) {
    av_log_set_level(AV_LOG_QUIET);
    CHECK(check_options(path, options));
    TRY(auto file, AtomicFile::create(path, options.if_exists));
    auto state = std::make_unique<State>(std::move(file));
    state->options = options;
    TRY(state->encoder, open_encoder(path, options));
    TRY(state->scaler, open_scaler(path, options));
    TRY(state->frame, make_frame(path, options));
    TRY(state->output, open_mov({state->file.temporary_path(), path}));
    CHECK(state->start());
    return std::unique_ptr<PictureWriter>(new PictureWriter(std::move(state)));
}

Result<void> PictureWriter::write(const RgbFrame& frame) {
    CHECK(state_->convert(frame));
    return state_->send(state_->frame.get());
}

Result<void> PictureWriter::finish() {
    if (state_->frames == 0)
        return fail(ErrorCode::usage, fmt::format("{}: a picture without a single frame is not written.",
                                                  state_->file.path().string()));
    CHECK(state_->send(nullptr));
    CHECK(close_mov(std::move(state_->output), state_->file.path()));
    return state_->file.commit();
}

} // namespace dub::encode

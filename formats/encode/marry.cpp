#include <optional>

#include <fmt/format.h>

#include "formats/encode/av.h"
#include "formats/encode/picture_writer.h"
#include "formats/encode/sound_packets.h"

namespace dub::encode {
namespace fs = std::filesystem;
namespace {

struct PictureInput {
    AvInput context;
    AVStream* stream = nullptr;
    FrameRate rate;
    FramePos start; // of its timecode; zero when it has none
    std::string timecode;
};

Result<AvInput> open_input(const fs::path& path) {
    AVFormatContext* raw = nullptr;
    AVDictionary* options = nullptr;
    // No playlist and no reference may lead out of this one file.
    av_dict_set(&options, "protocol_whitelist", "file", 0);
    av_dict_set(&options, "format_whitelist", "mov,matroska,mxf,avi,mpegts,mpeg,gxf,dv", 0);
    int code = avformat_open_input(&raw, ("file:" + path.string()).c_str(), nullptr, &options);
    av_dict_free(&options);
    if (code < 0) {
        const ErrorCode kind = code == AVERROR(ENOENT) ? ErrorCode::not_found : ErrorCode::invalid;
        return std::unexpected(av_error("read a picture from", path, code, kind));
    }
    AvInput input(raw);
    code = avformat_find_stream_info(input.get(), nullptr);
    if (code < 0) return std::unexpected(av_error("read a picture from", path, code, ErrorCode::invalid));
    return input;
}

std::string timecode_in(const AVFormatContext& context, const AVStream& video) {
    const auto* entry = av_dict_get(video.metadata, "timecode", nullptr, 0);
    for (unsigned i = 0; entry == nullptr && i < context.nb_streams; ++i)
        entry = av_dict_get(context.streams[i]->metadata, "timecode", nullptr, 0);
    if (entry == nullptr) entry = av_dict_get(context.metadata, "timecode", nullptr, 0);
    return entry == nullptr ? std::string{} : entry->value;
}

// The format whose labels that timecode uses: drop-frame writes ';' before the frames (SMPTE ST 12-1).
std::optional<TimecodeFormat> format_of(FrameRate rate, std::string_view timecode) {
    const DropFrame drop = timecode.find(';') != std::string_view::npos ? DropFrame::yes : DropFrame::no;
    for (const auto& known : timecode_formats())
        if (known.format.rate == rate && known.format.drop == drop) return known.format;
    return std::nullopt;
}

Result<PictureInput> open_picture(const fs::path& path) {
    PictureInput picture;
    TRY(picture.context, open_input(path));
    const int index = av_find_best_stream(picture.context.get(), AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (index < 0)
        return fail(ErrorCode::unfit, fmt::format("{} holds no picture to marry the mix to.", path.string()));
    picture.stream = picture.context->streams[index];
    for (unsigned i = 0; i < picture.context->nb_streams; ++i)
        if (static_cast<int>(i) != index) picture.context->streams[i]->discard = AVDISCARD_ALL;
    const AVRational rate = picture.stream->avg_frame_rate;
    if (rate.num <= 0 || rate.den <= 0)
        return fail(
            ErrorCode::unfit,
            fmt::format("{} does not say its frame rate; write it anew with a fixed one.", path.string()));
    picture.rate = {rate.num, rate.den};
    picture.timecode = timecode_in(*picture.context, *picture.stream);
    if (const auto format = format_of(picture.rate, picture.timecode))
        if (const auto start = parse_timecode(picture.timecode, *format)) picture.start = *start;
    return picture;
}

class Wedding {
  public:
    Wedding(const fs::path& out, PictureInput picture, AudioSource& sound)
        : out_(out)
        , picture_(std::move(picture))
        , sound_(sound)
        , rate_(sound.format().rate) {}

    Result<void> begin(const fs::path& temporary) {
        TRY(output_, open_mov({temporary, out_}));
        CHECK(add_picture());
        TRY(packets_, SoundPackets::create(*output_, sound_));
        const int code = avformat_write_header(output_.get(), nullptr);
        if (code < 0) return std::unexpected(av_error("write", out_, code, ErrorCode::io));
        return {};
    }
    Result<FrameCount> copy();
    Result<void> end() { return close_mov(std::move(output_), out_); }
    // From the picture's first frame; first_sample keeps both on the grid of the timecode.
    [[nodiscard]] SampleCount samples_of_frames(FrameCount frames) const {
        return first_sample(picture_.start + frames, picture_.rate, rate_) -
               first_sample(picture_.start, picture_.rate, rate_);
    }

  private:
    Result<void> add_picture();

    fs::path out_;
    PictureInput picture_;
    AudioSource& sound_;
    SampleRate rate_;
    AvOutput output_;
    std::unique_ptr<SoundPackets> packets_;
};

Result<void> Wedding::add_picture() {
    AVStream* stream = avformat_new_stream(output_.get(), nullptr);
    if (stream == nullptr || avcodec_parameters_copy(stream->codecpar, picture_.stream->codecpar) < 0)
        return std::unexpected(av_error("write", out_, AVERROR(ENOMEM), ErrorCode::io));
    // MOV has its own code for many formats; one that it does not know is refused by the header.
    const unsigned tag = stream->codecpar->codec_tag;
    if (av_codec_get_id(output_->oformat->codec_tag, tag) != stream->codecpar->codec_id)
        stream->codecpar->codec_tag = 0;
    stream->time_base = picture_.stream->time_base;
    stream->avg_frame_rate = picture_.stream->avg_frame_rate;
    stream->sample_aspect_ratio = picture_.stream->sample_aspect_ratio;
    if (!picture_.timecode.empty()) av_dict_set(&stream->metadata, "timecode", picture_.timecode.c_str(), 0);
    return {};
}

// Each picture packet is followed by the sound of its frame. Packets before time zero or marked as unseen are
// kept (others may refer to them) but are not pictures of the film.
Result<FrameCount> Wedding::copy() {
    const Av<AVPacket> packet(av_packet_alloc());
    AVStream* to = output_->streams[0];
    const std::int64_t zero = picture_.stream->start_time == AV_NOPTS_VALUE ? 0 : picture_.stream->start_time;
    FrameCount frames;
    int code = 0;
    while ((code = av_read_frame(picture_.context.get(), packet.get())) >= 0) {
        if (packet->stream_index != picture_.stream->index) {
            av_packet_unref(packet.get());
            continue;
        }
        if (packet->pts != AV_NOPTS_VALUE) packet->pts -= zero;
        if (packet->dts != AV_NOPTS_VALUE) packet->dts -= zero;
        if ((packet->flags & AV_PKT_FLAG_DISCARD) == 0 && packet->pts >= 0) frames += FrameCount{1};
        av_packet_rescale_ts(packet.get(), picture_.stream->time_base, to->time_base);
        packet->stream_index = to->index;
        packet->pos = -1;
        code = av_interleaved_write_frame(output_.get(), packet.get());
        if (code < 0) return std::unexpected(av_error("write", out_, code, ErrorCode::io));
        CHECK(packets_->write_up_to(samples_of_frames(frames), out_));
    }
    if (code != AVERROR_EOF)
        return std::unexpected(av_error("copy the picture to", out_, code, ErrorCode::invalid));
    return frames;
}

Result<void> check_lengths(const fs::path& picture, SampleCount sound, const Wedding& wedding,
                           FrameCount frames) {
    const SampleCount want = wedding.samples_of_frames(frames);
    const SampleCount one = wedding.samples_of_frames(FrameCount{1});
    const SampleCount apart = sound > want ? sound - want : want - sound;
    if (apart <= one) return {};
    return fail(ErrorCode::unfit, fmt::format("The sound is {} samples long, the picture {} lasts {} frames "
                                              "= {} samples; they may differ by one "
                                              "frame at most. Render the mix to the picture's length.",
                                              sound.value, picture.string(), frames.value, want.value));
}

} // namespace

Result<void> marry(const fs::path& picture, AudioSource& sound, const fs::path& out, IfExists if_exists) {
    av_log_set_level(AV_LOG_QUIET);
    TRY(auto input, open_picture(picture));
    const FrameCount promised{input.stream->nb_frames};
    TRY(auto file, AtomicFile::create(out, if_exists));
    Wedding wedding(out, std::move(input), sound);
    // Known beforehand for most containers; a long copy in vain is spared. The count of the copy decides.
    if (promised.value > 0) CHECK(check_lengths(picture, sound.format().length, wedding, promised));
    CHECK(wedding.begin(file.temporary_path()));
    TRY(const FrameCount frames, wedding.copy());
    if (frames.value == 0)
        return fail(ErrorCode::invalid, fmt::format("{} holds no frame of picture.", picture.string()));
    CHECK(check_lengths(picture, sound.format().length, wedding, frames));
    CHECK(wedding.end());
    return file.commit();
}

} // namespace dub::encode

#include "formats/media/container.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"

extern "C" {
#include <libavutil/channel_layout.h>
}

namespace dub::media {
namespace fs = std::filesystem;
namespace {

constexpr int io_buffer_bytes = 64 * 1024;
constexpr int place_buffer_bytes = 4 * 1024; // between two packets lies a key and a length
constexpr const char* known_containers = "mov,matroska,mxf,avi,mp3,aac,ac3,eac3,dts,mpegts,mpeg,asf,gxf,dv,"
                                         "flv,wv,tta,ogg,flac,caf,aiff,w64,wav,amr,ape,truehd";

struct OwnIo {
    int fd = -1;
    std::int64_t at = 0;
    const AVIOContext* hollow = nullptr; // reads past its buffer go straight into a packet: left undone
};

// What is passed over instead of read.
int pass_over(OwnIo& io, int size) {
    const std::int64_t left = ::lseek(io.fd, 0, SEEK_END) - io.at;
    if (left <= 0) return AVERROR_EOF;
    const auto n = static_cast<int>(std::min<std::int64_t>(size, left));
    io.at += n;
    return n;
}

int read_some(void* opaque, std::uint8_t* to, int size) {
    auto& io = *static_cast<OwnIo*>(opaque);
    if (io.hollow != nullptr && (to < io.hollow->buffer || to >= io.hollow->buffer + io.hollow->buffer_size))
        return pass_over(io, size);
    ssize_t n = 0;
    do
        n = ::pread(io.fd, to, static_cast<std::size_t>(size), static_cast<off_t>(io.at));
    while (n < 0 && errno == EINTR);
    if (n < 0) return AVERROR(errno);
    if (n == 0) return AVERROR_EOF;
    io.at += n;
    return static_cast<int>(n);
}

std::int64_t seek_to(void* opaque, std::int64_t offset, int whence) {
    auto& io = *static_cast<OwnIo*>(opaque);
    const std::int64_t size = ::lseek(io.fd, 0, SEEK_END);
    if ((whence & AVSEEK_SIZE) != 0) return size;
    const int how = whence & ~AVSEEK_FORCE;
    const std::int64_t base = how == SEEK_SET ? 0 : how == SEEK_CUR ? io.at : size;
    if (base + offset < 0) return AVERROR(EINVAL);
    return io.at = base + offset;
}

std::optional<Speaker> speaker_of(AVChannel channel) {
    switch (channel) {
    case AV_CHAN_FRONT_LEFT: return Speaker::L;
    case AV_CHAN_FRONT_RIGHT: return Speaker::R;
    case AV_CHAN_FRONT_CENTER: return Speaker::C;
    case AV_CHAN_LOW_FREQUENCY: return Speaker::LFE;
    case AV_CHAN_BACK_LEFT: return Speaker::Lrs;
    case AV_CHAN_BACK_RIGHT: return Speaker::Rrs;
    case AV_CHAN_SIDE_LEFT: return Speaker::Lss;
    case AV_CHAN_SIDE_RIGHT: return Speaker::Rss;
    case AV_CHAN_TOP_FRONT_LEFT: return Speaker::Ltf;
    case AV_CHAN_TOP_FRONT_RIGHT: return Speaker::Rtf;
    case AV_CHAN_TOP_BACK_LEFT: return Speaker::Ltr;
    case AV_CHAN_TOP_BACK_RIGHT: return Speaker::Rtr;
    case AV_CHAN_TOP_SIDE_LEFT: return Speaker::Lts;
    case AV_CHAN_TOP_SIDE_RIGHT: return Speaker::Rts;
    case AV_CHAN_STEREO_LEFT: return Speaker::Lt;
    case AV_CHAN_STEREO_RIGHT: return Speaker::Rt;
    default: return std::nullopt;
    }
}

// A single surround pair, back or side, is that of 5.x.
void name_single_pair(std::vector<Speaker>& speakers) {
    using enum Speaker;
    const auto has = [&](Speaker s) { return std::ranges::find(speakers, s) != speakers.end(); };
    if (has(Lrs) && has(Lss)) return;
    for (Speaker& s : speakers) {
        if (s == Lrs || s == Lss) s = Ls;
        if (s == Rrs || s == Rss) s = Rs;
    }
}

// Then no parser has to look into a packet to tell which pictures stand alone.
bool only_key_frames(const AVFormatContext& context) {
    for (unsigned i = 0; i < context.nb_streams; ++i) {
        const AVCodecParameters& par = *context.streams[i]->codecpar;
        const AVCodecDescriptor* codec = avcodec_descriptor_get(par.codec_id);
        if (par.codec_type == AVMEDIA_TYPE_VIDEO &&
            (codec == nullptr || (codec->props & AV_CODEC_PROP_INTRA_ONLY) == 0))
            return false;
    }
    return true;
}

} // namespace

struct Container::State {
    OwnIo io;
    AVIOContext* avio = nullptr;
    AVFormatContext* context = nullptr;

    ~State() {
        avformat_close_input(&context);
        if (avio != nullptr) av_freep(&avio->buffer);
        avio_context_free(&avio);
        if (io.fd >= 0) ::close(io.fd);
    }
    int open(Reading reading);
    int describe(Reading reading);
};

int Container::State::open(Reading reading) {
    const int bytes = reading == Reading::places ? place_buffer_bytes : io_buffer_bytes;
    auto* buffer = static_cast<unsigned char*>(av_malloc(static_cast<std::size_t>(bytes)));
    if (buffer == nullptr) return AVERROR(ENOMEM);
    avio = avio_alloc_context(buffer, bytes, 0, &io, read_some, nullptr, seek_to);
    context = avformat_alloc_context();
    if (avio == nullptr || context == nullptr) return AVERROR(ENOMEM);
    context->pb = avio;
    AVDictionary* options = nullptr;
    av_dict_set(&options, "format_whitelist", known_containers, 0);
    av_dict_set(&options, "protocol_whitelist", "file", 0);
    const int opened = avformat_open_input(&context, nullptr, nullptr, &options);
    av_dict_free(&options);
    return opened < 0 ? opened : describe(reading);
}

int Container::State::describe(Reading reading) {
    const std::string_view kind = context->iformat->name;
    if (reading == Reading::places && kind.starts_with("mov")) {
        // All that is asked lies in its tables. Without a buffer between, every read of a packet is seen.
        context->flags |= AVFMT_FLAG_NOPARSE | AVFMT_FLAG_NOFILLIN;
        avio->direct = 1;
        io.hollow = avio;
        return 0;
    }
    const int code = avformat_find_stream_info(context, nullptr);
    if (reading == Reading::places && kind == "mxf" && only_key_frames(*context)) io.hollow = avio;
    return code;
}

Container::Container(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
Container::Container(Container&&) noexcept = default;
Container& Container::operator=(Container&&) noexcept = default;
Container::~Container() = default;
AVFormatContext& Container::context() const { return *state_->context; }

Result<Container> Container::open(const fs::path& path, Reading reading) {
    av_log_set_level(AV_LOG_QUIET);
    auto state = std::make_unique<State>();
    state->io.fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (state->io.fd < 0) return std::unexpected(io_error("read", path, errno));
    const int code = state->open(reading);
    if (code < 0) return std::unexpected(av_read_error(path, code));
    Container container(std::move(state));
    container.path_ = path;
    return container;
}

void Container::listen_only_to(int index) const {
    for (unsigned i = 0; i < context().nb_streams; ++i)
        context().streams[i]->discard = static_cast<int>(i) == index ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
}

Error av_read_error(const fs::path& path, int code) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    if (code == AVERROR_INVALIDDATA || code == AVERROR(EINVAL) || code == AVERROR_DEMUXER_NOT_FOUND ||
        code == AVERROR_EOF)
        return {ErrorCode::invalid,
                fmt::format("{} is not a sound or picture file that can be read, or it is cut short; "
                            "expected WAV, AIFF, FLAC, CAF, "
                            "Ogg, MOV, MP4, MXF, MKV, MP3 or the like. Export it anew.",
                            path.string()),
                {}};
    const ErrorCode kind =
        code == AVERROR(EIO) || code == AVERROR(EACCES) ? ErrorCode::io : ErrorCode::invalid;
    return {kind, fmt::format("Cannot read {}: {}.", path.string(), text.data()), {}};
}

std::optional<Layout> layout_of(const AVChannelLayout& layout) {
    if (layout.nb_channels < 1 || layout.nb_channels > Layout::max_channels) return std::nullopt;
    if (layout.order == AV_CHANNEL_ORDER_UNSPEC && layout.nb_channels <= 2)
        return layout_by_count(layout.nb_channels);
    std::vector<Speaker> speakers;
    for (int i = 0; i < layout.nb_channels; ++i) {
        const auto speaker =
            speaker_of(av_channel_layout_channel_from_index(&layout, static_cast<unsigned>(i)));
        if (!speaker || std::ranges::find(speakers, *speaker) != speakers.end()) return std::nullopt;
        speakers.push_back(*speaker);
    }
    if (speakers.size() == 1) speakers.front() = Speaker::M;
    name_single_pair(speakers);
    return Layout(speakers);
}

Layout assumed_layout(int channels) {
    if (const auto known = layout_by_count(channels)) return *known;
    return Layout(std::vector<Speaker>(static_cast<std::size_t>(channels), Speaker::M));
}

Diagnostic layout_assumed(const fs::path& path, const Layout& layout) {
    return {Severity::warning, "media.layout-assumed", path.string(),
            fmt::format("{} does not say which speaker its {} channels belong to; they were taken as {}. If "
                        "that is wrong, give the "
                        "track another layout or choose the channels clip by clip.",
                        path.filename().string(), layout.channels(), layout.name())};
}

std::string timecode_in(const AVFormatContext& context, const AVStream* stream) {
    const AVDictionaryEntry* entry = nullptr;
    if (stream != nullptr) entry = av_dict_get(stream->metadata, "timecode", nullptr, 0);
    for (unsigned i = 0; entry == nullptr && i < context.nb_streams; ++i)
        entry = av_dict_get(context.streams[i]->metadata, "timecode", nullptr, 0);
    if (entry == nullptr) entry = av_dict_get(context.metadata, "timecode", nullptr, 0);
    return entry == nullptr ? std::string{} : entry->value;
}

Result<void> check_sound(const fs::path& path, int channels, std::int64_t rate_hz) {
    if (channels < 1 || channels > Layout::max_channels)
        return fail(ErrorCode::invalid,
                    fmt::format("{} has {} channels; 1 to {} are expected. Split it into smaller files.",
                                path.string(), channels, Layout::max_channels));
    if (rate_hz < 1 || rate_hz > max_rate_hz)
        return fail(ErrorCode::invalid,
                    fmt::format("{} claims {} samples a second; 1 to {} are expected. Its header is damaged: "
                                "export it anew.",
                                path.string(), rate_hz, max_rate_hz));
    return {};
}

} // namespace dub::media

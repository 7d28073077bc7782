#include "formats/media/picture_decoder.h"

#include <algorithm>
#include <limits>
#include <thread>

#include <fmt/format.h>

namespace dub::media {
namespace {

constexpr unsigned max_threads = 4;
constexpr int max_reorder = 16;                                // H.264 and H.265 allow no more
constexpr std::size_t enough_ahead = 4;                        // later ones out: it does not come
constexpr std::int64_t max_pixels = std::int64_t{8192} * 8192; // larger is a damaged header
constexpr std::int64_t before_all = std::numeric_limits<std::int64_t>::min();

std::int64_t shown_at(const AVFrame& frame) {
    return frame.pts != AV_NOPTS_VALUE ? frame.pts : frame.best_effort_timestamp;
}

bool is_guessed(const AVFrame& frame) {
    return frame.decode_error_flags != 0 || (frame.flags & AV_FRAME_FLAG_CORRUPT) != 0;
}

bool intra_only(AVCodecID id) {
    const AVCodecDescriptor* codec = avcodec_descriptor_get(id);
    return codec != nullptr && (codec->props & AV_CODEC_PROP_INTRA_ONLY) != 0;
}

Result<Av<AVCodecContext>> open_decoder(const Container& container, const AVStream& stream) {
    const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
    if (codec == nullptr)
        return fail(ErrorCode::unfit,
                    fmt::format("{}: no decoder for the picture format {}; convert it to ProRes, DNxHR or "
                                "H.264.",
                                container.path().string(), avcodec_get_name(stream.codecpar->codec_id)));
    Av<AVCodecContext> decoder(avcodec_alloc_context3(codec));
    int code = decoder ? avcodec_parameters_to_context(decoder.get(), stream.codecpar) : AVERROR(ENOMEM);
    if (code >= 0) {
        decoder->pkt_timebase = stream.time_base;
        decoder->max_pixels = max_pixels;
        // Slices of one frame side by side; whole frames side by side would make every seek wait for several.
        decoder->thread_type = FF_THREAD_SLICE;
        decoder->thread_count =
            static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, max_threads));
        code = avcodec_open2(decoder.get(), codec, nullptr);
    }
    if (code < 0) return std::unexpected(av_read_error(container.path(), code));
    return decoder;
}

} // namespace

PictureDecoder::PictureDecoder(Container container, int stream, const FrameIndex& index)
    : container_(std::move(container))
    , stream_(stream)
    , index_(index)
    , reorders_(!intra_only(container_.stream(stream).codecpar->codec_id)) {}

Result<std::unique_ptr<PictureDecoder>> PictureDecoder::open(Container container, int stream,
                                                             const FrameIndex& index) {
    std::unique_ptr<PictureDecoder> made(new PictureDecoder(std::move(container), stream, index));
    made->container_.listen_only_to(stream);
    TRY(made->decoder_, open_decoder(made->container_, made->container_.stream(stream)));
    return made;
}

Result<bool> PictureDecoder::order_is_told() {
    const bool reordered = container_.stream(stream_).codecpar->video_delay > 0;
    const auto told = [](const CodedFrame& frame) { return frame.at != frame.decoded_at; };
    if (!reordered || std::ranges::any_of(index_.coded(), told)) return true;
    CHECK(go(0));
    constexpr int looked_at = 64;
    std::int64_t before = before_all;
    for (int packets = 0; packets < looked_at && !drained_; ++packets) {
        CHECK(feed(before_all));
        while (avcodec_receive_frame(decoder_.get(), coming_.get()) >= 0) {
            const std::int64_t at = shown_at(*coming_);
            av_frame_unref(coming_.get());
            if (at < before) return false;
            before = at;
        }
    }
    running_ = false;
    return true;
}

const CodedFrame& PictureDecoder::coded(std::int32_t number) const {
    return index_.coded()[static_cast<std::size_t>(number)];
}

Result<const AVFrame*> PictureDecoder::decode(std::int32_t number) {
    const std::int64_t at = coded(number).at;
    if (broken_.contains(number)) return nullptr;
    if (has_current_ && shown_at(*current_) == at) return current_.get();
    if (take_ready(at)) return current_.get();
    bool found = false;
    if (can_run_on(number)) {
        TRY(found, run(number));
    }
    // A decoder may want more than the last key frame (an open group, a gradual refresh), and one that met
    // damage starts better afresh.
    std::int32_t key = index_.key_of(number);
    for (int attempt = 0; !found && attempt < (reorders_ ? 2 : 1); ++attempt) {
        CHECK(go(key));
        TRY(found, run(number));
        if (key == 0) break;
        key = index_.key_before(key);
    }
    if (found) return current_.get();
    has_current_ = false;
    broken_.insert(number);
    return nullptr;
}

bool PictureDecoder::take_ready(std::int64_t at) {
    const auto ready = ahead_.find(at);
    if (ready == ahead_.end() || is_guessed(*ready->second)) return false;
    keep(*ready->second);
    ahead_.erase(ahead_.begin(), std::next(ready));
    return true;
}

void PictureDecoder::keep(AVFrame& frame) {
    av_frame_unref(current_.get());
    av_frame_move_ref(current_.get(), &frame);
    passed_ = shown_at(*current_);
    has_current_ = true;
}

// It has not come out yet, and no key frame lies between that would be the shorter way.
bool PictureDecoder::can_run_on(std::int32_t number) const {
    return running_ && coded(number).at > passed_ && index_.key_of(number) <= fed_ + 1;
}

// The next packet to feed is key frame `key`.
Result<void> PictureDecoder::go(std::int32_t key) {
    running_ = has_current_ = false;
    ahead_.clear();
    passed_ = before_all;
    AVFormatContext& context = container_.context();
    bool landed = false;
    constexpr int tries = 4;
    for (std::int32_t n = 0, from = key; !landed && n < tries; ++n, from = index_.key_before(from))
        if (av_seek_frame(&context, stream_, coded(from).decoded_at, AVSEEK_FLAG_BACKWARD) >= 0) {
            TRY(landed, read_to(key));
        }
    if (!landed && av_seek_frame(&context, -1, 0, AVSEEK_FLAG_BYTE) >= 0) {
        TRY(landed, read_to(key));
    }
    if (!landed)
        return fail(
            ErrorCode::invalid,
            fmt::format("{} does not hold its frames where its index says; copy it into a MOV without "
                        "converting it, or export it anew.",
                        container_.path().string()));
    avcodec_flush_buffers(decoder_.get());
    drained_ = false;
    running_ = true;
    return {};
}

// False when reading began behind `key`, or never comes to it.
Result<bool> PictureDecoder::read_to(std::int32_t key) {
    for (;;) {
        TRY(const bool any, next_packet());
        if (!any) return false;
        const auto number = index_.find(time_of(*packet_));
        if (!number || *number < key) continue;
        pending_ = *number == key;
        fed_ = key - 1;
        return pending_;
    }
}

Result<bool> PictureDecoder::next_packet() {
    for (;;) {
        av_packet_unref(packet_.get());
        const int code = av_read_frame(&container_.context(), packet_.get());
        // A damaged container ends where it cannot be followed; the index knows what should have come.
        if (code == AVERROR(EIO)) return std::unexpected(av_read_error(container_.path(), code));
        if (code < 0) return false;
        if (packet_->stream_index == stream_) return true;
    }
}

// Decodes until frame `number` is current_; false when it does not come.
Result<bool> PictureDecoder::run(std::int32_t number) {
    const std::int64_t wanted = coded(number).at;
    for (;;) {
        const int code = avcodec_receive_frame(decoder_.get(), coming_.get());
        if (code >= 0) {
            ++decoded_;
            if (take_frame(wanted)) return !is_guessed(*current_);
            if (ahead_.size() >= enough_ahead) break;
            continue;
        }
        if (code == AVERROR_EOF) running_ = false; // it must be flushed before it takes more
        if (code == AVERROR_EOF || given_up(number)) break;
        CHECK(feed(wanted));
    }
    passed_ = std::max(passed_, wanted);
    return false;
}

bool PictureDecoder::take_frame(std::int64_t wanted) {
    const std::int64_t at = shown_at(*coming_);
    if (at == wanted) {
        keep(*coming_);
        return true;
    }
    if (at > wanted) {
        Av<AVFrame> kept(av_frame_alloc());
        av_frame_move_ref(kept.get(), coming_.get());
        ahead_[at] = std::move(kept);
    }
    av_frame_unref(coming_.get());
    return false;
}

bool PictureDecoder::given_up(std::int32_t number) const {
    return drained_ || fed_ - number >= (reorders_ ? max_reorder : 0);
}

Result<void> PictureDecoder::feed(std::int64_t wanted) {
    if (!pending_) {
        TRY(pending_, next_packet());
    }
    if (!pending_) {
        drained_ = true;
        avcodec_send_packet(decoder_.get(), nullptr);
        return {};
    }
    pending_ = false;
    const std::int64_t at = time_of(*packet_);
    packet_->pts = at;
    fed_ = index_.find(at).value_or(fed_ + 1);
    // Non-reference frames that are not shown now may be left out.
    decoder_->skip_frame = at < wanted ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
    avcodec_send_packet(decoder_.get(), packet_.get()); // what it refuses is missed when it does not come out
    return {};
}

} // namespace dub::media

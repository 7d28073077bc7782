#include "formats/media/container_sound.h"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "formats/media/planar.h"

namespace dub::media {
namespace fs = std::filesystem;
namespace {

constexpr int anchor_every = 32; // frames

// MXF counts pictures, and its sound begins anew with each: exact where a picture lasts whole samples. Other
// clocks that are coarser than a sample round its time.
bool names_every_sample(const Container& container, const AVStream& stream) {
    const AVRational tick = stream.time_base;
    const std::int64_t samples =
        std::int64_t{tick.num} * stream.codecpar->sample_rate; // a tick is samples/den samples long
    const bool by_picture = std::string_view(container.context().iformat->name) == "mxf";
    return tick.den % samples == 0 || (by_picture && samples % tick.den == 0);
}

} // namespace

ContainerSound::ContainerSound(Container container, int stream)
    : container_(std::move(container))
    , index_(stream) {}

Result<std::unique_ptr<ContainerSound>> ContainerSound::open(const fs::path& path, int stream) {
    TRY(auto container, Container::open(path));
    const bool there = stream >= 0 && stream < static_cast<int>(container.context().nb_streams);
    if (!there || container.stream(stream).codecpar->codec_type != AVMEDIA_TYPE_AUDIO)
        return fail(ErrorCode::unfit, fmt::format("{} has no sound in stream {}.", path.string(), stream));
    std::unique_ptr<ContainerSound> sound(new ContainerSound(std::move(container), stream));
    const AVCodecParameters& par = *sound->stream().codecpar;
    CHECK(check_sound(path, par.ch_layout.nb_channels, par.sample_rate));
    const auto layout = layout_of(par.ch_layout);
    sound->format_.layout = layout ? *layout : assumed_layout(par.ch_layout.nb_channels);
    sound->format_.rate = SampleRate{par.sample_rate};
    const std::string_view codec = avcodec_get_name(par.codec_id);
    sound->pcm_ = codec.starts_with("pcm_");
    sound->exact_clock_ = names_every_sample(sound->container_, sound->stream());
    sound->container_.listen_only_to(stream);
    CHECK(sound->find_origin());
    CHECK(sound->exact_clock_ ? sound->find_length() : sound->scan());
    if (sound->format_.length.value < 1)
        return fail(ErrorCode::invalid,
                    fmt::format("The sound in stream {} of {} has no samples; export it anew.", stream,
                                path.string()));
    return sound;
}

SamplePos ContainerSound::position_of(std::int64_t pts) const {
    const AVRational samples{1, static_cast<int>(format_.rate.hz)};
    return SamplePos{av_rescale_q(pts, stream().time_base, samples)} - origin_;
}

Result<void> ContainerSound::open_decoder() {
    const AVCodec* codec = avcodec_find_decoder(stream().codecpar->codec_id);
    if (codec == nullptr)
        return fail(ErrorCode::invalid,
                    fmt::format("{}: no decoder for the sound format {}; convert it to WAV.",
                                container_.path().string(), avcodec_get_name(stream().codecpar->codec_id)));
    decoder_.reset(avcodec_alloc_context3(codec));
    int code = decoder_ ? avcodec_parameters_to_context(decoder_.get(), stream().codecpar) : AVERROR(ENOMEM);
    if (code >= 0) {
        decoder_->pkt_timebase = stream().time_base;
        decoder_->thread_count = 1;
        code = avcodec_open2(decoder_.get(), codec, nullptr);
    }
    if (code < 0) return std::unexpected(av_read_error(container_.path(), code));
    return {};
}

// A sound beside a picture counts from the picture's first frame, so that both stay together; alone from its
// own first sample.
Result<void> ContainerSound::find_origin() {
    CHECK(open_decoder());
    TRY(const bool any, fetch());
    if (!any || !first_pts_ || frame_->best_effort_timestamp == AV_NOPTS_VALUE)
        return fail(ErrorCode::invalid,
                    fmt::format("The sound in stream {} of {} holds no samples; export it anew.", index_,
                                container_.path().string()));
    const AVRational samples{1, static_cast<int>(format_.rate.hz)};
    origin_ = position_of(frame_->best_effort_timestamp) - SamplePos{};
    const AVFormatContext& context = container_.context();
    for (unsigned i = 0; i < context.nb_streams; ++i) {
        const AVStream& other = *context.streams[i];
        const bool picture = other.codecpar->codec_type == AVMEDIA_TYPE_VIDEO;
        if (!picture || (other.disposition & AV_DISPOSITION_ATTACHED_PIC) != 0 ||
            other.start_time == AV_NOPTS_VALUE)
            continue;
        origin_ = SampleCount{av_rescale_q(other.start_time, other.time_base, samples)};
        break;
    }
    return {};
}

Result<void> ContainerSound::find_length() {
    const std::int64_t tail = av_rescale_q(3, {1, 1}, stream().time_base);
    const std::int64_t whole = stream().duration == AV_NOPTS_VALUE ? 0 : stream().duration;
    CHECK(go(*first_pts_ + std::max<std::int64_t>(0, whole - tail)));
    leading_in_ = true;
    SamplePos end;
    for (;;) {
        TRY(const bool any, fetch());
        if (!any) break;
        end = std::max(end, frame_at_ + SampleCount{frame_->nb_samples});
    }
    leading_in_ = false;
    format_.length = end - SamplePos{};
    return {};
}

// Runs on from the frame that find_origin decoded: after a jump back a container may not cut off the priming
// again.
Result<void> ContainerSound::scan() {
    SamplePos at = position_of(frame_->best_effort_timestamp);
    for (std::int64_t frames = 0;; ++frames) {
        const bool dated = frame_->best_effort_timestamp != AV_NOPTS_VALUE;
        if (dated && frames % anchor_every == 0) anchors_.push_back({frame_->best_effort_timestamp, at});
        at += SampleCount{frame_->nb_samples};
        TRY(const bool any, fetch());
        if (!any) break;
    }
    format_.length = at - SamplePos{};
    return {};
}

Result<void> ContainerSound::go(std::int64_t pts) {
    AVFormatContext& context = container_.context();
    const std::int64_t target = std::max(pts, *first_pts_);
    int code = av_seek_frame(&context, index_, target, AVSEEK_FLAG_BACKWARD);
    if (code < 0) code = av_seek_frame(&context, index_, *first_pts_, AVSEEK_FLAG_BACKWARD);
    if (code < 0) code = av_seek_frame(&context, -1, 0, AVSEEK_FLAG_BYTE);
    if (code < 0) return std::unexpected(av_read_error(container_.path(), code));
    has_frame_ = false;
    av_frame_unref(frame_.get());
    if (!pcm_)
        return open_decoder(); // a used one remembers, even when flushed (noise generators of AAC and AC-3)
    avcodec_flush_buffers(decoder_.get());
    return {};
}

Result<void> ContainerSound::restart(SamplePos at) {
    // Half a second covers the bit reservoir of MP3 (511 bytes), the overlap of AAC and the 80 ms of Opus.
    const SampleCount lead_in{pcm_ ? 0 : format_.rate.hz / 2};
    const SamplePos from{std::max<std::int64_t>(0, (at - lead_in).value)};
    TRY(const bool landed, land(from, at));
    if (landed) return {};
    CHECK(go(*first_pts_)); // the container cannot jump to there: decode from the beginning
    frame_at_ = position_ = at;
    leading_in_ = true;
    TRY(const bool any, fetch());
    has_frame_ = any;
    if (any && !exact_clock_) frame_at_ = anchors_.front().at;
    leading_in_ = false;
    return {};
}

// True when the decoder stands at or before `at` and knows where.
Result<bool> ContainerSound::land(SamplePos from, SamplePos at) {
    position_ = at;
    leading_in_ = true;
    const AVRational samples{1, static_cast<int>(format_.rate.hz)};
    // The beginning is sought by its first packet: what that holds may be all priming.
    const std::int64_t pts =
        from.value == 0 ? *first_pts_ : av_rescale_q((from + origin_).value, samples, stream().time_base);
    Anchor anchor{pts, from};
    if (!exact_clock_) {
        const auto after = std::ranges::upper_bound(anchors_, from, {}, &Anchor::at);
        anchor = after == anchors_.begin() ? anchors_.front() : *(after - 1);
    }
    CHECK(go(from.value == 0 ? *first_pts_ : anchor.pts));
    for (;;) {
        TRY(const bool any, fetch());
        if (!any) return false;
        has_frame_ = true;
        const std::int64_t now = frame_->best_effort_timestamp;
        if (exact_clock_ ? frame_at_ > at : now > anchor.pts) return false;
        if (!exact_clock_ && now == anchor.pts) frame_at_ = anchor.at;
        const bool here =
            exact_clock_ ? frame_at_ + SampleCount{frame_->nb_samples} > from : now == anchor.pts;
        if (here) break;
    }
    leading_in_ = false;
    return true;
}

Result<bool> ContainerSound::feed() {
    for (;;) {
        int code = av_read_frame(&container_.context(), packet_.get());
        if (code == AVERROR_EOF) {
            avcodec_send_packet(decoder_.get(), nullptr);
            return false;
        }
        if (code < 0) return std::unexpected(av_read_error(container_.path(), code));
        if (packet_->stream_index == index_) {
            if (!first_pts_ && packet_->pts != AV_NOPTS_VALUE) first_pts_ = packet_->pts;
            code = avcodec_send_packet(decoder_.get(), packet_.get());
            av_packet_unref(packet_.get());
            if (code >= 0 || leading_in_) return true;
            return fail(ErrorCode::invalid,
                        fmt::format("{} is damaged near sample {}; copy it again from where it came from.",
                                    container_.path().string(), position_.value));
        }
        av_packet_unref(packet_.get());
    }
}

Result<void> ContainerSound::check_frame() const {
    const bool same =
        frame_->sample_rate == format_.rate.hz && frame_->ch_layout.nb_channels == format_.layout.channels();
    if (same && can_convert(*frame_)) return {};
    return fail(
        ErrorCode::invalid,
        fmt::format("{} changes from {} channels at {} Hz to {} at {} Hz on the way; convert it to WAV.",
                    container_.path().string(), format_.layout.channels(), format_.rate.hz,
                    frame_->ch_layout.nb_channels, frame_->sample_rate));
}

Result<bool> ContainerSound::fetch() {
    const SamplePos after = frame_at_ + SampleCount{frame_->nb_samples};
    for (bool more = true;;) {
        const int code = avcodec_receive_frame(decoder_.get(), frame_.get());
        if (code == AVERROR_EOF || (code == AVERROR(EAGAIN) && !more)) return false;
        if (code == AVERROR(EAGAIN)) {
            TRY(more, feed());
            continue;
        }
        if (code < 0 && leading_in_) continue;
        if (code < 0) return std::unexpected(av_read_error(container_.path(), code));
        CHECK(check_frame());
        const std::int64_t pts = frame_->best_effort_timestamp;
        frame_at_ = exact_clock_ && pts != AV_NOPTS_VALUE ? position_of(pts) : after;
        return true;
    }
}

// Silence where the container's clock jumps ahead; what it repeats is left out.
Result<int> ContainerSound::next(AudioBlock out) {
    int done = 0;
    while (done < out.samples()) {
        if (!has_frame_) {
            TRY(has_frame_, fetch());
            if (!has_frame_) return done;
        }
        const std::int64_t gap = (frame_at_ - position_).value;
        const std::int64_t left = gap > 0 ? gap : frame_->nb_samples + gap;
        const auto some = static_cast<int>(std::clamp<std::int64_t>(left, 0, out.samples() - done));
        const AudioBlock part = out.part(done, some);
        if (gap > 0)
            for (int c = 0; c < part.channels(); ++c)
                std::ranges::fill(part.channel(c), 0.0F);
        else
            convert(*frame_, static_cast<int>(-gap), part);
        done += some;
        position_ += SampleCount{some};
        has_frame_ = gap > 0 || left > some;
    }
    return done;
}

} // namespace dub::media

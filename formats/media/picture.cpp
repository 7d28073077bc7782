#include "formats/media/picture.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

namespace dub::media {
namespace {

struct Count {
    std::int64_t frames = 0;
    std::int64_t shortest = 0, longest = 0; // in ticks; 0: not known
};

// The index of a MOV lists every frame; those that the edit list hides are flagged.
std::optional<Count> count_by_index(AVStream& stream) {
    const int entries = avformat_index_get_entries_count(&stream);
    if (stream.nb_frames <= 0 || entries < stream.nb_frames)
        return std::nullopt; // not complete, not an index of frames
    Count count;
    std::int64_t before = 0;
    for (int i = 0; i < entries; ++i) {
        const AVIndexEntry* entry = avformat_index_get_entry(&stream, i);
        if ((entry->flags & AVINDEX_DISCARD_FRAME) != 0) continue;
        const std::int64_t ticks = entry->timestamp - before;
        before = entry->timestamp;
        if (count.frames++ == 0) continue;
        count.shortest = count.frames == 2 ? ticks : std::min(count.shortest, ticks);
        count.longest = std::max(count.longest, ticks);
    }
    return count;
}

Result<Count> count_by_reading(const Container& container, const AVStream& stream) {
    // The container is the caller's and may be read on: a second one counts.
    TRY(const Container again, Container::open(container.path()));
    again.listen_only_to(stream.index);
    const Av<AVPacket> packet(av_packet_alloc());
    Count count;
    int code = 0;
    while ((code = av_read_frame(&again.context(), packet.get())) >= 0) {
        if (packet->stream_index == stream.index && (packet->flags & AV_PKT_FLAG_DISCARD) == 0) {
            ++count.frames;
            if (packet->duration > 0) {
                count.shortest =
                    count.shortest == 0 ? packet->duration : std::min(count.shortest, packet->duration);
                count.longest = std::max(count.longest, packet->duration);
            }
        }
        av_packet_unref(packet.get());
    }
    if (code != AVERROR_EOF) return std::unexpected(av_read_error(container.path(), code));
    return count;
}

// A coarse clock or a division leaves 23.976024 where 24000/1001 was meant; the standard rates are 0.1 %
// apart at least.
FrameRate nearest_standard(AVRational rate) {
    constexpr double tolerance = 2e-4;
    const double value = av_q2d(rate);
    for (const auto& known : timecode_formats()) {
        const double standard =
            static_cast<double>(known.format.rate.num) / static_cast<double>(known.format.rate.den);
        if (std::abs(value / standard - 1.0) < tolerance) return known.format.rate;
    }
    return {rate.num, rate.den};
}

FrameRate rate_of(const AVStream& stream, const Count& count) {
    if (count.shortest > 0 && count.shortest == count.longest) {
        const std::int64_t ticks = count.shortest * stream.time_base.num;
        const std::int64_t common = std::gcd<std::int64_t>(stream.time_base.den, ticks);
        const FrameRate exact{stream.time_base.den / common, ticks / common};
        for (const auto& known : timecode_formats())
            if (known.format.rate == exact) return exact;
    }
    const AVRational told = stream.avg_frame_rate.num > 0 ? stream.avg_frame_rate : stream.r_frame_rate;
    return nearest_standard(told);
}

// Frames longer and shorter than one tick of rounding allows.
bool varies(const AVStream& stream, const Count& count) {
    if (count.longest - count.shortest > 1) return true;
    const double average = av_q2d(stream.avg_frame_rate);
    const double least = av_q2d(stream.r_frame_rate);
    const bool told_twice = average > 0 && least > 0 && count.shortest == 0;
    constexpr double tolerance = 0.01;
    return told_twice && std::abs(average / least - 1.0) > tolerance &&
           std::abs(2 * average / least - 1.0) > tolerance;
}

const AVStream* moving_picture(const AVFormatContext& context) {
    for (unsigned i = 0; i < context.nb_streams; ++i) {
        const AVStream& stream = *context.streams[i];
        if (stream.codecpar->codec_type != AVMEDIA_TYPE_VIDEO) continue;
        if ((stream.disposition & AV_DISPOSITION_ATTACHED_PIC) == 0) return &stream;
    }
    return nullptr;
}

} // namespace

Result<std::optional<PictureStream>> picture_in(const Container& container, Diagnostics& diagnostics) {
    const AVStream* found = moving_picture(container.context());
    if (found == nullptr) return std::nullopt;
    AVStream& stream = container.stream(found->index);
    auto count = count_by_index(stream);
    if (!count) {
        TRY(count, count_by_reading(container, stream));
    }
    const std::string name = container.path().filename().string();
    const AVCodecParameters& par = *stream.codecpar;
    if (count->frames < 1 || par.width < 1 || par.height < 1)
        return fail(
            ErrorCode::invalid,
            fmt::format("{} has a picture stream without a picture ({} frames of {}x{}); export it anew.",
                        container.path().string(), count->frames, par.width, par.height));
    PictureStream picture;
    picture.rate = rate_of(stream, *count);
    picture.length = FrameCount{count->frames};
    picture.width = par.width;
    picture.height = par.height;
    picture.codec = avcodec_get_name(par.codec_id);
    picture.variable_rate = varies(stream, *count);
    if (auto timecode = timecode_in(container.context(), &stream); !timecode.empty())
        picture.start_timecode = std::move(timecode);
    if (picture.rate.num <= 0 || picture.rate.den <= 0)
        return fail(
            ErrorCode::invalid,
            fmt::format("{} does not say how many frames a second it has; write it anew with a fixed rate.",
                        container.path().string()));
    if (picture.variable_rate)
        diagnostics.push_back(
            {Severity::warning, "media.variable-rate", container.path().string(),
             fmt::format(
                 "The frames of {} do not all last equally long; {}/{} a second was taken, and sound will "
                 "drift against it. Convert it to a fixed rate first.",
                 name, picture.rate.num, picture.rate.den)});
    return picture;
}

} // namespace dub::media

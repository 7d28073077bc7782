#include "formats/media/frame_index.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

namespace dub::media {
namespace {

constexpr std::size_t max_frames = std::size_t{24} * 3600 * 120;
constexpr std::int64_t max_ticks = std::int64_t{1} << 60; // differences stay exact

// A cut file ends inside its last packet: that frame is not there.
bool is_whole(const AVPacket& packet) { return (packet.flags & AV_PKT_FLAG_CORRUPT) == 0 && packet.size > 0; }

std::unexpected<Error> no_time(const std::filesystem::path& path) {
    return fail(ErrorCode::unfit,
                fmt::format("{} does not say when its frames are shown; copy it into a MOV without "
                            "converting it, or export it anew.",
                            path.string()));
}

std::unexpected<Error> too_many(const std::filesystem::path& path) {
    return fail(ErrorCode::invalid,
                fmt::format("{} claims more than {} frames, a day of 120 a second; its index is damaged: "
                            "export it anew.",
                            path.string(), max_frames));
}

std::unexpected<Error> stopped(const std::filesystem::path& path) {
    return fail(ErrorCode::cancelled, fmt::format("Stopped; {} is not opened.", path.string()));
}

double part_done(const AVFormatContext& context) {
    const std::int64_t bytes = avio_size(context.pb);
    return bytes <= 0 ? 0
                      : std::clamp(static_cast<double>(avio_tell(context.pb)) / static_cast<double>(bytes),
                                   0.0, 1.0);
}

} // namespace

FrameIndex::FrameIndex(std::vector<CodedFrame> coded)
    : coded_(std::move(coded))
    , by_time_(coded_.size()) {
    std::iota(by_time_.begin(), by_time_.end(), 0);
    const auto frame = [&](std::int32_t n) -> const CodedFrame& {
        return coded_[static_cast<std::size_t>(n)];
    };
    std::ranges::sort(by_time_, [&](std::int32_t a, std::int32_t b) {
        if (frame(a).at != frame(b).at) return frame(a).at < frame(b).at;
        return frame(a).shown != frame(b).shown ? frame(b).shown : a < b;
    });
    // Of one time the last stands: a shown one before a hidden one, a later one before an earlier one.
    const auto hidden_by_next = [&](std::size_t i) {
        return i + 1 < by_time_.size() && frame(by_time_[i]).at == frame(by_time_[i + 1]).at;
    };
    std::size_t kept = 0;
    for (std::size_t i = 0; i < by_time_.size(); ++i)
        if (!hidden_by_next(i)) by_time_[kept++] = by_time_[i];
    by_time_.resize(kept);
    std::ranges::copy_if(by_time_, std::back_inserter(shown_),
                         [&](std::int32_t n) { return frame(n).shown; });
}

std::optional<std::int32_t> FrameIndex::find(std::int64_t at) const {
    const auto time = [&](std::int32_t n) { return coded_[static_cast<std::size_t>(n)].at; };
    const auto found = std::ranges::lower_bound(by_time_, at, {}, time);
    if (found == by_time_.end() || time(*found) != at) return std::nullopt;
    return *found;
}

std::int32_t FrameIndex::key_of(std::int32_t number) const {
    const std::int64_t at = coded_[static_cast<std::size_t>(number)].at;
    for (std::int32_t n = number; n > 0; --n) {
        const CodedFrame& frame = coded_[static_cast<std::size_t>(n)];
        if (frame.key && frame.at <= at) return n;
    }
    return 0;
}

std::int32_t FrameIndex::key_before(std::int32_t key) const { return key <= 0 ? 0 : key_of(key - 1); }

std::int64_t time_of(const AVPacket& packet) {
    return packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
}

const AVStream* moving_picture(const AVFormatContext& context) {
    for (unsigned i = 0; i < context.nb_streams; ++i) {
        const AVStream& stream = *context.streams[i];
        if (stream.codecpar->codec_type != AVMEDIA_TYPE_VIDEO) continue;
        if ((stream.disposition & AV_DISPOSITION_ATTACHED_PIC) == 0) return &stream;
    }
    return nullptr;
}

Result<FrameIndex> index_frames(const std::filesystem::path& path, int stream,
                                const std::function<bool(double)>& progress) {
    TRY(const Container container, Container::open(path, Reading::places));
    if (stream < 0 || static_cast<unsigned>(stream) >= container.context().nb_streams)
        return std::unexpected(av_read_error(path, AVERROR_INVALIDDATA)); // it changed meanwhile
    container.listen_only_to(stream);
    const Av<AVPacket> packet(av_packet_alloc());
    std::vector<CodedFrame> coded;
    constexpr std::size_t told_every = 64; // frames
    int code = 0;
    for (; (code = av_read_frame(&container.context(), packet.get())) >= 0; av_packet_unref(packet.get())) {
        if (packet->stream_index != stream || !is_whole(*packet)) continue;
        const std::int64_t at = time_of(*packet);
        if (at < -max_ticks || at > max_ticks) return no_time(path);
        if (coded.size() == max_frames) return too_many(path);
        if (progress && coded.size() % told_every == 0 && !progress(part_done(container.context())))
            return stopped(path);
        coded.push_back({at, packet->dts != AV_NOPTS_VALUE ? packet->dts : at,
                         (packet->flags & AV_PKT_FLAG_KEY) != 0, (packet->flags & AV_PKT_FLAG_DISCARD) == 0});
    }
    if (code == AVERROR(EIO)) return std::unexpected(av_read_error(path, code));
    return FrameIndex(std::move(coded));
}

} // namespace dub::media

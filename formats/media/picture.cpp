#include "formats/media/picture.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::media {
namespace {

constexpr int max_side = 16384;

FrameRate rate_of(AVRational rate) { return {rate.num, rate.den}; }

std::vector<std::int64_t> times_of(const FrameIndex& index) {
    std::vector<std::int64_t> times;
    times.reserve(index.shown().size());
    for (const std::int32_t n : index.shown())
        times.push_back(index.coded()[static_cast<std::size_t>(n)].at);
    return times;
}

Diagnostic mapped(const Container& container, const IndexedPicture& picture) {
    const FrameSlots& slots = picture.slots;
    return {Severity::warning, "media.variable-rate", container.path().string(),
            fmt::format("The frames of {} do not all last equally long; each was laid on the nearest of {} "
                        "frames at {}/{} a second: {} show the frame before again, {} of {} frames in the "
                        "file are not shown. Sound stays in sync to half a frame. Convert it to a fixed rate "
                        "to be exact.",
                        container.path().filename().string(), slots.length.value, slots.rate.num,
                        slots.rate.den, slots.repeated, slots.left_out, picture.index.shown().size())};
}

PictureStream describe(const Container& container, const AVStream& stream, const IndexedPicture& found) {
    PictureStream picture;
    picture.rate = found.slots.rate;
    picture.length = found.slots.length;
    picture.width = stream.codecpar->width;
    picture.height = stream.codecpar->height;
    picture.codec = avcodec_get_name(stream.codecpar->codec_id);
    picture.variable_rate = found.slots.steadiness != Steadiness::constant;
    picture.frames_in_file = static_cast<std::int64_t>(found.index.shown().size());
    picture.repeated = found.slots.repeated;
    picture.left_out = found.slots.left_out;
    if (auto timecode = timecode_in(container.context(), &stream); !timecode.empty())
        picture.start_timecode = std::move(timecode);
    return picture;
}

} // namespace

PictureSize shown_size(const AVStream& stream) {
    const AVCodecParameters& par = *stream.codecpar;
    AVRational aspect = stream.sample_aspect_ratio;
    if (aspect.num <= 0 || aspect.den <= 0) aspect = par.sample_aspect_ratio;
    const bool sane =
        aspect.num > 0 && aspect.den > 0 && aspect.num / aspect.den < 4 && aspect.den / aspect.num < 4;
    const std::int64_t width = sane ? av_rescale(par.width, aspect.num, aspect.den) : par.width;
    return {static_cast<int>(std::clamp<std::int64_t>(width, 1, max_side)), par.height};
}

Error no_rate(const std::filesystem::path& path) {
    return {ErrorCode::unfit,
            fmt::format("The frames of {} come at no steady rate: no known rate gives each a place of its "
                        "own. Convert it to a fixed rate.",
                        path.string()),
            {}};
}

Result<std::optional<IndexedPicture>> index_picture(const Container& container,
                                                    const std::function<bool(double)>& progress) {
    const AVStream* stream = moving_picture(container.context());
    if (stream == nullptr) return std::nullopt;
    TRY(FrameIndex index, index_frames(container.path(), stream->index, progress));
    const AVCodecParameters& par = *stream->codecpar;
    const auto times = times_of(index);
    if (times.empty() || par.width < 1 || par.height < 1)
        return fail(
            ErrorCode::invalid,
            fmt::format("{} has a picture stream without a picture ({} frames of {}x{}); export it anew.",
                        container.path().string(), times.size(), par.width, par.height));
    const std::array<FrameRate, 2> told{rate_of(stream->avg_frame_rate), rate_of(stream->r_frame_rate)};
    FrameSlots slots = lay_on_rate(times, {stream->time_base.num, stream->time_base.den}, told);
    if (slots.rate.num <= 0)
        return fail(
            ErrorCode::invalid,
            fmt::format("{} does not say how many frames a second it has; write it anew with a fixed rate.",
                        container.path().string()));
    return IndexedPicture{stream->index, std::move(index), std::move(slots)};
}

Result<std::optional<PictureStream>> picture_in(const Container& container, Diagnostics& diagnostics) {
    TRY(const auto found, index_picture(container));
    if (!found) return std::nullopt;
    if (found->slots.steadiness == Steadiness::mapped) diagnostics.push_back(mapped(container, *found));
    if (found->slots.steadiness == Steadiness::none)
        diagnostics.push_back({Severity::warning, "media.no-steady-rate", container.path().string(),
                               no_rate(container.path()).sentence});
    return describe(container, container.stream(found->stream), *found);
}

} // namespace dub::media

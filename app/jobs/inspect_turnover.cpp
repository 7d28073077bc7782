#include "app/jobs/inspect_turnover.h"

#include <algorithm>
#include <array>

#include "app/jobs/turnover_findings.h"
#include "app/jobs/turnover_media.h"
#include "engine/conform/settle.h"
#include "engine/conform/two_pop.h"
#include "formats/turnover/format.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

bool is_long_gop(const std::string& codec) {
    constexpr std::array<std::string_view, 8> known{"h264",       "hevc", "h265", "mpeg4",
                                                    "mpeg2video", "vp8",  "vp9",  "av1"};
    return std::ranges::find(known, codec) != known.end();
}

// Its leader, frame by frame, as small as will do.
Result<std::optional<FrameCount>> pop_of(const fs::path& file, Progress& progress) {
    TRY(const auto picture, media::open_picture(file));
    const FrameRate rate = picture->format().rate;
    const std::int64_t count = std::min(picture->format().length.value, leader_seconds * rate.num / rate.den);
    std::vector<float> brightness;
    for (std::int64_t frame = 0; frame < count; ++frame) {
        if (!progress.at(static_cast<double>(frame) / static_cast<double>(count), "leader of the picture"))
            return fail(ErrorCode::cancelled, "Stopped.");
        const auto shown = picture->frame({frame}, {32, 32});
        if (!shown) return std::nullopt; // damaged there: its own finding where it is played
        double sum = 0;
        for (const std::uint32_t pixel : (*shown)->pixels)
            sum += static_cast<double>((pixel >> 8) & 0xFF); // green stands for all
        brightness.push_back(static_cast<float>(
            sum / 255 / static_cast<double>(std::max<std::size_t>((*shown)->pixels.size(), 1))));
    }
    return conform::find_picture_pop(brightness, rate);
}

Result<conform::VideoFacts> look_at_picture(const fs::path& file, Progress& progress) {
    TRY(const auto probe, media::probe(file));
    if (!probe.picture)
        return fail(ErrorCode::unfit,
                    "--picture: " + file.string() + " holds no picture; expected the video.");
    conform::VideoFacts video{file.string(),
                              probe.picture->rate,
                              probe.picture->length,
                              probe.picture->start_timecode,
                              probe.picture->variable_rate,
                              is_long_gop(probe.picture->codec)};
    if (!video.variable_rate) {
        TRY(video.pop, pop_of(file, progress));
    }
    return video;
}

} // namespace

Result<InspectedTurnover> inspect_turnover(const InspectTurnoverRequest& request, Progress& progress) {
    turnover::ReadOptions options;
    options.timecode = request.fps;
    InspectedTurnover out;
    TRY(out.list, turnover::read_turnover(request.file, options));
    const conform::Turnover heard = conform::heard(out.list);
    std::vector<conform::VideoFacts> videos;
    if (request.picture) {
        TRY(auto video, look_at_picture(*request.picture, progress));
        videos.push_back(std::move(video));
    }
    const MediaHunt hunt{heard, request.file, search_folders({}, {request.file}, request.media), nullptr};
    TRY(auto found, find_media_of(hunt, progress));
    out.links = conform::link(heard, found.files, found.facts);
    out.files = std::move(found.files);
    out.diagnostics =
        findings_of({heard, out.links, out.files, std::move(found.diagnostics), std::move(videos)});
    return out;
}

} // namespace dub::app

#include "app/jobs/inspect_turnover.h"

#include <algorithm>
#include <array>

#include "app/jobs/sound_piece.h"
#include "app/jobs/turnover_media.h"
#include "engine/conform/settle.h"
#include "engine/conform/two_pop.h"
#include "formats/turnover/format.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

constexpr std::int64_t leader_seconds = 30; // pops are looked for so far behind the start

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

std::vector<fs::path> folders_of(const InspectTurnoverRequest& request) {
    std::vector<fs::path> folders{fs::absolute(request.file).parent_path()};
    folders.insert(folders.end(), request.media.begin(), request.media.end());
    for (fs::path& folder : folders) {
        std::error_code error;
        if (const auto whole = fs::canonical(folder, error); !error) folder = whole;
    }
    return folders;
}

// The first 2-pop on each track, heard in the recordings it plays in the leader.
std::vector<conform::PopFacts> pops_of(const conform::Turnover& list, const conform::Links& links,
                                       const std::vector<conform::FoundFile>& files) {
    std::vector<conform::PopFacts> pops;
    const Rational end = seconds_at(list.start, list.timecode.rate) + Rational(leader_seconds);
    for (const auto& track : list.tracks)
        for (const auto& event : track.events) {
            const auto* const link = is_heard(track, event) ? links.of(event) : nullptr;
            if (link == nullptr || event.record.start > end || event.speed != Rational{1}) continue;
            const conform::FoundFile& file = files[link->file];
            const Rational length = std::min(event.record.length(), Rational(leader_seconds));
            const Rational from = played_of(list, event, file).start * Rational(file.rate.hz);
            const int channel =
                event.channels.empty() ? 0 : std::min(event.channels.front(), file.channels - 1);
            const auto sound = sound_of({file.path,
                                         file.stream,
                                         std::max(channel, 0),
                                         SamplePos{from.nearest()},
                                         {(length * Rational(file.rate.hz)).nearest()}});
            const auto pop = conform::find_two_pop(sound, file.rate, list.timecode.rate);
            if (!pop) continue;
            pops.push_back({track.name, event.record.start + Rational(pop->value, file.rate.hz)});
            break;
        }
    return pops;
}

} // namespace

Result<InspectedTurnover> inspect_turnover(const InspectTurnoverRequest& request, Progress& progress) {
    turnover::ReadOptions options;
    options.timecode = request.fps;
    InspectedTurnover out;
    TRY(out.list, turnover::read_turnover(request.file, options));
    const conform::Turnover heard = conform::heard(out.list);
    conform::InspectorFacts facts;
    if (request.picture) {
        TRY(auto video, look_at_picture(*request.picture, progress));
        facts.videos.push_back(std::move(video));
    }
    const auto folders = folders_of(request);
    TRY(auto found, find_media_of(MediaHunt{heard, request.file, folders, nullptr}, progress));
    out.links = conform::link(heard, found.files, found.facts);
    out.files = std::move(found.files);
    facts.links = &out.links;
    facts.files = out.files;
    facts.pops = pops_of(heard, out.links, out.files);
    out.diagnostics = heard.diagnostics;
    append(out.diagnostics, std::move(found.diagnostics));
    // Which are missing is said recording by recording in the answer, and counted by the inspector.
    for (auto& told : out.links.diagnostics)
        if (told.code != "link.missing") out.diagnostics.push_back(told);
    append(out.diagnostics, conform::inspect(heard, facts));
    return out;
}

} // namespace dub::app

#include "tests/bench/workload.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/audio_buffer.h"
#include "engine/session/parameters/strip.h"
#include "formats/wave/wave_writer.h"

namespace dub::bench {
namespace {
namespace fs = std::filesystem;
using namespace session;

constexpr SampleRate rate{48000};

// Phrases of noise with pauses between them, so that the material is programme and not a test tone.
Result<void> write_track(const fs::path& path, int number, std::int64_t samples) {
    wave::WriteOptions options;
    options.layout = Layout{Speaker::M};
    options.rate = rate;
    options.if_exists = IfExists::replace;
    TRY(auto writer, wave::WaveWriter::create(path, options));
    AudioBuffer buffer(1, 48000);
    std::uint64_t state = 0x9E3779B97F4A7C15ULL * static_cast<std::uint64_t>(number + 1);
    float low = 0;
    for (std::int64_t at = 0; at < samples; at += buffer.samples()) {
        const int count = static_cast<int>(std::min<std::int64_t>(buffer.samples(), samples - at));
        for (int i = 0; i < count; ++i) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            const float white = static_cast<float>(static_cast<std::int32_t>(state >> 32)) / 2147483648.0F;
            low += (white - low) * 0.2F;
            const double t = static_cast<double>(at + i) / 48000.0 + number * 1.7;
            const double swell = std::max(0.0, std::sin(t * 0.9) + 0.4);
            buffer.block().channel(0)[static_cast<std::size_t>(i)] = static_cast<float>(0.12 * swell) * low;
        }
        CHECK(writer->write(buffer.block(count)));
    }
    return writer->finish();
}

Shared<Lane> lane(LaneId id, const Parameter& parameter, SampleRange range, double step_s, auto&& value) {
    Lane made{id, address_of(parameter), {}};
    const auto step = static_cast<std::int64_t>(step_s * 48000);
    for (std::int64_t at = 0; at < range.length().value; at += step)
        made.points.push_back({range.start + SampleCount{at}, value(static_cast<double>(at) / 48000.0)});
    return std::make_shared<const Lane>(std::move(made));
}

} // namespace

Result<Session> make_workload(const fs::path& folder, WorkloadSize size) {
    constexpr std::array roles{Role::dialogue, Role::foley, Role::effects, Role::ambience, Role::score};
    std::error_code ignored;
    fs::create_directories(folder, ignored);
    Info info;
    info.name = "workload";
    info.start = FramePos{86400};
    info.home = *layout_named("7.1");
    Session session = new_session(info);
    info = *session.info;
    MediaPool pool;
    const auto samples = static_cast<std::int64_t>(size.seconds * 48000);
    const std::int64_t recorded =
        std::min<std::int64_t>(samples, static_cast<std::int64_t>(size.recorded_s * 48000));
    const SamplePos start = sample_of(session, info.start);
    for (int i = 0; i < size.tracks; ++i) {
        const std::string name = fmt::format("track_{:02}.wav", i);
        if (!fs::exists(folder / name) ||
            fs::file_size(folder / name, ignored) < static_cast<std::uintmax_t>(recorded * 3))
            CHECK(write_track(folder / name, i, recorded));
        Media media;
        media.id = MediaId{info.next_id++};
        media.name = name;
        media.path = name;
        media.layout = Layout{Speaker::M};
        media.rate = rate;
        media.length = SampleCount{recorded};
        media.bits = 24;
        pool.media.push_back(std::make_shared<const Media>(media));

        const SampleRange place{start, start + SampleCount{samples}};
        Strip strip;
        strip.lanes.push_back(lane(LaneId{info.next_id++}, strip::fader, place, 0.5,
                                   [&](double t) { return -12 + 5 * std::sin(t + i); }));
        strip.lanes.push_back(lane(LaneId{info.next_id++}, strip::pan_x, place, 0.7,
                                   [&](double t) { return std::sin(0.31 * t + i); }));
        strip.lanes.push_back(lane(LaneId{info.next_id++}, strip::pan_y, place, 0.7,
                                   [&](double t) { return std::cos(0.23 * t + 2 * i); }));
        Track track;
        track.id = TrackId{info.next_id++};
        track.name = fmt::format("T{:02}", i);
        track.role = roles.at(static_cast<std::size_t>(i) % roles.size());
        track.output = stem_for(session, *track.role)->id;
        track.strip = std::make_shared<const Strip>(std::move(strip));
        for (std::int64_t at = 0; at < samples; at += recorded) {
            Clip clip;
            clip.id = ClipId{info.next_id++};
            clip.name = track.name;
            clip.media = media.id;
            clip.place = {start + SampleCount{at}, start + SampleCount{std::min(at + recorded, samples)}};
            track.clips.push_back(std::make_shared<const Clip>(clip));
        }
        session.tracks.push_back(std::make_shared<const Track>(std::move(track)));
    }
    session.info = std::make_shared<const Info>(info);
    session.pool = std::make_shared<const MediaPool>(std::move(pool));
    return session;
}

} // namespace dub::bench

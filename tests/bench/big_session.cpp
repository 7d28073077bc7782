#include "tests/bench/big_session.h"

#include <array>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/parameters/strip.h"
#include "tests/support/dice.h"

namespace dub::bench {
namespace {

using namespace session;

constexpr std::int64_t rate = 48000;
constexpr std::int64_t programme = 2 * 3600 * rate;
constexpr int recordings = 1000;

class Maker {
  public:
    explicit Maker(BigSession size)
        : size_(size) {
        Info info;
        info.name = "big";
        info.start = FramePos{86400};
        info.home = *layout_named("7.1");
        session_ = new_session(info);
        info_ = *session_.info;
        start_ = sample_of(session_, info.start);
    }

    Session make() {
        pool();
        for (int i = 0; i < size_.tracks; ++i)
            session_.tracks.push_back(track(i));
        session_.info = share(info_);
        return std::move(session_);
    }

  private:
    template <class IdType> IdType next() { return IdType{info_.next_id++}; }

    void pool() {
        MediaPool pool;
        for (int i = 0; i < recordings; ++i) {
            Media media;
            media.id = next<MediaId>();
            media.name = fmt::format("A{:03}_C{:03}", i / 40, i % 40);
            media.path = fmt::format("audio/{}.wav", media.name);
            media.layout = Layout{Speaker::M};
            media.rate = {rate};
            media.length = {600 * rate};
            media.bits = 24;
            media.bytes = 86'400'044;
            media.hash = fmt::format("{:016x}", 0x9E3779B97F4A7C15ULL * static_cast<std::uint64_t>(i + 1));
            pool.media.push_back(share(std::move(media)));
        }
        session_.pool = share(std::move(pool));
    }

    Shared<Clip> clip(int number, std::int64_t slot, std::int64_t at) {
        Clip clip;
        clip.id = next<ClipId>();
        clip.name = fmt::format("take {}", number);
        clip.media = session_.pool->media[static_cast<std::size_t>(dice_.whole(0, recordings - 1))]->id;
        const std::int64_t length = slot / 2 + dice_.whole(0, slot / 3 - 1);
        clip.place = {start_ + SampleCount{at}, start_ + SampleCount{at + length}};
        clip.source_start = SamplePos{dice_.whole(0, 100 * rate - 1)};
        clip.in.length = {480};
        clip.out.length = {960};
        clip.gain = Db{-0.1 * static_cast<double>(dice_.whole(0, 60 - 1))};
        return share(std::move(clip));
    }

    Shared<Lane> lane(const Parameter& parameter, int points) {
        Lane lane{next<LaneId>(), address_of(parameter), {}};
        lane.points.reserve(static_cast<std::size_t>(points));
        const double range = std::min(parameter.max, 1.0) - std::max(parameter.min, -20.0);
        for (int i = 0; i < points; ++i) {
            const std::int64_t at = programme / points * i + dice_.whole(0, programme / points - 1);
            const double value = std::max(parameter.min, -20.0) +
                                 range * static_cast<double>(dice_.whole(0, 10'000 - 1)) / 1e4;
            lane.points.push_back({start_ + SampleCount{at}, value});
        }
        return share(std::move(lane));
    }

    Shared<Track> track(int number) {
        constexpr std::array roles{Role::dialogue, Role::foley, Role::effects, Role::ambience, Role::score};
        Track track;
        track.id = next<TrackId>();
        track.role = roles[static_cast<std::size_t>(number) % roles.size()];
        track.name = fmt::format("{} {}", name_of(*track.role), number);
        track.output = stem_for(session_, *track.role)->id;
        const int clips = size_.clips / size_.tracks;
        const std::int64_t slot = programme / clips;
        for (int i = 0; i < clips; ++i)
            track.clips.push_back(clip(i, std::min<std::int64_t>(slot, 400 * rate), slot * i));
        const int points = size_.points / size_.tracks;
        Strip strip;
        strip.lanes = {lane(strip::fader, points / 2), lane(strip::pan_x, points - points / 2)};
        Insert filter;
        filter.id = next<InsertId>();
        filter.processor = "filter";
        strip.inserts = {filter};
        track.strip = share(std::move(strip));
        return share(std::move(track));
    }

    BigSession size_;
    test::Dice dice_{20};
    Session session_;
    Info info_;
    SamplePos start_;
};

} // namespace

Session make_big_session(BigSession size) { return Maker(size).make(); }

} // namespace dub::bench

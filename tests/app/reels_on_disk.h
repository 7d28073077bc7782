#pragma once
// A short film of three reels on a reel-hour timeline (each reel an hour after the last): what the tests of
// segments and rates are told in. 23.976 fps unless said otherwise; the sound goes on past each LFOA, as ends
// of ambiences do.

#include "engine/session/edits/add_clip.h"
#include "tests/app/delivering.h"

namespace dub::test {

struct ReelsOptions {
    std::string fps = "23.976";
    std::string home = "5.1";
    double music = 0.05;                          // peak of its noise
    std::vector<std::int64_t> frames{60, 72, 50}; // of the actions
    bool touching = false;                        // one reel right after the other, no hour between
};

class ReelsOnDisk {
  public:
    explicit ReelsOnDisk(const ReelsOptions& options = {})
        : scene_({.home = options.home, .seconds = 4, .music = options.music}) {
        session::Session& session = scene_.session();
        session::Info info = *session.info;
        info.timecode = *timecode_format(options.fps);
        info.next_id = 1000;
        const FramePos hour = *parse_timecode("01:00:00:00", info.timecode);
        info.start = hour;
        std::vector<session::Segment> reels;
        FramePos at = hour;
        for (std::size_t i = 0; i < options.frames.size(); ++i) {
            session::Segment reel{.id = SegmentId{900 + i}, .name = "R" + std::to_string(i + 1)};
            reel.action = {at, at + FrameCount{options.frames[i]}};
            reel.leader = {192};
            reel.two_pop = reel.tail_pop = true;
            at = options.touching ? reel.action.end : at + (hour - FramePos{});
            reels.push_back(reel);
        }
        session.info = std::make_shared<const session::Info>(info);
        session.segments = std::make_shared<const std::vector<session::Segment>>(reels);
        place_clips(reels, options.touching);
        scene_.save("film");
    }

    [[nodiscard]] SceneOnDisk& scene() { return scene_; }
    [[nodiscard]] const session::Segment& reel(std::size_t i) { return (*scene_.session().segments)[i]; }
    [[nodiscard]] SampleCount action_samples(std::size_t i) {
        const session::Session& session = scene_.session();
        return session::sample_of(session, reel(i).action.end) -
               session::sample_of(session, reel(i).action.start);
    }

  private:
    // Every recording plays from the beginning of each reel (touching: of the first).
    void place_clips(const std::vector<session::Segment>& reels, bool touching) {
        session::Session session = scene_.session();
        std::vector<session::Shared<session::Track>> tracks;
        for (const auto& shared : session.tracks) {
            session::Track track = *shared;
            const session::Clip model = *track.clips.front();
            track.clips.clear();
            for (std::size_t i = 0; i < (touching ? 1 : reels.size()); ++i) {
                session::Clip clip = model;
                clip.id = ClipId{2000 + i + 10 * tracks.size()};
                const SamplePos start = session::sample_of(session, reels[i].action.start);
                clip.place = {start, start + model.place.length()};
                track.clips.push_back(std::make_shared<const session::Clip>(clip));
            }
            tracks.push_back(std::make_shared<const session::Track>(std::move(track)));
        }
        session.tracks = tracks;
        auto info = *session.info;
        info.next_id = 3000;
        session.info = std::make_shared<const session::Info>(info);
        scene_.session() = session;
    }

    SceneOnDisk scene_;
};

// The samples of a file between two places, as they lie on the disk.
inline AudioBuffer part_of(const AudioBuffer& sound, int from, int to) {
    AudioBuffer part(sound.channels(), to - from);
    for (int c = 0; c < sound.channels(); ++c)
        std::copy_n(sound.block().data(c) + from, to - from, part.block().data(c));
    return part;
}

} // namespace dub::test

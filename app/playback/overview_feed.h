#pragma once
// Columns of waveforms for a window, at any zoom and at once: from overviews where columns are wide, from the
// samples where they are narrow. What is not there yet is made or read in the background; the window asks
// again when revision() has grown.

#include <atomic>
#include <list>

#include "app/jobs/overview.h"
#include "engine/core/audio_buffer.h"

namespace dub::app {

class OverviewFeed {
  public:
    // `changed` is called on a thread of the feed when revision() has grown.
    OverviewFeed(std::filesystem::path cache, std::function<void()> changed);
    OverviewFeed(const OverviewFeed&) = delete;
    OverviewFeed& operator=(const OverviewFeed&) = delete;
    ~OverviewFeed();

    // [window] As OverviewJob::show(): after every edit.
    void show(const session::Session& session, const Hearing& hearing);
    // [window] The file of a recording is another now, or is there again.
    void again(MediaId media);
    // [window] `count` columns over samples `range` of the recording as it is heard, counted from its start,
    // at most 16384. nullopt: not ready. Empty: it cannot be had.
    [[nodiscard]] std::optional<std::vector<overview::Column>> columns(MediaId media, int channel,
                                                                       SampleRange range, int count);
    [[nodiscard]] std::uint64_t revision() const { return revision_.load(); } // [any]
    // [any] Grows when columns that were given may be others now: recordings or their files changed.
    [[nodiscard]] std::uint64_t renewed() const { return renewed_.load(); }
    // [any] Why waveforms are not kept for the next time; empty: they are.
    [[nodiscard]] std::string sentence() const { return job_.sentence(); }
    [[nodiscard]] double building() const { return job_.done(); } // [any] 0..1

  private:
    // A run of samples of all channels of a recording: tile number n begins at sample n * tile_samples.
    struct TileName {
        MediaId media;
        std::int64_t number = 0;
        friend auto operator<=>(const TileName&, const TileName&) = default;
    };
    struct Tile {
        std::shared_ptr<const AudioBuffer> sound; // none: it could not be read
        std::list<TileName>::iterator used;
    };
    struct Opened { // by the reading thread
        MediaId media;
        std::uint64_t shown = 0;
        std::unique_ptr<AudioSource> source;
    };

    void grow();
    [[nodiscard]] bool is_shown(MediaId media);
    [[nodiscard]] std::optional<std::vector<overview::Column>>
    of_samples(const OverviewJob::State& state, MediaId media, int channel, SampleRange range, int count);
    void read_tiles(const std::stop_token& stop);
    [[nodiscard]] std::shared_ptr<const AudioBuffer> read(const TileName& tile, const session::Media& media,
                                                          const Hearing& hearing, std::uint64_t shown);
    void keep(const TileName& name, std::shared_ptr<const AudioBuffer> sound);

    const std::function<void()> changed_;
    std::atomic<std::uint64_t> revision_{0}, renewed_{0};

    std::mutex mutex_; // guards down to the blank line
    std::condition_variable_any wake_;
    std::map<MediaId, session::Shared<session::Media>> media_;
    std::shared_ptr<const Hearing> hearing_;
    std::uint64_t shown_ = 0; // another one when recordings or their rate are others
    std::map<TileName, Tile> tiles_;
    std::list<TileName> by_use_; // the one used last in front
    std::size_t bytes_ = 0;
    std::deque<TileName> wanted_; // the newest in front

    std::vector<Opened> open_; // the reading thread's
    OverviewJob job_;
    std::jthread reader_; // last: it uses all of the above
};

} // namespace dub::app

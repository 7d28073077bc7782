#pragma once
// Reads the recordings of a live plan ahead of the playhead, on threads of its own, so that the audio thread
// only copies from memory. What is read: what sounds in the next seconds from the playhead (in the direction
// and at the speed of travel) and from the place cued next, where a loop begins again, and the first page of
// the clips around, for jumps to them. Recordings are opened by the disk threads, at most max_open of them at
// a time.
//
// Memory: at most Options::bytes of pages, so sessions may be larger than memory; only what sounds within
// ready_s of a place cued is read in any case. Pages that nothing wants give way, the oldest first. A page
// the audio thread may be reading is freed when its block has ended: it tells by a counter (Reading), and
// never waits.

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "engine/core/diagnostics.h"
#include "engine/core/published.h"
#include "engine/plan/media_door.h"
#include "engine/render/cue_sheet.h"

namespace dub::render {

struct Playhead {
    SamplePos at;
    double speed = 0; // 0: standing
    SampleRange loop; // empty: none
};

class StreamPool {
  public:
    struct Options {
        int threads = 2; // none: whoever calls work() reads
        std::size_t bytes = std::size_t{512} << 20;
        double ahead_s = 3, ready_s = 0.5;
    };
    static constexpr int max_open = 64;

    // `open` is called by one disk thread at a time; `rate` is the sessions'.
    StreamPool(plan::OpenMedia open, SampleRate rate, const Options& options);
    StreamPool(plan::OpenMedia open, SampleRate rate);
    StreamPool(const StreamPool&) = delete;
    StreamPool& operator=(const StreamPool&) = delete;
    ~StreamPool(); // after all plans

    // [control] The door to compile a live plan with. The pool must outlive the plans.
    [[nodiscard]] std::shared_ptr<plan::MediaDoor> door();
    // What is played from now on; what an older session played is forgotten when its plans are gone.
    void show(const session::Session& session);
    // The file of this recording is another now, or is there again: from the next show() on it is opened and
    // read anew, for plans that are compiled after it.
    void forget(MediaId media);
    // Recordings that could not be read are tried again with the next plan that plays them.
    void try_again();
    // Sound will be wanted from there; returns a number for ready().
    std::uint64_t cue(const Playhead& at);
    // Recordings that could not be opened or read, since the last call.
    [[nodiscard]] Diagnostics take_failures();
    [[nodiscard]] std::size_t bytes() const;

    // [any] The first ready_s from the place last cued are in memory, or can never be.
    [[nodiscard]] bool ready(std::uint64_t cue) const noexcept {
        return ready_.load(std::memory_order_acquire) >= cue;
    }
    [[nodiscard]] std::uint64_t misses() const noexcept { return misses_.load(std::memory_order_relaxed); }

    // [disk] Reads what is wanted until all is there or there is no room.
    void work();

    // [audio] Lives as long as pages are being read: one device block.
    class Reading {
      public:
        explicit Reading(StreamPool* pool) noexcept;
        Reading(const Reading&) = delete;
        Reading& operator=(const Reading&) = delete;
        ~Reading();

      private:
        StreamPool* pool_;
    };
    void follow(const Playhead& playhead) noexcept { playhead_.write(playhead); }

  private:
    class Door;
    struct Loaded {
        std::shared_ptr<Stream> stream;
        std::size_t page;
    };
    struct Leaving { // taken out while block number `block` was being computed
        std::unique_ptr<AudioBuffer> page;
        std::size_t bytes;
        std::uint64_t block;
    };
    struct Job {
        std::shared_ptr<Stream> stream;
        std::size_t page = 0;
    };
    [[nodiscard]] std::shared_ptr<Stream> stream_of(const session::Media& media);
    void serve(const std::stop_token& stop);
    bool work_once();
    [[nodiscard]] bool find_job(Job& job);
    [[nodiscard]] Result<std::unique_ptr<AudioBuffer>> read(Job& job);
    [[nodiscard]] Result<std::unique_ptr<AudioBuffer>> read_guarded(Job& job);
    void finish(const Job& job, Result<std::unique_ptr<AudioBuffer>> page);
    void plan_ahead();
    void note_ready();
    [[nodiscard]] bool make_room(std::size_t bytes);
    void unload(Loaded& page);
    void free_left();
    void close_some();
    void forget_streams();
    [[nodiscard]] SampleCount samples_of(double seconds) const;
    [[nodiscard]] bool moved(const Playhead& now) const;
    void want(const std::vector<PageCue>& cues, std::size_t most_bytes, std::size_t& total);

    plan::DiskDoor disk_;
    SampleRate rate_;
    Options options_;
    Published<Playhead> playhead_;
    std::atomic<std::uint64_t> block_{0}; // odd while the audio thread reads
    std::atomic<std::uint64_t> misses_{0};
    std::atomic<std::uint64_t> ready_{0};

    mutable std::mutex mutex_; // over all that follows; the audio thread never takes it
    std::condition_variable_any wake_;
    std::map<MediaId, std::shared_ptr<Stream>> streams_;
    std::vector<std::shared_ptr<Stream>> former_; // still referred to by plans
    CueSheet sheet_;
    Playhead cued_{};
    std::uint64_t cue_ = 0;
    std::vector<PageCue> wanted_; // in the order of urgency
    std::size_t urgent_ = 0;      // of them, what the cue needs to be ready
    std::uint32_t round_ = 0;
    Playhead planned_for_{};
    bool stale_ = true;          // wanted_ does not know of the newest cue or session
    std::vector<Loaded> loaded_; // the oldest first
    std::vector<Leaving> leaving_;
    std::size_t bytes_ = 0;
    std::uint64_t clock_ = 0;
    Diagnostics failures_;
    std::vector<std::jthread> threads_;
};

} // namespace dub::render

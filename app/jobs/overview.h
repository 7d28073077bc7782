#pragma once
// Waveforms of a session's recordings, made in the background: those that lie in the user's cache are found
// there, the others are built, one after the other, on a thread of their own. What is drawn is what is heard:
// recordings are opened through the door of the plan, converted to the session's rate and speed.

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <thread>

#include "app/jobs/overview_cache.h"

namespace dub::app {

class OverviewJob {
  public:
    // unknown: not shown, or there is no place for its overview
    enum class Stage : unsigned char { unknown, waiting, building, ready, failed };
    struct State {
        Stage stage = Stage::unknown;
        double done = 0;                                    // 0..1 while it is built
        std::shared_ptr<const overview::Overview> overview; // when ready
        std::string sentence;                               // when failed: why it cannot be drawn
    };
    // `changed` is called on the job's own thread when a state has, at most every twentieth of a build; never
    // after the destructor. It may call state() and done().
    OverviewJob(std::filesystem::path cache, std::function<void(MediaId)> changed);
    OverviewJob(const OverviewJob&) = delete;
    OverviewJob& operator=(const OverviewJob&) = delete;
    ~OverviewJob(); // stops within one read; what was half built leaves nothing

    // [control] All recordings of this session are wanted, those of a former one no longer. What is there, or
    // being built, and has not changed, stays: to be called after every edit. `open` of the hearing is called
    // on the job's thread.
    void show(const session::Session& session, const Hearing& hearing);
    // [control] Before all others: it is on the screen.
    void prefer(MediaId media);
    // [control] Looked for again, its recording has been put back; or built anew, for it was found damaged.
    void again(MediaId media, Cached cached);
    // [control] Nothing more is built until the next show() or again().
    void cancel();
    [[nodiscard]] State state(MediaId media) const; // [any]
    // [any] Of all that is shown, 0..1; what failed counts as done.
    [[nodiscard]] double done() const;
    // [any] Why overviews are not kept for the next time; empty: they are.
    [[nodiscard]] std::string sentence() const { return cache_.sentence(); }

  private:
    class Building;
    struct Entry {
        session::Shared<session::Media> media;
        std::shared_ptr<const Hearing> hearing;
        Cached cached = Cached::used;
        std::uint64_t number = 0; // of the wish: what was begun for an older one is stopped and forgotten
        State state;
    };
    void serve(const std::stop_token& stop);
    [[nodiscard]] std::optional<Entry> next(const std::stop_token& stop);
    void want(MediaId id, Entry entry);
    [[nodiscard]] bool update(const Entry& begun, State state); // false: no longer wanted

    OverviewCache cache_; // of its thread
    const std::function<void(MediaId)> changed_;
    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    std::map<MediaId, Entry> entries_;
    std::deque<MediaId> waiting_; // those that are not waiting any more are passed over
    std::uint64_t wishes_ = 0;
    std::jthread thread_; // last: it uses all of the above
};

} // namespace dub::app

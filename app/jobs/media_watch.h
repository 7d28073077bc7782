#pragma once
// Keeps an eye on the files of an open session: what is missing, what was exchanged, what came back. On a
// thread of its own, for a look at a disk may take long; between looks only sizes and times are asked for,
// and a file is read again only when those are others.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "app/jobs/media_condition.h"
#include "formats/media/watched_source.h"

namespace dub::app {

struct TroubledMedia {
    std::string id;         // "m3", "p1"
    std::string name, path; // as the pool has them; a picture's name is its path
    Condition condition = Condition::missing;
    std::string sentence;
    friend bool operator==(const TroubledMedia&, const TroubledMedia&) = default;
};

class MediaWatch {
  public:
    static constexpr std::chrono::milliseconds usual{2000}; // from look to look
    // `changed` is called on the watch's thread when seen() has; never after the destructor.
    explicit MediaWatch(std::function<void()> changed, std::chrono::milliseconds every = usual);
    MediaWatch(const MediaWatch&) = delete;
    MediaWatch& operator=(const MediaWatch&) = delete;
    ~MediaWatch(); // waits for the file being looked at

    // [control] These are looked at from now on, at once. Cheap when nothing has changed.
    void follow(session::Shared<session::MediaPool> pool, const std::filesystem::path& folder);
    // [any] At once: a recording could not be read.
    void look();

    struct Seen {
        std::uint64_t number = 0;            // of what follows; 0: nobody has looked yet
        std::vector<TroubledMedia> troubled; // in the order of the pool, recordings first
    };
    [[nodiscard]] Seen seen() const;            // [any]
    [[nodiscard]] std::uint64_t number() const; // [any] of seen()
    // [control] Ids of those whose file is another than it was, or is there again, since the last call: who
    // has them open opens them anew.
    [[nodiscard]] std::vector<std::string> take_renewed();

  private:
    struct Looked { // at one file; the watch's thread alone
        std::filesystem::path file;
        std::uint64_t bytes = 0; // what the pool remembers
        std::string hash;
        std::optional<media::FileStamp> stamp; // none: it is not there
        MediaCondition found;
    };
    struct Round {
        std::vector<TroubledMedia> troubled;
        std::vector<std::string> renewed;
    };
    void serve(const std::stop_token& stop);
    [[nodiscard]] Round look_at(const session::MediaPool& pool, const std::filesystem::path& folder,
                                const std::stop_token& stop);
    template <class One>
    void look_at(const One& one, const std::filesystem::path& folder, Round& round,
                 std::map<std::string, Looked>& looked);

    const std::function<void()> changed_;
    const std::chrono::milliseconds every_;
    mutable std::mutex mutex_; // guards down to the blank line
    std::condition_variable_any wake_;
    session::Shared<session::MediaPool> pool_;
    std::filesystem::path folder_;
    bool asked_ = false;
    Seen seen_;
    std::vector<std::string> renewed_;

    std::map<std::string, Looked> looked_;
    std::jthread thread_; // last: it uses all of the above
};

} // namespace dub::app

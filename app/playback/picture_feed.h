#pragma once
// Feeds a window with the session's picture. The window tells what it wants to show now and gets at once the
// best there is; a thread of its own opens files, decodes ahead in the direction of travel and forgets what
// was passed. The newest wish wins: what is no longer wanted is not decoded any more. Sound is the clock;
// nothing here keeps time, so a slow picture is dropped and counted, never late to the sound for longer.
//
// A lock is held for a look at a map, never while a file is read or a frame decoded.

#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

#include "app/playback/picture_sync.h"
#include "app/playback/prefetch.h"

namespace dub::app {

enum class PictureState : unsigned char {
    exact,   // the wanted frame
    late,    // another frame, or none yet: the wanted one is on its way
    black,   // the session shows nothing here
    trouble, // this frame or its file cannot be shown; sound goes on
};

struct ShownPicture {
    PictureState state = PictureState::black;
    std::shared_ptr<const Picture> picture; // nullptr: black
    FramePos frame;                         // the session's frame that `picture` is
    std::string trouble;                    // a sentence
};

struct PictureCounts {
    std::int64_t shown = 0;   // frames played and on time
    std::int64_t dropped = 0; // frames played past without being shown
};

struct PictureFeedRules {
    std::size_t cache_bytes = std::size_t{192} * 1024 * 1024;
};

class PictureFeed {
  public:
    // As media::open_picture: `go_on` is asked now and then while it takes long; false stops it.
    using Open = std::function<Result<std::unique_ptr<PictureSource>>(
        const std::filesystem::path& file, const std::function<bool(double)>& go_on)>;
    // `ready` is called on the decode thread after each frame that was decoded or found to be damaged; it
    // must not wait for the window.
    PictureFeed(Open open, std::function<void()> ready, PictureFeedRules rules = {});
    PictureFeed(const PictureFeed&) = delete;
    PictureFeed& operator=(const PictureFeed&) = delete;
    ~PictureFeed(); // waits for the frame that is being decoded

    // [window] What there is to show; cheap when the pictures are those of before, whose frames are kept.
    // `folder` is the session's.
    void follow(const session::MediaPool& pool, FrameRate frames, const std::filesystem::path& folder);
    // [window] A file came back or was replaced: all are opened anew.
    void open_again();
    // [window] What to paint now. Never waits.
    [[nodiscard]] ShownPicture show(const PictureWish& wish);
    // [any]
    [[nodiscard]] PictureCounts counts() const;
    void forget_counts();

  private:
    struct Task {
        FramePos at;
        PicturePlace place;
        std::filesystem::path file;
        PictureSize within;
        std::uint64_t opening = 0;
    };
    void count(const PictureWish& wish);
    [[nodiscard]] ShownPicture best(const PictureWish& wish) const;
    [[nodiscard]] std::optional<Task> next_task();
    void decode(std::stop_token stop);
    [[nodiscard]] FoundFrame fetch(const Task& task, const std::stop_token& stop);
    [[nodiscard]] Result<PictureSource*> source_of(const std::filesystem::path& file,
                                                   const std::stop_token& stop);

    Open open_;
    std::function<void()> ready_;

    mutable std::mutex mutex_; // guards all down to the blank line
    std::condition_variable_any changed_;
    session::MediaPool pool_;
    FrameRate rate_;
    std::filesystem::path folder_;
    std::uint64_t changes_ = 0;  // calls of follow() and open_again()
    std::uint64_t openings_ = 0; // calls of open_again()
    PictureCache cache_;
    std::optional<PictureWish> wish_;
    ShownPicture shown_; // what show() gave last
    PictureCounts counts_;

    std::map<std::filesystem::path, std::unique_ptr<PictureSource>> open_files_; // decode thread only
    std::uint64_t opening_ = 0;
    std::map<std::filesystem::path, std::string> unopened_;
    std::jthread thread_; // last: it ends before all else does
};

} // namespace dub::app

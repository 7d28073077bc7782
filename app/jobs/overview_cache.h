#pragma once
// Where overviews are kept between starts: the user's cache folder. What cannot be kept there (a disk that is
// full, a folder that may not be written) is drawn all the same and held in memory until the program ends.
// [disk: one thread; sentence() any]

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/plan/compile.h"
#include "engine/session/session.h"
#include "formats/overview/overview.h"

namespace dub::app {

// $XDG_CACHE_HOME/dubstage/overviews, else ~/.cache/dubstage/overviews; empty when there is no home.
// Thumbnails lie there, too.
[[nodiscard]] std::filesystem::path user_overview_folder();

// What a cache folder may hold; the files that were not used for longest go first.
inline constexpr std::uint64_t overview_bytes_max = std::uint64_t{4} << 30;

// How recordings of a session are opened, and what they are converted to.
struct Hearing {
    std::filesystem::path folder; // of the session
    plan::OpenMedia open;
    SampleRate rate;
};
enum class Cached : unsigned char { used, replaced };

class OverviewCache {
  public:
    // `held_bytes_max`: of what could not be kept; what would be more is not drawn.
    explicit OverviewCache(std::filesystem::path folder,
                           std::uint64_t held_bytes_max = std::uint64_t{512} << 20)
        : folder_(std::move(folder))
        , held_bytes_max_(held_bytes_max) {}

    // From the cache, else built now. Keyed by the bytes that lie there now, not by those the session
    // remembers. nullptr: it can neither be kept nor is there room to hold it. Errors: the recording cannot
    // be opened or read, cancelled.
    [[nodiscard]] Result<std::shared_ptr<const overview::Overview>>
    get(const session::Media& media, const Hearing& hearing, Cached cached, Progress& progress);
    // Why something could not be kept; empty: everything was.
    [[nodiscard]] std::string sentence() const;
    // Makes room for others.
    void tidy() const;

  private:
    [[nodiscard]] Result<std::shared_ptr<const overview::Overview>>
    build(const std::filesystem::path& file, const std::string& key, AudioSource& source, Progress& progress);
    [[nodiscard]] Result<std::shared_ptr<const overview::Overview>>
    hold(const std::string& key, AudioSource& source, Progress& progress);

    const std::filesystem::path folder_;
    const std::uint64_t held_bytes_max_;
    std::vector<std::weak_ptr<const overview::Overview>> held_;
    mutable std::mutex mutex_; // guards sentence_
    std::string sentence_;
};

} // namespace dub::app

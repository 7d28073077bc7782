#include "app/jobs/overview_cache.h"

#include <cstdlib>

#include "app/jobs/session_media.h"
#include "engine/core/atomic_file.h"
#include "engine/plan/media_door.h"
#include "formats/media/identity.h"
#include "formats/overview/tidy.h"

namespace dub::app {
namespace fs = std::filesystem;

using overview::Overview;

fs::path user_overview_folder() {
    const char* const cache = std::getenv("XDG_CACHE_HOME");
    const char* const home = std::getenv("HOME");
    const fs::path below = fs::path("dubstage") / "overviews";
    if (cache != nullptr && *cache != '\0') return fs::path(cache) / below;
    if (home != nullptr && *home != '\0') return fs::path(home) / ".cache" / below;
    return {};
}

Result<std::shared_ptr<const Overview>>
OverviewCache::get(const session::Media& media, const Hearing& hearing, Cached cached, Progress& progress) {
    TRY(const auto identity, media::identity_of(media_file(hearing.folder, media.path)));
    session::Media there = media;
    there.bytes = identity.bytes;
    there.hash = identity.hash;
    const std::string key = overview::key_of(there, hearing.rate);
    const fs::path file = overview::file_of(folder_, key);
    if (cached == Cached::used)
        if (auto found = Overview::open(file, key)) return found;
    plan::DiskDoor door(hearing.open, hearing.rate);
    TRY(const auto source, door.open(media));
    if (!sentence().empty()) return hold(key, *source, progress); // it will not be kept the next time either
    auto kept = build(file, key, *source, progress);
    if (kept || kept.error().code == ErrorCode::cancelled) return kept;
    // A recording that cannot be read fails here again, and says so itself.
    TRY(auto held, hold(key, *source, progress));
    const std::scoped_lock lock(mutex_);
    sentence_ = kept.error().text() + " Waveforms are drawn anew with each start until it can be written.";
    return held;
}

Result<std::shared_ptr<const Overview>> OverviewCache::build(const fs::path& file, const std::string& key,
                                                             AudioSource& source, Progress& progress) {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error) return std::unexpected(io_error("make the folder", folder_, error.value()));
    CHECK(overview::build_overview(source, file, key, progress));
    return Overview::open(file, key);
}

Result<std::shared_ptr<const Overview>> OverviewCache::hold(const std::string& key, AudioSource& source,
                                                            Progress& progress) {
    std::uint64_t bytes = overview::shape_of(source.format()).file_bytes();
    std::erase_if(held_, [](const auto& one) { return one.expired(); });
    for (const auto& one : held_)
        if (const auto there = one.lock()) bytes += there->shape().file_bytes();
    if (bytes > held_bytes_max_) return nullptr;
    TRY(auto held, overview::hold_overview(source, key, progress));
    held_.push_back(held);
    return held;
}

std::string OverviewCache::sentence() const {
    const std::scoped_lock lock(mutex_);
    return sentence_;
}

void OverviewCache::tidy() const { overview::drop_oldest(folder_, overview_bytes_max); }

} // namespace dub::app

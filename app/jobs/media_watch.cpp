#include "app/jobs/media_watch.h"

#include "app/jobs/session_media.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

// What identifies them, and how they are called.
std::uint64_t bytes_of(const session::Media& media) { return media.bytes; }
std::uint64_t bytes_of(const session::Picture&) { return 0; }
std::string hash_of(const session::Media& media) { return media.hash; }
std::string hash_of(const session::Picture&) { return {}; }
std::string name_of(const session::Media& media) { return media.name; }
std::string name_of(const session::Picture& picture) { return picture.path; }

MediaCondition found_of(const session::Picture& picture, const fs::path& folder) {
    return condition_of(picture, folder);
}
MediaCondition found_of(const session::Media& media, const fs::path& folder) {
    const auto now = condition_of(media, folder);
    return now ? *now : MediaCondition{Condition::unfit, now.error().text()};
}

} // namespace

MediaWatch::MediaWatch(std::function<void()> changed, std::chrono::milliseconds every)
    : changed_(std::move(changed))
    , every_(every)
    , thread_([this](const std::stop_token& stop) { serve(stop); }) {}

MediaWatch::~MediaWatch() = default;

void MediaWatch::follow(session::Shared<session::MediaPool> pool, const fs::path& folder) {
    {
        const std::scoped_lock lock(mutex_);
        if (pool == pool_ && folder == folder_) return;
        pool_ = std::move(pool);
        folder_ = folder;
        asked_ = true;
    }
    wake_.notify_all();
}

void MediaWatch::look() {
    {
        const std::scoped_lock lock(mutex_);
        asked_ = true;
    }
    wake_.notify_all();
}

MediaWatch::Seen MediaWatch::seen() const {
    const std::scoped_lock lock(mutex_);
    return seen_;
}

std::uint64_t MediaWatch::number() const {
    const std::scoped_lock lock(mutex_);
    return seen_.number;
}

std::vector<std::string> MediaWatch::take_renewed() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(renewed_, {});
}

void MediaWatch::serve(const std::stop_token& stop) {
    using Clock = std::chrono::steady_clock;
    constexpr int rest = 20; // times as long as a look takes, on a slow disk
    Clock::duration took{};
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        wake_.wait_for(lock, stop, std::max<Clock::duration>(every_, rest * took), [this] { return asked_; });
        asked_ = false;
        const auto pool = pool_;
        const fs::path folder = folder_;
        if (!pool || stop.stop_requested()) continue;
        lock.unlock();
        const auto begun = Clock::now();
        Round round = look_at(*pool, folder, stop);
        took = Clock::now() - begun;
        lock.lock();
        if (asked_ || stop.stop_requested()) { // of what is no longer followed; looked at again at once
            renewed_.insert(renewed_.end(), round.renewed.begin(), round.renewed.end());
            continue;
        }
        const bool other = seen_.number == 0 || !round.renewed.empty() || round.troubled != seen_.troubled;
        if (!other) continue;
        seen_ = {seen_.number + 1, std::move(round.troubled)};
        renewed_.insert(renewed_.end(), round.renewed.begin(), round.renewed.end());
        lock.unlock();
        changed_();
        lock.lock();
    }
}

MediaWatch::Round MediaWatch::look_at(const session::MediaPool& pool, const fs::path& folder,
                                      const std::stop_token& stop) {
    Round round;
    std::map<std::string, Looked> looked; // what has left the pool is forgotten
    for (const auto& media : pool.media) {
        if (stop.stop_requested()) return {};
        look_at(*media, folder, round, looked);
    }
    for (const auto& picture : pool.pictures)
        look_at(*picture, folder, round, looked);
    looked_ = std::move(looked);
    return round;
}

template <class One>
void MediaWatch::look_at(const One& one, const fs::path& folder, Round& round,
                         std::map<std::string, Looked>& looked) {
    const std::string id = one.id.text();
    Looked now{media_file(folder, one.path), bytes_of(one), hash_of(one), std::nullopt, {}};
    if (const auto stamp = media::stamp_of(now.file)) now.stamp = *stamp;
    const auto before = looked_.find(id);
    const bool known = before != looked_.end() && before->second.file == now.file &&
                       before->second.bytes == now.bytes && before->second.hash == now.hash;
    if (known && before->second.stamp == now.stamp) {
        now.found = before->second.found;
    } else {
        now.found = found_of(one, folder);
        if (known && now.stamp) round.renewed.push_back(id);
    }
    if (now.found.condition != Condition::as_imported)
        round.troubled.push_back({id, name_of(one), one.path, now.found.condition, now.found.sentence});
    looked[id] = std::move(now);
}

} // namespace dub::app

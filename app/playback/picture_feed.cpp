#include "app/playback/picture_feed.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/jobs/session_media.h"

namespace dub::app {
namespace {

constexpr std::size_t max_open_files = 3;
constexpr FrameCount longest_step{48};   // more from one wish to the next is a jump, not playing
constexpr FrameCount stand_in_reach{48}; // how old a picture may be that stands in for the wanted one

} // namespace

PictureFeed::PictureFeed(Open open, std::function<void()> ready, PictureFeedRules rules)
    : open_(std::move(open))
    , ready_(std::move(ready))
    , cache_(rules.cache_bytes)
    , thread_([this](std::stop_token stop) { decode(std::move(stop)); }) {}

PictureFeed::~PictureFeed() {
    thread_.request_stop();
    thread_.join();
}

void PictureFeed::follow(const session::MediaPool& pool, FrameRate frames,
                         const std::filesystem::path& folder) {
    const std::scoped_lock lock(mutex_);
    const bool same = pool.pictures == pool_.pictures && frames == rate_ && folder == folder_;
    if (!same) {
        pool_.pictures = pool.pictures;
        rate_ = frames;
        folder_ = folder;
        cache_.clear();
    }
    ++changes_;
    changed_.notify_one();
}

void PictureFeed::open_again() {
    const std::scoped_lock lock(mutex_);
    cache_.clear();
    ++openings_;
    ++changes_;
    changed_.notify_one();
}

ShownPicture PictureFeed::show(const PictureWish& wish) {
    const std::scoped_lock lock(mutex_);
    if (wish_ && wish_->within != wish.within) cache_.clear();
    count(wish);
    const bool other = wish_ != wish;
    wish_ = wish;
    shown_ = best(wish);
    if (other) changed_.notify_one();
    return shown_;
}

// The frame wanted last was either seen in time or is now dropped, and with it those passed over since.
void PictureFeed::count(const PictureWish& wish) {
    if (!wish_ || travel_of(*wish_) == Travel::still || travel_of(*wish_) != travel_of(wish)) return;
    const FrameCount step =
        travel_of(wish) == Travel::forwards ? wish.frame - wish_->frame : wish_->frame - wish.frame;
    if (step <= FrameCount{} || step > longest_step) return;
    const double speed = std::max(1.0, std::abs(wish.speed));
    const auto passed = std::max<std::int64_t>(1, std::lround(static_cast<double>(step.value) / speed));
    const std::int64_t seen = shown_.state == PictureState::late ? 0 : 1;
    counts_.shown += seen;
    counts_.dropped += passed - seen;
}

ShownPicture PictureFeed::best(const PictureWish& wish) const {
    if (!picture_at(pool_, rate_, wish.frame)) return {PictureState::black, nullptr, wish.frame, {}};
    if (const FoundFrame* found = cache_.find(wish.frame)) {
        if (!found->trouble.empty()) return {PictureState::trouble, nullptr, wish.frame, found->trouble};
        const auto state = found->picture ? PictureState::exact : PictureState::black;
        return {state, found->picture, wish.frame, {}};
    }
    if (const auto near = cache_.on_the_way_to(wish.frame, travel_of(wish), stand_in_reach))
        return {PictureState::late, cache_.find(*near)->picture, *near, {}};
    return {PictureState::late, shown_.picture, shown_.frame, {}};
}

PictureCounts PictureFeed::counts() const {
    const std::scoped_lock lock(mutex_);
    return counts_;
}

void PictureFeed::forget_counts() {
    const std::scoped_lock lock(mutex_);
    counts_ = {};
}

std::optional<PictureFeed::Task> PictureFeed::next_task() {
    if (!wish_) return std::nullopt;
    const auto known = [&](FramePos at) {
        return cache_.find(at) != nullptr || !picture_at(pool_, rate_, at);
    };
    const auto at = next_to_decode(*wish_, cache_.room(), known);
    if (!at) return std::nullopt;
    const PicturePlace place = *picture_at(pool_, rate_, *at);
    return Task{*at, place, media_file(folder_, place.picture->path), wish_->within, openings_};
}

void PictureFeed::decode(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        const auto task = next_task();
        if (!task) {
            const std::uint64_t changes = changes_;
            const auto wish = wish_;
            changed_.wait(lock, stop, [&] { return wish_ != wish || changes_ != changes; });
            continue;
        }
        lock.unlock();
        FoundFrame found = fetch(*task, stop);
        lock.lock();
        // Meanwhile another picture may lie here, or the view have another size.
        const auto now = picture_at(pool_, rate_, task->at);
        const bool still_so = now && now->picture == task->place.picture && wish_->within == task->within &&
                              openings_ == task->opening;
        if (still_so) cache_.put(task->at, std::move(found), wish_->frame, travel_of(*wish_));
        lock.unlock();
        ready_();
        lock.lock();
    }
}

FoundFrame PictureFeed::fetch(const Task& task, const std::stop_token& stop) {
    if (std::exchange(opening_, task.opening) != task.opening) {
        open_files_.clear();
        unopened_.clear();
    }
    const auto source = source_of(task.file, stop);
    if (!source) return {nullptr, source.error().text()};
    if (task.place.index >= (*source)->format().length) return {}; // the file is shorter than its place
    auto frame = (*source)->frame(task.place.index, task.within);
    if (!frame) return {nullptr, frame.error().text()};
    return {std::move(*frame), {}};
}

Result<PictureSource*> PictureFeed::source_of(const std::filesystem::path& file,
                                              const std::stop_token& stop) {
    if (const auto open = open_files_.find(file); open != open_files_.end()) return open->second.get();
    if (const auto known = unopened_.find(file); known != unopened_.end())
        return fail(ErrorCode::invalid, known->second);
    auto source = open_(file, [&stop](double) { return !stop.stop_requested(); });
    if (!source) {
        unopened_[file] = source.error().text();
        return std::unexpected(std::move(source).error());
    }
    if (open_files_.size() >= max_open_files) open_files_.clear();
    return (open_files_[file] = std::move(*source)).get();
}

} // namespace dub::app

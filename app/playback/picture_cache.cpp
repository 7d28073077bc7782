#include "app/playback/picture_cache.h"

#include <algorithm>

namespace dub::app {
namespace {

constexpr std::size_t max_frames = 4096; // those that cannot be shown have no bytes

std::size_t bytes_of(const FoundFrame& frame) {
    return frame.picture ? frame.picture->pixels.size() * sizeof(std::uint32_t) : 0;
}

} // namespace

void PictureCache::put(FramePos at, FoundFrame frame, FramePos playhead, Travel travel) {
    if (const auto old = frames_.find(at); old != frames_.end()) drop(old);
    bytes_ += bytes_of(frame);
    largest_ = std::max(largest_, bytes_of(frame));
    frames_[at] = std::move(frame);
    while ((bytes_ > max_bytes_ || frames_.size() > max_frames) && frames_.size() > 1) {
        const auto first = frames_.begin();
        const auto last = std::prev(frames_.end());
        const bool first_is_farther = playhead - first->first > last->first - playhead;
        const bool drop_first = travel == Travel::forwards    ? first->first < playhead
                                : travel == Travel::backwards ? last->first <= playhead
                                                              : first_is_farther;
        drop(drop_first ? first : last);
    }
}

void PictureCache::drop(std::map<FramePos, FoundFrame>::iterator frame) {
    bytes_ -= bytes_of(frame->second);
    frames_.erase(frame);
}

const FoundFrame* PictureCache::find(FramePos at) const {
    const auto found = frames_.find(at);
    return found == frames_.end() ? nullptr : &found->second;
}

std::optional<FramePos> PictureCache::on_the_way_to(FramePos at, Travel travel, FrameCount reach) const {
    if (travel == Travel::backwards) {
        for (auto next = frames_.lower_bound(at); next != frames_.end() && next->first - at <= reach; ++next)
            if (next->second.picture) return next->first;
        return std::nullopt;
    }
    for (auto next = frames_.upper_bound(at); next != frames_.begin();) {
        --next;
        if (at - next->first > reach) break;
        if (next->second.picture) return next->first;
    }
    return std::nullopt;
}

void PictureCache::clear() {
    frames_.clear();
    bytes_ = largest_ = 0;
}

std::int64_t PictureCache::room() const {
    constexpr std::size_t plenty = 64;
    const std::size_t frames = largest_ == 0 ? plenty : max_bytes_ / largest_;
    return static_cast<std::int64_t>(std::clamp(frames, std::size_t{2}, plenty));
}

} // namespace dub::app

#pragma once
// What is known of the frames around the playhead: decoded ones, and those that cannot be. Kept within a
// number of bytes; what was passed goes first, then what is farthest ahead. One thread at a time.

#include <map>
#include <optional>
#include <string>

#include "engine/core/io.h"

namespace dub::app {

// One frame of the session as it was found.
struct FoundFrame {
    std::shared_ptr<const Picture> picture; // nullptr: there is none, black
    std::string trouble;                    // why it cannot be shown; empty otherwise
};

enum class Travel : unsigned char { still, forwards, backwards };

class PictureCache {
  public:
    explicit PictureCache(std::size_t max_bytes)
        : max_bytes_(max_bytes) {}

    // Drops what lies farthest from `playhead` until it fits; a frame of any size is taken.
    void put(FramePos at, FoundFrame frame, FramePos playhead, Travel travel);
    [[nodiscard]] const FoundFrame* find(FramePos at) const; // nullptr: not known; valid until the next put
    // The nearest known picture not farther than `reach` on the side the playhead comes from.
    [[nodiscard]] std::optional<FramePos> on_the_way_to(FramePos at, Travel travel, FrameCount reach) const;
    void clear();
    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    // How many frames as large as the largest so far there is room for; at least 2.
    [[nodiscard]] std::int64_t room() const;

  private:
    void drop(std::map<FramePos, FoundFrame>::iterator frame);

    std::map<FramePos, FoundFrame> frames_;
    std::size_t max_bytes_;
    std::size_t bytes_ = 0;
    std::size_t largest_ = 0;
};

} // namespace dub::app

#pragma once
// Small pictures of a film at even distances, for the strip of a timeline. Bounded: at most max_thumbnails of
// 128x72, however long the film. Values, any thread.

#include <memory>
#include <optional>
#include <vector>

#include "engine/core/io.h"

namespace dub::overview {

inline constexpr std::int64_t max_thumbnails = 1024;
inline constexpr PictureSize largest_thumbnail{128, 72};

struct Thumbnails {
    FrameRate rate;
    FrameCount length;    // of the film, in frames
    FrameCount every{12}; // frames from one thumbnail to the next
    // Of frames 0, every, 2 every …, all of one size; nullptr: that frame is damaged.
    std::vector<std::shared_ptr<const Picture>> pictures;
    std::optional<std::vector<FrameCount>> cuts; // as find_cuts gives them; nullopt: not looked for yet

    // The last one at or before a frame that is there; nullptr: none.
    [[nodiscard]] std::shared_ptr<const Picture> at(FrameCount frame) const;
};

// Half a second apart, further in a film of more than max_thumbnails half seconds. Without cuts. Errors: what
// the source says of the film as a whole (not one frame can be had), cancelled. [disk]
[[nodiscard]] Result<Thumbnails> make_thumbnails(PictureSource& film, Progress& progress);

} // namespace dub::overview

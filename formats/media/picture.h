#pragma once
// What a container says of its moving picture: exact rate, exact number of frames, and where each of them
// is. Private to this folder. [disk]

#include "formats/media/container.h"
#include "formats/media/frame_index.h"
#include "formats/media/frame_slots.h"
#include "formats/media/media.h"

namespace dub::media {

struct IndexedPicture {
    int stream = 0;
    FrameIndex index;
    FrameSlots slots;
};

// nullopt: no moving picture in it (cover art is not one). Reads all packets, of a MOV only their places;
// `progress` as of index_frames. Errors: a stream without a frame, no rate to be found.
[[nodiscard]] Result<std::optional<IndexedPicture>>
index_picture(const Container& container, const std::function<bool(double)>& progress = {});

// The same in the words of a Probe; a picture without constant rate is described and told to be unfit.
[[nodiscard]] Result<std::optional<PictureStream>> picture_in(const Container& container,
                                                              Diagnostics& diagnostics);

// The size to show it in, pixels square: the coded height stays, the width follows the pixel aspect. An
// aspect beyond 4:1 is a damaged one and not applied.
[[nodiscard]] PictureSize shown_size(const AVStream& stream);

// "The frames of PATH come at no steady rate …": why a picture of Steadiness::none cannot be shown.
[[nodiscard]] Error no_rate(const std::filesystem::path& path);

} // namespace dub::media

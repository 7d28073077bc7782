#pragma once
// What a container says of its moving picture: exact rate, exact number of frames. Private to this folder.
// [disk]

#include "formats/media/container.h"
#include "formats/media/media.h"

namespace dub::media {

// nullopt: no moving picture in it (cover art is not one). May read the whole file where nothing else tells
// the number.
[[nodiscard]] Result<std::optional<PictureStream>> picture_in(const Container& container,
                                                              Diagnostics& diagnostics);

} // namespace dub::media

#pragma once
// A picture file as a PictureSource: the index says which coded frame a slot of the constant rate shows, the
// decoder fetches it, the scaler fits it. Private to this folder. [decode]

#include "engine/core/io.h"
#include "formats/media/container.h"
#include "formats/media/watched_source.h"

namespace dub::media {

// `stamp`: the file's before it was opened; reading stops with a sentence when it has changed since. Errors:
// no picture in it, no steady rate (unfit), no decoder, cancelled by `progress` (as of index_frames).
[[nodiscard]] Result<std::unique_ptr<PictureSource>>
indexed_source(Container container, const FileStamp& stamp, const std::function<bool(double)>& progress);

} // namespace dub::media

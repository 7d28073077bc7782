#pragma once
// Thumbnails and shot cuts of a picture file: from the cache, else made and put there. Meant for a thread in
// the background. [disk]

#include <filesystem>
#include <functional>

#include "engine/core/io.h"
#include "formats/overview/thumbnails.h"

namespace dub::app {

struct ThumbnailsRequest {
    std::filesystem::path file;
    std::filesystem::path cache; // the user's: user_overview_folder()
    // Called on the way, when the thumbnails are there and the cuts, which take longer, are not.
    std::function<void(std::shared_ptr<const overview::Thumbnails>)> first = {};
};

// A cache that cannot be read or written costs time, not the result. Errors: as open_picture and
// make_thumbnails; cancelled.
[[nodiscard]] Result<std::shared_ptr<const overview::Thumbnails>>
thumbnails_of(const ThumbnailsRequest& request, Progress& progress);

} // namespace dub::app

#include "app/jobs/thumbnails.h"

#include <fmt/format.h>

#include "app/jobs/part_progress.h"
#include "formats/media/identity.h"
#include "formats/media/media.h"
#include "formats/overview/shot_cuts.h"
#include "formats/overview/thumbnail_file.h"

namespace dub::app {

Result<std::shared_ptr<const overview::Thumbnails>> thumbnails_of(const ThumbnailsRequest& request,
                                                                  Progress& progress) {
    TRY(const auto identity, media::identity_of(request.file));
    const std::string key = fmt::format("picture {}-{}", identity.bytes, identity.hash);
    const auto cached = overview::thumbnail_file(request.cache, key);
    auto known = overview::read_thumbnails(cached, key);
    if (known && known->cuts) return std::make_shared<const overview::Thumbnails>(std::move(*known));

    constexpr double opened = 0.1, first_part = 0.4;
    PartProgress opening(progress, 0, opened);
    TRY(const auto film,
        media::open_picture(request.file, [&](double done) { return opening.at(done, "opening"); }));
    if (!known) {
        PartProgress part(progress, opened, first_part);
        known = overview::make_thumbnails(*film, part);
        if (!known) return std::unexpected(std::move(known).error());
        (void)overview::write_thumbnails(cached, key, *known);
    }
    if (request.first) request.first(std::make_shared<const overview::Thumbnails>(*known));
    PartProgress part(progress, first_part, 1);
    TRY(known->cuts, overview::find_cuts(*film, part));
    (void)overview::write_thumbnails(cached, key, *known);
    return std::make_shared<const overview::Thumbnails>(std::move(*known));
}

} // namespace dub::app

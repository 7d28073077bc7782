#include "formats/overview/thumbnails.h"

#include <algorithm>

namespace dub::overview {
namespace {

FrameCount distance_for(const PictureFormat& film) {
    const std::int64_t half_second = std::max<std::int64_t>(1, film.rate.num / (2 * film.rate.den));
    const std::int64_t spread = (film.length.value + max_thumbnails - 1) / max_thumbnails;
    return FrameCount{std::max(half_second, spread)};
}

} // namespace

std::shared_ptr<const Picture> Thumbnails::at(FrameCount frame) const {
    if (pictures.empty() || every.value < 1) return nullptr;
    const auto last = static_cast<std::int64_t>(pictures.size()) - 1;
    for (std::int64_t n = std::clamp<std::int64_t>(frame.value / every.value, 0, last); n >= 0; --n)
        if (const auto& picture = pictures[static_cast<std::size_t>(n)]) return picture;
    return nullptr;
}

Result<Thumbnails> make_thumbnails(PictureSource& film, Progress& progress) {
    const PictureFormat& format = film.format();
    Thumbnails made{format.rate, format.length, distance_for(format), {}, {}};
    std::optional<Error> first_error;
    bool any = false;
    for (FrameCount at; at < format.length; at += made.every) {
        const double done = static_cast<double>(at.value) / static_cast<double>(format.length.value);
        if (!progress.at(done, "thumbnails"))
            return fail(ErrorCode::cancelled, "Stopped; the thumbnails are not made.");
        auto picture = film.frame(at, largest_thumbnail);
        if (!picture && !first_error) first_error = picture.error();
        any = any || picture.has_value();
        made.pictures.push_back(picture ? std::move(*picture) : nullptr);
    }
    if (!any && first_error) return std::unexpected(std::move(*first_error));
    return made;
}

} // namespace dub::overview

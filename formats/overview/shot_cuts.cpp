#include "formats/overview/shot_cuts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

namespace dub::overview {
namespace {

constexpr PictureSize looked_at{64, 36};
constexpr int regions_a_side = 4;
constexpr int regions = regions_a_side * regions_a_side;
constexpr int bins = 32;
constexpr double threshold = 0.06;
constexpr double above_neighbours = 2;

// For each region how much of it is no brighter than each bin: 0 to 1.
using Signature = std::array<std::array<float, bins>, regions>;

int bin_of(std::uint32_t pixel) {
    const std::uint32_t red = pixel >> 16 & 0xFF;
    const std::uint32_t green = pixel >> 8 & 0xFF;
    const std::uint32_t blue = pixel & 0xFF;
    return static_cast<int>((2126 * red + 7152 * green + 722 * blue) / 10'000 * bins / 256);
}

Signature signature_of(const Picture& picture) {
    Signature counts{};
    std::array<float, regions> pixels{};
    for (int y = 0; y < picture.size.height; ++y)
        for (int x = 0; x < picture.size.width; ++x) {
            const int region = y * regions_a_side / picture.size.height * regions_a_side +
                               x * regions_a_side / picture.size.width;
            const auto place = static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.stride) +
                               static_cast<std::size_t>(x);
            counts[static_cast<std::size_t>(region)]
                  [static_cast<std::size_t>(bin_of(picture.pixels[place]))] += 1;
            pixels[static_cast<std::size_t>(region)] += 1;
        }
    for (std::size_t region = 0; region < regions; ++region) {
        float sum = 0;
        for (float& bin : counts[region])
            bin = (sum += bin) / std::max(pixels[region], 1.0F);
    }
    return counts;
}

double difference(const Signature& a, const Signature& b) {
    double sum = 0;
    for (std::size_t region = 0; region < regions; ++region)
        for (std::size_t bin = 0; bin < bins; ++bin)
            sum += std::abs(static_cast<double>(a[region][bin]) - static_cast<double>(b[region][bin]));
    return sum / (regions * bins);
}

class Search {
  public:
    explicit Search(PictureSource& film)
        : film_(film) {}

    // Finds the cuts in (from, to].
    void look(std::int64_t from, std::int64_t to) {
        if (distance(from, to) <= threshold) return;
        if (to - from > 1) {
            const std::int64_t middle = from + (to - from) / 2;
            look(from, middle);
            look(middle, to);
        } else if (stands_out(to)) {
            cuts_.push_back(FrameCount{to});
        }
    }
    void forget_before(std::int64_t frame) { seen_.erase(seen_.begin(), seen_.lower_bound(frame)); }
    [[nodiscard]] std::vector<FrameCount> cuts() && { return std::move(cuts_); }

  private:
    [[nodiscard]] bool stands_out(std::int64_t frame) {
        const double step = distance(frame - 1, frame);
        const double around = std::max(distance(frame - 2, frame - 1), distance(frame, frame + 1));
        return step > above_neighbours * around;
    }
    // 0 where one of them is not there.
    [[nodiscard]] double distance(std::int64_t a, std::int64_t b) {
        const Signature* first = signature(a);
        const Signature* second = signature(b);
        return first == nullptr || second == nullptr ? 0 : difference(*first, *second);
    }
    [[nodiscard]] const Signature* signature(std::int64_t frame) {
        if (frame < 0 || frame >= film_.format().length.value) return nullptr;
        auto known = seen_.find(frame);
        if (known == seen_.end()) {
            const auto picture = film_.frame(FrameCount{frame}, looked_at);
            known =
                seen_.emplace(frame, picture ? std::optional(signature_of(**picture)) : std::nullopt).first;
        }
        return known->second ? &*known->second : nullptr;
    }

    PictureSource& film_;
    std::map<std::int64_t, std::optional<Signature>> seen_; // node addresses stay
    std::vector<FrameCount> cuts_;
};

} // namespace

Result<std::vector<FrameCount>> find_cuts(PictureSource& film, Progress& progress) {
    const PictureFormat& format = film.format();
    const std::int64_t half_second = std::max<std::int64_t>(1, format.rate.num / (2 * format.rate.den));
    Search search(film);
    for (std::int64_t at = 0; at + 1 < format.length.value; at += half_second) {
        if (!progress.at(static_cast<double>(at) / static_cast<double>(format.length.value), "shot cuts"))
            return fail(ErrorCode::cancelled, "Stopped; the shot cuts are not known.");
        search.look(at, std::min(at + half_second, format.length.value - 1));
        search.forget_before(at + half_second - 2);
    }
    return std::move(search).cuts();
}

} // namespace dub::overview

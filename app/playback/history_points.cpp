#include "app/playback/history_points.h"

#include <algorithm>
#include <cmath>

namespace dub::app {

const std::vector<HistoryPoint>& HistoryPoints::update(measure::LoudnessHistory& history) {
    const auto changed = history.take_changed();
    if (!changed) return points_;
    ++turn_;
    const std::size_t first = changed->first, count = changed->last + 1 - first;
    if (count == history.cells()) {
        cells_.clear();
        first_ = history.cells();
        end_ = 0;
    }
    cells_.resize(history.cells());
    const auto points = history.read(first, count);
    std::ranges::copy(points, cells_.begin() + static_cast<std::ptrdiff_t>(first));
    for (std::size_t i = 0; i < count; ++i) {
        if (std::isnan(points[i].momentary)) continue;
        first_ = std::min(first_, first + i);
        end_ = std::max(end_, first + i + 1);
    }
    points_.clear();
    for (std::size_t cell = first_; cell < end_; ++cell)
        if (!std::isnan(cells_[cell].momentary))
            points_.push_back({history.place(cell), cells_[cell].momentary, cells_[cell].short_term});
    return points_;
}

} // namespace dub::app

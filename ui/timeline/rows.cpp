#include "ui/timeline/rows.h"

#include <algorithm>

#include "ui/theme/tokens.h"

namespace dub::ui::timeline {

const std::vector<session::Shared<session::Clip>>& clips_of(const session::Session& session, const Row& row) {
    const session::Track& track = *session.tracks[row.track];
    return row.playlist < 0 ? track.clips : track.alternatives[static_cast<std::size_t>(row.playlist)]->clips;
}

Rows::Rows(const session::Session& session, const ViewState& view) {
    int top = 0;
    const auto add = [&](std::size_t track, int playlist, int height) {
        rows_.push_back({track, playlist, top, height});
        top += height;
    };
    for (std::size_t t = 0; t < session.tracks.size(); ++t) {
        const session::Track& track = *session.tracks[t];
        const auto height = view.heights.find(track.id);
        add(t, -1, theme::track_heights[height == view.heights.end() ? view.usual_height : height->second]);
        if (!view.open.contains(track.id)) continue;
        for (std::size_t p = 0; p < track.alternatives.size(); ++p)
            add(t, static_cast<int>(p), theme::track_heights[1]);
    }
}

std::span<const Row> Rows::between(int top, int bottom) const {
    const auto first =
        std::ranges::partition_point(rows_, [&](const Row& row) { return row.bottom() <= top; });
    const auto last =
        std::partition_point(first, rows_.end(), [&](const Row& row) { return row.top < bottom; });
    return {first, last};
}

const Row* Rows::at(int y) const {
    const auto found = between(y, y + 1);
    return found.empty() ? nullptr : &found.front();
}

const Row* Rows::of(std::size_t track) const {
    const auto row =
        std::ranges::find_if(rows_, [&](const Row& one) { return one.track == track && one.playlist < 0; });
    return row == rows_.end() ? nullptr : &*row;
}

} // namespace dub::ui::timeline

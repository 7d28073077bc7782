#pragma once
// Tracks and their open playlists one below the other. Pure, any thread.

#include <span>
#include <vector>

#include "engine/session/session.h"
#include "ui/timeline/view_state.h"

namespace dub::ui::timeline {

struct Row {
    std::size_t track = 0; // index in Session::tracks
    int playlist = -1;     // index in Track::alternatives; -1: what plays
    int top = 0;           // from the first row's top
    int height = 0;
    [[nodiscard]] int bottom() const { return top + height; }
    friend bool operator==(const Row&, const Row&) = default;
};

// The clips a row shows.
[[nodiscard]] const std::vector<session::Shared<session::Clip>>& clips_of(const session::Session& session,
                                                                          const Row& row);

class Rows {
  public:
    Rows() = default;
    Rows(const session::Session& session, const ViewState& view);
    [[nodiscard]] std::span<const Row> all() const { return rows_; }
    [[nodiscard]] int height() const { return rows_.empty() ? 0 : rows_.back().bottom(); }
    [[nodiscard]] const Row* at(int y) const; // nullptr: below the last, above the first
    [[nodiscard]] std::span<const Row> between(int top, int bottom) const;
    [[nodiscard]] const Row* of(std::size_t track) const; // the row of what plays

  private:
    std::vector<Row> rows_;
};

} // namespace dub::ui::timeline

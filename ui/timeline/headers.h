#pragma once
// What stands left of the lanes: role, name, mute, solo, a small meter, the output, the way to its playlists.
// [window thread]

#include <QRect>

#include "ui/theme/tokens.h"
#include "ui/timeline/pane.h"

namespace dub::ui::timeline {

inline constexpr theme::Metric header_width{208};

// Where the parts of a header lie; empty where the row is too low for them.
struct HeaderParts {
    QRect role, name, mute, solo, meter, fold, output, edge;
};
[[nodiscard]] HeaderParts parts_of(const QRect& header, bool has_playlists);

class Headers : public Pane {
  public:
    Headers(Scene& scene, QWidget* parent);
    // Reads the meters of the tracks in view and repaints those that moved; `seconds` since the last call.
    void read_meters(double seconds);
    [[nodiscard]] QRect place_of(const Row& row) const;
    void press_mute(std::size_t track, Qt::KeyboardModifiers keys);
    void press_solo(std::size_t track, Qt::KeyboardModifiers keys);

    std::function<void(TrackId)> rename = [](TrackId) {}; // the name was double clicked
    std::function<void(QPoint)> menu = [](QPoint) {};     // right click, place on the screen

  protected:
    void paint(QPainter& painter, const QRect& area) override;
    void press(QPoint at, Qt::KeyboardModifiers keys) override;
    void pointer_at(QPoint at, Qt::KeyboardModifiers keys) override;
    void release(QPoint at, Qt::KeyboardModifiers keys) override;
    void press_again(QPoint at, Qt::KeyboardModifiers keys) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool event(QEvent* event) override;

  private:
    struct Level {
        double db = minus_infinity;
        bool clipped = false;
    };
    void paint_row(QPainter& painter, const Row& row);
    void paint_track(QPainter& painter, const session::Track& track, const QRect& place);
    void paint_playlist(QPainter& painter, const Row& row, const QRect& place);
    void paint_meter(QPainter& painter, const QRect& place, const Level& level) const;
    void press_solo_safe(std::size_t track, Qt::KeyboardModifiers keys);
    void play(const session::Track& track, const session::Playlist& playlist);
    void select(std::size_t track, Qt::KeyboardModifiers keys);
    void toggle_open(TrackId track);
    void pull_height(int y);
    [[nodiscard]] QString tip_at(QPoint at) const;

    std::map<TrackId, Level> levels_;
    TrackId pulled_; // whose height is being pulled
    int pulled_top_ = 0;
};

[[nodiscard]] bool muted(const session::Track& track);
// "D" of dialogue, "F" of foley …: what tells roles apart without colour.
[[nodiscard]] QString role_letters(std::optional<session::Role> role);

} // namespace dub::ui::timeline

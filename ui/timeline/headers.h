#pragma once
// What stands left of the lanes: role, name, mute, solo, a small meter, the output, the way to its playlists.
// [window thread]

#include <QRect>
#include <QWidget>

#include "ui/timeline/scene.h"

namespace dub::ui::timeline {

inline constexpr int header_width = 208; // px

// Where the parts of a header lie; empty where the row is too low for them.
struct HeaderParts {
    QRect role, name, mute, solo, meter, fold, output, edge;
};
[[nodiscard]] HeaderParts parts_of(const QRect& header, bool has_playlists);

class Headers : public QWidget {
  public:
    Headers(Scene& scene, QWidget* parent);
    // Reads the meters of the tracks in view and repaints those that moved; `seconds` since the last call.
    void read_meters(double seconds);
    [[nodiscard]] QRect place_of(const Row& row) const;
    [[nodiscard]] Scene& scene() { return scene_; }
    void press_mute(std::size_t track, Qt::KeyboardModifiers keys);
    void press_solo(std::size_t track, Qt::KeyboardModifiers keys);

    std::function<void(QWheelEvent&)> wheel = [](QWheelEvent&) {};
    std::function<void(TrackId)> rename = [](TrackId) {}; // the name was double clicked

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
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
    void select(std::size_t track, Qt::KeyboardModifiers keys);
    void toggle_open(TrackId track);
    void pull_height(int y);
    [[nodiscard]] QString tip_at(QPoint at) const;

    Scene& scene_;
    std::map<TrackId, Level> levels_;
    TrackId pulled_; // whose height is being pulled
    int pulled_top_ = 0;
};

// "D" of dialogue, "F" of foley …: what tells roles apart without colour.
[[nodiscard]] QString role_letters(std::optional<session::Role> role);

} // namespace dub::ui::timeline

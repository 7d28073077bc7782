#pragma once
// The timeline: rulers, picture strip, markers, segments, track headers, lanes. What a mouse or a command
// does here becomes edits of the catalogue, one gesture each; what is selected, zoomed and opened is its own.
// [window thread]

#include <QElapsedTimer>
#include <QScrollBar>
#include <QTimer>
#include <QWidget>

#include "ui/commands.h"
#include "ui/timeline/headers.h"
#include "ui/timeline/lanes.h"
#include "ui/timeline/painting/picture_strip.h"
#include "ui/timeline/ruler_area.h"
#include "ui/timeline/scene.h"

namespace dub::ui {

namespace timeline {
struct Clipboard;
struct FadeWish;
} // namespace timeline

class Timeline : public QWidget, public View {
  public:
    explicit Timeline(Ports& ports, QWidget* parent = nullptr);
    ~Timeline() override;

    using QWidget::show;
    void show(const session::Session& now) override;

    // What can be done here; the functions live as long as the timeline.
    [[nodiscard]] Commands commands();

    // The status line.
    std::function<void(const QString&)> hint = [](const QString&) {};
    // In spot mode a clip was clicked: ask where to (its recording's timestamp is a good offer), then spot().
    std::function<void(ClipId clip, std::optional<SamplePos> timestamp)> ask_spot =
        [](ClipId, std::optional<SamplePos>) {};
    std::function<void(TrackId)> ask_track_name = [](TrackId) {};
    std::function<void(MarkerId)> ask_marker = [](MarkerId) {};
    std::function<void(SegmentId)> ask_reel = [](SegmentId) {};
    std::function<void()> ask_marker_number = [] {}; // which in the order of time; then go_to()
    std::function<void()> ask_repeat = [] {};        // how often; then repeat()
    std::function<void()> ask_fades = [] {};         // which; then fade()
    // Right click: what it was on is selected by now; a place on the screen.
    std::function<void(timeline::MenuPlace, QPoint)> menu = [](timeline::MenuPlace, QPoint) {};
    // Clips, range, cursor or tracks are others now.
    std::function<void()> selection_changed = [] {};

    [[nodiscard]] const timeline::Selection& selection() const { return scene_.selection; }
    [[nodiscard]] const timeline::ViewState& view_state() const { return scene_.view; }
    void set_view_state(timeline::ViewState view);
    void set_selection(timeline::Selection selection);
    void spot(ClipId clip, SamplePos to);
    void repeat(int times);
    void fade(const timeline::FadeWish& wish);
    // The recording's stamp in session samples, as it would lie; nullopt when it has none.
    [[nodiscard]] std::optional<SamplePos> timestamp_of(ClipId clip) const;
    // What lies under a point of the timeline: where dropped files go. No track: beside the rows.
    struct Under {
        std::optional<TrackId> track;
        SamplePos at;
    };
    [[nodiscard]] std::optional<Under> under(QPoint at) const; // nullopt: not on the lanes
    // The cursor, and the transport even while it plays.
    void go_to(SamplePos at);
    // Makes `at` visible, in the middle when it was not.
    void reveal(SamplePos at);
    void zoom(double factor, std::optional<int> lanes_x = {}); // about the cursor when it is seen
    void zoom_to(SampleRange range);
    void show_rolls(std::optional<SampleRange> rolled); // flags in the rulers; none: they are off

    // Reads transport and meters and repaints what moved; a timer calls it while the timeline is seen.
    void tick(double seconds);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void on_changed(timeline::Changed what);
    void on_selected();
    void on_wheel(QWheelEvent& event);
    void watch_scroll_bars();
    void sync_scroll_bars();
    void repaint_all();
    void follow(SamplePos heard, bool playing);
    void move_playhead(SamplePos to);
    void look_for_more(); // waveforms and thumbnails that became ready
    void forget_missing();

    timeline::Scene scene_;
    SampleRange extent_; // what the horizontal bar runs over
    timeline::PictureStrip strip_;
    std::unique_ptr<timeline::Clipboard> clipboard_;
    timeline::RulerArea* rulers_;
    timeline::Headers* headers_;
    timeline::Lanes* lanes_;
    QScrollBar* across_;
    QScrollBar* down_;
    QTimer timer_;
    QElapsedTimer since_tick_;
    std::uint64_t picture_revision_ = 0;
    double since_revisions_ = 1;  // seconds
    int painted_top_ = 0;         // how far down the headers were painted
    timeline::Selection painted_; // what was selected when rulers and headers were painted
    bool placed_ = false;         // the first session was fitted into the view
};

} // namespace dub::ui

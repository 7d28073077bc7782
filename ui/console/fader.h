#pragma once
// A fader: dragged, wheeled, typed (a double click), set back (Alt and a click); with Ctrl ten times finer.
// Keys: Up and Down half a decibel. It tells of a finger that comes, of every move, and of the end of the
// gesture. [window thread]

#include <functional>

#include <QWidget>

namespace dub::ui {

class Fader final : public QWidget {
  public:
    explicit Fader(const QString& name, QWidget* parent = nullptr);

    // While a hand is on it, what others say waits.
    void set_level(double db);
    [[nodiscard]] double level() const { return db_; }
    [[nodiscard]] bool held() const { return held_; }
    // The level of a lane, shown in its colour.
    void set_automated(bool automated);
    // It stands for the trim of the version of that name, in its colour; empty: for the strip's own fader.
    void set_of_version(const QString& name);
    [[nodiscard]] bool is_of_version() const { return !version_.isEmpty(); }

    std::function<void()> touched = [] {};             // a finger is on it
    std::function<void(double)> moved = [](double) {}; // while the hand moves
    // The gesture ended, or the fader was hidden under the hand: then a turn of the event loop later.
    std::function<void()> let_go = [] {};

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    [[nodiscard]] QSize sizeHint() const override { return {44, 220}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {36, 80}; }

  private:
    [[nodiscard]] QRect track() const; // along which the cap's middle travels
    [[nodiscard]] QRect cap() const;
    void show_level(double db);
    void describe();
    void step(double by);
    void type();
    void set(double db); // a gesture of one move

    double db_ = 0;
    bool held_ = false, automated_ = false;
    QString version_;
    QPoint last_;
    double travel_ = 0; // of the hand, beyond what the ends allow
};

} // namespace dub::ui

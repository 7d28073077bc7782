#pragma once
// Everything around one open session: transport bar, timeline, picture, meters, history and jobs. [window
// thread]

#include <QSplitter>
#include <QTabWidget>
#include <QWidget>

#include "ui/commands.h"
#include "ui/ports/ports.h"
#include "ui/transport/control.h"

class QSettings;

namespace dub::ui {

class TransportBar;
class HistoryPanel;

class Stage final : public QWidget, public View {
  public:
    Stage(const Ports& ports, QWidget* parent = nullptr);
    ~Stage() override;
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    void show(const session::Session& now) override;
    using QWidget::show;
    void tick(); // sixty times a second
    [[nodiscard]] Commands commands();

    // Where the panels are; kept outside the session.
    void keep(QSettings& settings) const;
    void restore(const QSettings& settings);

    void set_say(std::function<void(const std::string&)> say);

  private:
    QWidget* right_side();

    Ports ports_;
    TransportControl control_;
    TransportBar* bar_;
    QSplitter* across_;
    QTabWidget* panels_ = nullptr;
    HistoryPanel* history_ = nullptr;
    std::function<void(const std::string&)> say_ = [](const std::string&) {};
};

} // namespace dub::ui

#pragma once
// The console: a strip for every track and bus, side by side; the buses at the right. Strips that are not
// seen cost nothing. [window thread]

#include <map>

#include <QScrollArea>

#include "ui/ports/ports.h"

namespace dub::ui {

class AutomationBar;
class StripView;

class Console final : public QScrollArea, public View {
  public:
    Console(const Ports& ports, QWidget* parent = nullptr);
    using QWidget::show;
    void show(const session::Session& now) override;
    void tick(double seconds, SamplePos heard);
    [[nodiscard]] StripView* strip(const session::StripOwner& owner) const; // nullptr: none

    std::function<void(const std::string&)> say = [](const std::string&) {};
    std::function<std::optional<SampleRange>()> selection = [] { return std::nullopt; };

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void open_panner(const session::StripOwner& owner);

    Ports ports_;
    QHBoxLayout* row_;
    AutomationBar* bar_ = nullptr;   // above the strips; none: no passes are written here
    std::vector<StripView*> strips_; // in their order
    session::Session shown_;
};

} // namespace dub::ui

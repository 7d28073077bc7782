#pragma once
// The console: a strip for every track, bus and VCA, side by side; buses and VCAs at the right. Strips that
// are not seen cost nothing. [window thread]

#include <map>

#include <QHBoxLayout>
#include <QScrollArea>

#include "ui/commands.h"
#include "ui/console/strip_choice.h"
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
    [[nodiscard]] Commands commands();

    // The strips that commands mean, sorted.
    [[nodiscard]] const std::set<session::StripOwner>& chosen() const { return choice_.chosen(); }
    void choose(std::set<session::StripOwner> owners);

    std::function<void(const std::string&)> say = [](const std::string&) {};
    std::function<std::optional<SampleRange>()> selection = [] { return std::nullopt; };
    std::function<void()> choice_changed = [] {}; // by a hand
    std::function<void(QPoint)> menu = [](QPoint) {};
    // What a colour is for: the chosen strips, or those selected where one looks.
    std::function<std::vector<session::StripOwner>()> to_colour = [this] {
        return std::vector<session::StripOwner>(chosen().begin(), chosen().end());
    };

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    [[nodiscard]] StripView* make_strip(const struct StripFacts& facts);
    void retire(StripView& view);
    void open_panner(const session::StripOwner& owner);
    void open_slots(const session::StripOwner& owner);
    void open_version(std::vector<session::StripOwner> strips);
    void click(const session::StripOwner& owner, Qt::KeyboardModifiers keys);
    void spill(const session::StripOwner& owner);
    void place_strips(); // what is shown, how wide, what is chosen
    [[nodiscard]] std::vector<session::StripOwner> meant(const session::StripOwner& owner,
                                                         Qt::KeyboardModifiers keys) const;
    [[nodiscard]] const session::MixGroup* group_of_chosen() const;
    [[nodiscard]] std::vector<session::StripOwner> order() const; // as they are shown

    Ports ports_;
    QHBoxLayout* row_;
    AutomationBar* bar_ = nullptr;   // above the strips; none: no passes are written here
    std::vector<StripView*> strips_; // in their order
    VersionId version_;              // heard when they were shown
    StripChoice choice_;
};

} // namespace dub::ui

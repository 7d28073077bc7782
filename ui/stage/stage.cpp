#include "ui/stage/stage.h"

#include <QSettings>

#include "ui/history/history_panel.h"
#include "ui/theme/tokens.h"
#include "ui/transport/transport_bar.h"

namespace dub::ui {
namespace {
constexpr int right_width = 480;
}

Stage::Stage(const Ports& ports, QWidget* parent)
    : QWidget(parent)
    , ports_(ports)
    , control_(ports.transport, ports.document)
    , bar_(new TransportBar(ports, control_, this))
    , across_(new QSplitter(Qt::Horizontal, this)) {
    setAccessibleName(QStringLiteral("Stage"));
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar_);
    layout->addWidget(across_, 1);
    across_->setAccessibleName(QStringLiteral("Timeline and panels"));
    auto* const timeline = new QWidget(across_);
    across_->addWidget(timeline);
    across_->addWidget(right_side());
    across_->setStretchFactor(0, 1);
    across_->setSizes({1 << 16, right_width});
    control_.say = [this](const std::string& sentence) { say_(sentence); };
    bar_->say = history_->say = control_.say;
    show(ports_.document.now());
}

Stage::~Stage() = default;

QWidget* Stage::right_side() {
    panels_ = new QTabWidget(across_);
    panels_->setAccessibleName(QStringLiteral("Panels"));
    panels_->setDocumentMode(true);
    history_ = new HistoryPanel(ports_.document, panels_);
    panels_->addTab(history_, QStringLiteral("History"));
    return panels_;
}

void Stage::show(const session::Session& now) { history_->show(now); }

void Stage::tick() {
    control_.tick();
    bar_->tick(ports_.transport.state());
}

Commands Stage::commands() {
    Commands all = control_.commands();
    all.push_back({"go.timecode", "Type a position to go there", "Go", [this] { bar_->enter_timecode(); }});
    return all;
}

void Stage::keep(QSettings& settings) const {
    settings.setValue("stage/across", across_->saveState());
    settings.setValue("stage/second_unit", static_cast<int>(bar_->second_unit()));
}

void Stage::restore(const QSettings& settings) {
    if (settings.contains("stage/across"))
        across_->restoreState(settings.value("stage/across").toByteArray());
    bar_->set_second_unit(static_cast<Unit>(settings.value("stage/second_unit", 1).toInt()));
}

void Stage::set_say(std::function<void(const std::string&)> say) { say_ = std::move(say); }

} // namespace dub::ui

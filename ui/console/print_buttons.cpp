#include "ui/console/print_buttons.h"

#include <algorithm>

#include <QHBoxLayout>

#include "ui/monitor/lit_button.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

std::optional<StemPaddle> paddle_of(const PecDirectPort* port, BusId stem) {
    if (port == nullptr) return std::nullopt;
    const auto paddles = port->paddles();
    const auto found = std::ranges::find(paddles, stem, &StemPaddle::stem);
    return found == paddles.end() ? std::nullopt : std::optional(*found);
}

} // namespace

PrintButtons::PrintButtons(const Ports& ports, BusId stem, const QString& name, QWidget* parent)
    : QWidget(parent)
    , ports_(ports)
    , stem_(stem)
    , paddle_(new LitButton(QStringLiteral("PEC"),
                            QStringLiteral("Print of ") + name + QStringLiteral(" or direct"), theme::print,
                            this))
    , armed_(
          new LitButton(QStringLiteral("R"), QStringLiteral("Arm print of ") + name, theme::record, this)) {
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(3);
    for (LitButton* const one : {paddle_, armed_}) {
        one->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        row->addWidget(one);
    }
    paddle_->setVisible(ports_.pec_direct != nullptr);
    armed_->setVisible(ports_.prints != nullptr);
    connect(paddle_, &QToolButton::clicked, this, [this] { turn(); });
    connect(armed_, &QToolButton::clicked, this, [this] { arm(); });
    follow();
}

void PrintButtons::follow() {
    const auto paddle = paddle_of(ports_.pec_direct, stem_);
    const bool printed = paddle && paddle->printed;
    if (paddle_->isEnabled() != printed) {
        paddle_->setEnabled(printed);
        paddle_->setStatusTip(printed ? QString() : QStringLiteral("Nothing is printed of it yet"));
    }
    paddle_->light(printed && paddle->heard == PecDirect::playback);
    armed_->light(ports_.prints != nullptr && ports_.prints->armed(stem_) == Armed::yes);
}

void PrintButtons::turn() {
    const auto paddle = paddle_of(ports_.pec_direct, stem_);
    if (!paddle) return;
    ports_.pec_direct->hear(stem_,
                            paddle->heard == PecDirect::playback ? PecDirect::direct : PecDirect::playback);
    follow();
}

void PrintButtons::arm() {
    const Armed to = ports_.prints->armed(stem_) == Armed::yes ? Armed::no : Armed::yes;
    if (const auto done = ports_.prints->arm(stem_, to); !done) say(done.error().text());
    follow();
}

} // namespace dub::ui

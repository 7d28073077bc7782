#include "ui/start/start_page.h"

#include <filesystem>

#include <QCommandLinkButton>

#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

constexpr int title_size = 28;
constexpr theme::Metric column_least{220}, column_most{400}, column_gap{32}, margin{48};

QLabel* words(const QString& text, int pixels, QRgb colour, QWidget* parent) {
    auto* const label = new QLabel(text, parent);
    QFont font = theme::text_font();
    font.setPixelSize(theme::scaled(pixels));
    label->setFont(font);
    label->setStyleSheet(QStringLiteral("color: ") + QColor(colour).name());
    label->setWordWrap(true);
    return label;
}

} // namespace

StartPage::StartPage(const std::vector<RecentSession>& recent, const std::vector<TemplateChoice>& templates,
                     StartActions actions, QWidget* parent)
    : QScrollArea(parent)
    , columns_(new QHBoxLayout) {
    setAccessibleName(QStringLiteral("Start"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setWidget(new QWidget);
    auto* const page = new QVBoxLayout(widget());
    page->setContentsMargins(margin, margin, margin, margin);
    page->addWidget(words(QStringLiteral("Dubstage"), title_size, theme::text, this));
    page->addWidget(
        words(QStringLiteral("Mix sound to picture, on the exact frame."), 13, theme::label, this));
    page->addSpacing(column_gap);
    page->addLayout(columns_);
    page->addStretch(1);
    page->addWidget(
        words(QStringLiteral("Ctrl+P finds every command by its name. Drop a session here to open it."), 12,
              theme::label, this));

    QBoxLayout* const sessions = column(QStringLiteral("Sessions"));
    for (const RecentSession& one : recent)
        add(
            sessions, QString::fromStdString(std::filesystem::path(one.file).stem().string()),
            QString::fromStdString(one.detail), [open = actions.open, file = one.file] { open(file); },
            one.there);
    add(sessions, QStringLiteral("Open a session …"), QStringLiteral("Ctrl+O"),
        [open = actions.open] { open(""); });
    sessions->addStretch(1);

    QBoxLayout* const made = column(QStringLiteral("New from a template"));
    for (const TemplateChoice& one : templates)
        add(made, QString::fromStdString(one.name), QString::fromStdString(one.detail),
            [make = actions.make, id = one.id] { make(id); });
    add(made, QStringLiteral("Empty"), QStringLiteral("Stems DX FOL FX BG MX and a printmaster, 7.1"),
        [make = actions.make] { make(""); });
    made->addStretch(1);

    QBoxLayout* const demo = column(QStringLiteral("Look around"));
    add(demo, QStringLiteral("The demo scene"),
        QStringLiteral(
            "A minute with picture, dialogue, foley, effects and music, mixed in 7.1 and delivered"),
        actions.demo);
    demo->addStretch(1);
    columns_->addStretch(1);
}

QBoxLayout* StartPage::column(const QString& title) {
    auto* const layout = new QVBoxLayout;
    layout->setSpacing(2);
    layout->addWidget(words(title, 13, theme::label, this));
    columns_->addLayout(layout);
    columns_->addSpacing(column_gap);
    return layout;
}

void StartPage::add(QBoxLayout* to, const QString& name, const QString& detail, std::function<void()> run,
                    bool can) {
    auto* const button = new QCommandLinkButton(name, detail, this);
    button->setAccessibleName(name);
    button->setAccessibleDescription(detail);
    button->setMinimumWidth(column_least);
    button->setMaximumWidth(column_most);
    button->setEnabled(can);
    button->setIcon({});
    connect(button, &QCommandLinkButton::clicked, this, std::move(run));
    to->addWidget(button);
}

} // namespace dub::ui

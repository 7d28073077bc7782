#include "ui/media/missing_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/media/missing_words.h"
#include "ui/theme/tokens.h"

namespace dub::ui {

MissingBar::MissingBar(QWidget* parent)
    : QFrame(parent)
    , text_(new QLabel(this)) {
    setObjectName(QStringLiteral("missing-bar"));
    setAccessibleName(QStringLiteral("Missing media"));
    setStyleSheet(QStringLiteral("#missing-bar { background: %1; border-left: 3px solid %2; }")
                      .arg(QColor(theme::panel).name(), QColor(theme::mute).name()));
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(theme::grid, 2, theme::grid / 2, 2);
    row->setSpacing(theme::grid / 2);
    row->addWidget(text_, 1);
    const auto button = [&](const char* text, const char* name, auto clicked) {
        auto* const made = new QPushButton(QString::fromUtf8(text), this);
        made->setAccessibleName(QString::fromLatin1(name));
        made->setFlat(true);
        connect(made, &QPushButton::clicked, this, clicked);
        row->addWidget(made);
    };
    button("Show them", "Show missing media", [this] { show_list(); });
    button("Search a folder …", "Search a folder for missing media", [this] { search(); });
    button("Hide", "Hide this line", [this] { hide(); });
    hide();
}

void MissingBar::refresh(const std::vector<MissingMedia>& list) {
    const std::string words = missing_words(list);
    text_->setText(QString::fromStdString(words));
    if (list.size() > count_) show();
    if (list.empty()) hide();
    count_ = list.size();
}

} // namespace dub::ui

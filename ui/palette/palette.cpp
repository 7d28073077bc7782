#include "ui/palette/palette.h"

#include <algorithm>

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QStyledItemDelegate>

#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

constexpr int palette_width = 560, palette_height = 420, row_height = 26;
enum Part { command_index = Qt::UserRole, keys, enabled };

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

// The name at the left, the keys at the right.
class Row final : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {0, row_height}; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const bool chosen = (option.state & QStyle::State_Selected) != 0;
        const bool can = index.data(enabled).toBool();
        if (chosen) painter->fillRect(option.rect, QColor(theme::accent));
        const QRect rect = option.rect.adjusted(theme::grid, 0, -theme::grid, 0);
        painter->setPen(QColor(chosen ? theme::on_colour : can ? theme::text : theme::hint));
        painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, index.data().toString());
        painter->setPen(QColor(chosen ? theme::on_colour : theme::hint));
        painter->drawText(rect, Qt::AlignVCenter | Qt::AlignRight, index.data(keys).toString());
    }
};

} // namespace

int match(const std::string& name, const std::string& typed) {
    const std::string in = lower(name), words = lower(typed);
    int score = 1;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        const std::string word = words.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        const std::size_t found = in.find(word);
        if (found == std::string::npos) return 0;
        score += found == 0 ? 4 : in[found - 1] == ' ' ? 3 : 1;
    }
    return score;
}

Palette::Palette(const Commands& commands, const Keymap& keymap, QWidget* parent)
    : QDialog(parent)
    , commands_(commands)
    , keymap_(keymap)
    , typed_(new QLineEdit(this))
    , found_(new QListWidget(this)) {
    setWindowTitle(QStringLiteral("Commands"));
    resize(palette_width, palette_height);
    typed_->setAccessibleName(QStringLiteral("Search commands"));
    typed_->setPlaceholderText(QStringLiteral("Search all commands"));
    typed_->installEventFilter(this);
    found_->setAccessibleName(QStringLiteral("Commands found"));
    found_->setItemDelegate(new Row(found_));
    found_->setUniformItemSizes(true);
    found_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::grid, theme::grid, theme::grid, theme::grid);
    layout->addWidget(typed_);
    layout->addWidget(found_);
    connect(typed_, &QLineEdit::textChanged, this, [this] { list(); });
    connect(found_, &QListWidget::itemClicked, this, [this] { run(); });
    list();
}

void Palette::list() {
    std::vector<std::pair<int, int>> scored; // -score, index: the best first, else in their order
    const std::string typed = typed_->text().toStdString();
    for (int i = 0; i < static_cast<int>(commands_.size()); ++i) {
        const Command& command = commands_[static_cast<std::size_t>(i)];
        if (const int score = match(command.name + " " + command.group, typed); score > 0)
            scored.emplace_back(-score, i);
    }
    std::ranges::stable_sort(scored, {}, &std::pair<int, int>::first);
    found_->clear();
    for (const auto& [score, i] : scored) {
        const Command& command = commands_[static_cast<std::size_t>(i)];
        auto* const item =
            new QListWidgetItem(QString::fromStdString(command.group + ": " + command.name), found_);
        item->setData(command_index, i);
        item->setData(keys, QString::fromStdString(keymap_.text_of(command.id)));
        item->setData(enabled, command.enabled());
    }
    found_->setCurrentRow(0);
}

bool Palette::eventFilter(QObject* object, QEvent* event) {
    if (event->type() != QEvent::KeyPress) return QDialog::eventFilter(object, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) return run(), true;
    const int by = key == Qt::Key_Down       ? 1
                   : key == Qt::Key_Up       ? -1
                   : key == Qt::Key_PageDown ? 10
                   : key == Qt::Key_PageUp   ? -10
                                             : 0;
    if (by == 0) return QDialog::eventFilter(object, event);
    found_->setCurrentRow(std::clamp(found_->currentRow() + by, 0, std::max(0, found_->count() - 1)));
    return true;
}

void Palette::run() {
    const QListWidgetItem* const item = found_->currentItem();
    if (item == nullptr || !item->data(enabled).toBool()) return;
    const Command command = commands_[static_cast<std::size_t>(item->data(command_index).toInt())];
    accept();
    command.run();
}

} // namespace dub::ui

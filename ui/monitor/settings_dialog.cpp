#include "ui/monitor/settings_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QTabWidget>

#include "ui/monitor/input_page.h"
#include "ui/monitor/numbers.h"
#include "ui/monitor/speaker_page.h"
#include "ui/theme/tokens.h"

namespace dub::ui {

using monitor::MonitorSettings;

MonitorSettingsDialog::MonitorSettingsDialog(MonitorControl& control, QWidget* parent)
    : QDialog(parent)
    , control_(control)
    , trouble_(new QLabel(this)) {
    setWindowTitle(QStringLiteral("Set up the monitor"));
    auto* const tabs = new QTabWidget(this);
    tabs->setAccessibleName(QStringLiteral("Parts of the monitor"));
    const auto done = [this](const Result<void>& what) { say(what); };
    for (const std::size_t set : {0, 1}) {
        pages_[set] = new SpeakerPage(control_, set, done, tabs);
        tabs->addTab(pages_[set], set == 0 ? QStringLiteral("Speakers A") : QStringLiteral("Speakers B"));
    }
    tabs->addTab(listening_page(), QStringLiteral("Headphones and levels"));
    input_ = new InputPage(control_, done, tabs);
    tabs->addTab(input_, QStringLiteral("External input"));
    tabs->setCurrentIndex(control_.now().set);
    trouble_->setAccessibleName(QStringLiteral("Trouble"));
    trouble_->setWordWrap(true);
    trouble_->hide();
    trouble_->setStyleSheet(QStringLiteral("color: ") + QColor(theme::record).name());
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false); // Return belongs to the numbers
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::accept);
    auto* const layout = new QVBoxLayout(this);
    layout->addWidget(tabs, 1);
    layout->addWidget(trouble_);
    layout->addWidget(buttons);
    refresh();
}

QWidget* MonitorSettingsDialog::listening_page() {
    auto* const page = new QWidget(this);
    auto* const form = new QFormLayout(page);
    const auto change = [this](const std::function<void(MonitorSettings&)>& how) {
        say(control_.change(how));
    };
    for (const std::size_t ear : {0, 1}) {
        const QString name =
            ear == 0 ? QStringLiteral("Headphones left") : QStringLiteral("Headphones right");
        headphones_[ear] = new QComboBox(page);
        headphones_[ear]->setAccessibleName(name);
        connect(headphones_[ear], &QComboBox::activated, this, [this, change, ear](int index) {
            change([&](MonitorSettings& next) {
                next.headphones.patch[ear] = headphones_[ear]->itemData(index).toInt();
            });
        });
        form->addRow(name, headphones_[ear]);
    }
    dim_ = number_box(QStringLiteral("Dim lowers by"), {6, 40, 1, 0, " dB"}, page,
                      [change](double db) { change([db](MonitorSettings& next) { next.dim_db = db; }); });
    surrounds_ =
        number_box(QStringLiteral("Surrounds beside the screen"), {-12, 12, 0.5, 1, " dB"}, page,
                   [change](double db) { change([db](MonitorSettings& next) { next.surrounds = {db}; }); });
    form->addRow(dim_->accessibleName(), dim_);
    form->addRow(surrounds_->accessibleName(), surrounds_);
    auto* const note = new QLabel(QStringLiteral("85/82 film sets the surrounds to -3 dB, the other presets "
                                                 "to 0 dB.\nHeadphones hear what the speakers get, folded "
                                                 "to Lo/Ro; dim and mute leave them alone."),
                                  page);
    form->addRow(note);
    return page;
}

void MonitorSettingsDialog::say(const Result<void>& what) {
    trouble_->setText(what ? QString() : QString::fromStdString(what.error().text()));
    trouble_->setVisible(!what);
}

void MonitorSettingsDialog::refresh() {
    const MonitorSettings& now = control_.now();
    for (SpeakerPage* const page : pages_)
        page->refresh();
    input_->refresh();
    for (std::size_t ear = 0; ear < headphones_.size(); ++ear)
        show_outputs(headphones_[ear], control_.port().device_channels(), now.headphones.patch[ear]);
    show_number(dim_, now.dim_db);
    show_number(surrounds_, now.surrounds.value);
}

} // namespace dub::ui

#include "app/window/device_dialog.h"

#include <algorithm>

#include <QDialogButtonBox>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>
#include <fmt/format.h>

#include "app/device/apart.h"

namespace dub::app {
namespace {

constexpr int test_look_ms = 50;

std::string line_of(const DeviceInfo& device) {
    return fmt::format("{}, {} outputs, {} Hz, {:.1f} ms{}", device.name, device.outputs, device.rate.hz,
                       device.latency_ms, device.is_default ? ", default" : "");
}

} // namespace

DeviceDialog::DeviceDialog(std::shared_ptr<AudioDevices> devices, Wish now, QWidget* parent)
    : QDialog(parent)
    , devices_(std::move(devices))
    , now_(std::move(now))
    , list_(new QListWidget(this))
    , sentence_(new QLabel(this))
    , again_(new QPushButton(QStringLiteral("Look again"), this)) {
    setWindowTitle(QStringLiteral("Sound device"));
    resize(560, 320);
    list_->setAccessibleName(QStringLiteral("Sound devices"));
    again_->setAccessibleName(QStringLiteral("Look for sound devices again"));
    sentence_->setWordWrap(true);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->addButton(again_, QDialogButtonBox::ActionRole);
    auto* const column = new QVBoxLayout(this);
    column->addWidget(list_, 1);
    column->addWidget(sentence_);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(list_, &QListWidget::itemDoubleClicked, this, &QDialog::accept);
    connect(again_, &QPushButton::clicked, this, [this] { look(); });
    auto* const timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [this] {
        if (finding_.valid() && finding_.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
            show_found(finding_.get());
    });
    timer->start(test_look_ms);
    look();
}

void DeviceDialog::look() {
    again_->setEnabled(false);
    sentence_->setText(QStringLiteral("Looking for devices …"));
    finding_ = apart([devices = devices_] { return devices->list(); });
}

void DeviceDialog::show_found(const Found& found) {
    again_->setEnabled(true);
    sentence_->setText(found ? QStringLiteral("A device with fewer outputs than the session has speakers is "
                                              "given a fold-down by the session's coefficients.")
                             : QString::fromStdString(found.error().text()));
    list_->clear();
    rows_ = {{.silent = false, .name = ""}, {.silent = true, .name = ""}};
    list_->addItem(QStringLiteral("The default device"));
    list_->addItem(QStringLiteral("None: silent, by the machine's clock"));
    if (found)
        for (const DeviceInfo& device : *found) {
            rows_.push_back({.silent = false, .name = device.name});
            list_->addItem(QString::fromStdString(line_of(device)));
        }
    // The one that was chosen stays chosen while it is away.
    if (std::ranges::find(rows_, now_) == rows_.end()) {
        rows_.push_back(now_);
        list_->addItem(QString::fromStdString(now_.name + ", not there now"));
    }
    list_->setCurrentRow(static_cast<int>(std::ranges::find(rows_, now_) - rows_.begin()));
}

DeviceDialog::Wish DeviceDialog::wish() const {
    const auto row = static_cast<std::size_t>(list_->currentRow());
    return list_->currentRow() >= 0 && row < rows_.size() ? rows_[row] : now_;
}

} // namespace dub::app

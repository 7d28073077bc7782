#include "ui/monitor/input_page.h"

#include <QComboBox>
#include <QFormLayout>

#include "ui/monitor/arrange.h"
#include "ui/monitor/numbers.h"
#include "ui/monitor/speaker_page.h"
#include "ui/text.h"

namespace dub::ui {
namespace {

const QString nothing = QStringLiteral("nothing");

} // namespace

InputPage::InputPage(MonitorControl& control, std::function<void(const Result<void>&)> done, QWidget* parent)
    : QWidget(parent)
    , control_(control)
    , done_(std::move(done))
    , form_(new QFormLayout(this))
    , speakers_(new QComboBox(this)) {
    speakers_->setAccessibleName(QStringLiteral("What is plugged in"));
    speakers_->addItem(nothing);
    for (const NamedLayout& named : layouts())
        speakers_->addItem(text_of(named.name));
    connect(speakers_, &QComboBox::textActivated, this, [this](const QString& name) {
        const auto chosen = layout_named(name.toStdString());
        change([&](monitor::ExternalInput& next) { next = plugged_in(next, chosen.value_or(Layout{})); });
    });
    form_->addRow(QStringLiteral("Plugged in"), speakers_);
    form_->addRow(new QLabel(QStringLiteral("Heard as the source External input. The device is opened anew "
                                            "where it\nhas not recorded before."),
                             this));
    refresh();
}

void InputPage::change(const std::function<void(monitor::ExternalInput&)>& how) {
    done_(control_.change([&](monitor::MonitorSettings& next) { how(next.input); }));
}

void InputPage::make_rows(const Layout& layout) {
    for (QComboBox* const row : rows_)
        form_->removeRow(row);
    rows_.clear();
    layout_ = layout;
    for (int s = 0; s < layout.channels(); ++s) {
        const QString name = text_of(label(layout[s]));
        auto* const box = new QComboBox(this);
        box->setAccessibleName(QStringLiteral("Input of ") + name);
        connect(box, &QComboBox::activated, this, [this, box, speaker = static_cast<std::size_t>(s)](int at) {
            const int channel = box->itemData(at).toInt();
            change([=](monitor::ExternalInput& next) { // whoever had it gets what this one had
                if (channel >= 0)
                    for (int& other : next.patch)
                        if (other == channel) other = next.patch.at(speaker);
                next.patch.at(speaker) = channel;
            });
        });
        form_->addRow(name, box);
        rows_.push_back(box);
    }
}

void InputPage::refresh() {
    const monitor::ExternalInput now = input();
    {
        const QSignalBlocker quiet(speakers_);
        speakers_->setCurrentText(now.layout.channels() == 0 ? nothing
                                                             : QString::fromStdString(now.layout.name()));
    }
    if (now.layout != layout_) make_rows(now.layout);
    for (std::size_t s = 0; s < rows_.size() && s < now.patch.size(); ++s)
        show_outputs(rows_[s], control_.port().device_inputs(), now.patch[s]);
}

} // namespace dub::ui

#include "ui/jobs/jobs_panel.h"

#include <algorithm>
#include <cmath>

#include <QProgressBar>
#include <QPushButton>
#include <fmt/format.h>

#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

constexpr int bar_height = 6, steps = 1000;

const char* word_of(JobState state) {
    switch (state) {
    case JobState::running: return "";
    case JobState::done: return "Done";
    case JobState::did_not_pass: return "Did not pass";
    case JobState::failed: return "Failed";
    case JobState::cancelled: return "Stopped";
    }
    return "";
}

QRgb colour_of(JobState state) {
    switch (state) {
    case JobState::done: return theme::good;
    case JobState::did_not_pass: return theme::mute;
    case JobState::failed: return theme::record;
    case JobState::running:
    case JobState::cancelled: break;
    }
    return theme::label;
}

} // namespace

std::string time_left_text(double seconds) {
    const auto whole = static_cast<int>(std::ceil(seconds));
    if (whole < 60) return fmt::format("{} s left", whole);
    if (whole < 3600) return fmt::format("{} min {:02} s left", whole / 60, whole % 60);
    return fmt::format("{} h {:02} min left", whole / 3600, whole / 60 % 60);
}

class JobsPanel::Row final : public QFrame {
  public:
    Row(const JobStatus& status, JobsPanel& panel)
        : QFrame(panel.widget())
        , id_(status.id)
        , panel_(panel)
        , name_(new QLabel(this))
        , text_(new QLabel(this))
        , bar_(new QProgressBar(this))
        , first_(button("Cancel"))
        , report_(button("Open the report"))
        , watch_(button("Watch down")) {
        name_->setText(QString::fromStdString(status.name));
        text_->setWordWrap(true);
        text_->setStyleSheet(QStringLiteral("color: ") + QColor(theme::label).name());
        bar_->setRange(0, steps);
        bar_->setTextVisible(false);
        bar_->setFixedHeight(bar_height);
        bar_->setAccessibleName(QString::fromStdString(status.name));
        report_->hide();
        watch_->hide();
        watch_->setToolTip(
            QStringLiteral("Hear the delivered files against the picture, and note what is wrong"));
        auto* const lines = new QVBoxLayout(this);
        auto* const head = new QHBoxLayout;
        head->addWidget(name_, 1);
        head->addWidget(watch_);
        head->addWidget(report_);
        head->addWidget(first_);
        lines->addLayout(head);
        lines->addWidget(bar_);
        lines->addWidget(text_);
        connect(first_, &QPushButton::clicked, this, [this] {
            if (state_ == JobState::running)
                panel_.jobs_.cancel(id_);
            else
                panel_.jobs_.forget(id_);
        });
        connect(report_, &QPushButton::clicked, this, [this] { panel_.open_file(shown_); });
        connect(watch_, &QPushButton::clicked, this, [this] { panel_.watch_down(heard_); });
        refresh(status);
    }

    [[nodiscard]] int id() const { return id_; }

    void refresh(const JobStatus& now) {
        bar_->setValue(static_cast<int>(now.done * steps));
        std::string text =
            now.state == JobState::running ? now.what : word_of(now.state) + (": " + now.sentence);
        if (now.seconds_left) text += (text.empty() ? "" : ", ") + time_left_text(*now.seconds_left);
        if (text_->text().toStdString() != text) text_->setText(QString::fromStdString(text));
        if (now.state == state_) return;
        state_ = now.state;
        first_->setText(QStringLiteral("Dismiss"));
        first_->setAccessibleName("Dismiss " + name_->text());
        bar_->hide();
        text_->setStyleSheet(QStringLiteral("color: ") + QColor(colour_of(state_)).name());
        const auto html = std::ranges::find(now.reports, std::filesystem::path(".html"),
                                            [](const auto& file) { return file.extension(); });
        if (html != now.reports.end()) shown_ = *html;
        report_->setVisible(!shown_.empty());
        const auto json = std::ranges::find_if(now.reports, [](const std::filesystem::path& file) {
            return file.filename().string().ends_with("_delivery.json");
        });
        if (json != now.reports.end()) heard_ = *json;
        watch_->setVisible(!heard_.empty() && panel_.watch_down);
        panel_.ended(now);
    }

  private:
    QPushButton* button(const char* name) {
        auto* const made = new QPushButton(QString::fromLatin1(name), this);
        made->setAccessibleName(QString::fromLatin1(name));
        return made;
    }

    int id_;
    JobsPanel& panel_;
    QLabel *name_, *text_;
    QProgressBar* bar_;
    QPushButton *first_, *report_, *watch_;
    JobState state_ = JobState::running;
    std::filesystem::path shown_, heard_; // reports: the page, and what says where the files lie
};

JobsPanel::JobsPanel(JobPort& jobs, QWidget* parent)
    : QScrollArea(parent)
    , jobs_(jobs) {
    setAccessibleName(QStringLiteral("Jobs"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setWidget(new QWidget);
    list_ = new QVBoxLayout(widget());
    list_->setContentsMargins(4, 4, 4, 4);
    nothing_ = new QLabel(QStringLiteral("Nothing is running. Imports and deliveries show here."), widget());
    nothing_->setStyleSheet(QStringLiteral("color: ") + QColor(theme::label).name());
    nothing_->setWordWrap(true);
    list_->addWidget(nothing_);
    list_->addStretch(1);
}

void JobsPanel::tick() {
    const auto now = jobs_.jobs();
    std::erase_if(rows_, [&](Row* row) {
        if (std::ranges::find(now, row->id(), &JobStatus::id) != now.end()) return false;
        row->deleteLater();
        return true;
    });
    for (auto one = now.rbegin(); one != now.rend(); ++one) { // oldest first: the newest gets to the top
        const auto at = std::ranges::find(rows_, one->id, &Row::id);
        if (at != rows_.end()) {
            (*at)->refresh(*one);
            continue;
        }
        rows_.push_back(new Row(*one, *this));
        list_->insertWidget(0, rows_.back());
    }
    nothing_->setVisible(rows_.empty());
}

} // namespace dub::ui

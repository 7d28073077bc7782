#pragma once
// What works beside the editing, newest first: how far, how long still, how it ended, its report. [window
// thread]

#include <QScrollArea>

#include "ui/ports/jobs.h"

class QVBoxLayout;

namespace dub::ui {

// "2 min 05 s left". Pure.
[[nodiscard]] std::string time_left_text(double seconds);

class JobsPanel final : public QScrollArea {
  public:
    JobsPanel(JobPort& jobs, QWidget* parent = nullptr);
    void tick(); // a few times a second

    std::function<void(const std::filesystem::path&)> open_file = [](const std::filesystem::path&) {};
    // A delivery's report; none: files are not watched down here.
    std::function<void(const std::filesystem::path&)> watch_down;
    std::function<void(const JobStatus&)> ended = [](const JobStatus&) {};

  private:
    class Row;

    JobPort& jobs_;
    QVBoxLayout* list_;
    QLabel* nothing_;
    std::vector<Row*> rows_;
};

} // namespace dub::ui

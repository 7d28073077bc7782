#pragma once
// Import and delivery beside the editing: each job works on a thread of its own over values and files that
// nobody else changes; what it brings reaches the document on the window's thread, in collect().
// [window thread, but for the work itself]

#include <atomic>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

#include "app/window/document.h"
#include "ui/ports/jobs.h"

namespace dub::app {

// A piece of work as its thread and the window see it.
class Job final : public Progress {
  public:
    // How it ended, and what is left to do on the window's thread (may be empty).
    struct End {
        ui::JobState state = ui::JobState::done;
        std::string sentence;
        std::vector<std::filesystem::path> reports, files;
        Diagnostics diagnostics;
        std::function<Result<Diagnostics>()> hand_over;
    };
    using Work = std::function<End(Progress&)>;
    using Clock = std::chrono::steady_clock;

    Job(int id, std::string name, Work work);
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;
    ~Job() override; // cancels and waits

    [[nodiscard]] ui::JobStatus status() const;
    void cancel() { cancelled_.store(true); }
    bool collect(); // true once: it has ended, and what it brought was handed over
    [[nodiscard]] bool running() const;

    bool at(double done, std::string_view what) override; // [worker]

  private:
    mutable std::mutex mutex_; // guards status_ and end_
    ui::JobStatus status_;
    std::optional<End> end_;
    std::atomic<bool> cancelled_{false};
    Clock::time_point begun_ = Clock::now();
    std::jthread thread_; // last: ends before the rest goes
};

[[nodiscard]] Job::End end_of(const Error& error); // cancelled or failed

class Jobs final : public ui::JobPort {
  public:
    Jobs(Document& document, std::filesystem::path user_spec_folder);
    int import(const ui::ImportWish& wish) override;
    int deliver(const ui::DeliverWish& wish) override;
    [[nodiscard]] std::vector<ui::SpecChoice> specs() const override;
    [[nodiscard]] Result<std::vector<std::string>> preview(const ui::DeliverWish& wish) const override;
    [[nodiscard]] std::vector<ui::JobStatus> jobs() const override;
    void cancel(int id) override;
    void forget(int id) override;

    // Other work of the window, under a name of its own.
    int begin(std::string name, Job::Work work);
    // Hands over what has ended; called now and then. The files that were made.
    std::vector<std::filesystem::path> collect();
    [[nodiscard]] bool running() const;

  private:
    Document& document_;
    std::filesystem::path user_spec_folder_;
    std::list<Job> jobs_; // newest first
    int last_id_ = 0;
};

} // namespace dub::app

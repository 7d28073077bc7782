#include "app/window/jobs.h"

#include <exception>
#include <fmt/format.h>

namespace dub::app {
namespace {

// Before this nobody can say how long the rest takes.
constexpr double done_enough = 0.02, seconds_enough = 1;

} // namespace

Job::End end_of(const Error& error) {
    Job::End end;
    end.state = error.code == ErrorCode::cancelled ? ui::JobState::cancelled : ui::JobState::failed;
    end.sentence = error.code == ErrorCode::cancelled ? "Stopped; nothing was left behind." : error.text();
    return end;
}

Job::Job(int id, std::string name, Work work) {
    status_.id = id;
    status_.name = std::move(name);
    thread_ = std::jthread([this, work = std::move(work)] {
        End end;
        try {
            end = work(*this);
        } catch (const std::exception& error) { // a full memory must not take the window along
            end = end_of(Error{ErrorCode::io, fmt::format("The system refused: {}.", error.what()), {}});
        }
        const std::scoped_lock lock(mutex_);
        end_ = std::move(end);
    });
}

Job::~Job() {
    cancel();
    if (thread_.joinable()) thread_.join();
}

bool Job::at(double done, std::string_view what) {
    const std::scoped_lock lock(mutex_);
    status_.done = std::max(status_.done, done);
    status_.what = what;
    const double passed = std::chrono::duration<double>(Clock::now() - begun_).count();
    if (status_.done > done_enough && passed > seconds_enough)
        status_.seconds_left = passed * (1 - status_.done) / status_.done;
    return !cancelled_.load();
}

ui::JobStatus Job::status() const {
    const std::scoped_lock lock(mutex_);
    return status_;
}

bool Job::running() const { return status().state == ui::JobState::running; }

bool Job::collect() {
    std::optional<End> end;
    {
        const std::scoped_lock lock(mutex_);
        end.swap(end_);
    }
    if (!end) return false;
    if (end->hand_over) {
        auto handed = end->hand_over();
        if (handed)
            append(end->diagnostics, std::move(*handed));
        else
            *end = end_of(handed.error());
    }
    const std::scoped_lock lock(mutex_);
    if (end->state == ui::JobState::done || end->state == ui::JobState::did_not_pass) status_.done = 1;
    status_.state = end->state;
    status_.what.clear();
    status_.seconds_left.reset();
    status_.sentence = std::move(end->sentence);
    status_.reports = std::move(end->reports);
    status_.files = std::move(end->files);
    status_.diagnostics = std::move(end->diagnostics);
    return true;
}

} // namespace dub::app

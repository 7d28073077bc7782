#include "app/jobs/overview.h"

namespace dub::app {

// Stops what is no longer wanted.
class OverviewJob::Building final : public Progress {
  public:
    Building(OverviewJob& job, const Entry& begun, const std::stop_token& stop)
        : job_(job)
        , begun_(begun)
        , stop_(stop) {}
    bool at(double done, std::string_view) override {
        if (stop_.stop_requested()) return false;
        const bool wanted = job_.update(begun_, {Stage::building, done, {}, {}});
        constexpr double step = 0.05;
        if (wanted && done >= told_ + step) {
            told_ = done;
            job_.changed_(begun_.media->id);
        }
        return wanted;
    }

  private:
    OverviewJob& job_;
    const Entry& begun_;
    const std::stop_token& stop_;
    double told_ = 0;
};

OverviewJob::OverviewJob(std::filesystem::path cache, std::function<void(MediaId)> changed)
    : cache_(std::move(cache))
    , changed_(std::move(changed))
    , thread_([this](const std::stop_token& stop) { serve(stop); }) {}

OverviewJob::~OverviewJob() = default; // the thread is stopped and joined first

void OverviewJob::show(const session::Session& session, const Hearing& hearing) {
    const auto shared = std::make_shared<const Hearing>(hearing);
    const std::scoped_lock lock(mutex_);
    auto before = std::exchange(entries_, {});
    for (const auto& media : session.pool->media) {
        const auto old = before.find(media->id);
        const bool same = old != before.end() && *old->second.media == *media &&
                          old->second.hearing->rate == hearing.rate &&
                          old->second.hearing->folder == hearing.folder &&
                          old->second.state.stage != Stage::unknown;
        if (same)
            entries_.insert(before.extract(old));
        else
            want(media->id, {.media = media, .hearing = shared, .state = {}});
    }
    wake_.notify_all();
}

// With the lock held.
void OverviewJob::want(MediaId id, Entry entry) {
    entry.number = ++wishes_;
    entry.state = {Stage::waiting, 0, {}, {}};
    entries_[id] = std::move(entry);
    waiting_.push_back(id);
}

void OverviewJob::prefer(MediaId media) {
    const std::scoped_lock lock(mutex_);
    const auto at = entries_.find(media);
    if (at != entries_.end() && at->second.state.stage == Stage::waiting) waiting_.push_front(media);
}

void OverviewJob::again(MediaId media, Cached cached) {
    const std::scoped_lock lock(mutex_);
    const auto at = entries_.find(media);
    if (at == entries_.end()) return;
    Entry entry = at->second;
    entry.cached = cached;
    want(media, std::move(entry));
    wake_.notify_all();
}

void OverviewJob::cancel() {
    const std::scoped_lock lock(mutex_);
    waiting_.clear();
    for (auto& [id, entry] : entries_)
        if (entry.state.stage == Stage::waiting || entry.state.stage == Stage::building) {
            entry.state = {};
            entry.number = ++wishes_;
        }
}

OverviewJob::State OverviewJob::state(MediaId media) const {
    const std::scoped_lock lock(mutex_);
    const auto at = entries_.find(media);
    return at == entries_.end() ? State{} : at->second.state;
}

double OverviewJob::done() const {
    const std::scoped_lock lock(mutex_);
    if (entries_.empty()) return 1;
    double sum = 0;
    for (const auto& [id, entry] : entries_) {
        const Stage stage = entry.state.stage;
        sum += stage == Stage::ready || stage == Stage::failed ? 1 : entry.state.done;
    }
    return sum / static_cast<double>(entries_.size());
}

bool OverviewJob::update(const Entry& begun, State state) {
    const std::scoped_lock lock(mutex_);
    const auto at = entries_.find(begun.media->id);
    if (at == entries_.end() || at->second.number != begun.number) return false;
    at->second.state = std::move(state);
    return true;
}

std::optional<OverviewJob::Entry> OverviewJob::next(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (wake_.wait(lock, stop, [this] { return !waiting_.empty(); })) {
        const MediaId id = waiting_.front();
        waiting_.pop_front();
        const auto at = entries_.find(id);
        if (at == entries_.end() || at->second.state.stage != Stage::waiting) continue;
        at->second.state.stage = Stage::building;
        return at->second;
    }
    return std::nullopt;
}

void OverviewJob::serve(const std::stop_token& stop) {
    while (const auto begun = next(stop)) {
        const MediaId id = begun->media->id;
        changed_(id);
        Building progress(*this, *begun, stop);
        auto made = cache_.get(*begun->media, *begun->hearing, begun->cached, progress);
        State state{Stage::failed, 0, {}, {}};
        if (!made)
            state.sentence = made.error().text();
        else if (*made == nullptr)
            state = {Stage::unknown, 1, {}, {}};
        else
            state = {Stage::ready, 1, std::move(*made), {}};
        if (!stop.stop_requested() && update(*begun, std::move(state))) changed_(id);
        bool idle = false;
        {
            const std::scoped_lock lock(mutex_);
            idle = waiting_.empty();
        }
        if (idle) cache_.tidy();
    }
}

} // namespace dub::app

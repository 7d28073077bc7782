#include "app/playback/overview_feed.h"

#include <algorithm>

#include "engine/plan/media_door.h"

namespace dub::app {
namespace {

using overview::Column;
using overview::Run;

constexpr std::int64_t tile_samples = 32768;
constexpr std::size_t bytes_max = std::size_t{256} << 20; // twenty tracks of 5.1 on a screen
constexpr std::size_t wanted_max = 512;                   // more have scrolled away
constexpr std::size_t open_max = 16;                      // recordings
constexpr int columns_max = 16384;

std::size_t bytes_of(const std::shared_ptr<const AudioBuffer>& sound) {
    return sound ? static_cast<std::size_t>(sound->channels() * sound->samples()) * sizeof(float) : 0;
}

} // namespace

OverviewFeed::OverviewFeed(std::filesystem::path cache, std::function<void()> changed)
    : changed_(std::move(changed))
    , job_(std::move(cache), [this](MediaId) { grow(); })
    , reader_([this](const std::stop_token& stop) { read_tiles(stop); }) {}

OverviewFeed::~OverviewFeed() = default; // both threads end before anything they use

void OverviewFeed::grow() {
    ++revision_;
    if (changed_) changed_();
}

void OverviewFeed::show(const session::Session& session, const Hearing& hearing) {
    job_.show(session, hearing);
    const std::scoped_lock lock(mutex_);
    std::map<MediaId, session::Shared<session::Media>> media;
    for (const auto& one : session.pool->media)
        media.emplace(one->id, one);
    const auto same = [](const auto& a, const auto& b) {
        return a.first == b.first && (a.second == b.second || *a.second == *b.second);
    };
    const bool as_before = hearing_ && hearing_->rate == hearing.rate && hearing_->folder == hearing.folder &&
                           std::ranges::equal(media, media_, same);
    media_ = std::move(media);
    if (as_before) return;
    hearing_ = std::make_shared<const Hearing>(hearing);
    ++renewed_;
    ++shown_;
    tiles_.clear();
    by_use_.clear();
    wanted_.clear();
    bytes_ = 0;
}

bool OverviewFeed::is_shown(MediaId media) {
    const std::scoped_lock lock(mutex_);
    return media_.contains(media);
}

void OverviewFeed::again(MediaId media) {
    job_.again(media, Cached::used);
    const std::scoped_lock lock(mutex_);
    ++renewed_;
    ++shown_; // what is open is opened anew
    for (auto at = tiles_.begin(); at != tiles_.end();) {
        if (at->first.media != media) {
            ++at;
            continue;
        }
        bytes_ -= bytes_of(at->second.sound);
        by_use_.erase(at->second.used);
        at = tiles_.erase(at);
    }
}

std::optional<std::vector<Column>> OverviewFeed::columns(MediaId media, int channel, SampleRange range,
                                                         int count) {
    count = std::min(count, columns_max);
    const OverviewJob::State state = job_.state(media);
    if (state.stage == OverviewJob::Stage::failed || !is_shown(media)) return std::vector<Column>{};
    if (state.stage != OverviewJob::Stage::ready) {
        job_.prefer(media);
        return std::nullopt;
    }
    if (channel < 0 || channel >= state.overview->shape().channels || count < 1 || range.empty())
        return std::vector<Column>{};
    if (range.length().value / count < overview::finest_step)
        return of_samples(state, media, channel, range, count);
    auto columns = state.overview->columns(channel, range, count);
    if (columns) return std::move(*columns);
    job_.again(media, Cached::replaced); // damaged
    return std::nullopt;
}

std::optional<std::vector<Column>> OverviewFeed::of_samples(const OverviewJob::State& state, MediaId media,
                                                            int channel, SampleRange range, int count) {
    std::vector<Column> columns(static_cast<std::size_t>(count));
    const SampleRange there{{0}, {state.overview->shape().length.value}};
    // A last column of less than a sample is that of the next one.
    const SampleRange seen = SampleRange{range.start, range.end + SampleCount{1}}.clipped(there);
    if (seen.empty()) return columns;
    std::map<std::int64_t, std::shared_ptr<const AudioBuffer>> sound;
    {
        const std::scoped_lock lock(mutex_);
        bool all = true;
        for (std::int64_t n = seen.start.value / tile_samples; n * tile_samples < seen.end.value; ++n) {
            const TileName name{media, n};
            const auto at = tiles_.find(name);
            if (at == tiles_.end()) {
                all = false;
                if (std::ranges::find(wanted_, name) == wanted_.end()) wanted_.push_front(name);
                continue;
            }
            by_use_.splice(by_use_.begin(), by_use_, at->second.used);
            sound[n] = at->second.sound;
        }
        if (wanted_.size() > wanted_max) wanted_.resize(wanted_max);
        if (!all) {
            wake_.notify_all();
            return std::nullopt;
        }
    }
    for (int c = 0; c < count; ++c) {
        const SampleRange part = overview::column_range(range, count, c, {1}).clipped(there);
        Run run;
        for (SamplePos at = part.start; at < part.end;) {
            const std::int64_t number = at.value / tile_samples;
            const SampleRange tile{{number * tile_samples}, {(number + 1) * tile_samples}};
            const SampleRange here = SampleRange{at, part.end}.clipped(tile);
            const auto& buffer = sound[number];
            if (buffer && channel < buffer->channels())
                run.join(overview::run_of({buffer->block().data(channel) + (here.start - tile.start).value,
                                           static_cast<std::size_t>(here.length().value)}));
            at = here.end;
        }
        columns[static_cast<std::size_t>(c)] = run.column();
    }
    return columns;
}

void OverviewFeed::read_tiles(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (wake_.wait(lock, stop, [this] { return !wanted_.empty(); })) {
        const TileName name = wanted_.front();
        const auto media = media_.contains(name.media) ? media_.at(name.media) : nullptr;
        const auto hearing = hearing_;
        const std::uint64_t shown = shown_;
        lock.unlock();
        const auto sound = media ? read(name, *media, *hearing, shown) : nullptr;
        lock.lock();
        if (shown != shown_) continue; // asked for again where it is still wanted
        std::erase(wanted_, name);
        keep(name, sound);
        lock.unlock();
        grow();
        lock.lock();
    }
}

std::shared_ptr<const AudioBuffer> OverviewFeed::read(const TileName& tile, const session::Media& media,
                                                      const Hearing& hearing, std::uint64_t shown) {
    std::erase_if(open_, [&](const Opened& one) { return one.shown != shown; });
    auto at = std::ranges::find(open_, tile.media, &Opened::media);
    if (at == open_.end()) {
        plan::DiskDoor door(hearing.open, hearing.rate);
        auto source = door.open(media);
        if (!source) return nullptr;
        if (open_.size() == open_max) open_.erase(open_.begin());
        open_.push_back({tile.media, shown, std::move(*source)});
        at = std::prev(open_.end());
    }
    auto sound =
        std::make_shared<AudioBuffer>(at->source->format().layout.channels(), static_cast<int>(tile_samples));
    if (!at->source->read({tile.number * tile_samples}, sound->block())) return nullptr;
    return sound;
}

// With the lock held.
void OverviewFeed::keep(const TileName& name, std::shared_ptr<const AudioBuffer> sound) {
    bytes_ += bytes_of(sound);
    by_use_.push_front(name);
    tiles_[name] = {std::move(sound), by_use_.begin()};
    while (bytes_ > bytes_max && by_use_.size() > 1) {
        const auto oldest = tiles_.find(by_use_.back());
        bytes_ -= bytes_of(oldest->second.sound);
        tiles_.erase(oldest);
        by_use_.pop_back();
    }
}

} // namespace dub::app

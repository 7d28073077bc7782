#include "engine/render/stream_pool.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cmath>
#include <new>

#include "engine/render/page_source.h"

namespace dub::render {
namespace {

// How often the disk threads look where the playhead is.
constexpr auto patience = std::chrono::milliseconds(5);
constexpr std::size_t starts_most = 4096; // clips whose beginning is kept, if there is room

} // namespace

// What a live plan's readers read from.
class StreamPool::Door final : public plan::MediaDoor {
  public:
    explicit Door(StreamPool& pool)
        : pool_(pool) {}
    [[nodiscard]] Result<std::unique_ptr<AudioSource>> open(const session::Media& media) override {
        return pool_.disk_.open(media);
    }
    [[nodiscard]] AudioSource* resident(const session::Media& media) override {
        auto& source = sources_[media.id];
        if (source == nullptr) {
            const std::scoped_lock lock(pool_.mutex_);
            source = std::make_unique<PageSource>(pool_.stream_of(media), pool_.rate_, pool_.misses_);
        }
        return source.get();
    }

  private:
    StreamPool& pool_;
    std::map<MediaId, std::unique_ptr<PageSource>> sources_;
};

StreamPool::StreamPool(plan::OpenMedia open, SampleRate rate)
    : StreamPool(std::move(open), rate, Options{}) {}

StreamPool::StreamPool(plan::OpenMedia open, SampleRate rate, const Options& options)
    : disk_(std::move(open), rate)
    , rate_(rate)
    , options_(options) {
    for (int t = 0; t < options_.threads; ++t)
        threads_.emplace_back([this](const std::stop_token& stop) { serve(stop); });
}

StreamPool::~StreamPool() {
    for (std::jthread& thread : threads_)
        thread.request_stop();
    threads_.clear();
}

// From the control side -------------------------------------------------------------------------------

std::shared_ptr<plan::MediaDoor> StreamPool::door() { return std::make_shared<Door>(*this); }

std::shared_ptr<Stream> StreamPool::stream_of(const session::Media& media) {
    auto& stream = streams_[media.id];
    if (stream != nullptr && stream->media() == media) return stream;
    if (stream != nullptr) former_.push_back(stream);
    constexpr SampleCount longest{std::int64_t{1} << 40}; // what may be multiplied
    const bool sane = media.length <= longest && media.rate.hz > 0;
    stream =
        std::make_shared<Stream>(media, sane ? session::at_speed(media.length, media.rate, rate_, media.speed)
                                             : Stream::max_length + SampleCount{1});
    return stream;
}

void StreamPool::show(const session::Session& session) {
    assert(session.info->rate == rate_);
    const std::scoped_lock lock(mutex_);
    std::map<MediaId, std::shared_ptr<Stream>> used;
    for (const auto& media : session.pool->media)
        used[media->id] = stream_of(*media);
    for (auto& [id, stream] : streams_)
        if (!used.contains(id)) former_.push_back(stream);
    streams_ = std::move(used);
    sheet_ = CueSheet(session, streams_);
    wanted_.clear();
    urgent_ = 0;
    stale_ = true;
    forget_streams();
    wake_.notify_one();
}

void StreamPool::forget(MediaId media) {
    const std::scoped_lock lock(mutex_);
    const auto stream = streams_.find(media);
    if (stream == streams_.end()) return;
    former_.push_back(std::move(stream->second));
    streams_.erase(stream);
}

void StreamPool::try_again() {
    const std::scoped_lock lock(mutex_);
    std::erase_if(streams_, [&](const auto& one) {
        if (!one.second->has_failed()) return false;
        former_.push_back(one.second); // for the plan that still plays its silence
        return true;
    });
}

// Whatever no plan reads any more.
void StreamPool::forget_streams() {
    std::erase_if(former_, [&](const std::shared_ptr<Stream>& stream) {
        if (stream->players != 0 || stream->busy) return false;
        for (Loaded& page : loaded_)
            if (page.stream == stream) unload(page);
        std::erase_if(loaded_, [](const Loaded& page) { return page.stream == nullptr; });
        return true;
    });
}

std::uint64_t StreamPool::cue(const Playhead& at) {
    const std::scoped_lock lock(mutex_);
    cued_ = at;
    stale_ = true;
    wake_.notify_one();
    return ++cue_;
}

Diagnostics StreamPool::take_failures() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(failures_, {});
}

std::size_t StreamPool::bytes() const {
    const std::scoped_lock lock(mutex_);
    return bytes_;
}

// On the audio thread ---------------------------------------------------------------------------------

// Sequentially consistent here and in Stream: either the disk thread sees the block begun before it took a
// page out, and waits with freeing, or the block does not find the page.
StreamPool::Reading::Reading(StreamPool* pool) noexcept
    : pool_(pool) {
    if (pool_ != nullptr) pool_->block_.fetch_add(1, std::memory_order_seq_cst);
}

StreamPool::Reading::~Reading() {
    if (pool_ != nullptr) pool_->block_.fetch_add(1, std::memory_order_seq_cst);
}

// On the disk threads ---------------------------------------------------------------------------------

void StreamPool::serve(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        if (work_once()) continue;
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, stop, patience, [&] { return stale_; });
    }
}

void StreamPool::work() {
    while (work_once()) {}
}

bool StreamPool::work_once() {
    Job job;
    {
        const std::scoped_lock lock(mutex_);
        free_left();
        const Playhead now = playhead_.read();
        if (stale_ || moved(now)) {
            planned_for_ = now;
            plan_ahead();
        }
        note_ready();
        if (!find_job(job)) return false;
        job.stream->busy = true;
        job.stream->used = ++clock_;
        bytes_ += job.stream->page_bytes();
    }
    auto page = read_guarded(job);
    const std::scoped_lock lock(mutex_);
    finish(job, std::move(page));
    note_ready();
    return true;
}

SampleCount StreamPool::samples_of(double seconds) const {
    return {static_cast<std::int64_t>(std::llround(seconds * static_cast<double>(rate_.hz)))};
}

bool StreamPool::moved(const Playhead& now) const {
    const std::int64_t way = std::abs((now.at - planned_for_.at).value);
    return way >= page_samples / 2 || now.speed != planned_for_.speed || now.loop != planned_for_.loop;
}

void StreamPool::want(const std::vector<PageCue>& cues, std::size_t most_bytes, std::size_t& total) {
    for (const PageCue& cue : cues) {
        std::uint32_t& round = cue.stream->wanted[cue.page];
        if (round == round_ || cue.stream->has_failed()) continue;
        if (total + cue.stream->page_bytes() > most_bytes) return;
        total += cue.stream->page_bytes();
        round = round_;
        wanted_.push_back(cue);
    }
}

void StreamPool::plan_ahead() {
    stale_ = false;
    ++round_;
    wanted_.clear();
    std::size_t total = 0;
    std::vector<PageCue> cues;
    const auto add = [&](SampleRange range, std::size_t most_bytes) {
        cues.clear();
        sheet_.pages(range, cues);
        want(cues, most_bytes, total);
    };
    const auto from = [&](const Playhead& head, double seconds) {
        const SampleCount length = samples_of(seconds * std::max(1.0, std::abs(head.speed)));
        return head.speed < 0 ? SampleRange{head.at - length, head.at + samples_of(options_.ready_s)}
                              : SampleRange{head.at, head.at + length};
    };
    add(from(cued_, options_.ready_s), static_cast<std::size_t>(-1));
    urgent_ = wanted_.size();
    if (planned_for_.speed != 0) add(from(planned_for_, options_.ahead_s), options_.bytes);
    if (const SampleRange loop = planned_for_.loop; !loop.empty())
        add({loop.start, std::min(loop.end, loop.start + samples_of(options_.ready_s))}, options_.bytes);
    add(from(cued_, options_.ahead_s), options_.bytes);
    cues.clear();
    sheet_.starts(planned_for_.speed != 0 ? planned_for_.at : cued_.at, starts_most, cues);
    want(cues, options_.bytes, total);
}

void StreamPool::note_ready() {
    if (stale_ || ready_.load(std::memory_order_relaxed) == cue_) return;
    const auto there = [](const PageCue& cue) {
        return cue.stream->has_failed() || cue.stream->page(cue.page) != nullptr;
    };
    if (std::all_of(wanted_.begin(), wanted_.begin() + static_cast<std::ptrdiff_t>(urgent_), there))
        ready_.store(cue_, std::memory_order_release);
}

bool StreamPool::find_job(Job& job) {
    for (std::size_t w = 0; w < wanted_.size(); ++w) {
        const PageCue& cue = wanted_[w];
        if (cue.stream->busy || cue.stream->has_failed() || cue.stream->page(cue.page) != nullptr) continue;
        if (!make_room(cue.stream->page_bytes()) && w >= urgent_) return false;
        job = {cue.stream->shared_from_this(), cue.page};
        return true;
    }
    return false;
}

bool StreamPool::make_room(std::size_t bytes) {
    for (Loaded& page : loaded_) {
        if (bytes_ + bytes <= options_.bytes) break;
        if (page.stream->wanted[page.page] != round_) unload(page);
    }
    std::erase_if(loaded_, [](const Loaded& page) { return page.stream == nullptr; });
    free_left();
    return bytes_ + bytes <= options_.bytes;
}

void StreamPool::unload(Loaded& page) {
    auto taken = page.stream->take_out(page.page);
    leaving_.push_back({std::move(taken), page.stream->page_bytes(), block_.load(std::memory_order_seq_cst)});
    page.stream = nullptr;
}

void StreamPool::free_left() {
    const std::uint64_t block = block_.load(std::memory_order_seq_cst);
    std::erase_if(leaving_, [&](const Leaving& leaving) {
        const bool free = leaving.block % 2 == 0 || leaving.block != block;
        if (free) bytes_ -= leaving.bytes;
        return free;
    });
}

Result<std::unique_ptr<AudioBuffer>> StreamPool::read_guarded(Job& job) {
    try {
        return read(job);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::io, "Not enough memory to read ahead; close other programs.");
    }
}

Result<std::unique_ptr<AudioBuffer>> StreamPool::read(Job& job) {
    Stream& stream = *job.stream;
    if (stream.source == nullptr) {
        TRY(stream.source, disk_.open(stream.media()));
    }
    auto page = std::make_unique<AudioBuffer>(stream.media().layout.channels(), page_samples);
    CHECK(stream.source->read({static_cast<std::int64_t>(job.page) * page_samples}, page->block()));
    return page;
}

void StreamPool::finish(const Job& job, Result<std::unique_ptr<AudioBuffer>> page) {
    job.stream->busy = false;
    if (page) {
        job.stream->put(job.page, std::move(*page));
        loaded_.push_back({job.stream, job.page});
    } else {
        bytes_ -= job.stream->page_bytes();
        job.stream->source = nullptr;
        job.stream->fail();
        failures_.push_back({Severity::warning, "live.media-silent", job.stream->media().path,
                             page.error().text() + " Its clips play as silence."});
    }
    close_some();
    forget_streams();
}

void StreamPool::close_some() {
    int open = 0;
    Stream* oldest = nullptr;
    const auto look = [&](const std::shared_ptr<Stream>& stream) {
        if (!stream->busy && stream->source == nullptr) return; // a busy one's source is its thread's
        ++open;
        if (!stream->busy && (oldest == nullptr || stream->used < oldest->used)) oldest = stream.get();
    };
    for (const auto& [id, stream] : streams_)
        look(stream);
    for (const auto& stream : former_)
        look(stream);
    if (open > max_open && oldest != nullptr) oldest->source = nullptr;
}

} // namespace dub::render

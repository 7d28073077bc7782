#include "app/playback/run_recorder.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>

namespace dub::app {
namespace {

constexpr std::int64_t remembered_seconds = 2; // more than any device's latency and the handle

SampleRange range_of(const monitor::Tape::Piece& piece) {
    return {piece.position, piece.position + SampleCount{piece.audio.samples()}};
}

} // namespace

RunRecorder::RunRecorder(std::shared_ptr<monitor::Tape> tape, Place place)
    : tape_(std::move(tape))
    , place_(std::move(place))
    , thread_([this](const std::stop_token& stop) { serve(stop); }) {}

RunRecorder::~RunRecorder() = default;

void RunRecorder::serve(const std::stop_token& stop) {
    std::mutex sleeping;
    std::condition_variable_any ended;
    std::unique_lock lock(sleeping);
    while (!stop.stop_requested()) {
        work();
        ended.wait_for(lock, stop, std::chrono::milliseconds(20), [] { return false; });
    }
}

void RunRecorder::work() {
    const std::scoped_lock lock(mutex_);
    while (const auto piece = tape_->next())
        add(*piece);
    if (!std::exchange(stopped_, false)) return;
    if (now_)
        end_take(why_it_ended(RunTake::End::stopped));
    else
        forget_punches();
    memory_.clear();
}

RunTake::End RunRecorder::why_it_ended(RunTake::End otherwise) const {
    if (tape_->unheard() != unheard_) return RunTake::End::unheard;
    if (tape_->torn() != torn_) return RunTake::End::torn;
    return tape_->lost() != lost_ ? RunTake::End::too_slow : otherwise;
}

void RunRecorder::add(const monitor::Tape::Piece& piece) {
    const SamplePos joins = memory_.empty()
                                ? piece.position
                                : memory_.back().position + SampleCount{memory_.back().audio.samples()};
    if (joins != piece.position) { // the transport jumped, or the disk was too slow
        end_take(why_it_ended(RunTake::End::jumped));
        memory_.clear();
    }
    remember(piece);
    Result<void> done;
    if (now_)
        done = write(piece);
    else if (in_ && range_of(piece).end > *in_)
        done = begin_take();
    if (!done) return fail_take(std::move(done).error());
    if (now_ && out_ && now_->held.end >= *out_ + place_.handle) end_take(RunTake::End::punched_out);
}

void RunRecorder::remember(const monitor::Tape::Piece& piece) {
    AudioBuffer copy(piece.audio.channels(), piece.audio.samples());
    for (int c = 0; c < copy.channels(); ++c)
        std::ranges::copy(piece.audio.channel(c), copy.block().data(c));
    memory_.push_back({piece.position, std::move(copy)});
    const SamplePos oldest = range_of(piece).end - SampleCount{place_.rate.hz * remembered_seconds};
    while (memory_.size() > 1 && memory_[1].position <= oldest)
        memory_.pop_front();
}

Result<void> RunRecorder::begin_take() {
    const SamplePos from = std::max(*in_ - place_.handle, memory_.front().position);
    now_.emplace();
    now_->punch = punch_;
    now_->held = {from, from};
    now_->wanted = {std::max(*in_, from), from};
    lost_ = tape_->lost();
    unheard_ = tape_->unheard();
    torn_ = tape_->torn();
    CHECK(make_stores());
    for (const Remembered& one : memory_)
        CHECK(write({std::as_const(one.audio).block(), one.position}));
    return {};
}

Result<void> RunRecorder::make_stores() {
    for (const monitor::Tape::Row& row : tape_->rows()) {
        TRY(auto store, FloatStore::create(place_.folder, {row.layout, place_.rate, {}}));
        now_->stems.push_back(row.stem);
        now_->stores.push_back(std::move(store));
    }
    return {};
}

Result<void> RunRecorder::write(const monitor::Tape::Piece& piece) {
    const SamplePos end = out_ ? *out_ + place_.handle : range_of(piece).end;
    const SampleRange part = range_of(piece).clipped({now_->held.end, std::max(end, now_->held.end)});
    if (part.empty()) return {};
    const ConstAudioBlock audio = piece.audio.part(static_cast<int>((part.start - piece.position).value),
                                                   static_cast<int>(part.length().value));
    std::vector<const float*> channels;
    for (int c = 0; c < audio.channels(); ++c)
        channels.push_back(audio.data(c));
    std::size_t first = 0;
    for (auto& store : now_->stores) {
        const int count = store->format().layout.channels();
        CHECK(store->write({channels.data() + first, count, audio.samples()}));
        first += static_cast<std::size_t>(count);
    }
    now_->held.end = part.end;
    return {};
}

void RunRecorder::end_take(RunTake::End why) {
    if (!now_) return;
    now_->end = why;
    now_->wanted.end = std::min(out_.value_or(now_->held.end), now_->held.end);
    for (auto& store : now_->stores)
        if (auto ended = store->end_here(); !ended) return fail_take(std::move(ended).error());
    if (!now_->wanted.empty()) ended_.emplace_back(std::move(*now_));
    forget_punches();
}

// An hour that lies on the disk is not given up for the second that does not.
void RunRecorder::fail_take(Error error) {
    RunTake take = std::move(*now_);
    forget_punches();
    SampleCount kept = take.held.length();
    for (auto& store : take.stores) {
        store->end_before_failure();
        kept = std::min(kept, store->format().length);
    }
    take.held.end = take.held.start + kept;
    take.wanted.end = take.held.end;
    take.end = RunTake::End::disk_failed;
    take.trouble = error.text();
    if (take.stores.size() == tape_->rows().size() && take.wanted.end > take.wanted.start)
        ended_.emplace_back(std::move(take));
    else
        ended_.emplace_back(std::unexpected(std::move(error)));
}

void RunRecorder::forget_punches() {
    now_.reset();
    in_.reset();
    out_.reset();
}

void RunRecorder::punch_in(SamplePos at, int punch) {
    const std::scoped_lock lock(mutex_);
    if (in_) return;
    in_ = at;
    punch_ = punch;
    out_.reset();
}

void RunRecorder::punch_out(SamplePos at) {
    const std::scoped_lock lock(mutex_);
    if (!in_ || out_) return;
    out_ = std::max(at, *in_);
    if (!now_) forget_punches(); // nothing was played
}

bool RunRecorder::punched() const {
    const std::scoped_lock lock(mutex_);
    return in_.has_value() && !out_;
}

int RunRecorder::punch() const {
    const std::scoped_lock lock(mutex_);
    return in_ ? punch_ : 0;
}

void RunRecorder::stopped() {
    const std::scoped_lock lock(mutex_);
    stopped_ = true;
}

bool RunRecorder::busy() const {
    const std::scoped_lock lock(mutex_);
    return stopped_ || now_.has_value();
}

std::vector<Result<RunTake>> RunRecorder::take() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(ended_, {});
}

} // namespace dub::app

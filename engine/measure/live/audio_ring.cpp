#include "engine/measure/live/audio_ring.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

namespace dub::measure {
namespace {

// The first samples to `place` of the ring, what is left to its beginning.
void copy_round(ConstAudioBlock from, AudioBlock to, std::size_t place, std::size_t first) noexcept {
    assert(from.channels() == to.channels());
    for (int c = 0; c < from.channels(); ++c) {
        const auto row = from.channel(c);
        std::copy(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(first), to.data(c) + place);
        std::copy(row.begin() + static_cast<std::ptrdiff_t>(first), row.end(), to.data(c));
    }
}

} // namespace

AudioRing::AudioRing(Channels channels, int samples)
    : mains_(channels.mains, samples)
    , dialogue_(channels.dialogue, samples)
    , stems_(channels.stems, samples)
    , size_(static_cast<std::uint64_t>(samples))
    , jumps_(256)
    , expected_{std::numeric_limits<std::int64_t>::min()} {}

bool AudioRing::push(const Piece& piece) noexcept {
    const auto samples = static_cast<std::uint64_t>(piece.mains.samples());
    const std::uint64_t at = written_.load(std::memory_order_relaxed);
    if (at + samples - read_.load(std::memory_order_acquire) > size_) return false;
    if (piece.position != expected_ && !jumps_.push({at, piece.position})) return false;
    expected_ = piece.position + SampleCount{static_cast<std::int64_t>(samples)};
    const auto place = static_cast<std::size_t>(at % size_);
    const std::size_t first = std::min<std::size_t>(samples, size_ - place);
    copy_round(piece.mains, mains_.block(), place, first);
    copy_round(piece.dialogue, dialogue_.block(), place, first);
    copy_round(piece.stems, stems_.block(), place, first);
    written_.store(at + samples, std::memory_order_release);
    return true;
}

std::optional<AudioRing::Piece> AudioRing::next() {
    read_.store(reading_, std::memory_order_release); // the last piece may be written over
    const std::uint64_t written = written_.load(std::memory_order_acquire);
    if (reading_ == written) return std::nullopt;
    if (!jump_) jump_ = jumps_.pop();
    if (jump_ && jump_->at == reading_) {
        place_ = jump_->position;
        jump_ = jumps_.pop();
    }
    std::uint64_t end = std::min(written, (reading_ / size_ + 1) * size_);
    if (jump_) end = std::min(end, jump_->at);
    const auto from = static_cast<int>(reading_ % size_), samples = static_cast<int>(end - reading_);
    const Piece piece{std::as_const(mains_).block().part(from, samples),
                      std::as_const(dialogue_).block().part(from, samples),
                      std::as_const(stems_).block().part(from, samples), place_};
    place_ += SampleCount{samples};
    reading_ = end;
    return piece;
}

} // namespace dub::measure

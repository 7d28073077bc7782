#include "engine/monitor/tape.h"

#include <numeric>

#include "engine/plan/plan.h"

namespace dub::monitor {
namespace {

int channels_of(const std::vector<Tape::Row>& rows) {
    return std::accumulate(rows.begin(), rows.end(), 0,
                           [](int sum, const Tape::Row& row) { return sum + row.layout.channels(); });
}

} // namespace

Tape::Tape(std::vector<Row> rows, int room)
    : rows_(std::move(rows))
    , channels_(static_cast<std::size_t>(channels_of(rows_)))
    , silence_(plan::live_chunk)
    , ring_({.mains = channels_of(rows_)}, room) {}

void Tape::hear(std::span<const OutputAudio> outputs, SamplePos position, double speed) noexcept {
    if (speed != 1 || outputs.empty()) return;
    const int samples = outputs.front().audio.samples();
    if (samples > static_cast<int>(silence_.size())) return; // never: the driver's pieces are that long
    std::size_t channel = 0;
    for (const Row& row : rows_) {
        const OutputAudio* const output = find_output(outputs, row.output, row.layout);
        for (int c = 0; c < row.layout.channels(); ++c)
            channels_[channel++] = output == nullptr ? silence_.data() : output->audio.data(c);
    }
    const ConstAudioBlock all(channels_.data(), static_cast<int>(channels_.size()), samples);
    if (!ring_.push({all, {}, {}, position})) lost_.fetch_add(1, std::memory_order_relaxed);
}

std::optional<Tape::Piece> Tape::next() {
    const auto piece = ring_.next();
    if (!piece) return std::nullopt;
    return Piece{piece->mains, piece->position};
}

} // namespace dub::monitor

#include "engine/monitor/tape.h"

#include <numeric>
#include <utility>

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
    , ring_({.mains = channels_of(rows_)}, room) {
    for (const Row& row : rows_)
        outputs_.push_back(output_of(row.stem));
}

std::string Tape::output_of(BusId stem) { return "tape of " + stem.text(); }

void Tape::hear(std::span<const OutputAudio> outputs, const Moment& moment) noexcept {
    const bool torn = std::exchange(holes_, moment.holes) != moment.holes;
    if (moment.speed != 1 || outputs.empty()) return;
    const int samples = outputs.front().audio.samples();
    std::size_t channel = 0;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        const OutputAudio* const output = find_output(outputs, outputs_[row], rows_[row].layout);
        if (output == nullptr) return miss(plan::quantum);
        for (int c = 0; c < rows_[row].layout.channels(); ++c)
            channels_[channel++] = output->audio.data(c);
    }
    if (settling_ > 0) return miss(settling_ - samples); // an output comes in with a crossfade
    if (torn) {
        torn_.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    const ConstAudioBlock all(channels_.data(), static_cast<int>(channels_.size()), samples);
    if (!ring_.push({all, {}, {}, moment.position})) lost_.fetch_add(1, std::memory_order_relaxed);
}

void Tape::miss(int settling) noexcept {
    settling_ = settling;
    unheard_.fetch_add(1, std::memory_order_relaxed);
}

std::optional<Tape::Piece> Tape::next() {
    const auto piece = ring_.next();
    if (!piece) return std::nullopt;
    return Piece{piece->mains, piece->position};
}

} // namespace dub::monitor

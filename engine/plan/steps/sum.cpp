#include "engine/plan/steps/sum.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "engine/dsp/mix_kernels.h"

namespace dub::plan {

Result<void> Sum::run(const Window& window, int part) {
    Activity sound;
    for (const Connection& connection : connections_)
        sound |= connection.from->sound;
    if (part == 0) out_.sound = sound; // read by later steps only
    const Quanta all{part * part_quanta, std::min((part + 1) * part_quanta, window.quanta)};
    const AudioBlock out = out_.buffer.block();
    sound.runs(all.first, all.last, [&](int first, int last) {
        for (int c = 0; c < out.channels(); ++c)
            std::fill(out.data(c) + first * quantum, out.data(c) + last * quantum, 0.0F);
    });
    for (const Connection& connection : connections_)
        connection.from->sound.runs(all.first, all.last, [&](int first, int last) {
            add(connection, {first, last});
        });
    return {};
}

void Sum::add(const Connection& connection, Quanta run) {
    const GainTable& gains = *connection.gains;
    const auto edges = std::span(gains.edges).first(gains.count);
    const int start = run.first * quantum, end = run.last * quantum;
    auto edge = static_cast<std::size_t>(std::ranges::upper_bound(edges, start) - edges.begin()) - 1;
    for (; edge + 1 < gains.count && edges[edge] < end; ++edge) {
        const Quanta piece{std::max(start, edges[edge]), std::min(end, edges[edge + 1])};
        if (piece.first < piece.last) add_piece(connection, edge, piece);
    }
}

void Sum::add_piece(const Connection& connection, std::size_t edge, Quanta samples) {
    const GainTable& gains = *connection.gains;
    const ConstAudioBlock in = std::as_const(connection.from->buffer).block();
    const AudioBlock out = out_.buffer.block();
    const int length = samples.last - samples.first;
    // One division for all legs; exact for a whole quantum.
    const float per_sample = 1.0F / static_cast<float>(gains.edges[edge + 1] - gains.edges[edge]);
    std::array<dsp::MixLeg, Layout::max_channels> legs;
    for (int i = 0; i < gains.inputs; ++i) {
        const float* row = gains.row(i, 0) + edge;
        std::size_t count = 0;
        for (int o = 0; o < gains.outputs; ++o, row += gains.stride) {
            const float from = row[0], to = row[1];
            if (from == 0 && to == 0) continue;
            // Only what stands still is cut.
            assert(from == to || length == gains.edges[edge + 1] - gains.edges[edge]);
            legs[count++] = {out.data(o) + samples.first, from, (to - from) * per_sample};
        }
        if (count > 0)
            dsp::kernels().mix(in.data(i) + samples.first, length, legs.data(), static_cast<int>(count));
    }
}

} // namespace dub::plan

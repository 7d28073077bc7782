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
    const int start = run.first * quantum, end = run.last * quantum;
    // While anything moves every quantum has its edge: the piece sought is not before the run's number.
    std::size_t edge = std::min(static_cast<std::size_t>(run.first), gains.count - 2);
    assert(gains.edges[edge] <= start);
    while (edge + 2 < gains.count && gains.edges[edge + 1] <= start)
        ++edge;
    const ConstAudioBlock in = std::as_const(connection.from->buffer).block();
    const AudioBlock out = out_.buffer.block();
    std::array<dsp::MixLeg, Layout::max_channels> legs;
    for (int i = 0; i < gains.inputs; ++i) {
        int count = 0;
        for (int o = 0; o < gains.outputs; ++o)
            if (gains.is_heard(i, o))
                legs[static_cast<std::size_t>(count++)] = {out.data(o), gains.row(i, o) + edge};
        if (count > 0)
            dsp::kernels().mix(
                in.data(i),
                {legs.data(), count, gains.edges.data() + edge, static_cast<int>(gains.count - edge)}, start,
                end);
    }
}

} // namespace dub::plan

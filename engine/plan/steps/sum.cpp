#include "engine/plan/steps/sum.h"

#include <algorithm>
#include <array>

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
    const auto edge = static_cast<std::size_t>(std::ranges::upper_bound(edges, start) - edges.begin()) - 1;
    const ConstAudioBlock in = std::as_const(connection.from->buffer).block();
    const AudioBlock out = out_.buffer.block();
    std::array<float*, Layout::max_channels> outs{};
    for (int o = 0; o < gains.outputs; ++o)
        outs[static_cast<std::size_t>(o)] = out.data(o);
    for (int i = 0; i < gains.inputs; ++i)
        dsp::kernels().mix(in.data(i), outs.data(),
                           {edges.data() + edge, gains.row(i, 0) + edge, static_cast<int>(gains.count - edge),
                            gains.outputs, static_cast<long>(gains.stride)},
                           start, end);
}

} // namespace dub::plan

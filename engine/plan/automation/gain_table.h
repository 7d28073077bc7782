#pragma once
// The gains of one connection during one window: for each pair of input and output channel a row of values,
// one at each edge; between two edges a gain runs straight. A piece between two edges that is longer than a
// quantum is constant.

#include <algorithm>
#include <limits>
#include <span>
#include <vector>

#include "engine/core/layout.h"

namespace dub::plan {

struct GainTable {
    GainTable(int ins, int outs, std::size_t most_edges)
        : inputs(ins)
        , outputs(outs)
        , stride(most_edges)
        , edges(most_edges)
        , gains(stride * static_cast<std::size_t>(ins) * static_cast<std::size_t>(outs))
        , heard(static_cast<std::size_t>(ins) * static_cast<std::size_t>(outs)) {}

    [[nodiscard]] float* row(int input, int output) { return gains.data() + start_of(input, output); }
    [[nodiscard]] const float* row(int input, int output) const {
        return gains.data() + start_of(input, output);
    }
    [[nodiscard]] std::size_t start_of(int input, int output) const {
        return stride * (static_cast<std::size_t>(input) * static_cast<std::size_t>(outputs) +
                         static_cast<std::size_t>(output));
    }

    // To be called when the rows are filled.
    void find_heard() {
        for (std::size_t r = 0; r < heard.size(); ++r) {
            const auto row = std::span(gains).subspan(r * stride, count);
            heard[r] = std::ranges::any_of(row, [](float gain) { return gain != 0; });
        }
    }
    [[nodiscard]] bool is_heard(int input, int output) const {
        return heard[static_cast<std::size_t>(input) * static_cast<std::size_t>(outputs) +
                     static_cast<std::size_t>(output)] != 0;
    }

    int inputs, outputs;
    std::size_t stride;       // edges there is room for
    std::size_t count = 0;    // edges in use, at least 2
    std::vector<int> edges;   // samples from the window's start, ascending; equal ones are a step
    std::vector<float> gains; // linear
    std::vector<char> heard;  // for each row, whether any of it is not 0: a point sounds in few speakers
};

} // namespace dub::plan

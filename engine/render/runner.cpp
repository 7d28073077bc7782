#include "engine/render/runner.h"

#include <algorithm>

namespace dub::render {

using plan::quantum;

void copy_slice(const plan::Signal& signal, const Slice& slice, AudioBlock to) {
    const ConstAudioBlock from = signal.buffer.block();
    for (int done = 0; done < to.samples();) {
        const int at = slice.offset + done;
        const int piece = std::min(to.samples() - done, quantum - at % quantum);
        for (int c = 0; c < to.channels(); ++c) {
            if (signal.sound.has(at / quantum))
                std::copy_n(from.data(c) + at, piece, to.data(c) + done);
            else
                std::fill_n(to.data(c) + done, piece, 0.0F);
        }
        done += piece;
    }
}

Runner::Runner(plan::Plan& plan, SampleRange range, int chunk)
    : plan_(plan)
    , pass_(plan, range, chunk, alone_) {
    for (const auto& output : plan.outputs()) {
        // An output with less latency than the longest runs ahead of it by the difference.
        const auto ahead = static_cast<int>((plan.latency() - output.latency).value);
        waiting_.push_back({AudioBuffer(output.layout.channels(), 2 * chunk + ahead), 0});
    }
}

int Runner::ready() const {
    int least = plan::max_chunk;
    for (const Waiting& waiting : waiting_)
        least = std::min(least, waiting.count);
    return waiting_.empty() ? 0 : least;
}

Result<void> Runner::compute() {
    CHECK(pass_.next());
    for (std::size_t o = 0; o < waiting_.size(); ++o) {
        const Slice slice = pass_.slice(o);
        const auto length = static_cast<int>(slice.range.length().value);
        if (length <= 0) continue;
        Waiting& waiting = waiting_[o];
        copy_slice(*plan_.outputs()[o].signal, slice, waiting.audio.block().part(waiting.count, length));
        waiting.count += length;
    }
    return {};
}

Result<void> Runner::read(std::span<const AudioBlock> outputs) {
    const int wanted = outputs.empty() ? 0 : outputs.front().samples();
    for (int done = 0; done < wanted;) {
        const int here = std::min(ready(), wanted - done);
        if (here == 0 && pass_.done()) {
            for (const AudioBlock& block : outputs)
                for (int c = 0; c < block.channels(); ++c)
                    std::fill_n(block.data(c) + done, wanted - done, 0.0F);
            return {};
        }
        if (here == 0)
            CHECK(compute());
        else
            give(outputs, done, here);
        done += here;
    }
    return {};
}

void Runner::give(std::span<const AudioBlock> outputs, int at, int count) {
    for (std::size_t o = 0; o < waiting_.size(); ++o) {
        Waiting& waiting = waiting_[o];
        const AudioBlock audio = waiting.audio.block();
        for (int c = 0; c < audio.channels(); ++c) {
            std::copy_n(audio.data(c), count, outputs[o].data(c) + at);
            std::copy(audio.data(c) + count, audio.data(c) + waiting.count, audio.data(c));
        }
        waiting.count -= count;
    }
}

} // namespace dub::render

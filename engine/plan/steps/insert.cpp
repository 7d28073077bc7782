#include "engine/plan/steps/insert.h"

namespace dub::plan {

InsertStep::InsertStep(Signal& io, InsertSetup setup)
    : io_(io)
    , setup_(std::move(setup))
    , ramps_(setup_.parameters.size())
    , rest_(setup_.processor->tail()) {
    for (const Curve& curve : setup_.parameters)
        curves_.push_back(&curve);
    moments_.reserve(curves_, SampleCount{max_chunk});
    values_.resize(moments_.capacity() * curves_.size());
}

void InsertStep::reset() {
    setup_.processor->reset();
    rest_.reset();
}

Result<void> InsertStep::run(const Window& window, int) {
    Activity heard = io_.sound;
    if (setup_.key != nullptr) heard |= setup_.key->sound;
    const Activity own = io_.sound;
    io_.sound = rest_.walk(
        heard, window.quanta,
        [&](int first, int last) {
            write_silence(io_.buffer.block(), own, first, last);
            if (setup_.key != nullptr)
                write_silence(setup_.key->buffer.block(), setup_.key->sound, first, last);
            process(window, first, last);
        },
        [&] { setup_.processor->reset(); });
    return {};
}

void InsertStep::process(const Window& window, int first, int last) {
    const SamplePos start = window.start + SampleCount{first * quantum};
    const int samples = (last - first) * quantum;
    moments_.find({start, start + SampleCount{samples}}, curves_, setup_.latency);
    const auto moments = moments_.all();
    for (std::size_t p = 0; p < curves_.size(); ++p)
        curves_[p]->values(moments, std::span(values_).subspan(p * moments_.capacity(), moments.size()));
    const AudioBlock audio = io_.buffer.block().part(first * quantum, samples);
    const ConstAudioBlock key =
        setup_.key == nullptr ? ConstAudioBlock{} : setup_.key->buffer.block().part(first * quantum, samples);
    for (std::size_t m = 0; m + 1 < moments.size(); ++m) {
        const auto from = static_cast<int>((moments[m].at - moments.front().at).value);
        const auto length = static_cast<int>((moments[m + 1].at - moments[m].at).value);
        if (length == 0) continue;
        const ConstAudioBlock heard = setup_.key == nullptr ? key : key.part(from, length);
        process_piece({audio.part(from, length), heard, ramps_}, m);
    }
}

void InsertStep::process_piece(ProcessBlock block, std::size_t edge) {
    for (std::size_t p = 0; p < ramps_.size(); ++p) {
        const double* const row = values_.data() + p * moments_.capacity();
        ramps_[p] = {row[edge], row[edge + 1]};
    }
    setup_.processor->process(block);
}

} // namespace dub::plan

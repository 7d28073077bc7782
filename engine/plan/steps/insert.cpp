#include "engine/plan/steps/insert.h"

#include <typeinfo>

namespace dub::plan {

InsertStep::InsertStep(const StepKey& key, Signal& io, InsertSetup setup)
    : Remembering(key)
    , io_(io)
    , setup_(std::move(setup))
    , ramps_(setup_.parameters.size())
    , rest_(setup_.processor->tail())
    , join_(io.layout.channels())
    , key_join_(setup_.key == nullptr ? 0 : setup_.key->layout.channels()) {
    for (const Curve& curve : setup_.parameters)
        curves_.push_back(&curve);
    moments_.reserve(curves_, SampleCount{io.longest()});
    values_.resize(moments_.capacity() * curves_.size());
}

void InsertStep::reset() {
    setup_.processor->reset();
    rest_.reset();
    join_.reset();
    key_join_.reset();
}

bool InsertStep::is_like(const InsertStep& other) const {
    const Processor &mine = *setup_.processor, &theirs = *other.setup_.processor;
    const auto key_layout = [](const InsertStep& step) {
        return step.setup_.key == nullptr ? Layout{} : step.setup_.key->layout;
    };
    return typeid(mine) == typeid(theirs) && io_.layout == other.io_.layout &&
           key_layout(*this) == key_layout(other) && mine.latency() == theirs.latency();
}

void InsertStep::adopt(Remembering* former) noexcept {
    reset();
    auto* const other = dynamic_cast<InsertStep*>(former);
    const bool fits = other != nullptr && is_like(*other);
    join_.begin_from(fits ? &other->join_ : nullptr);
    key_join_.begin_from(fits ? &other->key_join_ : nullptr);
    if (!fits) return;
    other->join_.keep();
    other->key_join_.keep();
    rest_.adopt(other->rest_);
    setup_.processor->adopt(*other->setup_.processor);
}

void InsertStep::join() {
    const auto pass = [](Join& join, Signal& signal) {
        const AudioBlock first = signal.buffer.block().part(0, quantum);
        if (join.pass(first, signal.sound.has(0), first)) signal.sound.set(0);
    };
    pass(join_, io_);
    if (setup_.key != nullptr) pass(key_join_, *setup_.key);
}

Result<void> InsertStep::run(const Window& window, int) {
    if (join_.awaited()) join();
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
    if (reduction_) reduction_->raise(static_cast<float>(setup_.processor->take_reduction()));
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

#include "engine/render/stream.h"

namespace dub::render {

Stream::Stream(session::Media media, SampleCount length)
    : media_(std::move(media))
    , length_(length)
    , slots_(length > max_length
                 ? 0
                 : static_cast<std::size_t>((length.value + page_samples - 1) / page_samples)) {
    wanted.resize(slots_.size());
    if (length > max_length) fail();
}

Stream::~Stream() {
    for (auto& slot : slots_)
        delete slot.load(std::memory_order_relaxed);
}

void Stream::put(std::size_t number, std::unique_ptr<AudioBuffer> page) {
    slots_[number].store(page.release(), std::memory_order_seq_cst);
}

std::unique_ptr<AudioBuffer> Stream::take_out(std::size_t number) {
    return std::unique_ptr<AudioBuffer>(slots_[number].exchange(nullptr, std::memory_order_seq_cst));
}

} // namespace dub::render

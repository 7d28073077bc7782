#include "engine/render/page_source.h"

#include <algorithm>

namespace dub::render {

Result<void> PageSource::read(SamplePos start, AudioBlock out) {
    const std::int64_t length = stream_->pages() == 0 ? 0 : stream_->length().value;
    for (int done = 0; done < out.samples();) {
        const std::int64_t at = start.value + done;
        std::int64_t piece = out.samples() - done;
        const AudioBuffer* page = nullptr;
        if (at < 0) {
            piece = std::min(piece, -at);
        } else if (at < length) {
            page = stream_->page(static_cast<std::size_t>(at / page_samples));
            piece = std::min(piece, page_samples - at % page_samples);
            if (page == nullptr && !stream_->has_failed()) misses_.fetch_add(1, std::memory_order_relaxed);
        }
        for (int c = 0; c < out.channels(); ++c) {
            if (page != nullptr)
                std::copy_n(page->block().data(c) + at % page_samples, piece, out.data(c) + done);
            else
                std::fill_n(out.data(c) + done, piece, 0.0F);
        }
        done += static_cast<int>(piece);
    }
    return {};
}

} // namespace dub::render

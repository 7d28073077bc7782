#pragma once
// A recording as the readers of a live plan see it: what is in memory is copied, what is not is silence and
// counted. Never waits. [audio]

#include <atomic>
#include <cstdint>

#include "engine/render/stream.h"

namespace dub::render {

class PageSource final : public AudioSource {
  public:
    // `misses` outlives it.
    PageSource(std::shared_ptr<const Stream> stream, SampleRate rate, std::atomic<std::uint64_t>& misses)
        : stream_(std::move(stream))
        , format_{stream_->media().layout, rate, stream_->length()}
        , misses_(misses) {
        ++stream_->players;
    }
    PageSource(const PageSource&) = delete;
    PageSource& operator=(const PageSource&) = delete;
    ~PageSource() override { --stream_->players; }

    [[nodiscard]] const AudioFormat& format() const override { return format_; }
    [[nodiscard]] Result<void> read(SamplePos start, AudioBlock out) override;

  private:
    std::shared_ptr<const Stream> stream_;
    AudioFormat format_;
    std::atomic<std::uint64_t>& misses_;
};

} // namespace dub::render

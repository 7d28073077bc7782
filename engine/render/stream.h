#pragma once
// The part of one recording that is in memory: pages of a fixed length on the recording's own grid at the
// session's rate, so that the samples are those a render reads. Disk threads put pages in and take them out,
// the audio thread copies from what is there.

#include <atomic>
#include <memory>
#include <vector>

#include "engine/core/audio_buffer.h"
#include "engine/core/io.h"
#include "engine/session/media.h"

namespace dub::render {

inline constexpr int page_samples = 16384;

class Stream : public std::enable_shared_from_this<Stream> {
  public:
    // `length`: at the session's rate; at most max_length, else nothing of it is ever played.
    Stream(session::Media media, SampleCount length);
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream();

    [[nodiscard]] const session::Media& media() const { return media_; }
    [[nodiscard]] SampleCount length() const { return length_; }
    [[nodiscard]] std::size_t pages() const { return slots_.size(); }
    [[nodiscard]] std::size_t page_bytes() const {
        return sizeof(float) * page_samples * static_cast<std::size_t>(media_.layout.channels());
    }
    static constexpr SampleCount max_length{std::int64_t{1} << 34}; // 99 hours at 48 kHz: 8 MiB of slots

    // [any] Whether it will never be there: it could not be opened or read.
    [[nodiscard]] bool has_failed() const { return failed_.load(std::memory_order_acquire); }
    // [audio, within StreamPool::Reading] nullptr: not in memory. Ordered with Reading, so that what is found
    // is not freed.
    [[nodiscard]] const AudioBuffer* page(std::size_t number) const {
        return slots_[number].load(std::memory_order_seq_cst);
    }

    mutable std::atomic<int> players{0}; // sources of plans that read it. [control]

    // What follows: [disk], under the pool's lock.
    void put(std::size_t number, std::unique_ptr<AudioBuffer> page);
    // Nobody finds it any more; it may still be being read.
    [[nodiscard]] std::unique_ptr<AudioBuffer> take_out(std::size_t number);
    void fail() { failed_.store(true, std::memory_order_release); }

    std::unique_ptr<AudioSource> source; // open; of the thread that has set `busy`
    bool busy = false;                   // a thread is reading it
    std::uint64_t used = 0;              // when it was last read: which to close first
    std::vector<std::uint32_t> wanted;   // of each page, the round of planning that wanted it last

  private:
    session::Media media_;
    SampleCount length_;
    std::vector<std::atomic<AudioBuffer*>> slots_; // owned
    std::atomic<bool> failed_{false};
};

} // namespace dub::render

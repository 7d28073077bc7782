#include "app/device/portaudio_shelf.h"

#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "app/device/apart.h"

namespace dub::app {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto start_limit = std::chrono::seconds(5); // ALSA tries every card there might be
constexpr auto end_limit = std::chrono::seconds(2);

} // namespace

Result<PortAudioFunctions> PortAudioShelf::take() {
    settle();
    std::optional<PortAudioFunctions> copy;
    {
        const std::scoped_lock lock(mutex_);
        if (!free_.empty()) {
            copy = free_.back();
            free_.pop_back();
        }
    }
    if (!copy) {
        TRY(copy, load_portaudio_copy());
    }
    auto started = apart([f = *copy] { return f.initialize(); });
    if (started.wait_for(start_limit) != std::future_status::ready)
        return fail(ErrorCode::io, "the sound system does not answer; see to it that the JACK server or the "
                                   "sound card works, then connect again.");
    if (const PaError error = started.get(); error != paNoError)
        return fail(ErrorCode::io, fmt::format("the sound system cannot be used: {}. See to it that the JACK "
                                               "server or the sound card works, then connect again.",
                                               copy->error_text(error)));
    return *copy;
}

void PortAudioShelf::put_back(const PortAudioFunctions& copy, PaStream* stream, std::shared_ptr<void> kept,
                              Expect expect) {
    auto ended = apart([f = copy, stream, kept = std::move(kept), self = shared_from_this()] {
        if (stream != nullptr) f.close(stream); // aborts it first
        f.terminate();
        const std::scoped_lock lock(self->mutex_);
        self->free_.push_back(f);
    });
    if (expect == Expect::a_hang) return;
    const std::scoped_lock lock(mutex_);
    ending_.push_back(std::move(ended));
}

void PortAudioShelf::settle() {
    std::vector<std::future<void>> ending;
    {
        const std::scoped_lock lock(mutex_);
        ending.swap(ending_);
    }
    const auto limit = Clock::now() + end_limit;
    for (const auto& one : ending)
        one.wait_until(limit);
}

} // namespace dub::app

#pragma once
// The copies of PortAudio that are free, and how one is given up when it hangs. A copy is initialised when it
// is taken, so that it sees the devices there are now, and terminated when it is put back. What may hang is
// done by a thread of its own. [any]

#include <future>
#include <memory>
#include <mutex>
#include <vector>

#include "app/device/portaudio_copy.h"

namespace dub::app {

class PortAudioShelf : public std::enable_shared_from_this<PortAudioShelf> {
  public:
    // Initialised; waits for what is just being put back, so that its devices are free. Errors (io):
    // PortAudio is not there, cannot start, or hangs while it starts.
    [[nodiscard]] Result<PortAudioFunctions> take();

    enum class Expect : unsigned char { an_end, a_hang };
    // Ends `stream` (may be none), terminates the copy and puts it back. Returns at once. A copy that hangs
    // in there is not seen again. `kept` is what the stream's callback uses.
    void put_back(const PortAudioFunctions& copy, PaStream* stream, std::shared_ptr<void> kept,
                  Expect expect);

    // Waits until all that is expected to end has ended; at most two seconds, and for each but once.
    void settle();

  private:
    std::mutex mutex_;
    std::vector<PortAudioFunctions> free_;
    std::vector<std::future<void>> ending_;
};

} // namespace dub::app

#pragma once
// Watching a finished delivery down: its files are heard against the session's picture, and what is noted
// meanwhile is kept beside them. [window thread]

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/time.h"

namespace dub::ui {

struct WatchState {
    enum class Phase : unsigned char { idle, looking, watching };
    Phase phase = Phase::idle;
    std::string delivery;       // file name of its report; empty while idle
    std::string sentence;       // what went wrong, or what one should know; empty: nothing
    std::uint64_t revision = 0; // grows with every change of this and of the notes
};

struct WatchNote {
    SamplePos at;         // the first sample of its frame
    std::string timecode; // of that frame
    std::string heard;    // which files
    std::string text;
};

class WatchPort {
  public:
    virtual ~WatchPort() = default;
    [[nodiscard]] virtual const WatchState& state() const = 0;
    // Looks at the files of that report (NAME_delivery.json) in the background; then they are heard.
    virtual void begin(const std::filesystem::path& report) = 0;
    virtual void leave() = 0; // the session is heard again

    // Of the delivery watched last, sorted by position.
    [[nodiscard]] virtual const std::vector<WatchNote>& notes() const = 0;
    // On the frame that holds `at`. Errors: nothing is watched, no text, the disk; nothing changes then.
    virtual Result<void> note(SamplePos at, const std::string& text) = 0;
    virtual Result<void> remove(std::size_t note) = 0;
    [[nodiscard]] virtual std::filesystem::path notes_file() const = 0; // for people
};

} // namespace dub::ui

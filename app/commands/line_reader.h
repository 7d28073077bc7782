#pragma once
// Lines from a pipe or terminal, as they come; a person's wish to stop ends the waiting. [control]

#include <atomic>
#include <optional>
#include <string>

#include "engine/core/result.h"

namespace dub::app {

class LineReader {
  public:
    static constexpr std::size_t line_bytes_max = std::size_t{64} << 20;
    LineReader(int descriptor, const std::atomic<bool>* interrupted)
        : descriptor_(descriptor)
        , interrupted_(interrupted) {}

    // Without its end; nothing after the last. Errors: stopped by the user (cancelled), a line too long
    // (invalid), io.
    [[nodiscard]] Result<std::optional<std::string>> next();

  private:
    [[nodiscard]] Result<void> read_more();

    int descriptor_;
    const std::atomic<bool>* interrupted_;
    std::string buffer_;
    std::size_t searched_ = 0; // no end of line before it
    bool at_end_ = false;
};

} // namespace dub::app

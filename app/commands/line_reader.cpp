#include "app/commands/line_reader.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <unistd.h>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"

namespace dub::app {
namespace {

constexpr int look_every_ms = 200; // a signal may come just before the waiting begins

} // namespace

Result<void> LineReader::read_more() {
    while (true) {
        if (interrupted_ != nullptr && interrupted_->load(std::memory_order_relaxed))
            return fail(ErrorCode::cancelled, "Stopped.");
        pollfd wait{descriptor_, POLLIN, 0};
        const int ready = ::poll(&wait, 1, look_every_ms);
        if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
        std::array<char, 65536> part{};
        const ssize_t n = ::read(descriptor_, part.data(), part.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return std::unexpected(io_error("read", "standard input", errno));
        at_end_ = n == 0;
        buffer_.append(part.data(), static_cast<std::size_t>(n));
        return {};
    }
}

Result<std::optional<std::string>> LineReader::next() {
    while (true) {
        const std::size_t end = buffer_.find('\n', searched_);
        if (end != std::string::npos || (at_end_ && !buffer_.empty())) {
            std::string line = buffer_.substr(0, end);
            buffer_.erase(0, end == std::string::npos ? end : end + 1);
            searched_ = 0;
            return line;
        }
        if (at_end_) return std::nullopt;
        searched_ = buffer_.size();
        if (searched_ > line_bytes_max)
            return fail(
                ErrorCode::invalid,
                fmt::format("A line of standard input is longer than {} MiB; one edit a line is expected.",
                            line_bytes_max >> 20));
        CHECK(read_more());
    }
}

} // namespace dub::app

#include "engine/core/file_head.h"

#include <cerrno>
#include <fstream>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"

namespace dub {
namespace fs = std::filesystem;

Result<std::string> read_head(const fs::path& file, std::size_t most, std::string_view expected) {
    std::error_code error;
    const auto status = fs::status(file, error);
    if (!fs::exists(status))
        return fail(ErrorCode::not_found,
                    fmt::format("{} does not exist; check the name and the folder.", file.string()));
    if (fs::is_directory(status))
        return fail(ErrorCode::invalid, fmt::format("{} is a folder; expected {}.", file.string(), expected));
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return std::unexpected(io_error("read", file, errno));
    std::string head(most, '\0');
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(stream.gcount()));
    if (head.empty())
        return fail(ErrorCode::invalid,
                    fmt::format("{} is empty (0 bytes); expected {}.", file.string(), expected));
    return head;
}

} // namespace dub

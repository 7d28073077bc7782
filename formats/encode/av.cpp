#include "formats/encode/av.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

namespace dub::encode {
namespace fs = std::filesystem;

Error av_error(std::string_view doing, const fs::path& path, int code, ErrorCode otherwise) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    const int number = AVUNERROR(code);
    const bool system =
        number == ENOSPC || number == EACCES || number == EIO || number == EROFS || number == EFBIG;
    return {system ? ErrorCode::io : otherwise,
            fmt::format("Cannot {} {}: {}.", doing, path.string(), text.data()),
            {}};
}

Result<AvOutput> open_mov(const MovPlace& place) {
    AVFormatContext* raw = nullptr;
    int code = avformat_alloc_output_context2(&raw, nullptr, "mov", nullptr);
    if (code < 0) return std::unexpected(av_error("write", place.shown, code, ErrorCode::io));
    AvOutput output(raw);
    // "file:" keeps a colon in a name from being taken for a protocol.
    code = avio_open(&output->pb, ("file:" + place.file.string()).c_str(), AVIO_FLAG_WRITE);
    if (code < 0) return std::unexpected(av_error("write", place.shown, code, ErrorCode::io));
    return output;
}

Result<void> close_mov(AvOutput output, const fs::path& shown) {
    int code = av_write_trailer(output.get());
    if (code >= 0 && output->pb->error < 0) code = output->pb->error;
    const int closed = avio_closep(&output->pb);
    if (code >= 0) code = closed;
    if (code < 0) return std::unexpected(av_error("write", shown, code, ErrorCode::io));
    return {};
}

} // namespace dub::encode

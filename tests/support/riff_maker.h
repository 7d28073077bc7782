#pragma once
// RIFF files made by hand, byte by byte, right or wrong on purpose; independent of the reader and writer
// under test.

#include <cstdint>
#include <cstring>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <filesystem>

namespace dub::test {

template <class T> [[nodiscard]] std::string le(T value) { // little-endian bytes of a number
    std::string bytes(sizeof value, '\0');
    std::memcpy(bytes.data(), &value, sizeof value);
    return bytes;
}

struct FmtFields {
    std::uint16_t tag = 1, channels = 2;
    std::uint32_t rate = 48000;
    std::uint16_t bits = 24;
    std::optional<std::uint16_t> block_align = {}; // else what follows from the rest
    std::optional<std::uint32_t> byte_rate = {};

    [[nodiscard]] std::string payload() const {
        const auto align = block_align.value_or(static_cast<std::uint16_t>(channels * bits / 8));
        return le(tag) + le(channels) + le(rate) + le(byte_rate.value_or(rate * align)) + le(align) +
               le(bits);
    }
    // WAVE_FORMAT_EXTENSIBLE around the same fields.
    [[nodiscard]] std::string extensible(std::uint32_t mask) const {
        FmtFields outer = *this;
        outer.tag = 0xFFFE;
        return outer.payload() + le(std::uint16_t{22}) + le(bits) + le(mask) + le(tag) +
               std::string("\x00\x00\x00\x00\x10\x00\x80\x00\x00\xAA\x00\x38\x9B\x71", 14);
    }
};

class RiffMaker {
  public:
    explicit RiffMaker(std::string id = "RIFF")
        : id_(std::move(id)) {}
    RiffMaker& chunk(std::string_view id, const std::string& payload,
                     std::optional<std::uint32_t> stated_size = std::nullopt) {
        body_ +=
            std::string(id) + le(stated_size.value_or(static_cast<std::uint32_t>(payload.size()))) + payload;
        if (payload.size() % 2 != 0) body_ += '\0';
        return *this;
    }
    RiffMaker& fmt(const FmtFields& fields = {}) { return chunk("fmt ", fields.payload()); }
    RiffMaker& ds64(std::uint64_t riff, std::uint64_t data, std::uint32_t table_entries = 0) {
        return chunk("ds64", le(riff) + le(data) + le(std::uint64_t{0}) + le(table_entries));
    }
    RiffMaker& raw(const std::string& bytes) { return body_ += bytes, *this; }
    [[nodiscard]] std::string text(std::optional<std::uint32_t> stated_size = std::nullopt) const {
        return id_ + le(stated_size.value_or(static_cast<std::uint32_t>(body_.size() + 4))) + "WAVE" + body_;
    }

  private:
    std::string id_;
    std::string body_;
};

[[nodiscard]] inline std::vector<std::byte> bytes_of(std::string_view text) {
    const auto* from = reinterpret_cast<const std::byte*>(text.data());
    return {from, from + text.size()};
}

[[nodiscard]] inline std::string file_text(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline void write_file(const std::filesystem::path& path, std::string_view text) {
    std::ofstream(path, std::ios::binary) << text;
}

} // namespace dub::test

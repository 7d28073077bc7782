#pragma once
// Bytes that can be read at any place: a file by pread, or memory in tests. And little-endian fields, as RIFF
// has them.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/core/result.h"

namespace dub::wave {

class ByteSource {
  public:
    virtual ~ByteSource() = default;
    [[nodiscard]] virtual std::uint64_t size() const = 0;
    [[nodiscard]] virtual const std::string& name() const = 0; // for messages
    // Fills `out` from `offset`. An error when the bytes are not there (any more).
    [[nodiscard]] virtual Result<void> read(std::uint64_t offset, std::span<std::byte> out) = 0;
};

// not_found when missing, invalid when it is a folder or device, io when it may not be read.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> open_bytes(const std::filesystem::path& path);
[[nodiscard]] std::unique_ptr<ByteSource> bytes_in_memory(std::string name, std::vector<std::byte> bytes);

// A field of at most `length` bytes, up to its first zero; "" beyond the end.
[[nodiscard]] std::string text_at(std::span<const std::byte> bytes, std::size_t at, std::size_t length);

// Little-endian integers and floats; the caller has checked that the span is long enough. The hosts are
// little-endian.
template <class T> [[nodiscard]] T load(std::span<const std::byte> bytes, std::size_t at) {
    static_assert(std::is_trivially_copyable_v<T>);
    T value;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

// A growing buffer of little-endian fields.
class ByteWriter {
  public:
    template <class T> ByteWriter& put(T value) {
        static_assert(std::is_arithmetic_v<T>);
        const auto* from = reinterpret_cast<const std::byte*>(&value);
        bytes_.insert(bytes_.end(), from, from + sizeof value);
        return *this;
    }
    ByteWriter& text(std::string_view value) { return field(value, value.size()); }
    // Exactly `length` bytes: cut off, or filled up with zeros.
    ByteWriter& field(std::string_view value, std::size_t length) {
        const std::size_t end = bytes_.size() + length;
        const auto from = std::as_bytes(std::span(value.substr(0, length)));
        bytes_.insert(bytes_.end(), from.begin(), from.end());
        bytes_.resize(end);
        return *this;
    }
    ByteWriter& zeros(std::size_t count) { return bytes_.resize(bytes_.size() + count), *this; }
    ByteWriter& append(std::span<const std::byte> more) {
        bytes_.insert(bytes_.end(), more.begin(), more.end());
        return *this;
    }
    [[nodiscard]] std::size_t size() const { return bytes_.size(); }
    [[nodiscard]] std::vector<std::byte> take() { return std::move(bytes_); }

  private:
    std::vector<std::byte> bytes_;
};

} // namespace dub::wave

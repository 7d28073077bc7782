#pragma once
// How a recording is known again: its length in bytes and a hash of head, middle and tail (64 KiB each).
// [control, disk]

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "engine/core/result.h"

namespace dub::media {

struct Identity {
    std::uint64_t bytes = 0;
    std::string hash; // 16 hexadecimal digits of FNV-1a 64: recognises, does not protect
    friend bool operator==(const Identity&, const Identity&) = default;
};

[[nodiscard]] Result<Identity> identity_of(const std::filesystem::path& path);

// SHA-256 of a whole file, 64 hexadecimal digits, for delivery reports (FIPS 180-4, computed by libavutil).
// `progress` is told how much is done, 0..1, for each MiB; false stops (code cancelled).
[[nodiscard]] Result<std::string> sha256_of(const std::filesystem::path& path,
                                            const std::function<bool(double)>& progress = {});

} // namespace dub::media

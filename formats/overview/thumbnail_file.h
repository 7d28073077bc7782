#pragma once
// Thumbnails in a cache folder: one file a film, named by a key of its identity, at most 29 MB. Whoever finds
// one damaged, foreign or of an older version makes it again. Little-endian:
//
//   head     magic, version, rate, length, distance, size of a thumbnail, numbers of thumbnails and cuts, key
//   pictures  for each one byte, 1: it is there, then its RGB, 3 bytes a pixel
//   cuts     8 bytes each
//   CRC-32C of all before
//
// [disk]

#include <filesystem>
#include <string_view>

#include "formats/overview/thumbnails.h"

namespace dub::overview {

[[nodiscard]] std::filesystem::path thumbnail_file(const std::filesystem::path& folder, std::string_view key);

// Makes the folder if it is missing; the file appears whole and replaces what was there.
[[nodiscard]] Result<void> write_thumbnails(const std::filesystem::path& file, std::string_view key,
                                            const Thumbnails& thumbnails);
// Errors: there is none (not_found); it is damaged, of another key or version (invalid).
[[nodiscard]] Result<Thumbnails> read_thumbnails(const std::filesystem::path& file, std::string_view key);

} // namespace dub::overview

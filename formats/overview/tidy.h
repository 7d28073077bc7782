#pragma once
// A cache folder of overviews and thumbnails kept small: what was not used for longest goes first. [disk]

#include <cstdint>
#include <filesystem>

namespace dub::overview {

// Removes the oldest until the rest has at most `bytes_max`. Files of others are left alone.
void drop_oldest(const std::filesystem::path& folder, std::uint64_t bytes_max);
// Used just now: it goes last. A folder that may not be written stays as it is.
void note_use(const std::filesystem::path& file);

} // namespace dub::overview

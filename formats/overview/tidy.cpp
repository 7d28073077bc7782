#include "formats/overview/tidy.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <vector>

namespace dub::overview {
namespace fs = std::filesystem;
namespace {

// With what a killed program left half written: NAME.peaks.part-XXXXXX.
bool is_ours(const fs::path& file) {
    const std::string last = file.extension();
    const std::string kind = last.starts_with(".part-") ? file.stem().extension().string() : last;
    return kind == ".peaks" || kind == ".thumbs";
}

} // namespace

// When a file was used last is its time of change.
void note_use(const fs::path& file) { ::utimensat(AT_FDCWD, file.c_str(), nullptr, 0); }

void drop_oldest(const fs::path& folder, std::uint64_t bytes_max) {
    struct Found {
        fs::path file;
        fs::file_time_type used;
        std::uint64_t bytes;
    };
    std::vector<Found> found;
    std::uint64_t total = 0;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        if (!is_ours(entry.path()) || !entry.is_regular_file(ignored)) continue;
        found.push_back({entry.path(), entry.last_write_time(ignored), entry.file_size(ignored)});
        total += found.back().bytes;
    }
    std::ranges::sort(found, {}, &Found::used);
    for (const Found& one : found) {
        if (total <= bytes_max) return;
        if (fs::remove(one.file, ignored)) total -= one.bytes;
    }
}

} // namespace dub::overview

#include "app/jobs/orphans.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view mark = ".part-";
constexpr std::size_t random_letters = 6;

bool is_old(const fs::path& file, Moment now) {
    std::error_code error;
    const auto written = fs::last_write_time(file, error);
    if (error) return false;
    const auto at = std::chrono::floor<std::chrono::milliseconds>(std::chrono::file_clock::to_sys(written));
    return now - at > orphan_age;
}

} // namespace

void sweep_orphans(const fs::path& folder, const std::function<bool(std::string_view)>& ours, Moment now) {
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const std::string name = at->path().filename().string();
        const std::size_t tail = mark.size() + random_letters;
        if (name.size() <= tail || name.compare(name.size() - tail, mark.size(), mark) != 0) continue;
        if (!ours(std::string_view(name).substr(0, name.size() - tail)) || !is_old(at->path(), now)) continue;
        std::error_code ignored;
        fs::remove(at->path(), ignored);
    }
}

} // namespace dub::app

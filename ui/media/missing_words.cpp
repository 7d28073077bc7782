#include "ui/media/missing_words.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::ui {
namespace {

std::string counted(std::ptrdiff_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

bool is_picture(const MissingMedia& one) { return one.id.starts_with('p'); }

std::string counted(const std::vector<MissingMedia>& list) {
    const auto pictures = std::ranges::count_if(list, is_picture);
    const auto recordings = std::ssize(list) - pictures;
    std::string text = recordings > 0 ? counted(recordings, "recording") : "";
    if (pictures > 0) text += (text.empty() ? "" : " and ") + counted(pictures, "picture");
    return text;
}

std::vector<MissingMedia> those(const std::vector<MissingMedia>& list, MediaFault fault) {
    std::vector<MissingMedia> some;
    std::ranges::copy_if(list, std::back_inserter(some),
                         [&](const MissingMedia& one) { return one.fault == fault; });
    return some;
}

std::string folder_of(const std::string& path) {
    return std::filesystem::path(path).parent_path().generic_string();
}

} // namespace

std::string missing_words(const std::vector<MissingMedia>& list) {
    struct Part {
        MediaFault fault;
        std::string_view one, several;
    };
    std::string text;
    for (const Part& part : {Part{MediaFault::missing, "is missing", "are missing"},
                             Part{MediaFault::exchanged, "has changed", "have changed"},
                             Part{MediaFault::unusable, "cannot be used", "cannot be used"}}) {
        const auto some = those(list, part.fault);
        if (some.empty()) continue;
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", counted(some),
                            some.size() == 1 ? part.one : part.several);
    }
    return text.empty() ? text : text + ".";
}

std::string gone_words(const std::vector<MissingMedia>& before, const std::vector<MissingMedia>& now) {
    std::vector<MissingMedia> fresh;
    std::ranges::copy_if(now, std::back_inserter(fresh), [&](const MissingMedia& one) {
        return std::ranges::find(before, one.id, &MissingMedia::id) == before.end();
    });
    if (fresh.empty()) return {};
    const std::string folder = folder_of(fresh.front().path);
    const bool together =
        !folder.empty() && fresh.size() > 1 && std::ranges::all_of(fresh, [&](const MissingMedia& one) {
            return one.fault == MediaFault::missing && folder_of(one.path) == folder;
        });
    const std::string what = missing_words(fresh);
    return together ? fmt::format("{} They lay in {}.", what, folder) : what;
}

} // namespace dub::ui

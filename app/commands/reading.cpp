#include "app/commands/reading.h"

#include <cstdlib>

#include <fmt/format.h>

namespace dub::app {
namespace {

namespace fs = std::filesystem;

// Empty when nobody has a home.
fs::path user_place(std::string_view name) {
    const char* const config = std::getenv("XDG_CONFIG_HOME");
    const char* const home = std::getenv("HOME");
    if (config != nullptr && *config != '\0') return fs::path(config) / "dubstage" / name;
    if (home != nullptr && *home != '\0') return fs::path(home) / ".config" / "dubstage" / name;
    return {};
}

fs::path user_folder(std::string_view name) {
    const fs::path folder = user_place(name);
    std::error_code error;
    return fs::is_directory(folder, error) ? folder : fs::path();
}

} // namespace

Result<Layout> layout_option(std::string_view option, std::string_view text) {
    return for_option(option, layout_named(text));
}

Result<session::Role> role_option(std::string_view option, std::string_view text) {
    if (const auto role = session::role_named(text)) return *role;
    std::string names;
    for (const session::Role role : session::roles())
        names += " " + std::string(session::name_of(role));
    return bad_option(option, fmt::format("'{}' is not a role; expected one of{}.", text, names));
}

Result<FramePos> timecode_option(std::string_view option, std::string_view text,
                                 const TimecodeFormat& format) {
    return for_option(option, parse_timecode(text, format));
}

std::vector<std::string> comma_list(std::string_view text) {
    std::vector<std::string> items;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        if (end > at) items.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return items;
}

std::filesystem::path user_spec_folder() { return user_folder("specs"); }
std::filesystem::path user_template_folder() { return user_folder("templates"); }
std::filesystem::path user_controllers_file() { return user_place("controllers.json"); }

} // namespace dub::app

#include "app/window/display.h"

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <fmt/format.h>

namespace dub::app {
namespace {

std::string variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

bool answers(const std::string& path, bool abstract) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::size_t at = abstract ? 1 : 0; // an abstract name begins with a zero
    if (path.size() + at >= sizeof address.sun_path) return false;
    std::memcpy(address.sun_path + at, path.data(), path.size());
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return false;
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + at + path.size());
    const bool connected = ::connect(fd, reinterpret_cast<const sockaddr*>(&address), length) == 0;
    ::close(fd);
    return connected;
}

// ":0", ":99.0" lie on this machine; a display with a host's name is Qt's to try.
bool x11_answers(const std::string& display) {
    if (!display.starts_with(':') && !display.starts_with("unix:")) return true;
    const std::string number = display.substr(display.find(':') + 1);
    const std::string path = "/tmp/.X11-unix/X" + number.substr(0, number.find('.'));
    return answers(path, true) || answers(path, false);
}

} // namespace

Result<void> find_display() {
    const std::string platform = variable("QT_QPA_PLATFORM");
    if (!platform.empty() && !platform.starts_with("xcb") && !platform.starts_with("wayland")) return {};
    if (!variable("WAYLAND_DISPLAY").empty()) return {};
    const std::string display = variable("DISPLAY");
    if (display.empty())
        return fail(ErrorCode::io,
                    "There is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are not set). "
                    "Every verb of `dubstage --help` works without one.");
    if (!x11_answers(display))
        return fail(ErrorCode::io, fmt::format("The display {} does not answer, so no window can be opened. "
                                               "Every verb of `dubstage --help` works without one.",
                                               display));
    return {};
}

} // namespace dub::app

// Preloaded into the program under test: lets the Nth call that changes a disk fail as a disk fails.
//   DUB_FAULT_AT=N     the call that fails, from 1
//   DUB_FAULT_KIND     enospc, eio, erofs, or short (half of a write is done, the program must go on)
//   DUB_FAULT_UNDER    the folder whose files count
//   DUB_FAULT_LOG      where the name of the call that failed is written

#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

template <class Function> Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

const char* setting(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

bool counts(const char* path) {
    const char* const under = setting("DUB_FAULT_UNDER");
    if (path[0] != '/') return true; // the program runs in the folder
    return under[0] != '\0' && std::strncmp(path, under, std::strlen(under)) == 0;
}

bool counts(int fd) {
    char link[32] = "/proc/self/fd/";
    char digits[12];
    int count = 0;
    for (int rest = fd; rest > 0 || count == 0; rest /= 10)
        digits[count++] = static_cast<char>('0' + rest % 10);
    std::size_t at = std::strlen(link);
    while (count > 0)
        link[at++] = digits[--count];
    link[at] = '\0';
    char path[4096];
    const ssize_t size = ::readlink(link, path, sizeof path - 1);
    if (size <= 0) return false;
    path[size] = '\0';
    return path[0] == '/' && counts(path);
}

void log(const char* call) {
    const long fd =
        ::syscall(SYS_openat, AT_FDCWD, setting("DUB_FAULT_LOG"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (fd < 0) return;
    ::syscall(SYS_write, fd, call, std::strlen(call));
    ::syscall(SYS_close, fd);
}

int calls = 0; // the background thread of the journal counts, too: near enough

enum class Fate { passes, fails, is_short };

// Of this call; errno is set when it fails.
template <class Target> Fate fate_of(const char* call, Target target) {
    if (!counts(target) ||
        __atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED) != std::atoi(setting("DUB_FAULT_AT")))
        return Fate::passes;
    log(call);
    const char* const kind = setting("DUB_FAULT_KIND");
    if (std::strcmp(kind, "short") == 0) return Fate::is_short;
    errno = std::strcmp(kind, "eio") == 0 ? EIO : std::strcmp(kind, "erofs") == 0 ? EROFS : ENOSPC;
    return Fate::fails;
}

} // namespace

#define EXPORTED extern "C" __attribute__((visibility("default")))

EXPORTED ssize_t write(int fd, const void* bytes, size_t size) {
    const Fate fate = fate_of("write", fd);
    if (fate == Fate::fails) return -1;
    return next<decltype(&::write)>("write")(fd, bytes, fate == Fate::is_short ? (size + 1) / 2 : size);
}

EXPORTED ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t offset) {
    const Fate fate = fate_of("pwrite", fd);
    if (fate == Fate::fails) return -1;
    return next<decltype(&::pwrite64)>("pwrite64")(fd, bytes, fate == Fate::is_short ? (size + 1) / 2 : size,
                                                   offset);
}

EXPORTED int fsync(int fd) {
    return fate_of("fsync", fd) == Fate::fails ? -1 : next<decltype(&::fsync)>("fsync")(fd);
}

EXPORTED int fdatasync(int fd) {
    return fate_of("fdatasync", fd) == Fate::fails ? -1 : next<decltype(&::fdatasync)>("fdatasync")(fd);
}

EXPORTED int ftruncate64(int fd, off64_t size) noexcept {
    return fate_of("ftruncate", fd) == Fate::fails ? -1
                                                   : next<int (*)(int, off64_t)>("ftruncate64")(fd, size);
}

EXPORTED int rename(const char* from, const char* to) noexcept {
    return fate_of("rename", to) == Fate::fails ? -1
                                                : next<int (*)(const char*, const char*)>("rename")(from, to);
}

EXPORTED int link(const char* from, const char* to) noexcept {
    return fate_of("link", to) == Fate::fails ? -1
                                              : next<int (*)(const char*, const char*)>("link")(from, to);
}

EXPORTED int mkdir(const char* path, mode_t mode) noexcept {
    return fate_of("mkdir", path) == Fate::fails ? -1
                                                 : next<int (*)(const char*, mode_t)>("mkdir")(path, mode);
}

EXPORTED int mkostemp64(char* name, int flags) {
    return fate_of("mkostemp", static_cast<const char*>(name)) == Fate::fails
               ? -1
               : next<int (*)(char*, int)>("mkostemp64")(name, flags);
}

EXPORTED int open64(const char* path, int flags, ...) {
    mode_t mode = 0;
    if ((flags & O_CREAT) != 0) {
        va_list arguments;
        va_start(arguments, flags);
        mode = va_arg(arguments, mode_t);
        va_end(arguments);
        if (fate_of("open", path) == Fate::fails) return -1;
    }
    return next<int (*)(const char*, int, ...)>("open64")(path, flags, mode);
}

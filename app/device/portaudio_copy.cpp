#include "app/device/portaudio_copy.h"

#include <cstdarg>
#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <string>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace dub::app {
namespace {

constexpr const char* library = "libportaudio.so.2";

// Copies a whole file into memory that has a path; -1 when that cannot be done.
int copy_in_memory(const char* path) {
    const int from = ::open(path, O_RDONLY | O_CLOEXEC);
    if (from < 0) return -1;
    struct stat about {};
    const int to = ::memfd_create("portaudio", MFD_CLOEXEC);
    off_t at = 0;
    bool good = to >= 0 && ::fstat(from, &about) == 0;
    while (good && at < about.st_size)
        good = ::sendfile(to, from, &at, static_cast<std::size_t>(about.st_size - at)) > 0;
    ::close(from);
    if (good) return to;
    if (to >= 0) ::close(to);
    return -1;
}

// The descriptor stays open: the loader knows libraries by path, and a path that came again would be taken
// for the copy it already has.
void* open_copy(void* original) {
    link_map* map = nullptr;
    if (::dlinfo(original, RTLD_DI_LINKMAP, static_cast<void*>(&map)) != 0) return nullptr;
    const int memory = copy_in_memory(map->l_name);
    if (memory < 0) return nullptr;
    void* const copy = ::dlopen(fmt::format("/proc/self/fd/{}", memory).c_str(), RTLD_NOW | RTLD_LOCAL);
    if (copy == nullptr) ::close(memory);
    return copy;
}

void say_nothing(const char*) {}
void say_nothing_of_alsa(const char*, int, const char*, int, const char*, ...) {}

// ALSA prints some sixty lines about cards that are not there, JACK a few about a server that is not. What
// went wrong comes back as an error; these lines help nobody.
void silence(void* copy) {
    using AlsaHandler = void (*)(const char*, int, const char*, int, const char*, ...);
    using Jack = void (*)(void (*)(const char*));
    if (const auto set = reinterpret_cast<int (*)(AlsaHandler)>(::dlsym(copy, "snd_lib_error_set_handler")))
        set(say_nothing_of_alsa);
    for (const char* name : {"jack_set_error_function", "jack_set_info_function"})
        if (const auto set = reinterpret_cast<Jack>(::dlsym(copy, name))) set(say_nothing);
}

// How a patch bay of JACK shows us. Read when the copy is initialised; the text must stay.
void name_for_jack(void* copy) {
    if (const auto set = reinterpret_cast<PaError (*)(const char*)>(::dlsym(copy, "PaJack_SetClientName")))
        (void)set("Dubstage");
}

template <class Function> bool find(void* copy, const char* name, Function& function) {
    function = reinterpret_cast<Function>(::dlsym(copy, name));
    return function != nullptr;
}

} // namespace

Result<PortAudioFunctions> load_portaudio_copy() {
    void* const original = ::dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (original == nullptr)
        return fail(ErrorCode::io,
                    fmt::format("no sound device can be used: {} is not installed; install the "
                                "package libportaudio2.",
                                library));
    // Where memory may not be executed the one copy there is must do.
    void* copy = open_copy(original);
    if (copy == nullptr) copy = original;
    silence(copy);
    name_for_jack(copy);
    PortAudioFunctions f;
    (void)find(copy, "PaAlsa_EnableRealtimeScheduling", f.alsa_real_time);
    const bool all =
        find(copy, "Pa_Initialize", f.initialize) && find(copy, "Pa_Terminate", f.terminate) &&
        find(copy, "Pa_GetErrorText", f.error_text) && find(copy, "Pa_GetLastHostErrorInfo", f.host_error) &&
        find(copy, "Pa_GetHostApiInfo", f.host_api) && find(copy, "Pa_GetDeviceCount", f.device_count) &&
        find(copy, "Pa_GetDefaultOutputDevice", f.default_output) &&
        find(copy, "Pa_GetDeviceInfo", f.device) &&
        find(copy, "Pa_IsFormatSupported", f.is_format_supported) && find(copy, "Pa_OpenStream", f.open) &&
        find(copy, "Pa_StartStream", f.start) && find(copy, "Pa_StopStream", f.stop) &&
        find(copy, "Pa_AbortStream", f.abort) && find(copy, "Pa_CloseStream", f.close) &&
        find(copy, "Pa_IsStreamActive", f.is_active) && find(copy, "Pa_GetStreamInfo", f.stream_info);
    if (!all)
        return fail(ErrorCode::io,
                    fmt::format("{} is of another version; PortAudio 19.6 is needed.", library));
    return f;
}

} // namespace dub::app

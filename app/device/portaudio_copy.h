#pragma once
// One loaded copy of libportaudio. When the server or the card behind a stream dies, PortAudio's stop, abort
// and close wait for ever, and then so does Pa_Terminate: that copy of the library is of no more use. Its
// state lies in variables of the library, so the next try loads it once more, under another name. Hence it is
// loaded by hand and never linked: what is linked would be found first by every later copy.
// [control; the functions from one thread at a time]

#include <memory>

#include <pa_linux_alsa.h>
#include <portaudio.h>

#include "engine/core/result.h"

namespace dub::app {

struct PortAudioFunctions {
    decltype(&Pa_Initialize) initialize = nullptr;
    decltype(&Pa_Terminate) terminate = nullptr;
    decltype(&Pa_GetErrorText) error_text = nullptr;
    decltype(&Pa_GetLastHostErrorInfo) host_error = nullptr;
    decltype(&Pa_GetHostApiInfo) host_api = nullptr;
    decltype(&Pa_GetDeviceCount) device_count = nullptr;
    decltype(&Pa_GetDefaultOutputDevice) default_output = nullptr;
    decltype(&Pa_GetDeviceInfo) device = nullptr;
    decltype(&Pa_IsFormatSupported) is_format_supported = nullptr;
    decltype(&Pa_OpenStream) open = nullptr;
    decltype(&Pa_StartStream) start = nullptr;
    decltype(&Pa_StopStream) stop = nullptr;
    decltype(&Pa_AbortStream) abort = nullptr;
    decltype(&Pa_CloseStream) close = nullptr;
    decltype(&Pa_IsStreamActive) is_active = nullptr;
    decltype(&Pa_GetStreamInfo) stream_info = nullptr;
    decltype(&PaAlsa_EnableRealtimeScheduling) alsa_real_time = nullptr; // nullptr: built without
};

// The functions of a fresh copy; it stays loaded until the program ends. The libraries below it (ALSA, JACK)
// are shared by all copies; what they print is silenced. To a JACK server it is "Dubstage". Error (io):
// libportaudio is not installed.
[[nodiscard]] Result<PortAudioFunctions> load_portaudio_copy();

} // namespace dub::app

#pragma once
// What the engine needs of the world outside, as interfaces. formats/ and app/ implement them; tests use
// fakes.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/audio_block.h"
#include "engine/core/layout.h"
#include "engine/core/result.h"
#include "engine/core/time.h"

namespace dub {

struct AudioFormat {
    Layout layout; // speakers in the order of the channels delivered
    SampleRate rate;
    SampleCount length; // samples per channel
};

// Recorded sound that can be read at any place. One thread at a time.
class AudioSource {
  public:
    virtual ~AudioSource() = default;
    [[nodiscard]] virtual const AudioFormat& format() const = 0;
    // Fills `out` (format().layout.channels() x out.samples()) from sample `start` of the source's own grid.
    // What lies outside [0, length) is silence. An error leaves `out` undefined. [disk, writer; never audio]
    [[nodiscard]] virtual Result<void> read(SamplePos start, AudioBlock out) = 0;
};

// Where sound goes. Written from front to back by one thread.
class AudioSink {
  public:
    virtual ~AudioSink() = default;
    [[nodiscard]] virtual Result<void> write(ConstAudioBlock block) = 0;
    // Nothing may follow. Only after success does the output exist under its name.
    [[nodiscard]] virtual Result<void> finish() = 0;
};

struct PictureSize {
    int width = 0, height = 0; // pixels
    friend constexpr bool operator==(PictureSize, PictureSize) = default;
};

struct PictureFormat {
    FrameRate rate;
    FrameCount length; // frames at that rate
    PictureSize size;  // as it is to be shown: pixels are square, the file's own aspect is applied
};

// One decoded frame as a window paints it. Pixels are square. It never changes once made: any thread.
struct Picture {
    FrameCount index; // which frame of its source, from 0
    PictureSize size;
    int stride = 0;                    // pixels from the start of a row to that of the next, >= size.width
    std::vector<std::uint32_t> pixels; // 0xffRRGGBB, 8 bits a colour (sRGB, full range), top row first
};

// A moving picture whose frames can be had in any order. One thread at a time.
class PictureSource {
  public:
    virtual ~PictureSource() = default;
    [[nodiscard]] virtual const PictureFormat& format() const = 0;
    // Frame `index` of [0, length), whole, with its aspect, as large as fits `within` but never enlarged; {}
    // is no limit. An error is that of this frame alone (a damaged place): others can still be had. Next to
    // the last frame is quick, elsewhere is a seek. [decode]
    [[nodiscard]] virtual Result<std::shared_ptr<const Picture>> frame(FrameCount index,
                                                                       PictureSize within) = 0;
};

// How much of a long task is done, 0..1; returns false when the user wants it stopped. Any thread.
class Progress {
  public:
    virtual ~Progress() = default;
    virtual bool at(double done, std::string_view what) = 0;
};

// What a device calls when it wants sound.
class AudioCallback {
  public:
    virtual ~AudioCallback() = default;
    // [audio] Fills all of `out`, in the order of the device's layout. `in` is what was recorded meanwhile,
    // as long as `out`; it may have no channels. Any number of samples, another one each time. May not wait,
    // allocate, call the system or throw.
    virtual void process(AudioBlock out, ConstAudioBlock in) noexcept = 0;
};

struct DeviceFormat {
    std::string name; // "JACK: system"
    SampleRate rate;
    Layout layout;       // of the blocks it wants
    int inputs = 0;      // channels it records
    SampleCount latency; // from the callback to the loudspeaker, as declared or as measured
};

// No library tells reliably that a device died; that the count stands still does.
struct DevicePulse {
    std::uint64_t callbacks = 0; // begun since it was started
    bool ended = false;          // the library says that no more will come; it may never say so
};

// Something that plays, opened. Destroying it stops it. [control]
class AudioDevice {
  public:
    virtual ~AudioDevice() = default;
    [[nodiscard]] virtual const DeviceFormat& format() const = 0;
    // `callback` is called by the device's thread until stop() has returned.
    [[nodiscard]] virtual Result<void> start(AudioCallback& callback) = 0;
    // Afterwards no call is under way and none will come, even from a device that died. At most two seconds.
    virtual void stop() = 0;
    [[nodiscard]] virtual DevicePulse pulse() const = 0; // [any]
};

} // namespace dub

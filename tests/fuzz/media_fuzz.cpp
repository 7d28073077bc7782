// Any bytes through the door for recordings: an error or a reading, never a crash, a hang or an unbounded
// allocation.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fcntl.h>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

#include "engine/core/audio_buffer.h"
#include "formats/media/media.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dub;
    const int fd = ::memfd_create("media", 0);
    if (fd < 0 || ::write(fd, data, size) != static_cast<ssize_t>(size)) return 0;
    const std::string path = "/proc/self/fd/" + std::to_string(fd);
    if (const auto probe = media::probe(path))
        for (const auto& sound : probe->sounds) {
            const auto source = media::open_sound(path, sound.index);
            if (!source) continue;
            const AudioFormat& format = (*source)->format();
            AudioBuffer block(format.layout.channels(), 1024);
            for (const std::int64_t at :
                 {std::int64_t{0}, format.length.value / 2, format.length.value - 512})
                if (!(*source)->read(SamplePos{at}, block.block())) break;
        }
    if (const auto picture = media::open_picture(path)) {
        const std::int64_t length = (*picture)->format().length.value;
        for (const std::int64_t at : {length - 1, std::int64_t{0}, length / 2})
            (void)(*picture)->frame(FrameCount{at}, {64, 64}).has_value();
    }
    ::close(fd);
    return 0;
}

#pragma once
// The media pool: what recordings the session uses, and how to know them again. Plain values, any thread.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/layout.h"
#include "engine/core/time.h"

#include "engine/session/speed.h"

namespace dub::session {

template <class T> using Shared = std::shared_ptr<const T>;

struct Media {
    MediaId id;
    std::string name;
    std::string
        path;      // relative to the session file's folder, '/' between; absolute only when on another volume
    Layout layout; // speakers in the file's channel order
    SampleRate rate;                    // the file's own
    SampleCount length;                 // samples per channel at its own rate
    int bits = 0;                       // 16, 24, 32; 0 for lossy or unknown
    std::optional<SamplePos> timestamp; // bext TimeReference, at the file's own rate
    std::uint64_t bytes = 0;            // identity: a file with other bytes or hash has changed under us
    std::string hash;                   // of head, middle and tail (formats/media/identity.h)
    Speed speed;                        // how it is played; positions on the timeline are after it
    int stream = -1;                    // which sound stream of a container; -1 a sound file
    friend bool operator==(const Media&, const Media&) = default;
};

// A moving picture on the timeline.
struct Picture {
    PictureId id;
    std::string path; // as Media::path
    FramePos at;      // session frame of its first frame
    FrameCount length;
    FrameRate rate;
    friend bool operator==(const Picture&, const Picture&) = default;
};

struct MediaPool {
    std::vector<Shared<Media>> media;      // sorted by id
    std::vector<Shared<Picture>> pictures; // sorted by start
};

} // namespace dub::session

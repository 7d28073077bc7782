#pragma once
// Which pages of which recordings sound when: read from a session, asked for a stretch of the timeline.
// [control makes it; then read-only]

#include <map>
#include <memory>
#include <span>
#include <vector>

#include "engine/render/stream.h"
#include "engine/session/session.h"

namespace dub::render {

struct PageCue {
    Stream* stream = nullptr;
    std::size_t page = 0;
    SamplePos due; // when its first sample is heard
};

class CueSheet {
  public:
    CueSheet() = default;
    // Clips of recordings without a stream are passed over.
    CueSheet(const session::Session& session, const std::map<MediaId, std::shared_ptr<Stream>>& streams);

    // Appends what sounds in the range, in the order of time.
    void pages(SampleRange range, std::vector<PageCue>& cues) const;
    // Appends the first page of every clip, those nearest to the place first, up to `most`.
    void starts(SamplePos near, std::size_t most, std::vector<PageCue>& cues) const;

  private:
    struct Clip {
        SampleRange place;
        SamplePos source_start;
        std::shared_ptr<Stream> stream;
    };
    static void append(const Clip& clip, SampleRange range, std::vector<PageCue>& cues);

    std::vector<Clip> clips_;     // by start
    std::vector<SamplePos> ends_; // of each, the latest end so far
};

} // namespace dub::render

#pragma once
// The pool's recording for each event: one entry for each file and speed, made when it is first played. Pure,
// any thread.

#include <deque>
#include <map>

#include "engine/conform/event_clip.h"
#include "engine/conform/place.h"

namespace dub::conform {

class MediaFor {
  public:
    MediaFor(const Turnover& list, const PlaceSources& sources);

    // Adds it to `session` when it is not there. nullopt with a word in `told`: no recording can be played
    // so.
    [[nodiscard]] Result<std::optional<PlayedMedia>> event(session::Session& session, const Event& event,
                                                           const std::string& where, Diagnostics& told);

  private:
    struct Entry {
        const FoundFile* file;
        session::Media media;
    };
    [[nodiscard]] Entry& entry_of(std::size_t source, const session::Session& session);
    [[nodiscard]] Entry missing(std::size_t source, const session::Session& session);

    const Turnover& list_;
    const PlaceSources& sources_;
    std::deque<FoundFile> missing_;        // what the list says of files that were not found
    std::map<std::size_t, Entry> entries_; // of sources
    std::map<std::tuple<std::string, int, std::int64_t, std::int64_t>, MediaId> known_;
};

} // namespace dub::conform

#pragma once
// How the file of a recording or a picture is now, beside what the session remembers of it. [disk]

#include <filesystem>
#include <string>

#include "engine/core/result.h"
#include "engine/session/media.h"

namespace dub::app {

enum class Condition : unsigned char {
    as_imported,
    missing,   // plays as silence, shows black
    exchanged, // another file of its channels and rate: what lies there now plays
    unfit,     // another file that no clip of it fits
};

struct MediaCondition {
    Condition condition = Condition::as_imported;
    std::string sentence; // what is wrong and the cure; empty when nothing is
    friend bool operator==(const MediaCondition&, const MediaCondition&) = default;
};

// `folder` is the session's. Errors: the file is there and cannot be read, or is no sound any more.
[[nodiscard]] Result<MediaCondition> condition_of(const session::Media& media,
                                                  const std::filesystem::path& folder);
// Of a picture a session keeps no identity: it is there or missing.
[[nodiscard]] MediaCondition condition_of(const session::Picture& picture,
                                          const std::filesystem::path& folder);

} // namespace dub::app

#pragma once
// What the edits of versions share. Pure, any thread.

#include "engine/session/edits/change.h"
#include "engine/session/edits/read_arguments.h"
#include "engine/session/names.h"

namespace dub::session {

inline constexpr ArgumentDeclaration version_argument{"version", "version", "id or name", Need::required,
                                                      "the version"};
inline constexpr ArgumentDeclaration version_rate_argument{"rate", "rate", "23.976, 24, 25 …", Need::optional,
                                                           "its frame rate; every picture frame is kept"};
inline constexpr ArgumentDeclaration version_method_argument{"method", "speed method",
                                                             "resample, stretch, restamp", Need::optional,
                                                             "how the sound follows the rate; resample"};
inline constexpr Limits trim_limits{-144, 24, "dB"};

[[nodiscard]] Result<void> read_rate(const ArgumentReader& in, std::optional<RateChange>& out);
[[nodiscard]] Result<Version> copy_version(const Session& session, VersionId id);
[[nodiscard]] Session with_version(Session session, Version version); // it must be there
[[nodiscard]] VersionStrip layer_for(StripOwner owner);               // that does nothing yet
// What the version does to that strip; a fresh layer when it does nothing.
[[nodiscard]] VersionStrip layer_of(const Version& version, StripOwner owner);
void put_layer(Version& version, VersionStrip layer); // one that says nothing is taken out
// Nothing of the versions names that strip or its inserts any more.
[[nodiscard]] Session without_layers_of(Session session, StripOwner owner);
[[nodiscard]] Session without_switches_of(Session session, InsertId insert);

} // namespace dub::session

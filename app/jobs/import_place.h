#pragma once
// Where an input goes: its place on the timeline, its track's name and layout. Pure. [control]

#include <filesystem>
#include <optional>
#include <string>

#include "engine/core/diagnostics.h"
#include "engine/session/session.h"
#include "formats/media/identity.h"
#include "formats/media/media.h"

namespace dub::app {

// Where a sound goes that nobody placed: its stamp, else the session's start. A stamp of zero in a session
// that begins later means that nobody set it; `told` says so.
[[nodiscard]] SamplePos own_place(const session::Session& session, const media::SoundStream& sound,
                                  std::string_view file, Diagnostics& told);
// The same of a picture, by the start timecode written in it.
[[nodiscard]] FramePos own_place(const session::Session& session, const media::PictureStream& picture,
                                 std::string_view file, Diagnostics& told);

// What the pool says of a sound stream of that file; its path is the caller's.
[[nodiscard]] session::Media media_of(const media::SoundStream& sound, const std::filesystem::path& file,
                                      const media::Identity& identity);

// `wanted`, or with a number behind it when a track of the session has that name.
[[nodiscard]] std::string free_track_name(const session::Session& session, const std::string& wanted);

// The named layout of the same speakers, so that a track has the usual order whatever the file's.
[[nodiscard]] Layout track_layout(const Layout& file);

// How many session frames a picture covers, and a doubt when it runs at another rate.
[[nodiscard]] FrameCount session_frames(const session::Session& session, const media::PictureStream& picture,
                                        std::string_view file, Diagnostics& told);

} // namespace dub::app

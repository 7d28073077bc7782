#pragma once
// What a file is and holds: a session, a wave, other sound, a picture. The content decides, not the name.
// [control, disk]

#include <filesystem>
#include <variant>

#include "app/jobs/print_status.h"
#include "app/jobs/session_media.h"
#include "formats/media/media.h"
#include "formats/wave/wave_info.h"

namespace dub::app {

struct InspectedSession {
    OpenedSession opened;
    MediaState media;
    PrintStatuses prints;
};

struct Inspected {
    std::filesystem::path file;
    std::variant<InspectedSession, wave::WaveInfo, media::Probe> what;
    Diagnostics diagnostics; // all there are, of the file and of what it refers to
};

// Errors: missing, empty, damaged, of an unknown kind. Turnovers: inspect_turnover.h.
[[nodiscard]] Result<Inspected> inspect(const std::filesystem::path& file);

// A list, AAF or other turnover by its name.
[[nodiscard]] bool is_turnover_name(const std::filesystem::path& file);
// The first bytes are those of a session file.
[[nodiscard]] Result<bool> looks_like_session(const std::filesystem::path& file);

} // namespace dub::app

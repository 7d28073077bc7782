#pragma once
// Prints: records buses in one pass, faster than real time, into files beside the session, and lays them onto
// the session's prints. All that was asked for is new; beside it lie crossfades of 20 ms with what was
// printed before, and beyond them every bit stays. The session, as it was when it was printed, is kept with
// the files. Files and session appear together or not at all. [control; uses worker threads]

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/jobs/print_laying.h"
#include "app/jobs/session_media.h"
#include "engine/core/io.h"
#include "engine/plan/target.h"
#include "formats/wave/wave_info.h"

namespace dub::app {

inline constexpr std::int64_t print_handle_ms = 100; // sound before and after the range, for later punches

enum class Whose : unsigned char { everything, music_and_effects };

struct PrintRequest {
    std::filesystem::path session;
    std::vector<std::string> buses; // as --bus of render; "stems"; "all": the stems and the printmaster
    Whose whose = Whose::everything;
    plan::Dips dips = plan::Dips::as_mixed;
    std::string version;                 // by name or id; empty: the mix itself
    std::optional<std::string> from, to; // timecode, half-open; none: the programme's
    wave::SampleType type = wave::SampleType::float32;
    std::filesystem::path media; // folder of the files; empty: "NAME prints" beside the session
    std::string name;            // of a new print; empty: the bus's
    IfExists loss = IfExists::refuse;
    int jobs = 0;
};

struct PrintedPass {
    PrintId print;
    std::string name; // the print's
    BusId bus;
    std::filesystem::path path;
    Layout layout;
    SampleRange file;  // what the file covers
    SampleRange heard; // what of it is heard, crossfades included
};

struct PrintOutcome {
    session::Session session; // as saved
    std::vector<PrintedPass> passes;
    std::filesystem::path snapshot;
    std::string from, to; // timecode
    SampleCount samples;
    bool media_complete = true;
    Diagnostics diagnostics;
};

// What is printed of an open session, before anything appears.
struct PrintedBuses {
    std::unique_ptr<PrintLaying> laying; // finished
    PrintOutcome outcome;                // its session is the opened one with the prints
};
// Errors: as print_buses(), but for saving.
[[nodiscard]] Result<PrintedBuses> print_opened(const OpenedSession& opened, const PrintRequest& request,
                                                Progress& progress);

// Errors: usage (no such bus or version, a range without length), unfit (nothing to print, unknown keys that
// saving would lose), those of open_session and look_at_media, io, cancelled.
[[nodiscard]] Result<PrintOutcome> print_buses(const PrintRequest& request, Progress& progress);

[[nodiscard]] plan::Tap tap_of(const session::Print& print);
// The session as the version has it; itself when there is none.
[[nodiscard]] Result<session::Session> laid_out(const session::Session& session, VersionId version);

} // namespace dub::app

#pragma once
// Which prints still sound like the session, and where they no longer do: each pass is compared with the
// session it was made from. [control, disk]

#include <filesystem>
#include <string>
#include <vector>

#include "app/jobs/session_media.h"
#include "engine/plan/changes.h"

namespace dub::app {

enum class PassSound : unsigned char { there, missing, changed }; // its file
enum class PassOrigin : unsigned char { known, missing };         // the session it was made from

struct PassStatus {
    MediaId media;
    std::string path; // as the pool has it
    PassSound sound = PassSound::there;
    PassOrigin origin = PassOrigin::known;
    std::vector<SampleRange> heard; // where the print plays it
    std::vector<SampleRange> stale; // of these; with an unknown origin none: it is not known
};

struct PrintStatus {
    PrintId print;
    std::string name, bus, version; // names; no version: empty
    bool undipped = false;
    session::RoleSet roles;
    std::vector<SampleRange> heard;        // all passes together
    std::vector<SampleRange> stale;        // where a known pass no longer sounds like the session
    std::vector<SampleRange> unknown;      // where nobody can say: the session it was made from is missing
    std::vector<PassStatus> passes;        // in the order of the print
    [[nodiscard]] bool is_current() const; // all files there, all origins known, nothing stale
};

struct PrintStatuses {
    std::vector<PrintStatus> prints;
    Diagnostics diagnostics; // "print.media-missing", "print.media-changed", "print.snapshot-missing"
};

// Whether the sound files are read, all of them, to see that they are what was printed.
enum class Files : unsigned char { read, trusted };

// Errors: only what stops all (a version cannot be laid out).
[[nodiscard]] Result<PrintStatuses>
print_status(const session::Session& session, const std::filesystem::path& folder, Files files = Files::read);

} // namespace dub::app

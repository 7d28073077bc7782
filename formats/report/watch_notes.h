#pragma once
// What was noted while delivered files were watched down: NAME_notes.json beside them, and the same as text
// for people. Pure, any thread.

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/timecode.h"

namespace dub::report {

struct WatchNote {
    FramePos at;       // of the session's picture
    std::string heard; // the files that were listened to, in words
    std::string text;  // one line
    friend bool operator==(const WatchNote&, const WatchNote&) = default;
};

struct WatchNotes {
    std::string delivery; // file name of its report
    std::string session;  // file name
    TimecodeFormat timecode;
    std::vector<WatchNote> notes; // sorted by position
    friend bool operator==(const WatchNotes&, const WatchNotes&) = default;
};

inline constexpr std::size_t notes_most = 10000, note_bytes_max = 2000;

// Sorted in behind those of the same frame. Errors (usage): no text, too long a text, too many notes. Line
// breaks become blanks.
[[nodiscard]] Result<WatchNotes> with_note(WatchNotes notes, WatchNote note);

[[nodiscard]] std::string notes_json(const WatchNotes& notes);
[[nodiscard]] std::string notes_text(const WatchNotes& notes);
// `name` is the file's, for sentences. Errors: invalid, with what was expected.
[[nodiscard]] Result<WatchNotes> read_notes(std::string_view json, std::string_view name);

} // namespace dub::report

#pragma once
// Doubts are data. A function that succeeds but had to guess, leave out or change something returns a
// Diagnostic beside its value: what happened, what was done instead, what the user can do. Any thread.

#include <string>
#include <string_view>
#include <vector>

namespace dub {

enum class Severity : unsigned char { note, warning, error };
[[nodiscard]] std::string_view name_of(Severity severity); // "note", "warning", "error"

struct Diagnostic {
    Severity severity = Severity::warning;
    std::string code;     // for machines, stable: "wave.extension-mismatch"
    std::string where;    // file, track, clip, timecode: the place a person can go to
    std::string sentence; // what happened, what was done instead, the cure

    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

using Diagnostics = std::vector<Diagnostic>;

// True when any entry is an error: the value beside it must not be used as it is.
[[nodiscard]] bool has_error(const Diagnostics& diagnostics);

void append(Diagnostics& to, Diagnostics&& more);

} // namespace dub

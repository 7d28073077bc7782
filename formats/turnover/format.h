#pragma once
// How a list or AAF is read, and the table of those that can be. A reader answers with a Turnover and its
// diagnostics whenever anything of use can be got from the file; an Error only when nothing can.
// [worker, disk]

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/conform/turnover.h"
#include "engine/core/io.h"
#include "engine/core/result.h"

namespace dub::turnover {

struct ReadOptions {
    std::optional<TimecodeFormat>
        timecode;         // for lists that do not say it; wins over a guess, never over the file
    std::string sequence; // which timeline of several, by name; empty: the one that is meant by the file
};

// What a reader sees: `file` is named in every sentence; nothing else is opened by a reader.
using Read = Result<conform::Turnover> (*)(const std::filesystem::path& file, const ReadOptions&);

struct Format {
    std::string_view id;   // "edl": Turnover::format
    std::string_view name; // "CMX3600 EDL"
    // By the first bytes (4096 or the whole file) and the name, which only decides between text formats.
    bool (*sniff)(std::string_view head, const std::filesystem::path& file);
    Read read;
};

[[nodiscard]] std::span<const Format> formats();
// The one whose sniff takes it; nullptr when none does.
[[nodiscard]] const Format* format_of(std::string_view head, const std::filesystem::path& file);
// A list or AAF by its content, a bundle by the list in it; false for any other file, or none.
[[nodiscard]] bool is_turnover(const std::filesystem::path& file);
// Both in one; a folder is read by the list in it (.otiod, .fcpxmld). Errors: missing, not a turnover (said
// what it looks like instead), damaged beyond use.
[[nodiscard]] Result<conform::Turnover> read_turnover(const std::filesystem::path& file,
                                                      const ReadOptions& options = {});

// The bytes of a recording that the turnover brings along, written whole to `to` (beside, then renamed) as a
// file that opens as what it is: headerless samples become a wave file. Never loaded whole. Errors: no such
// recording, damaged, io, cancelled.
[[nodiscard]] Result<void> extract_essence(const std::filesystem::path& turnover,
                                           const conform::Source& source, const std::filesystem::path& to,
                                           Progress& progress);

} // namespace dub::turnover

#pragma once
// The notes of a watch-down on the disk, beside the delivery they are of. [control, disk]

#include <filesystem>

#include "formats/report/watch_notes.h"

namespace dub::app {

// "film_delivery.json" -> "film_notes.json".
[[nodiscard]] std::filesystem::path notes_file(const std::filesystem::path& report);
// "film_notes.txt": the same for people.
[[nodiscard]] std::filesystem::path notes_text_file(const std::filesystem::path& report);

// None yet: `fresh`. Errors: the file cannot be read, or holds no notes.
[[nodiscard]] Result<report::WatchNotes> load_notes(const std::filesystem::path& report,
                                                    report::WatchNotes fresh);
[[nodiscard]] Result<report::WatchNotes> load_notes_file(const std::filesystem::path& file);
// Both files. Errors: as io_error(); the file of notes is then the one before.
[[nodiscard]] Result<void> save_notes(const std::filesystem::path& report, const report::WatchNotes& notes);

} // namespace dub::app

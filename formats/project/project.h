#pragma once
// The session file NAME.dub: JSON with one entity a line, stable ids, sorted keys, so that it diffs and
// merges (docs/session-format.md, docs/session.schema.json). Saving, loading and saving gives the same bytes.
// A newer major version is refused; unknown keys of the same version are reported and lost. [control, disk]

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/core/atomic_file.h"
#include "engine/core/diagnostics.h"
#include "engine/session/session.h"

namespace dub::project {

struct Loaded {
    session::Session session;
    Diagnostics diagnostics;
    std::vector<std::string> unknown_keys; // what saving would lose: each is a diagnostic, too
};

// How a saved state is known again: 16 hexadecimal digits of FNV-1a 64 over the file's bytes.
[[nodiscard]] std::string state_hash(std::string_view text);

[[nodiscard]] std::string to_text(const session::Session& session);
// `name` is the file, for the sentences. Errors name the line. The result passed session::check without
// error.
[[nodiscard]] Result<Loaded> from_text(std::string_view text, std::string_view name);

inline constexpr std::uint64_t file_bytes_max = std::uint64_t{256} << 20; // some two million clips
[[nodiscard]] Result<Loaded> load(const std::filesystem::path& path);
// Checks the session, writes beside, flushes, reads back and compares, renames, flushes the folder. The text
// that was written. `about_to_appear` is told its state_hash just before the rename.
[[nodiscard]] Result<std::string> save(const session::Session& session, const std::filesystem::path& path,
                                       IfExists if_exists,
                                       const std::function<void(std::string_view)>& about_to_appear = {});

} // namespace dub::project

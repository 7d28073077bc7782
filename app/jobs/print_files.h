#pragma once
// The files of a print: their folder and names, and the copy of the session that was printed. [control, disk]

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/atomic_file.h"
#include "engine/session/session.h"

namespace dub::app {

// "film.dub" -> "film prints", in the same folder.
[[nodiscard]] std::filesystem::path print_folder_of(const std::filesystem::path& session);

// "DX 001.wav": the first number that neither lies there nor is in `taken`.
[[nodiscard]] std::filesystem::path free_print_file(const std::filesystem::path& folder, std::string title,
                                                    const std::set<std::filesystem::path>& taken);

// Whether it is a name free_print_file() gives: "DX 001.wav".
[[nodiscard]] bool is_print_name(std::string_view name);
// Files of such names in the folder that are not in `taken`, sorted. A print that was killed between its
// files and the session leaves them, but an older state of the session may play them: told, not removed.
[[nodiscard]] std::vector<std::filesystem::path> unnamed_prints(const std::filesystem::path& folder,
                                                                const std::set<std::filesystem::path>& taken);
// Removes what killed prints left unfinished in the folder and its snapshots.
void sweep_unfinished_prints(const std::filesystem::path& folder);

// The session without its prints, written under the name of its own content: the same session is kept once.
// It appears with commit().
class Snapshot {
  public:
    [[nodiscard]] static Result<Snapshot> create(const std::filesystem::path& folder,
                                                 const session::Session& session);
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] bool is_new() const { return file_.has_value(); }
    [[nodiscard]] Result<void> commit() { return file_ ? file_->commit() : Result<void>{}; }

  private:
    std::filesystem::path path_;
    std::optional<AtomicFile> file_; // none: it lies there already
};

} // namespace dub::app

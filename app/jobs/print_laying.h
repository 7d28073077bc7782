#pragma once
// The files of a print on their way into a session, whoever fills them: a render, or what was heard in the
// run. They appear together, with the copy of the session they were made from, or not at all. [any one
// thread, disk]

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/jobs/made_folders.h"
#include "app/jobs/print_files.h"
#include "app/jobs/publication.h"
#include "app/jobs/wave_output.h"
#include "engine/session/print.h"

namespace dub::app {

inline constexpr std::int64_t print_crossfade_ms = 20;

// "DX", "PM M&E undipped (nearfield)": what a print is of, for names of files and sentences.
[[nodiscard]] std::string title_of_print(const session::Session& session, const session::Print& print);

// One bus on its way to its file.
struct PassWanted {
    session::Print print; // as it is in the session, or as it will be made
    std::string name;     // of a new one
    Layout layout;
    SampleRange heard, file; // the file reaches as far before as behind what is heard
};

class PrintLaying {
  public:
    struct Place {
        std::filesystem::path session; // the file whose prints they are
        std::filesystem::path folder;  // where the session's media count from
        std::filesystem::path media;   // of the files; empty: "NAME prints" beside the session
        wave::SampleType type = wave::SampleType::float32;
        std::set<std::filesystem::path> taken = {}; // by others that are not yet there
    };
    // `session` is what is printed. Errors (io): no space, no permission.
    [[nodiscard]] static Result<std::unique_ptr<PrintLaying>>
    create(const session::Session& session, Place place, std::vector<PassWanted> wanted);
    PrintLaying(const PrintLaying&) = delete;
    PrintLaying& operator=(const PrintLaying&) = delete;

    [[nodiscard]] std::size_t count() const { return passes_.size(); }
    [[nodiscard]] const PassWanted& wanted(std::size_t pass) const { return passes_[pass].wanted; }
    [[nodiscard]] WaveOutput& output(std::size_t pass) { return *passes_[pass].output; }
    [[nodiscard]] const std::filesystem::path& path(std::size_t pass) const {
        return passes_[pass].output->files().front().path;
    }
    [[nodiscard]] const std::filesystem::path& snapshot() const { return snapshot_->path(); }
    // Files of prints in the folder that no recording of the session is.
    [[nodiscard]] const Diagnostics& diagnostics() const { return unnamed_; }

    // All outputs were written: completes and reads back every file.
    [[nodiscard]] Result<void> finish();
    // After that: the passes laid onto a session's prints. Looks at no file.
    [[nodiscard]] Result<session::Session> lay(session::Session onto) const;
    [[nodiscard]] std::vector<Publishable> files();
    void keep() { folders_.keep(); } // when they were published

  private:
    struct Pass {
        PassWanted wanted;
        std::unique_ptr<WaveOutput> output;
        session::Media media = {}; // when it is finished
    };
    PrintLaying(const session::Session& session, Place place);
    [[nodiscard]] Result<void> make_files(std::vector<PassWanted> wanted);
    void tell_unnamed(const std::vector<std::filesystem::path>& files);
    [[nodiscard]] wave::WriteOptions options_for(const PassWanted& pass) const;
    [[nodiscard]] Result<session::Media> media_of(Pass& pass) const;

    session::Session session_;
    Place place_;
    MadeFolders folders_; // goes last: what is left in them has gone by then
    std::vector<Pass> passes_;
    std::optional<Snapshot> snapshot_;
    Diagnostics unnamed_;
};

} // namespace dub::app

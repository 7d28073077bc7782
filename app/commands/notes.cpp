// dubstage notes: what was noted while delivered files were watched down.

#include <algorithm>
#include <cerrno>

#include <fmt/format.h>

#include "app/commands/all.h"
#include "app/commands/answer.h"
#include "app/jobs/watch_notes.h"
#include "engine/core/atomic_file.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

class Notes final : public Command {
  public:
    void declare(Options& options) override {
        options.place("DIR|FILE", "a delivery's folder, its report, or its notes", &where_);
    }

    Result<Exit> run(Console& console) override {
        TRY(const auto files, files_in(where_));
        Value::List found;
        for (const fs::path& file : files) {
            TRY(const auto notes, load_notes_file(file));
            print(console, report::notes_text(notes));
            found.push_back(description(file, notes));
        }
        answer(console, object({{"notes", list(std::move(found))}}));
        return Exit::done;
    }

  private:
    static Result<std::vector<fs::path>> files_in(const fs::path& where) {
        std::error_code error;
        if (!fs::exists(where, error)) return std::unexpected(io_error("read", where, ENOENT));
        const bool is_report = where.filename().string().ends_with("_delivery.json");
        if (!fs::is_directory(where, error)) return std::vector{is_report ? notes_file(where) : where};
        std::vector<fs::path> files;
        for (fs::directory_iterator at(where, error), end; !error && at != end; at.increment(error))
            if (at->path().filename().string().ends_with("_notes.json")) files.push_back(at->path());
        if (error) return std::unexpected(io_error("read the folder", where, error.value()));
        std::ranges::sort(files);
        if (!files.empty()) return files;
        return fail(ErrorCode::not_found,
                    fmt::format("No notes (NAME_notes.json) lie in {}; they are written while a delivery is "
                                "watched down.",
                                where.string()));
    }

    static Value description(const fs::path& file, const report::WatchNotes& notes) {
        Value::List rows;
        for (const report::WatchNote& note : notes.notes)
            rows.push_back(object({{"timecode", text(to_timecode(note.at, notes.timecode))},
                                   {"heard", text(note.heard)},
                                   {"text", text(note.text)}}));
        return object({{"file", text(file.string())},
                       {"delivery", text(notes.delivery)},
                       {"session", text(notes.session)},
                       {"fps", text(name_of(notes.timecode))},
                       {"notes", list(std::move(rows))}});
    }

    std::string where_;
};

} // namespace

std::unique_ptr<Command> make_notes() { return std::make_unique<Notes>(); }

} // namespace dub::app

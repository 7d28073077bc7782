#include "app/jobs/watch_notes.h"

#include "engine/core/atomic_file.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t notes_bytes_max = std::uint64_t{64} << 20;

fs::path beside(const fs::path& report, std::string_view ending) {
    std::string stem = report.stem().string();
    constexpr std::string_view of_report = "_delivery";
    if (stem.ends_with(of_report)) stem.resize(stem.size() - of_report.size());
    return report.parent_path() / (stem + std::string(ending));
}

Result<void> write(const fs::path& path, std::string_view text) {
    TRY(AtomicFile file, AtomicFile::create(path, IfExists::replace));
    CHECK(file.write(text));
    return file.commit();
}

} // namespace

fs::path notes_file(const fs::path& report) { return beside(report, "_notes.json"); }
fs::path notes_text_file(const fs::path& report) { return beside(report, "_notes.txt"); }

Result<report::WatchNotes> load_notes(const fs::path& report, report::WatchNotes fresh) {
    const fs::path file = notes_file(report);
    std::error_code error;
    if (!fs::exists(file, error)) return fresh;
    return load_notes_file(file);
}

Result<report::WatchNotes> load_notes_file(const fs::path& file) {
    TRY(const std::string text, read_text_file(file, notes_bytes_max));
    return report::read_notes(text, file.string());
}

Result<void> save_notes(const fs::path& report, const report::WatchNotes& notes) {
    CHECK(write(notes_file(report), report::notes_json(notes)));
    return write(notes_text_file(report), report::notes_text(notes));
}

} // namespace dub::app

#include "formats/project/project.h"

#include <fmt/format.h>

#include "engine/session/invariants.h"

namespace dub::project {
namespace {

constexpr std::uint64_t file_max = std::uint64_t{256} << 20; // some two million clips

} // namespace

Result<Loaded> load(const std::filesystem::path& path) {
    TRY(const std::string text, read_text_file(path, file_max));
    return from_text(text, path.string());
}

Result<void> save(const session::Session& session, const std::filesystem::path& path, IfExists if_exists) {
    for (const Diagnostic& one : session::check(session))
        if (one.severity == Severity::error)
            return fail(ErrorCode::unfit, fmt::format("{} was not written: {}", path.string(), one.sentence));
    const std::string text = to_text(session);
    TRY(AtomicFile file, AtomicFile::create(path, if_exists));
    CHECK(file.write(text));
    // Read back before the old file goes: what the disk holds must be this session.
    TRY(const std::string written, read_text_file(file.temporary_path(), file_max));
    TRY(const Loaded back, from_text(written, path.string()));
    if (written != text || !session::equal(back.session, session))
        return fail(
            ErrorCode::io,
            fmt::format("{} was not written: what was read back differs; the older file is untouched.",
                        path.string()));
    return file.commit();
}

} // namespace dub::project

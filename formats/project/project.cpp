#include "formats/project/project.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "engine/core/checksum.h"
#include "engine/session/invariants.h"

namespace dub::project {
namespace {

// Through a descriptor of its own: what is flushed is the file, whoever wrote it.
Result<void> flush(const std::filesystem::path& file, const std::filesystem::path& path) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const int error = fd < 0 || ::fsync(fd) != 0 ? errno : 0;
    if (fd >= 0) ::close(fd);
    if (error != 0) return std::unexpected(io_error("write", path, error));
    return {};
}

} // namespace

std::string state_hash(std::string_view text) { return fmt::format("{:016x}", fnv1a(text)); }

Result<Loaded> load(const std::filesystem::path& path) {
    TRY(const std::string text, read_text_file(path, file_bytes_max));
    return from_text(text, path.string());
}

Result<std::string> save(const session::Session& session, const std::filesystem::path& path,
                         IfExists if_exists, const std::function<void(std::string_view)>& about_to_appear) {
    for (const Diagnostic& one : session::check(session))
        if (one.severity == Severity::error)
            return fail(ErrorCode::unfit, fmt::format("{} was not written: {}", path.string(), one.sentence));
    std::string text = to_text(session);
    TRY(AtomicFile file, AtomicFile::create(path, if_exists));
    CHECK(file.write(text));
    CHECK(flush(file.temporary_path(), path));
    // Read back before the old file goes: what the disk holds must be this session.
    TRY(const std::string written, read_text_file(file.temporary_path(), file_bytes_max));
    TRY(const Loaded back, from_text(written, path.string()));
    if (written != text || !session::equal(back.session, session))
        return fail(
            ErrorCode::io,
            fmt::format("{} was not written: what was read back differs; the older file is untouched.",
                        path.string()));
    if (about_to_appear) about_to_appear(state_hash(text));
    CHECK(file.commit());
    return text;
}

} // namespace dub::project

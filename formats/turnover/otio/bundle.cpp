#include "formats/turnover/otio/bundle.h"

#include <algorithm>
#include <memory>
#include <span>
#include <vector>

#include <fmt/format.h>
#include <zip.h>

#include "engine/core/atomic_file.h"

namespace dub::turnover::otio {
namespace {

constexpr zip_int64_t entries_max = 200'000;

struct CloseArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using Archive = std::unique_ptr<zip_t, CloseArchive>;
using Entry = std::unique_ptr<zip_file_t, CloseEntry>;

Result<Archive> opened(const std::filesystem::path& file) {
    int code = 0;
    Archive archive(zip_open(file.c_str(), ZIP_RDONLY, &code));
    if (archive) return archive;
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const std::string reason = zip_error_strerror(&error);
    zip_error_fini(&error);
    return fail(ErrorCode::invalid,
                fmt::format("{} is no whole .otioz: {}. Write it again, or send the .otio alone.",
                            file.string(), reason));
}

Result<zip_stat_t> stat_of(zip_t& archive, const std::filesystem::path& file, const std::string& entry) {
    zip_stat_t found;
    zip_stat_init(&found);
    constexpr zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_INDEX;
    if (zip_stat(&archive, entry.c_str(), 0, &found) != 0 || (found.valid & needed) != needed)
        return fail(ErrorCode::not_found, fmt::format("{} has no {} in it.", file.string(), entry));
    return found;
}

std::unexpected<Error> damaged(const std::filesystem::path& file, const std::string& entry) {
    return fail(ErrorCode::invalid,
                fmt::format("{} in {} is damaged or shorter than it says; write the archive again.", entry,
                            file.string()));
}

Result<std::string> text_of(zip_t& archive, const std::filesystem::path& file, const std::string& entry,
                            std::uint64_t bytes_max) {
    TRY(const zip_stat_t found, stat_of(archive, file, entry));
    if (found.size > bytes_max)
        return fail(ErrorCode::invalid,
                    fmt::format("{} in {} has {} bytes, expected at most {}; it is no list.", entry,
                                file.string(), found.size, bytes_max));
    const Entry stream(zip_fopen_index(&archive, found.index, 0));
    if (!stream) return damaged(file, entry);
    std::string text; // grows with what is really there: the size is only what the archive claims
    std::vector<char> buffer(std::size_t{1} << 16);
    while (text.size() < found.size) {
        const zip_int64_t got = zip_fread(stream.get(), buffer.data(), buffer.size());
        if (got <= 0) return damaged(file, entry);
        text.append(buffer.data(), std::min(static_cast<std::size_t>(got), found.size - text.size()));
    }
    return text;
}

} // namespace

bool leads_out(std::string_view name) {
    if (name.empty() || name.front() == '/' || name.find('\\') != name.npos || name.find(':') != name.npos)
        return true;
    for (std::size_t at = 0; at <= name.size();) {
        const std::size_t slash = std::min(name.find('/', at), name.size());
        if (name.substr(at, slash - at) == "..") return true;
        at = slash + 1;
    }
    return false;
}

Result<Bundle> open_bundle(const std::filesystem::path& file, std::uint64_t list_bytes_max) {
    TRY(const Archive archive, opened(file));
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    if (count > entries_max)
        return fail(ErrorCode::invalid,
                    fmt::format("{} has {} entries, expected at most {}; it is no .otioz.", file.string(),
                                count, entries_max));
    Bundle bundle;
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t found;
        zip_stat_init(&found);
        if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), 0, &found) != 0 ||
            !(found.valid & ZIP_STAT_NAME))
            continue;
        const std::string name = found.name;
        if (leads_out(name))
            bundle.diagnostics.push_back(
                {Severity::warning, "otio.entry-refused", name,
                 fmt::format("The entry \"{}\" of {} leads out of the archive; it is not used.", name,
                             file.string())});
        else if (!name.ends_with('/'))
            bundle.entries[name] = found.valid & ZIP_STAT_SIZE ? found.size : 0;
    }
    TRY(bundle.list, text_of(*archive, file, "content.otio", list_bytes_max));
    return bundle;
}

Result<void> unpack(const std::filesystem::path& file, const std::string& entry,
                    const std::filesystem::path& to, Progress& progress) {
    if (leads_out(entry))
        return fail(ErrorCode::invalid, fmt::format("\"{}\" leads out of {}.", entry, file.string()));
    TRY(const Archive archive, opened(file));
    TRY(const zip_stat_t found, stat_of(*archive, file, entry));
    const Entry stream(zip_fopen_index(archive.get(), found.index, 0));
    if (!stream) return damaged(file, entry);
    TRY(AtomicFile out, AtomicFile::create(to, IfExists::replace));
    std::vector<std::byte> buffer(std::size_t{1} << 20);
    while (out.size() < found.size) {
        const zip_int64_t got = zip_fread(stream.get(), buffer.data(), buffer.size());
        if (got <= 0) return damaged(file, entry);
        const std::size_t part =
            std::min<std::size_t>(static_cast<std::size_t>(got), found.size - out.size());
        CHECK(out.write(std::span(buffer).first(part)));
        if (!progress.at(static_cast<double>(out.size()) / static_cast<double>(found.size), entry))
            return fail(ErrorCode::cancelled, fmt::format("Unpacking {} was stopped.", entry));
    }
    return out.commit();
}

} // namespace dub::turnover::otio

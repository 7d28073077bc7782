#include "app/jobs/import_copy.h"

#include <cerrno>
#include <fstream>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"
#include "formats/media/identity.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 20;

Result<void> copy_bytes(const fs::path& from, const fs::path& to) {
    std::ifstream in(from, std::ios::binary);
    if (!in) return std::unexpected(io_error("read", from, errno));
    TRY(auto out, AtomicFile::create(to, IfExists::refuse));
    std::string piece(piece_bytes, '\0');
    while (in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        CHECK(out.write(std::string_view(piece.data(), static_cast<std::size_t>(in.gcount()))));
    }
    if (in.bad()) return std::unexpected(io_error("read", from, errno));
    return out.commit();
}

} // namespace

fs::path media_folder_of(const fs::path& session) {
    return fs::absolute(session).parent_path() / (session.stem().string() + " media");
}

MediaCopies::~MediaCopies() {
    std::error_code ignored;
    for (const auto& file : made_)
        fs::remove(file, ignored);
    if (made_folder_) fs::remove(folder_, ignored); // only when it is empty
}

Result<void> MediaCopies::make_folder() {
    std::error_code error;
    made_folder_ = fs::create_directory(folder_, error) || made_folder_;
    if (error) return std::unexpected(io_error("make the folder", folder_, error.value()));
    return {};
}

Result<fs::path> MediaCopies::add(const fs::path& file) {
    CHECK(make_folder());
    TRY(const auto identity, media::identity_of(file));
    fs::path copy = folder_ / file.filename();
    for (int n = 2; fs::exists(copy); ++n) {
        const auto there = media::identity_of(copy);
        if (there && *there == identity) return copy;
        copy = folder_ / fmt::format("{} {}{}", file.stem().string(), n, file.extension().string());
    }
    CHECK(copy_bytes(file, copy));
    made_.push_back(copy);
    TRY(const auto copied, media::identity_of(copy));
    if (copied != identity)
        return fail(ErrorCode::io,
                    fmt::format("{} changed while it was copied; nothing was imported. Wait until the other "
                                "program has finished, then run this again.",
                                file.string()));
    return copy;
}

} // namespace dub::app

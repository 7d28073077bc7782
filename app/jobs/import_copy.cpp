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

fs::path MediaCopies::free_place(const fs::path& name) const {
    fs::path place = folder_ / name;
    for (int n = 2; fs::exists(place); ++n)
        place = folder_ / fmt::format("{} {}{}", name.stem().string(), n, name.extension().string());
    return place;
}

Result<fs::path> MediaCopies::make(const std::string& name,
                                   const std::function<Result<void>(const fs::path&)>& write) {
    CHECK(make_folder());
    std::string plain = name;
    for (char& c : plain)
        if (static_cast<unsigned char>(c) < 0x20 || c == '/' || c == '\\') c = '_';
    const fs::path made = free_place(plain);
    CHECK(write(made));
    made_.push_back(made);
    TRY(const auto identity, media::identity_of(made));
    for (int n = 1; true; ++n) {
        const fs::path there = n == 1 ? folder_ / plain
                                      : folder_ / fmt::format("{} {}{}", fs::path(plain).stem().string(), n,
                                                              fs::path(plain).extension().string());
        if (there == made) return made;
        const auto other = media::identity_of(there);
        if (!other || *other != identity) continue;
        std::error_code ignored;
        fs::remove(made, ignored);
        made_.pop_back();
        return there;
    }
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

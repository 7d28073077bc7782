#include "app/jobs/publication.h"

#include <cerrno>
#include <cstdlib>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

namespace dub::app {
namespace fs = std::filesystem;
namespace {

// What was under one of the names, and what is there now.
struct Step {
    fs::path path;
    fs::path former; // the older file beside its place; empty: there was none
    bool appeared = false;
};

// A second name for the older file, so that its own is never missing; where links are not known it moves.
Result<fs::path> set_aside(const fs::path& path) {
    std::string name = path.string() + ".old-XXXXXX";
    const int fd = ::mkstemp(name.data()); // a name that nobody else has
    if (fd < 0) return std::unexpected(io_error("write beside", path, errno));
    ::close(fd);
    ::unlink(name.c_str());
    if (::link(path.c_str(), name.c_str()) == 0 || ::rename(path.c_str(), name.c_str()) == 0)
        return fs::path(name);
    return std::unexpected(io_error("set aside", path, errno));
}

class Publication {
  public:
    explicit Publication(IfExists if_exists)
        : if_exists_(if_exists) {}

    Result<void> add(const Publishable& file) {
        std::error_code error;
        const auto there = fs::symlink_status(file.path, error);
        if (fs::is_directory(there))
            return fail(ErrorCode::io,
                        fmt::format("Cannot write {}: a folder has this name.", file.path.string()));
        steps_.push_back({file.path, {}});
        if (if_exists_ == IfExists::replace && fs::exists(there)) {
            TRY(steps_.back().former, set_aside(file.path));
        }
        CHECK(file.appear());
        steps_.back().appeared = true;
        return {};
    }

    // The error with what could not be put back, if that failed too.
    Error take_back(Error error) {
        for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
            if (step->former.empty()) {
                if (step->appeared) ::unlink(step->path.c_str());
                continue;
            }
            if (::rename(step->former.c_str(), step->path.c_str()) != 0)
                error = in_context(std::move(error), fmt::format("the older {} is kept as {}",
                                                                 step->path.string(), step->former.string()));
            else
                ::unlink(step->former.c_str()); // two names of one file: rename() leaves both
        }
        return error;
    }

    void complete() {
        for (const Step& step : steps_)
            if (!step.former.empty()) ::unlink(step.former.c_str());
    }

  private:
    IfExists if_exists_;
    std::vector<Step> steps_;
};

} // namespace

Result<void> publish(std::span<const Publishable> files, IfExists if_exists) {
    Publication publication(if_exists);
    for (const Publishable& file : files)
        if (auto added = publication.add(file); !added)
            return std::unexpected(publication.take_back(std::move(added.error())));
    publication.complete();
    return {};
}

} // namespace dub::app

#pragma once
// No file of the program grows beyond a size, as on a full disk or under a quota, while this lives.

#include <csignal>
#include <stdexcept>
#include <sys/resource.h>

namespace dub::test {

class FileSizeLimit {
  public:
    explicit FileSizeLimit(rlim_t bytes) {
        if (::getrlimit(RLIMIT_FSIZE, &was_) != 0) throw std::runtime_error("getrlimit");
        old_ = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{bytes, was_.rlim_max};
        if (::setrlimit(RLIMIT_FSIZE, &small) != 0) throw std::runtime_error("setrlimit");
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &was_);
        std::signal(SIGXFSZ, old_);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

  private:
    rlimit was_{};
    void (*old_)(int) = nullptr;
};

} // namespace dub::test

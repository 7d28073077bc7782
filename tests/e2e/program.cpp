#include "tests/e2e/program.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/temp_folder.h"

namespace dub::test {
namespace fs = std::filesystem;
namespace {

struct Streams {
    fs::path out, err;
};

pid_t spawn(const std::string& program, const std::vector<std::string>& words, const fs::path& folder,
            const Streams& streams) {
    std::vector<const char*> arguments{program.c_str()};
    for (const auto& word : words)
        arguments.push_back(word.c_str());
    arguments.push_back(nullptr);
    const pid_t child = ::fork();
    if (child != 0) return child;
    // Only async-signal-safe calls from here on.
    const int in = ::open("/dev/null", O_RDONLY);
    const int out = ::open(streams.out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const int err = ::open(streams.err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (in < 0 || out < 0 || err < 0 || ::chdir(folder.c_str()) != 0) ::_exit(126);
    ::dup2(in, STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    ::execvp(program.c_str(), const_cast<char* const*>(arguments.data()));
    ::_exit(127);
}

int wait_for(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string program_path() { return DUB_BINARY_DIR "/dubstage"; }

} // namespace

Ran run(const std::string& program, const std::vector<std::string>& words, const fs::path& folder) {
    const TempFolder pages;
    const Streams streams{pages.path() / "out", pages.path() / "err"};
    Ran ran;
    ran.exit = wait_for(spawn(program, words, folder, streams));
    ran.out = bytes_of(streams.out);
    ran.err = bytes_of(streams.err);
    return ran;
}

Ran dubstage(const std::vector<std::string>& words, const fs::path& folder) {
    return run(program_path(), words, folder);
}

bool is_installed(const std::string& program) {
    std::istringstream folders(std::getenv("PATH") != nullptr ? std::getenv("PATH") : "");
    for (std::string folder; std::getline(folders, folder, ':');)
        if (::access((fs::path(folder) / program).c_str(), X_OK) == 0) return true;
    return false;
}

Running::Running(const std::vector<std::string>& words, const fs::path& folder)
    : pid_(spawn(program_path(), words, folder, {"/dev/null", "/dev/null"})) {}

Running::~Running() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    wait_for(pid_);
}

int Running::wait() {
    const int exit = wait_for(pid_);
    pid_ = 0;
    return exit;
}

std::vector<std::string> files_below(const fs::path& folder) {
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (!entry.is_directory() && !entry.path().parent_path().string().ends_with(" backups"))
            files.push_back(fs::relative(entry.path(), folder).generic_string());
    std::ranges::sort(files);
    return files;
}

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

} // namespace dub::test

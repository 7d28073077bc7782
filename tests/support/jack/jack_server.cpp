#include "tests/support/jack/jack_server.h"

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <jack/jack.h>
#include <memory>
#include <sched.h>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "tests/support/program.h"

extern char** environ;

namespace dub::test {
namespace {

using Clock = std::chrono::steady_clock;
using ClientPointer = std::unique_ptr<jack_client_t, decltype(&jack_client_close)>;
using NamesPointer = std::unique_ptr<const char*, decltype(&jack_free)>;

void say_nothing(const char*) {}

ClientPointer client_named(const char* name) {
    jack_set_error_function(say_nothing);
    jack_set_info_function(say_nothing);
    jack_status_t status{};
    return {jack_client_open(name, JackNoStartServer, &status), jack_client_close};
}

std::vector<std::string> ports(jack_client_t* client, const std::string& pattern, unsigned long flags) {
    std::vector<std::string> names;
    const NamesPointer found(jack_get_ports(client, pattern.c_str(), JACK_DEFAULT_AUDIO_TYPE, flags),
                             [](void* memory) { jack_free(memory); });
    for (const char* const* name = found.get(); name != nullptr && *name != nullptr; ++name)
        names.emplace_back(*name);
    return names;
}

void unplug(jack_client_t* client, const std::string& port) {
    const NamesPointer others(jack_port_get_all_connections(client, jack_port_by_name(client, port.c_str())),
                              [](void* memory) { jack_free(memory); });
    for (const char* const* other = others.get(); other != nullptr && *other != nullptr; ++other) {
        jack_disconnect(client, port.c_str(), *other);
        jack_disconnect(client, *other, port.c_str());
    }
}

bool join(jack_client_t* client, const std::string& output, const std::string& input) {
    unplug(client, output);
    unplug(client, input);
    return jack_connect(client, output.c_str(), input.c_str()) == 0;
}

} // namespace

std::optional<std::string> JackServer::missing() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return "with a sanitizer callbacks take longer than a sound device waits";
#endif
    if (has_program("jackd")) return std::nullopt;
    return "jackd is not installed (package jackd2)";
}

bool JackServer::real_time() {
    bool allowed = false;
    std::thread([&] {
        sched_param priority{};
        priority.sched_priority = 70;
        allowed = ::sched_setscheduler(0, SCHED_FIFO, &priority) == 0; // of this thread alone
    }).join();
    return allowed;
}

JackServer::JackServer(JackServing serving)
    : serving_(serving) {
    static std::atomic<int> made{0};
    name_ = "dubtest-" + std::to_string(::getpid()) + "-" + std::to_string(made++);
    ::setenv("JACK_DEFAULT_SERVER", name_.c_str(), 1);
    ::setenv("JACK_NO_START_SERVER", "1", 1);
    start();
}

// A server that was killed keeps one of the eight places of the machine's list, until one of its name ends in
// peace.
JackServer::~JackServer() {
    if (pid_ <= 0) start();
    if (pid_ > 0) {
        ::kill(pid_, SIGTERM); // so that it cleans up its shared memory
        const auto limit = Clock::now() + std::chrono::seconds(10);
        while (Clock::now() < limit && ::waitpid(pid_, nullptr, WNOHANG) == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        kill();
    }
    ::unsetenv("JACK_DEFAULT_SERVER");
}

void JackServer::kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
}

void JackServer::start() {
    // It ends with a test that is killed: it would keep one of the eight places a machine has for servers.
    std::vector<std::string> words{"setpriv", "--pdeathsig", "TERM", "jackd", "-n", name_};
    if (real_time())
        words.insert(words.end(), {"-R", "-P", "70"});
    else
        words.emplace_back("-r");
    const std::string channels = std::to_string(serving_.channels);
    words.insert(words.end(), {"-d", "dummy", "-r", std::to_string(serving_.rate), "-p",
                               std::to_string(serving_.period), "-C", channels, "-P", channels});
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t quiet;
    ::posix_spawn_file_actions_init(&quiet);
    for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
        ::posix_spawn_file_actions_addopen(&quiet, stream, "/dev/null", O_WRONLY, 0);
    if (::posix_spawnp(&pid_, "setpriv", &quiet, nullptr, arguments.data(), environ) != 0) pid_ = -1;
    ::posix_spawn_file_actions_destroy(&quiet);
    const auto limit = Clock::now() + std::chrono::seconds(20);
    while (pid_ > 0 && !takes_clients())
        if (Clock::now() > limit)
            kill();
        else
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

bool JackServer::takes_clients() const { return client_named("dubtest-probe") != nullptr; }

bool JackServer::loop_back(const std::string& client) {
    const ClientPointer own = client_named("dubtest-plug");
    if (own == nullptr) return false;
    // An output as JACK sees it, JackPortIsOutput, is where a client's sound comes from.
    const auto outputs = ports(own.get(), client + ":out_.*", JackPortIsOutput);
    const auto inputs = ports(own.get(), client + ":in_.*", JackPortIsInput);
    if (outputs.empty() || outputs.size() != inputs.size()) return false;
    for (std::size_t i = 0; i < outputs.size(); ++i)
        if (!join(own.get(), outputs[i], inputs[i])) return false;
    return true;
}

bool JackServer::plug(const std::string& output, const std::string& input) {
    const ClientPointer own = client_named("dubtest-plug");
    return own != nullptr && join(own.get(), output, input);
}

} // namespace dub::test

#include "app/device/jack_watch.h"

#include <atomic>
#include <chrono>
#include <dlfcn.h>
#include <string_view>
#include <thread>

namespace dub::app {
namespace {

using Open = void* (*)(const char*, int, int*, ...);
using OnShutdown = void (*)(void*, void (*)(void*), void*);
using Close = int (*)(void*);
using PortByName = void* (*)(void*, const char*);
using Connections = const char** (*)(const void*, const void*);
using Free = void (*)(void*);
constexpr int no_start_server = 1; // JackNoStartServer
constexpr std::chrono::milliseconds connects_within{500}, looks_every{2};

template <class Function> Function found(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_DEFAULT, name));
}

// Is the port connected to one whose name ends so?
bool is_connected(void* client, const std::string& port, const std::string& ending) {
    const auto by_name = found<PortByName>("jack_port_by_name");
    const auto connections = found<Connections>("jack_port_get_all_connections");
    const auto free = found<Free>("jack_free");
    if (by_name == nullptr || connections == nullptr || free == nullptr) return false;
    void* const handle = by_name(client, port.c_str());
    const char** const others = handle != nullptr ? connections(client, handle) : nullptr;
    bool connected = false;
    for (const char* const* other = others; other != nullptr && *other != nullptr; ++other)
        connected |= std::string_view(*other).ends_with(ending);
    if (others != nullptr) free(others);
    return connected;
}

} // namespace

struct JackWatch::State { // stays when the server ended: libjack may still call back
    std::atomic<bool> ended{false};
};

std::shared_ptr<const JackWatch> JackWatch::begin() {
    const auto open = found<Open>("jack_client_open");
    const auto on_shutdown = found<OnShutdown>("jack_on_shutdown");
    if (open == nullptr || on_shutdown == nullptr) return nullptr;
    int status = 0;
    void* const client = open("Dubstage MIDI", no_start_server, &status);
    if (client == nullptr) return nullptr;
    auto* const state = new State;
    on_shutdown(
        client, [](void* told) { static_cast<State*>(told)->ended.store(true); }, state);
    return std::shared_ptr<const JackWatch>(new JackWatch(client, state));
}

bool JackWatch::ended() const { return state_->ended.load(); }

bool JackWatch::await_connection(const std::string& port, const std::string& own) const {
    const auto limit = std::chrono::steady_clock::now() + connects_within;
    while (!ended()) {
        if (is_connected(client_, port, ":" + own)) return true;
        if (std::chrono::steady_clock::now() > limit) return false;
        std::this_thread::sleep_for(looks_every);
    }
    return false;
}

JackWatch::~JackWatch() {
    if (ended()) return;
    if (const auto close = found<Close>("jack_client_close")) close(client_);
    delete state_;
}

} // namespace dub::app

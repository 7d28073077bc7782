#include "app/device/jack_watch.h"

#include <atomic>
#include <dlfcn.h>

namespace dub::app {
namespace {

using Open = void* (*)(const char*, int, int*, ...);
using OnShutdown = void (*)(void*, void (*)(void*), void*);
using Close = int (*)(void*);
constexpr int no_start_server = 1; // JackNoStartServer

template <class Function> Function found(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_DEFAULT, name));
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

JackWatch::~JackWatch() {
    if (ended()) return;
    if (const auto close = found<Close>("jack_client_close")) close(client_);
    delete state_;
}

} // namespace dub::app

#include "app/device/rtmidi_ports.h"

#include <RtMidi.h>
#include <algorithm>
#include <dlfcn.h>
#include <mutex>
#include <unistd.h>

#include <fmt/format.h>

#include "app/device/rtmidi_link.h"

namespace dub::app {
namespace {

// RtMidi speaks through exceptions, ALSA and JACK print what is not there. What matters comes back as an
// error.
void say_nothing(const char*) {}
void say_nothing_of_alsa(const char*, int, const char*, int, const char*, ...) {}
void say_nothing_of_rtmidi(RtMidiError::Type, const std::string&, void*) {}

void silence() {
    using AlsaHandler = void (*)(const char*, int, const char*, int, const char*, ...);
    using Jack = void (*)(void (*)(const char*));
    const auto find = [](const char* name) { return ::dlsym(RTLD_DEFAULT, name); };
    if (const auto set = reinterpret_cast<int (*)(AlsaHandler)>(find("snd_lib_error_set_handler")))
        set(say_nothing_of_alsa);
    for (const char* const name : {"jack_set_error_function", "jack_set_info_function"})
        if (const auto set = reinterpret_cast<Jack>(find(name))) set(say_nothing);
}

struct System {
    RtMidi::Api api;
    const char* name;
};
constexpr System systems[] = {{RtMidi::UNIX_JACK, "JACK"}, {RtMidi::LINUX_ALSA, "ALSA"}};

// RtMidi prints when a system is not there, so it is not asked then. JACK: there is a watch over its server.
bool is_there(const System& system, const JackWatch* watch) {
    return system.api == RtMidi::UNIX_JACK ? watch != nullptr && !watch->ended()
                                           : ::access("/dev/snd/seq", R_OK | W_OK) == 0;
}

// ALSA numbers its clients as they come: "X-Touch:X-Touch MIDI 1 24:0". What is kept is the name before.
std::string kept_name(const System& system, const std::string& name) {
    std::string kept = name;
    if (system.api == RtMidi::LINUX_ALSA) {
        const auto blank = kept.rfind(' ');
        const auto is_number = [](char c) { return (c >= '0' && c <= '9') || c == ':'; };
        if (blank != std::string::npos &&
            std::all_of(kept.begin() + static_cast<std::ptrdiff_t>(blank) + 1, kept.end(), is_number))
            kept.erase(blank);
    }
    return fmt::format("{}: {}", system.name, kept);
}

template <class Port> std::unique_ptr<Port> port_of(const System& system, const char* client) {
    try {
        std::unique_ptr<Port> port;
        if constexpr (std::is_same_v<Port, RtMidiIn>)
            port = std::make_unique<RtMidiIn>(system.api, client, 1024);
        else
            port = std::make_unique<RtMidiOut>(system.api, client);
        port->setErrorCallback(say_nothing_of_rtmidi);
        return port;
    } catch (const RtMidiError&) {
        return nullptr; // the system is not there
    }
}

template <class Port> std::vector<std::string> names_of(Port& port, const System& system) {
    std::vector<std::string> names;
    try {
        for (unsigned i = 0; i < port.getPortCount(); ++i)
            names.push_back(kept_name(system, port.getPortName(i)));
    } catch (const RtMidiError&) {}
    return names;
}

template <class Port>
constexpr const char* own_port = std::is_same_v<Port, RtMidiIn> ? "from surface" : "to surface";

std::string plain_name(const System& system, const std::string& name) {
    return name.substr(std::string_view(system.name).size() + 2);
}

// Opens the port that is called so; false: there is none.
template <class Port> bool connect(Port& port, const System& system, const std::string& name) {
    const auto names = names_of(port, system);
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return false;
    port.openPort(static_cast<unsigned>(found - names.begin()), own_port<Port>);
    return true;
}

// A busy JACK server may refuse to start or connect a client without RtMidi's telling: another one is tried.
template <class Port>
std::unique_ptr<Port> connected(const System& system, const std::string& name, const JackWatch* watch) {
    for (int attempt = 0; attempt < 3; ++attempt) {
        auto port = port_of<Port>(system, "Dubstage");
        if (!port || !connect(*port, system, name)) return nullptr;
        if (system.api != RtMidi::UNIX_JACK ||
            watch->await_connection(plain_name(system, name), own_port<Port>))
            return port;
        if (watch->ended()) {
            static_cast<void>(port.release()); // left alone, see JackWatch
            break;
        }
    }
    throw RtMidiError("the JACK server does not connect it", RtMidiError::DRIVER_ERROR);
}

template <class Port> Result<std::unique_ptr<Port>> opened(const std::string& name, const JackWatch* watch) {
    if (name.empty()) return std::unique_ptr<Port>();
    for (const System& system : systems) {
        if (!name.starts_with(std::string(system.name) + ": ") || !is_there(system, watch)) continue;
        try {
            if (auto port = connected<Port>(system, name, watch)) return port;
        } catch (const RtMidiError& error) {
            return fail(ErrorCode::io,
                        fmt::format("the MIDI port {} does not open: {}.", name, error.getMessage()));
        }
    }
    return fail(ErrorCode::io, fmt::format("the MIDI port {} is not there; connect the device, or choose "
                                           "another port: Setup, Control surfaces.",
                                           name));
}

// The clients that look for ports; kept, because one that comes and goes disturbs a running sound server.
class Looking {
  public:
    explicit Looking(const System& system)
        : system_(system) {}

    void add(MidiNames& names) {
        if (over()) return;
        if (is_jack() && !watch_) watch_ = JackWatch::begin();
        if (!is_there(system_, watch_.get())) return;
        if (!in_) in_ = JackWatch::guard(port_of<RtMidiIn>(system_, "Dubstage looks"), watch_);
        if (!out_) out_ = JackWatch::guard(port_of<RtMidiOut>(system_, "Dubstage looks"), watch_);
        if (in_) append(names.inputs, names_of(*in_, system_));
        if (out_) append(names.outputs, names_of(*out_, system_));
    }
    [[nodiscard]] bool over() const { return watch_ && watch_->ended(); }
    [[nodiscard]] std::shared_ptr<const JackWatch> watch() const { return watch_; }
    void again() {
        if (!over()) return;
        in_.reset();
        out_.reset();
        watch_.reset();
    }

  private:
    [[nodiscard]] bool is_jack() const { return system_.api == RtMidi::UNIX_JACK; }
    static void append(std::vector<std::string>& to, std::vector<std::string> names) {
        for (std::string& name : names)
            if (name.find(": Dubstage") == std::string::npos &&
                name.find("Midi Through") == std::string::npos)
                to.push_back(std::move(name));
    }

    const System& system_;
    std::shared_ptr<const JackWatch> watch_;
    std::shared_ptr<RtMidiIn> in_;
    std::shared_ptr<RtMidiOut> out_;
};

class RtMidiPorts final : public MidiPorts {
  public:
    RtMidiPorts() { silence(); }

    MidiNames names() override {
        const std::scoped_lock lock(mutex_);
        MidiNames names;
        jack_.add(names);
        alsa_.add(names);
        return names;
    }

    void look_again() override {
        const std::scoped_lock lock(mutex_);
        jack_.again();
    }

    // Each end is a client of its own: they may be with different systems.
    Result<std::unique_ptr<MidiLink>> open(const std::string& input, const std::string& output) override {
        const std::scoped_lock lock(mutex_);
        const bool jack = input.starts_with("JACK") || output.starts_with("JACK");
        if (jack && jack_.over())
            return fail(ErrorCode::io,
                        "the JACK server ended; start it, then look again: Setup, Control surfaces.");
        if (jack && !jack_.watch()) {
            MidiNames looked;
            jack_.add(looked);
        }
        TRY(auto in, opened<RtMidiIn>(input, jack_.watch().get()));
        TRY(auto out, opened<RtMidiOut>(output, jack_.watch().get()));
        return rtmidi_link(std::move(in), std::move(out), jack ? jack_.watch() : nullptr);
    }

  private:
    std::mutex mutex_;
    Looking jack_{systems[0]}, alsa_{systems[1]};
};

} // namespace

std::shared_ptr<MidiPorts> rtmidi_ports() { return std::make_shared<RtMidiPorts>(); }

} // namespace dub::app

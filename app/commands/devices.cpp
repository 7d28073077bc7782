// dubstage devices: the sound devices and MIDI ports of this machine.

#include <fmt/format.h>

#include "app/commands/all.h"
#include "app/commands/answer.h"
#include "app/device/portaudio_devices.h"
#include "app/device/rtmidi_ports.h"

namespace dub::app {
namespace {

class Devices final : public Command {
  public:
    void declare(Options&) override {}

    Result<Exit> run(Console& console) override {
        TRY(const auto devices, portaudio_devices()->list());
        Value::List rows;
        for (const auto& device : devices) {
            print(console, line(device));
            rows.push_back(described(device));
        }
        const MidiNames midi = rtmidi_ports()->names();
        for (const auto& name : midi.inputs)
            print(console, fmt::format("  {}  MIDI from it\n", name));
        for (const auto& name : midi.outputs)
            print(console, fmt::format("  {}  MIDI to it\n", name));
        answer(
            console,
            object({{"devices", list(std::move(rows))},
                    {"midi", object({{"inputs", texts(midi.inputs)}, {"outputs", texts(midi.outputs)}})}}));
        return Exit::done;
    }

  private:
    static std::string line(const DeviceInfo& device) {
        std::string rates;
        for (const auto rate : device.rates)
            rates += fmt::format("{}{}", rates.empty() ? "" : " ", rate.hz);
        return fmt::format("{} {}  {} outputs, {} inputs, {} Hz\n", device.is_default ? "*" : " ",
                           device.name, device.outputs, device.inputs, rates);
    }

    static Value texts(const std::vector<std::string>& names) {
        Value::List all;
        for (const auto& name : names)
            all.push_back(text(name));
        return list(std::move(all));
    }

    static Value described(const DeviceInfo& device) {
        Value::List rates;
        for (const auto rate : device.rates)
            rates.push_back(whole(rate.hz));
        return object({{"name", text(device.name)},
                       {"api", text(device.api)},
                       {"outputs", whole(device.outputs)},
                       {"inputs", whole(device.inputs)},
                       {"sample_rates", list(std::move(rates))},
                       {"sample_rate", whole(device.rate.hz)},
                       {"latency_ms", number(device.latency_ms)},
                       {"default", flag(device.is_default)}});
    }
};

} // namespace

std::unique_ptr<Command> make_devices() { return std::make_unique<Devices>(); }

} // namespace dub::app

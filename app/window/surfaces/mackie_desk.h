#pragma once
// Units of Mackie Control side by side over one surface: greets them, hears them, shows them what changed,
// and notices when one falls silent. [window thread]

#include <memory>

#include "app/surfaces/mackie/feedback.h"
#include "app/surfaces/settings.h"
#include "app/surfaces/surface.h"
#include "app/window/surfaces/midi_links.h"

namespace dub::app {

class MackieDesk {
  public:
    using Time = Surface::Time;
    MackieDesk(Surface::Ports ports, std::function<void(const std::string&)> say)
        : surface_(std::move(ports), mackie::strips_of_unit)
        , say_(std::move(say)) {}

    void set(const std::vector<SurfaceUnit>& units);
    [[nodiscard]] std::vector<MidiLinks::Wanted> wanted() const;
    void happened(const MidiLinks::Event& event, MidiLinks& links);
    void service(MidiLinks& links, Time now); // hears them
    void show(MidiLinks& links);              // tells them
    void farewell(MidiLinks& links);          // dark, faders down
    [[nodiscard]] Surface& surface() { return surface_; }

  private:
    struct Unit {
        SurfaceUnit ports;
        mackie::Feedback feedback;
        std::optional<Time> asked; // whether it is there, last
        int unanswered = 0;        // since it said anything
        bool answers = false;      // it has answered before, so that its silence means something
        bool silent = false;       // told so
        [[nodiscard]] MidiLinks::Wanted wanted() const { return {ports.input, ports.output}; }
    };
    void hear(Unit& unit, int first, std::span<const std::uint8_t> message, MidiLink& link, Time now);
    void greeted(Unit& unit, const mackie::Greeting& greeting, MidiLink& link);
    void ask(Unit& unit, MidiLink& link, Time now);

    Surface surface_;
    std::function<void(const std::string&)> say_;
    std::vector<Unit> units_;
};

} // namespace dub::app

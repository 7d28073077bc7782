#pragma once
// Links to the MIDI devices a window wants, kept open: looked for in the background once a second, opened
// when they are plugged in, dropped when they go. [window thread]

#include <chrono>
#include <future>
#include <vector>

#include "app/device/midi_ports.h"

namespace dub::app {

class MidiLinks {
  public:
    using Time = std::chrono::nanoseconds; // of a clock that never goes back
    struct Wanted {
        std::string input, output; // either may be empty
        friend bool operator==(const Wanted&, const Wanted&) = default;
    };
    struct Event {
        enum class Kind : unsigned char { opened, lost, refused };
        Wanted wanted;
        Kind kind = Kind::opened;
        std::string sentence; // of a refusal
    };
    explicit MidiLinks(std::shared_ptr<MidiPorts> ports) // none: nothing is ever there
        : ports_(std::move(ports)) {}

    void want(std::vector<Wanted> wanted); // links that are wanted no more are closed
    // Somebody looks at the names: they are looked for though nothing is wanted.
    void keep_looking(bool on) { asked_ = on; }
    void look_again(); // a sound server may be there again
    void service(Time now);

    [[nodiscard]] MidiLink* link(const Wanted& wanted) const; // nullptr: it is not there now
    [[nodiscard]] const MidiNames& names() const { return names_; }
    [[nodiscard]] std::vector<Event> take_events() { return std::exchange(events_, {}); }

  private:
    struct Open {
        Wanted wanted;
        std::unique_ptr<MidiLink> link; // none: not there
        std::string refused;            // why, as it was told last
    };
    struct Looked {
        MidiNames names;
        std::vector<std::pair<Wanted, Result<std::unique_ptr<MidiLink>>>> opened;
    };
    [[nodiscard]] static bool has(const MidiNames& names, const Wanted& wanted);
    [[nodiscard]] static Looked look(MidiPorts& ports, const std::vector<Wanted>& missing);
    void begin_look(Time now);
    void take(Looked looked);
    void drop(Open& open);

    std::shared_ptr<MidiPorts> ports_;
    std::vector<Open> open_;
    MidiNames names_;
    std::vector<Event> events_;
    std::future<Looked> looking_;
    std::optional<Time> looked_;
    bool asked_ = false;
};

} // namespace dub::app

#pragma once
// A control surface for tests: a client of the JACK server, by libjack itself, with a MIDI output "out" (what
// its faders and keys say) and an input "in" (what it is told), and nothing of ours in between.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace dub::test {

class MidiSurface {
  public:
    // nullptr: there is no server.
    [[nodiscard]] static std::unique_ptr<MidiSurface> plug_in(const std::string& name);
    MidiSurface(const MidiSurface&) = delete;
    MidiSurface& operator=(const MidiSurface&) = delete;
    ~MidiSurface(); // unplugged

    void say(const std::vector<std::uint8_t>& message);                // with the next period of the server
    [[nodiscard]] std::vector<std::vector<std::uint8_t>> told() const; // everything so far
    void forget();                                                     // what it was told
    [[nodiscard]] bool linked() const;                                 // somebody hears it and speaks to it
    // Before its server is killed: a client of a dead server may not be touched.
    void leave_to_its_fate();

  private:
    struct Impl;
    explicit MidiSurface(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace dub::test

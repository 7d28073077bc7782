#pragma once
// What OSC messages mean here (docs/guide/surfaces.md lists them): the paths are Ardour's, so that layouts of
// TouchOSC and Open Stage Control for it are of use. Strips count from 1; they come as the first argument, or
// as the last part of the path ("/strip/fader/3"). Pure, any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/surfaces/face.h"

namespace dub::app::osc {

using Argument = std::variant<std::int32_t, float, std::string>;

struct OscMessage {
    std::string path;
    std::vector<Argument> arguments;
    friend bool operator==(const OscMessage&, const OscMessage&) = default;
};

inline constexpr int strips_max = 128;

// Asks for feedback to where it came from: "/set_surface" with the number of strips in a bank (0: 128).
[[nodiscard]] std::optional<int> subscription(const OscMessage& message);
// nullopt: it means nothing here (no such path, arguments of another kind, a number out of range).
[[nodiscard]] std::optional<Message> heard(const OscMessage& message);

// What shows a face to one subscriber: only what changed since it was told last. Pure state.
class Feedback {
  public:
    [[nodiscard]] std::vector<OscMessage> changes(const Face& now);
    void forget() { told_ = {}; }

  private:
    struct Told {
        bool greeted = false;
        Face face;
    } told_;
};

} // namespace dub::app::osc

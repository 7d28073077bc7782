#pragma once
// What a hand can be on: one parameter of one strip. What it is called, which kind it is of, and what it says
// at a place. Pure, any thread.

#include <optional>
#include <set>

#include "engine/session/automation.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct Control {
    StripOwner owner;
    ParameterAddress address;
    friend auto operator<=>(const Control&, const Control&) = default;
};

// Passes are allowed to write these or not, for all strips at once.
enum class ControlKind : unsigned char { volume, pan, mute, send, lfe, plug_in };
using ControlKinds = std::set<ControlKind>;
inline constexpr std::array control_kinds{ControlKind::volume, ControlKind::pan, ControlKind::mute,
                                          ControlKind::send,   ControlKind::lfe, ControlKind::plug_in};
[[nodiscard]] std::string_view name_of(ControlKind kind); // "Volume", "Plug-in"
// nullopt: no pass writes it (trim, polarity).
[[nodiscard]] std::optional<ControlKind> kind_of(const ParameterAddress& address);

// No pass writes it on that strip: all of it is safe, or this parameter. What a hand on a fader writes in its
// place, a trim or a version's, is safe with it.
[[nodiscard]] bool is_safe(const Automation& automation, const ParameterAddress& address);

// Those of a strip that are of the given kinds and not safe; none when the strip is not there.
[[nodiscard]] std::vector<Control> controls_of(const Session& session, const StripOwner& owner,
                                               const ControlKinds& kinds);

// "DX 01 fader": how a pass says what it wrote. Of a panner all axes are "pan".
[[nodiscard]] std::string name_of(const Session& session, const Control& control);
// "DX 01 fader, FX 02 pan": each name once; of many the first and how many more.
[[nodiscard]] std::string names_of(const Session& session, const std::vector<Control>& controls);

// Where its strip keeps it; nullptr: there is no such strip or parameter.
[[nodiscard]] const Parameter* declared(const Session& session, const Control& control);
[[nodiscard]] const Lane* lane_of(const Session& session, const Control& control); // with points
// Its lane's value where one plays, else the strip's own. The control must be declared.
[[nodiscard]] double value_at(const Session& session, const Control& control, SamplePos at);

} // namespace dub::session

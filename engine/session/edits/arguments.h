#pragma once
// The neutral form of an edit's parameters, as a script or a file gives them (JSON and others are read
// elsewhere). Readers name the argument and what was expected in their errors. Pure, any thread.
//
// Times: a string is a timecode of the session ("01:00:10:12") or feet+frames ("f:123+04", from the session's
// start), a number is a session sample. Lengths: "00:00:02:00", a number of samples, or "12f" frames. Tracks,
// buses, media, clips by id ("t3") or, where they have one, by name.

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "engine/core/result.h"

namespace dub::session {

struct Value {
    using List = std::vector<Value>;
    using Object = std::map<std::string, Value, std::less<>>;
    std::variant<std::monostate, bool, double, std::string, List, Object> data;
    friend bool operator==(const Value&, const Value&) = default;
};
using Arguments = Value::Object;

} // namespace dub::session

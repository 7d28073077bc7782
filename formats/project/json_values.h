#pragma once
// How each value of the session is written as JSON and read back: one pair of overloads a type. Include it
// only in .cpp files. from_json says what it expected when the value does not fit.

#include <optional>
#include <string>
#include <vector>

#include "engine/session/session.h"
#include "formats/json/json.h"

namespace dub::project {

using json::Json;
using Expected = std::optional<std::string>; // what was expected, when it was not that

[[nodiscard]] Json to_json(double value); // -inf and inf as words: JSON has no number for them
[[nodiscard]] Json to_json(const Layout& layout);
[[nodiscard]] Json to_json(const session::RoleSet& roles);
[[nodiscard]] Json to_json(session::Role role);
[[nodiscard]] Json to_json(session::BusKind kind);
[[nodiscard]] Json to_json(session::AutomationMode mode);
[[nodiscard]] Json to_json(session::FadeCurve curve);
[[nodiscard]] Json to_json(session::SendTap tap);
[[nodiscard]] Json to_json(session::SoloMode mode);
[[nodiscard]] Json to_json(session::SurroundPair pair);
[[nodiscard]] Json to_json(session::SegmentKind kind);
[[nodiscard]] Json to_json(session::SpeedMethod method);
[[nodiscard]] Json to_json(FrameRate rate); // [24000, 1001]
[[nodiscard]] Json to_json(const TimecodeFormat& format);
[[nodiscard]] Json to_json(const std::vector<session::LanePoint>& points); // [[at, value], …]
[[nodiscard]] Json to_json(const session::ParameterValues& values);
inline Json to_json(const std::string& text) { return text; }
inline Json to_json(bool on) { return on; }
inline Json to_json(int number) { return number; }
inline Json to_json(std::int64_t number) { return number; }
inline Json to_json(std::uint64_t number) { return number; }
inline Json to_json(session::StripOwner owner) { return owner.text(); }
[[nodiscard]] Json to_json(const std::vector<session::StripOwner>& members); // ["t1", "b2", "a3"]
inline Json to_json(Db db) { return to_json(db.value); }
inline Json to_json(SampleRate rate) { return rate.hz; }
inline Json to_json(const std::vector<int>& numbers) { return numbers; }
template <class Grid> Json to_json(Position<Grid> position) { return position.value; }
template <class Grid> Json to_json(Duration<Grid> duration) { return duration.value; }
template <class Grid> Json to_json(Range<Grid> range) { return {range.start.value, range.end.value}; }
template <char P> Json to_json(Id<P> id) { return id.text(); }

[[nodiscard]] Expected from_json(const Json& json, std::string& out);
[[nodiscard]] Expected from_json(const Json& json, bool& out);
[[nodiscard]] Expected from_json(const Json& json, int& out);
[[nodiscard]] Expected from_json(const Json& json, std::int64_t& out); // within +-2^47
[[nodiscard]] Expected from_json(const Json& json, std::uint64_t& out);
[[nodiscard]] Expected from_json(const Json& json, double& out);
[[nodiscard]] Expected from_json(const Json& json, Layout& out);
[[nodiscard]] Expected from_json(const Json& json, session::RoleSet& out);
[[nodiscard]] Expected from_json(const Json& json, session::Role& out);
[[nodiscard]] Expected from_json(const Json& json, session::BusKind& out);
[[nodiscard]] Expected from_json(const Json& json, session::AutomationMode& out);
[[nodiscard]] Expected from_json(const Json& json, session::FadeCurve& out);
[[nodiscard]] Expected from_json(const Json& json, session::SendTap& out);
[[nodiscard]] Expected from_json(const Json& json, session::SoloMode& out);
[[nodiscard]] Expected from_json(const Json& json, session::SurroundPair& out);
[[nodiscard]] Expected from_json(const Json& json, session::SegmentKind& out);
[[nodiscard]] Expected from_json(const Json& json, session::SpeedMethod& out);
[[nodiscard]] Expected from_json(const Json& json, session::StripOwner& out);
[[nodiscard]] Expected from_json(const Json& json, std::vector<session::StripOwner>& out); // sorted
[[nodiscard]] Expected from_json(const Json& json, FrameRate& out);
[[nodiscard]] Expected from_json(const Json& json, TimecodeFormat& out);
[[nodiscard]] Expected from_json(const Json& json, std::vector<session::LanePoint>& out);
[[nodiscard]] Expected from_json(const Json& json, session::ParameterValues& out);
[[nodiscard]] Expected from_json(const Json& json, std::vector<int>& out);
inline Expected from_json(const Json& json, Db& out) { return from_json(json, out.value); }
inline Expected from_json(const Json& json, SampleRate& out) { return from_json(json, out.hz); }
template <class Grid> Expected from_json(const Json& json, Position<Grid>& out) {
    return from_json(json, out.value);
}
template <class Grid> Expected from_json(const Json& json, Duration<Grid>& out) {
    return from_json(json, out.value);
}
template <class Grid> Expected from_json(const Json& json, Range<Grid>& out) {
    if (!json.is_array() || json.size() != 2) return "[start, end]";
    if (auto wrong = from_json(json[0], out.start.value)) return wrong;
    return from_json(json[1], out.end.value);
}
template <char P> Expected from_json(const Json& json, Id<P>& out) {
    const auto id =
        json.is_string() ? Id<P>::parse(json.template get_ref<const std::string&>()) : std::nullopt;
    if (!id) return std::string("an id: \"") + P + "1\"";
    out = *id;
    return {};
}

} // namespace dub::project

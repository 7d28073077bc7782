#pragma once
// Pieces of a document as this program writes them. Only .cpp files see it.

#include <map>
#include <string>

#include "engine/conform/turnover.h"
#include "formats/json/json.h"

namespace dub::turnover::otio {

using json::Json;

inline constexpr Rational none{}; // seconds, or a speed

// In frames of `rate` where it falls on one, else an exact fraction of seconds.
[[nodiscard]] Json time_json(Rational seconds, FrameRate rate);
[[nodiscard]] Json range_json(Rational start, Rational length, FrameRate rate);
[[nodiscard]] Json curve_json(const conform::Curve& curve);
[[nodiscard]] Json db_json(double db); // a number, or "-inf"
// An object of that schema with the members all of its kind have.
[[nodiscard]] Json item_json(const char* schema, const std::string& name);

[[nodiscard]] Json media_json(const conform::Turnover& list, const conform::Event& event);
// `before` and `after`: how far the event reaches over the cuts at its ends.
[[nodiscard]] Json clip_json(const conform::Turnover& list, const conform::ListTrack& track,
                             const conform::Event& event, Rational before, Rational after);
[[nodiscard]] Json transition_json(Rational in, Rational out, conform::FadeShape shape, FrameRate rate);

} // namespace dub::turnover::otio

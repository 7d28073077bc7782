#pragma once
// A verb's answer as a neutral value, turned into one JSON document at the end (docs/cli.md lists the keys
// that others rely on). Pure but for `answer`. [control]

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/commands/console.h"
#include "engine/core/layout.h"
#include "engine/session/edits/arguments.h"

namespace dub::app {

using session::Value;

[[nodiscard]] Value none(); // null: not known, not measured
[[nodiscard]] Value text(std::string_view text);
[[nodiscard]] Value number(double number); // not finite: null
[[nodiscard]] Value whole(std::int64_t number);
[[nodiscard]] Value flag(bool set);
[[nodiscard]] Value list(Value::List items);
[[nodiscard]] Value object(Value::Object members);
[[nodiscard]] Value labels(const Layout& layout); // ["L","R"]
// [{"code","severity","where","sentence"}]
[[nodiscard]] Value of(const Diagnostics& diagnostics);

[[nodiscard]] std::string one_line(const Value& document); // as JSON
// Prints the document with --json; nothing otherwise.
void answer(const Console& console, const Value& document);

} // namespace dub::app

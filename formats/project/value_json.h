#pragma once
// The neutral values of edits and answers as JSON and back. Include it only in .cpp files. Pure, any thread.

#include <optional>

#include "engine/session/edits/arguments.h"
#include "formats/json/json.h"
#include "formats/project/edit_script.h"

namespace dub::project {

// Whole numbers are written without a point: a script compares sample counts as text. What has no number in
// JSON becomes a word ("-inf"), which the edits read as that number.
[[nodiscard]] json::Json to_json(const session::Value& value);
[[nodiscard]] session::Value value_of(const json::Json& json); // depth was bounded by json::parse

// {"edit": "move_clips", …arguments}. Nothing when it is no object with a word in "edit".
[[nodiscard]] json::Json to_json(const EditCall& call);
[[nodiscard]] std::optional<EditCall> call_of(const json::Json& entry);

} // namespace dub::project

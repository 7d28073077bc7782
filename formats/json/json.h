#pragma once
// The door to JSON: text to a document and back, errors with line and column. Keys are sorted on writing.
// Include it only in .cpp files: it is large. Foreign exceptions end here.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "engine/core/result.h"

namespace dub::json {

using Json = nlohmann::json; // object keys are sorted by std::map

// `name` is the file, for the sentence; a document deeper than 64 levels or larger than 512 MiB is refused.
[[nodiscard]] Result<Json> parse(std::string_view text, std::string_view name);

// The document as text, nested by two blanks a level, or on one line. Names in files need not be valid UTF-8,
// a document must be: an invalid byte becomes U+FFFD.
enum class Form : unsigned char { indented, one_line };
[[nodiscard]] std::string to_text(const Json& document, Form form = Form::indented);

// Appends a finite number as `to_text` writes it, without making a document of it: for lists of many.
void append_number(std::string& text, double finite);

// -inf, inf and NaN have no JSON number: they become null.
[[nodiscard]] Json number(double value);

} // namespace dub::json

#pragma once
// The door to JSON: text to a document and back, errors with line and column. Keys are sorted on writing.
// Include it only in .cpp files: it is large. Foreign exceptions end here.

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"

namespace dub::json {

using Json = nlohmann::json; // object keys are sorted by std::map

// `name` is the file, for the sentence; a document deeper than 64 levels or larger than 512 MiB is refused.
enum class Pairs : unsigned char {
    as_written,
    packed, // a list of pairs [whole number, number], and nothing else in it, comes as packed_pairs() reads
            // it
};
[[nodiscard]] Result<Json> parse(std::string_view text, std::string_view name,
                                 Pairs pairs = Pairs::as_written);

struct Pair {
    std::int64_t first = 0;
    double second = 0;
};
// nullopt when the value is no packed list.
[[nodiscard]] std::optional<std::vector<Pair>> packed_pairs(const Json& value);

// The document as text, nested by two blanks a level, or on one line. Names in files need not be valid UTF-8,
// a document must be: an invalid byte becomes U+FFFD.
enum class Form : unsigned char { indented, one_line };
[[nodiscard]] std::string to_text(const Json& document, Form form = Form::indented);

// Appends a finite number as `to_text` writes it, without making a document of it: for lists of many.
void append_number(std::string& text, double finite);

// -inf, inf and NaN have no JSON number: they become null.
[[nodiscard]] Json number(double value);

// The text of that key of an object; "" when it has none, or something else.
[[nodiscard]] std::string text_of(const Json& object, const char* key);

} // namespace dub::json

#include "formats/json/json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "formats/json/packing.h"

namespace dub::json {
namespace {

constexpr std::size_t size_max = std::size_t{512} << 20;
constexpr int depth_max = 64;

// The library parses without recursion but the values it makes do not all live so: depth is bounded before it
// begins. The place of the first bracket too deep.
std::optional<std::size_t> too_deep(std::string_view text) {
    int depth = 0;
    bool in_string = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (in_string) {
            if (c == '\\') ++at;
            if (c == '"') in_string = false;
            continue;
        }
        if (c == '"') in_string = true;
        if ((c == '[' || c == '{') && ++depth > depth_max) return at;
        if (c == ']' || c == '}') --depth;
    }
    return std::nullopt;
}

struct Place {
    std::size_t line, column; // from 1; the column counts bytes
};

Place place_of(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, std::min(at, text.size()));
    const auto newline = before.rfind('\n');
    return {static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1,
            newline == std::string_view::npos ? before.size() + 1 : before.size() - newline};
}

// The library's message after its own preamble: "unexpected end of input; expected ']'".
std::string reason(std::string_view what) {
    for (const std::string_view mark : {" - ", ": ", "] "})
        if (const auto at = what.find(mark); at != std::string_view::npos)
            return std::string(what.substr(at + mark.size(), 160));
    return std::string(what.substr(0, 160));
}

} // namespace

Result<Json> parse(std::string_view text, std::string_view name, Pairs pairs) {
    if (text.size() > size_max)
        return fail(ErrorCode::invalid,
                    fmt::format("{} is larger than {} MiB; it is not a document of this program.", name,
                                size_max >> 20));
    if (const auto at = too_deep(text)) {
        const Place place = place_of(text, *at);
        return fail(
            ErrorCode::invalid,
            fmt::format(
                "{}, line {}, column {}: nested deeper than {} levels; it is not a document of this program.",
                name, place.line, place.column, depth_max));
    }
    try {
        if (pairs == Pairs::as_written) return Json::parse(text);
        Json document;
        PackingReader reader(document);
        static_cast<void>(Json::sax_parse(text, &reader)); // an error is thrown, as by the other
        return document;
    } catch (const Json::parse_error& error) {
        const Place place = place_of(text, error.byte == 0 ? 0 : error.byte - 1);
        return fail(ErrorCode::invalid, fmt::format("{}, line {}, column {}: not valid JSON: {}.", name,
                                                    place.line, place.column, reason(error.what())));
    } catch (const std::exception& error) { // a number beyond double, or no memory
        return fail(ErrorCode::invalid, fmt::format("{}: not valid JSON: {}.", name, reason(error.what())));
    }
}

std::optional<std::vector<Pair>> packed_pairs(const Json& value) {
    if (!value.is_binary()) return std::nullopt;
    const auto& bytes = value.get_binary();
    std::vector<Pair> pairs(bytes.size() / sizeof(Pair));
    std::memcpy(pairs.data(), bytes.data(), pairs.size() * sizeof(Pair));
    return pairs;
}

std::string to_text(const Json& document, Form form) {
    return document.dump(form == Form::indented ? 2 : -1, ' ', false, Json::error_handler_t::replace);
}

void append_number(std::string& text, double finite) {
    std::array<char, 64> digits{}; // as large as the library's own
    const char* const end = nlohmann::detail::to_chars(digits.data(), digits.data() + digits.size(), finite);
    text.append(std::string_view(digits.data(), end));
}

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

std::string text_of(const Json& object, const char* key) {
    const auto at = object.find(key);
    return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

} // namespace dub::json

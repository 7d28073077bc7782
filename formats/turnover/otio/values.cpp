#include <cmath>

#include "formats/turnover/otio/reading.h"

namespace dub::turnover::otio {

const Json& at(const Json& object, const char* key) {
    static const Json nothing;
    if (!object.is_object()) return nothing;
    const auto found = object.find(key);
    return found == object.end() ? nothing : *found;
}

std::string text_at(const Json& object, const char* key) {
    const Json& value = at(object, key);
    return value.is_string() ? value.get<std::string>() : std::string();
}

std::optional<double> number_at(const Json& object, const char* key) {
    const Json& value = at(object, key);
    if (!value.is_number()) return std::nullopt;
    return value.get<double>();
}

std::string schema_of(const Json& object) {
    std::string schema = text_at(object, "OTIO_SCHEMA");
    schema.resize(std::min(schema.size(), schema.find('.')));
    if (schema == "Filler") return "Gap";
    if (schema == "Sequence") return "Track";
    return schema;
}

std::optional<Rational> fraction_of(const Json& number) {
    if (!number.is_number()) return std::nullopt;
    const double value = number.get<double>();
    if (!std::isfinite(value) || std::abs(value) > 1e15) return std::nullopt;
    return number.is_number_integer() ? Rational{number.get<std::int64_t>()} : rational_from(value);
}

std::optional<FrameRate> rate_of(const Json& time) {
    const auto rate = fraction_of(at(time, "rate"));
    if (!rate || *rate <= Rational{}) return std::nullopt;
    return frame_rate_near(*rate); // 23.976, 23.98 and 23.97602… are 24000/1001
}

std::optional<Rational> seconds_of(const Json& time) {
    const auto value = fraction_of(at(time, "value"));
    const auto rate = rate_of(time);
    if (!value || !rate) return std::nullopt;
    const Rational seconds = *value * Rational{rate->den, rate->num};
    constexpr std::int64_t absurd = 1'000'000'000; // thirty years
    if (seconds > Rational{absurd} || seconds < Rational{-absurd}) return std::nullopt;
    return seconds;
}

std::optional<conform::TimeSpan> span_of(const Json& range) {
    const auto start = seconds_of(at(range, "start_time")), length = seconds_of(at(range, "duration"));
    if (!length || *length < Rational{}) return std::nullopt;
    const Rational from = start.value_or(Rational{});
    return conform::TimeSpan{from, from + *length};
}

std::string plain_json(std::string_view text) {
    std::string plain(text);
    bool in_string = false;
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (in_string && plain[i] == '\\')
            ++i;
        else if (plain[i] == '"')
            in_string = !in_string;
        else if (!in_string && (plain[i] == 'I' || plain[i] == 'N')) {
            const std::size_t from = i > 0 && plain[i - 1] == '-' ? i - 1 : i;
            while (i < plain.size() && letter(plain[i]))
                ++i;
            const std::size_t length = i - from; // Inf, NaN and longer: room for a 0
            plain.replace(from, length, length, ' ');
            plain[from] = '0';
            --i;
        }
    }
    return plain;
}

} // namespace dub::turnover::otio

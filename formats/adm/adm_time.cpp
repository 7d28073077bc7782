#include "formats/adm/adm_time.h"

#include <charconv>

#include <fmt/format.h>

namespace dub::adm {
namespace {

constexpr std::int64_t decimals = 100'000;

// Only digits, at most nine: nothing overflows afterwards.
std::optional<std::int64_t> digits(std::string_view text) {
    std::int64_t value = 0;
    if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

} // namespace

std::optional<AdmTime> parse_adm_time(std::string_view text) {
    const std::size_t first = text.find(':');
    if (first == std::string_view::npos) return std::nullopt;
    const std::size_t second = text.find(':', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    const std::size_t point = std::min(text.find('.', second), text.size());
    const auto hours = digits(text.substr(0, first));
    const auto minutes = digits(text.substr(first + 1, second - first - 1));
    const auto secs = digits(text.substr(second + 1, point - second - 1));
    if (!hours || !minutes || !secs || *hours > 9999 || *minutes > 59 || *secs > 59) return std::nullopt;
    const std::int64_t whole = *hours * 3600 + *minutes * 60 + *secs;
    if (point == text.size()) return AdmTime{whole, 1};

    const std::string_view fraction = text.substr(point + 1);
    const std::size_t s = std::min(fraction.find('S'), fraction.size());
    const auto parts = digits(fraction.substr(0, s));
    if (!parts) return std::nullopt;
    std::int64_t unit = 1;
    if (s < fraction.size()) {
        const auto stated = digits(fraction.substr(s + 1));
        if (!stated || *stated == 0 || *parts >= *stated) return std::nullopt;
        unit = *stated;
    } else {
        for (std::size_t i = 0; i < s; ++i)
            unit *= 10;
    }
    return AdmTime{whole * unit + *parts, unit};
}

AdmTime adm_time(SampleCount count, SampleRate rate) { return {count.value, rate.hz}; }

bool fits_five_decimals(SampleCount count, SampleRate rate) {
    return count.value % rate.hz * decimals % rate.hz == 0;
}

std::string adm_time_text(SampleCount count, SampleRate rate) {
    const std::int64_t whole = count.value / rate.hz;
    const std::int64_t rest = count.value % rate.hz;
    const std::string clock = fmt::format("{:02}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
    if (fits_five_decimals(count, rate)) return fmt::format("{}.{:05}", clock, rest * decimals / rate.hz);
    return fmt::format("{}.{:05}S{}", clock, rest, rate.hz);
}

} // namespace dub::adm

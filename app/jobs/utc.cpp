#include "app/jobs/utc.h"

#include <charconv>

#include <fmt/format.h>

namespace dub::app {
namespace {

using namespace std::chrono;

struct Parts {
    year_month_day date;
    hh_mm_ss<milliseconds> time;
};

Parts parts_of(Moment moment) {
    const auto day = floor<days>(moment);
    return {year_month_day(day), hh_mm_ss<milliseconds>(moment - day)};
}

std::string written(const Parts& parts, char between) {
    return fmt::format("{:04}-{:02}-{:02}T{:02}{}{:02}{}{:02}", static_cast<int>(parts.date.year()),
                       static_cast<unsigned>(parts.date.month()), static_cast<unsigned>(parts.date.day()),
                       parts.time.hours().count(), between, parts.time.minutes().count(), between,
                       parts.time.seconds().count());
}

// The number in text[at, at + digits).
std::optional<int> number_at(std::string_view text, std::size_t at, std::size_t digits) {
    int number = 0;
    const char* const end = text.data() + at + digits;
    const auto [stop, error] = std::from_chars(text.data() + at, end, number);
    if (error != std::errc{} || stop != end || number < 0) return std::nullopt;
    return number;
}

} // namespace

Moment moment_now() { return floor<milliseconds>(system_clock::now()); }

std::string utc_text(Moment moment) { return written(parts_of(moment), ':') + "Z"; }

std::string utc_file_text(Moment moment) {
    const Parts parts = parts_of(moment);
    return fmt::format("{}.{:03}Z", written(parts, '-'), parts.time.subseconds().count());
}

std::optional<Moment> parse_utc_file_text(std::string_view text) {
    constexpr std::string_view form = "0000-00-00T00-00-00.000Z";
    if (text.size() != form.size()) return std::nullopt;
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]) return std::nullopt;
    const year_month_day date{year(*number_at(text, 0, 4)),
                              month(static_cast<unsigned>(*number_at(text, 5, 2))),
                              day(static_cast<unsigned>(*number_at(text, 8, 2)))};
    const int h = *number_at(text, 11, 2), m = *number_at(text, 14, 2), s = *number_at(text, 17, 2);
    if (!date.ok() || h > 23 || m > 59 || s > 59) return std::nullopt;
    return sys_days(date) + hours(h) + minutes(m) + std::chrono::seconds(s) +
           milliseconds(*number_at(text, 20, 3));
}

} // namespace dub::app

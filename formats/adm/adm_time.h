#pragma once
// Times of the Audio Definition Model, kept exact (ITU-R BS.2076): "hh:mm:ss.zzzzz" counts decimals of a
// second, "hh:mm:ss.zzzzzSfffff" (BS.2076-2) zzzzz parts of 1/fffff s. Five decimals are 0.48 samples at 48
// kHz: only every 24th sample is exact in them. Plain values, any thread.

#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/time.h"

namespace dub::adm {

struct AdmTime { // num / den seconds
    std::int64_t num = 0;
    std::int64_t den = 1;
    // By value: 1/2 is 2/4.
    friend constexpr bool operator==(AdmTime a, AdmTime b) {
        const std::int64_t of_a = std::gcd(a.num, a.den);
        const std::int64_t of_b = std::gcd(b.num, b.den);
        return a.num / of_a == b.num / of_b && a.den / of_a == b.den / of_b;
    }
};

[[nodiscard]] std::optional<AdmTime> parse_adm_time(std::string_view text);
[[nodiscard]] AdmTime adm_time(SampleCount count, SampleRate rate);
// True when five decimals say it exactly.
[[nodiscard]] bool fits_five_decimals(SampleCount count, SampleRate rate);
// Five decimals when they are exact, else samples of the rate: "00:00:01.24000S48000".
[[nodiscard]] std::string adm_time_text(SampleCount count, SampleRate rate);

} // namespace dub::adm

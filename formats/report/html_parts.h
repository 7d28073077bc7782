#pragma once
// Pieces of the report page. Pure, any thread.

#include <string>
#include <string_view>

#include "formats/report/delivery_report.h"

namespace dub::report {

[[nodiscard]] std::string escaped(std::string_view text); // & < > "
[[nodiscard]] std::string_view page_style();              // the style sheet

// Loudness over time (momentary, short-term, the target's band) above true peak (with its limit), as inline
// SVG. `spec` may be nullptr; `limited` marks where the limiter worked, `file` being the whole file's length.
struct ChartRequest {
    const measure::Measurement& measured;
    const delivery::Spec* spec = nullptr;
    std::span<const LimitedRange> limited;
    std::string_view set; // of `limited`, those of this set are drawn
};
[[nodiscard]] std::string chart(const ChartRequest& request);

} // namespace dub::report

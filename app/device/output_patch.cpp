#include "app/device/output_patch.h"

#include <algorithm>
#include <charconv>
#include <ranges>

#include <fmt/format.h>

namespace dub::app {
namespace {

Result<PatchPoint> parse_point(std::string_view word) {
    const auto equals = word.find('=');
    const auto speaker = speaker_named(word.substr(0, equals));
    if (equals == std::string_view::npos || !speaker)
        return fail(
            ErrorCode::usage,
            fmt::format("'{}' is no place of a patch; write speaker=output, for example Lss=5", word));
    const std::string_view number = word.substr(equals + 1);
    int output = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), output);
    if (error != std::errc{} || end != number.data() + number.size() || output < 1 || output > outputs_max)
        return fail(ErrorCode::usage,
                    fmt::format("'{}': outputs are counted from 1 to {}", word, outputs_max));
    return PatchPoint{*speaker, output};
}

} // namespace

Result<OutputPatch> parse_patch(std::string_view text) {
    OutputPatch patch;
    for (const auto part : text | std::views::split(' ')) {
        const std::string_view word(part.begin(), part.end());
        if (word.empty()) continue;
        TRY(const auto point, parse_point(word));
        if (std::ranges::find(patch, point.speaker, &PatchPoint::speaker) != patch.end())
            return fail(ErrorCode::usage, fmt::format("{} is patched twice", label(point.speaker)));
        if (std::ranges::find(patch, point.output, &PatchPoint::output) != patch.end())
            return fail(ErrorCode::usage, fmt::format("output {} is patched twice", point.output));
        patch.push_back(point);
    }
    return patch;
}

std::string text_of(const OutputPatch& patch) {
    std::string text;
    for (const auto& point : patch)
        text += fmt::format("{}{}={}", text.empty() ? "" : " ", label(point.speaker), point.output);
    return text;
}

Result<std::vector<int>> channels_of(const Layout& layout, const OutputPatch& patch) {
    std::vector<int> channels;
    for (const Speaker speaker : layout.speakers()) {
        const auto at = std::ranges::find(patch, speaker, &PatchPoint::speaker);
        if (at == patch.end() && !patch.empty())
            return fail(ErrorCode::unfit,
                        fmt::format("the output patch ({}) has no place for {}; add {}=OUTPUT",
                                    text_of(patch), label(speaker), label(speaker)));
        channels.push_back(patch.empty() ? static_cast<int>(channels.size()) : at->output - 1);
    }
    return channels;
}

} // namespace dub::app

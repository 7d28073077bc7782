#include "formats/turnover/edl/edl.h"

#include <fmt/format.h>

#include "engine/core/atomic_file.h"
#include "formats/turnover/edl/build.h"
#include "formats/turnover/text/lines.h"

namespace dub::turnover::edl {
namespace {
constexpr std::uint64_t file_max = 8 << 20; // ten times the longest list

// What may stand first in a list that does not bear its name: no prose does.
bool begins_a_list(std::string_view line) {
    const std::string capitals = upper(line.substr(0, 6));
    return capitals.starts_with("TITLE:") || capitals.starts_with("FCM:") ||
           parse_event_line(line).has_value();
}
} // namespace

bool sniff(std::string_view head, const std::filesystem::path& file) {
    // A first part of a file may end within a character or a line: the last line counts as little as it can.
    const TextLines text = lines_of(head);
    const bool named = upper(file.extension().string()) == ".EDL";
    bool first = true, event = false, title = false, mode = false;
    for (const std::string& line : text.lines) {
        const std::string_view words = trimmed(line);
        if (words.empty()) continue;
        if (first && (words[0] == '<' || words[0] == '{')) return false;
        if (first && !named && !begins_a_list(words)) return false;
        first = false;
        event |= parse_event_line(words).has_value();
        title |= upper(words.substr(0, 6)) == "TITLE:";
        mode |= upper(words.substr(0, 4)) == "FCM:";
    }
    return event || mode || (title && named);
}

Result<conform::Turnover> parse_edl(std::string_view text, const std::filesystem::path& file,
                                    const ReadOptions& options) {
    const TextLines lines = lines_of(text);
    Doubts doubts;
    const Scanned list = scan(lines.lines, doubts);
    if (list.items.empty() && list.title.empty() && !list.first_fcm)
        return fail(
            ErrorCode::invalid,
            fmt::format("{} has no event that can be read in {} lines; expected lines of number, reel, "
                        "channel, transition and four timecodes.",
                        file.string(), lines.lines.size()));
    TRY(const Counting counting, choose_counting(list, options, file, doubts));
    conform::Turnover turnover = build(list, counting, doubts);
    if (list.items.empty())
        turnover.diagnostics.push_back({Severity::warning, "edl.empty", file.filename().string(),
                                        "The list has a head but no event that can be read."});
    say_encoding(lines, turnover.diagnostics);
    append(turnover.diagnostics, std::move(doubts).taken());
    return turnover;
}

Result<conform::Turnover> read(const std::filesystem::path& file, const ReadOptions& options) {
    TRY(const std::string text, read_text_file(file, file_max));
    return parse_edl(text, file, options);
}

} // namespace dub::turnover::edl

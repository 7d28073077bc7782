#include "formats/turnover/edl/scan.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "formats/turnover/text/lines.h"

namespace dub::turnover::edl {
namespace {

std::optional<std::string> value_after(std::string_view line, std::string_view key) {
    const std::string_view text = trimmed(line);
    if (!upper(text.substr(0, key.size())).starts_with(key)) return std::nullopt;
    return std::string(trimmed(text.substr(key.size())));
}

std::vector<Channel> aud_channels(std::string_view line) {
    std::vector<Channel> channels;
    for (const std::string_view word : words_of(line)) {
        int number = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
        if (error == std::errc{} && end == word.data() + word.size() && number > 0 && number < 1000)
            channels.push_back({conform::TrackKind::sound, number});
    }
    return channels;
}

// "x REPLACED BY: y"
std::optional<ReelName> replaced_reel(std::string_view text) {
    constexpr std::string_view between = "REPLACED BY:";
    const auto at = upper(text).find(between);
    if (at == std::string::npos) return std::nullopt;
    ReelName name{std::string(trimmed(text.substr(at + between.size()))),
                  std::string(trimmed(text.substr(0, at)))};
    if (name.reel.empty() || name.full.empty()) return std::nullopt;
    return name;
}

bool has_timecode(std::string_view line) {
    return std::ranges::any_of(words_of(line), [](std::string_view word) {
        return word.find_first_of(":;") != word.npos && parse_written_time(word).readable();
    });
}

class Scanner {
  public:
    explicit Scanner(Doubts& doubts)
        : doubts_(doubts) {}

    void take(std::string_view line, std::size_t number) {
        line_ = number;
        if (trimmed(line).empty()) return;
        if (take_event(line) || take_frame_of_list(line) || take_said(line)) return;
        const std::string_view text = trimmed(line);
        if (text[0] >= '0' && text[0] <= '9' && has_timecode(text))
            doubts_.add(Severity::warning, "edl.event-unread", line_,
                        fmt::format("The line '{}' looks like an event but cannot be read; it is left out. "
                                    "Expected number, reel, channel, transition and four timecodes.",
                                    text.substr(0, 100)));
        else if (!upper(text).starts_with("REM"))
            ++unread_, first_unread_ = first_unread_ == 0 ? line_ : first_unread_;
    }

    Scanned taken() && {
        if (unread_ > 0)
            doubts_.add(Severity::note, "edl.lines-ignored", first_unread_,
                        fmt::format("{} line{} neither an event nor a comment that is known; ignored.",
                                    unread_, unread_ == 1 ? " is" : "s are"));
        if (beyond_ > 0)
            doubts_.add(Severity::error, "edl.too-many", 0,
                        fmt::format("The list has more than {} events; {} are left out. Split it.",
                                    events_max, beyond_));
        return std::move(list_);
    }

  private:
    bool take_event(std::string_view line) {
        auto event = parse_event_line(line);
        if (!event) return false;
        if (list_.items.size() >= events_max) return ++beyond_, true;
        for (const std::string& doubt : event->doubts)
            doubts_.add(Severity::warning, "edl.event-odd", line_,
                        fmt::format("Event {} is written unlike others: {}.", event->number, doubt));
        list_.items.push_back({std::move(*event), line_, fcm_, {}, {}, {}});
        return true;
    }

    // TITLE, FCM, AUD, M2, the table of reels.
    bool take_frame_of_list(std::string_view line) {
        if (const auto title = value_after(line, "TITLE:")) {
            if (list_.title.empty())
                list_.title = *title;
            else if (!list_.items.empty())
                doubts_.add(Severity::warning, "edl.second-title", line_,
                            fmt::format("A second TITLE, '{}', stands inside the list; what follows is read "
                                        "as the same list. Split the file if these are two.",
                                        *title));
            return true;
        }
        if (const auto mode = value_after(line, "FCM:")) {
            fcm_ = upper(*mode).starts_with("DROP") ? DropFrame::yes : DropFrame::no;
            if (!list_.first_fcm) list_.first_fcm = fcm_;
            return true;
        }
        if (auto name = parse_reel_name(line)) {
            list_.reels.push_back(std::move(*name));
            return true;
        }
        const auto words = words_of(line);
        const std::string first = upper(words[0]);
        if (first == "AUD" && !list_.items.empty()) {
            auto& more = list_.items.back().more;
            for (const Channel channel : aud_channels(line))
                if (more.size() < 64) more.push_back(channel);
            return true;
        }
        if (first != "M2") return false;
        auto motion = parse_motion(line);
        if (!motion || list_.items.empty()) {
            doubts_.add(Severity::warning, "edl.speed-unread", line_,
                        fmt::format("The speed in '{}' cannot be read; the event plays at its own speed.",
                                    trimmed(line).substr(0, 100)));
            return true;
        }
        motion->line = line_;
        list_.items.back().motions.push_back(std::move(*motion));
        return true;
    }

    bool take_said(std::string_view line) {
        const std::string capitals = upper(trimmed(line).substr(0, 6));
        if (capitals.starts_with("SPLIT") || capitals.starts_with("DELAY")) {
            doubts_.add(Severity::note, "edl.split-edit", line_,
                        "A split edit is announced; the times of the events themselves are used.");
            return true;
        }
        auto comment = parse_comment(line);
        if (!comment) return false;
        comment->line = line_;
        if (comment->says == Says::real_reel)
            if (auto name = replaced_reel(comment->text)) list_.reels.push_back(std::move(*name));
        auto& to = list_.items.empty() ? list_.head : list_.items.back().comments;
        if (!comment->text.empty() || comment->says == Says::freeze) to.push_back(std::move(*comment));
        return true;
    }

    Doubts& doubts_;
    Scanned list_;
    std::optional<DropFrame> fcm_;
    std::size_t line_ = 0, unread_ = 0, first_unread_ = 0, beyond_ = 0;
};

} // namespace

Scanned scan(const std::vector<std::string>& lines, Doubts& doubts) {
    Scanner scanner(doubts);
    for (std::size_t i = 0; i < lines.size(); ++i)
        scanner.take(lines[i], i + 1);
    return std::move(scanner).taken();
}

std::vector<int> incoming_of(const std::vector<Item>& items) {
    std::vector<int> incoming(items.size(), -1);
    for (std::size_t i = 0; i + 1 < items.size(); ++i) {
        const EventLine& first = items[i].event;
        const EventLine& second = items[i + 1].event;
        if (i > 0 && incoming[i - 1] == static_cast<int>(i)) continue;
        const bool from =
            first.transition == Transition::cut || first.transition == Transition::key_background;
        const bool to =
            second.transition != Transition::cut && second.transition != Transition::key_background;
        if (!from || !to || first.channels != second.channels) continue;
        const bool same_number = first.number == second.number;
        const bool no_length = first.record_in == first.record_out;
        const bool meets = first.record_out == second.record_in ||
                           (second.transition == Transition::key && first.record_in == second.record_in);
        if (meets && (same_number || no_length)) incoming[i] = static_cast<int>(i + 1);
    }
    return incoming;
}

} // namespace dub::turnover::edl

#include "formats/turnover/edl/event_line.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/ranges.h>

#include "formats/turnover/text/lines.h"

namespace dub::turnover::edl {
namespace {

using Words = std::vector<std::string_view>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

std::int64_t number_of(std::string_view digits) {
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

// At most eight digits and one letter: "001", "000001", "12A".
bool is_event_number(std::string_view word) {
    const auto digits = static_cast<std::size_t>(std::ranges::find_if_not(word, is_digit) - word.begin());
    return digits > 0 && digits <= 8 && word.size() - digits <= 1;
}

std::optional<std::array<std::string_view, 4>> groups_of(std::string_view text, char& last_mark) {
    std::array<std::string_view, 4> groups;
    for (std::size_t i = 0; i < 4; ++i) {
        const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
        if (end == 0 || end > (i == 3 ? 3U : 2U)) return std::nullopt;
        groups.at(i) = text.substr(0, end);
        text.remove_prefix(end);
        if (i == 3) break;
        if (text.empty() || std::string_view(":;.,").find(text[0]) == std::string_view::npos)
            return std::nullopt;
        last_mark = text[0];
        text.remove_prefix(1);
    }
    if (!text.empty()) return std::nullopt;
    return groups;
}

// Words of two or more timecodes without a blank between them, taken apart.
Words words_with_times_apart(std::string_view line) {
    Words words;
    for (const std::string_view word : words_of(line)) {
        constexpr std::size_t length = 11;
        const std::size_t count = word.size() / length;
        bool run = count > 1 && word.size() % length == 0;
        for (std::size_t i = 0; run && i < count; ++i)
            run = parse_written_time(word.substr(i * length, length)).readable();
        for (std::size_t i = 0; run && i < count; ++i)
            words.push_back(word.substr(i * length, length));
        if (!run) words.push_back(word);
    }
    return words;
}

std::optional<Transition> transition_of(std::string_view word) {
    const std::string text = upper(word);
    if (text == "C") return Transition::cut;
    if (text == "D") return Transition::dissolve;
    if (text == "K" || text == "KO") return Transition::key;
    if (text == "KB") return Transition::key_background;
    if (text[0] == 'W' && (text.size() == 1 || all_digits(std::string_view(text).substr(1))))
        return Transition::wipe;
    return std::nullopt;
}

// Takes the transition and its duration off the end; false when none stands there.
bool take_transition(Words& middle, EventLine& event) {
    const auto is_transition = [&](std::size_t from_end) {
        return middle.size() >= from_end && transition_of(middle[middle.size() - from_end]).has_value();
    };
    const auto is_key_part = [&](std::size_t from_end) { // "K B", "K O"
        if (middle.size() < from_end + 1 || upper(middle[middle.size() - from_end - 1]) != "K") return false;
        const std::string part = upper(middle[middle.size() - from_end]);
        return part == "B" || part == "O";
    };
    if (!middle.empty() && all_digits(middle.back()) && middle.back().size() <= 5 &&
        (is_transition(2) || is_key_part(2))) {
        event.duration = number_of(middle.back());
        middle.pop_back();
    }
    if (is_key_part(1)) {
        event.transition = upper(middle.back()) == "B" ? Transition::key_background : Transition::key;
        middle.resize(middle.size() - 2);
        return true;
    }
    if (!is_transition(1)) return false;
    event.transition = *transition_of(middle.back());
    middle.pop_back();
    return true;
}

void take_middle(Words middle, EventLine& event) {
    if (!take_transition(middle, event)) event.doubts.emplace_back("it names no transition; taken as a cut");
    const auto channels = middle.empty() ? std::nullopt : parse_channels(middle.back());
    if (channels) {
        event.channels = *channels;
        middle.pop_back();
    } else {
        event.channels = {Channel{}};
        event.doubts.emplace_back("it names no channel that is known; taken as V");
    }
    if (event.transition != Transition::cut && event.transition != Transition::key_background &&
        event.transition != Transition::key && !event.duration)
        event.doubts.emplace_back("its transition has no length; taken as a cut");
    event.reel = fmt::format("{}", fmt::join(middle, " "));
}

// Which of the words begins the four times, where not all of them can be read: after the transition.
std::optional<std::size_t> times_after_transition(const Words& words) {
    for (std::size_t i = 2; i + 2 < words.size(); ++i) {
        if (!transition_of(words[i]) || !parse_channels(words[i - 1])) continue;
        std::size_t next = i + 1;
        const std::string part = upper(words[next]);
        if (upper(words[i]) == "K" && (part == "B" || part == "O")) ++next;
        if (words.size() - next > 4 && all_digits(words[next])) ++next;
        return next;
    }
    return std::nullopt;
}

} // namespace

WrittenTime parse_written_time(std::string_view text) {
    WrittenTime time;
    time.text = text;
    char last_mark = ':';
    auto groups = groups_of(text, last_mark);
    if (!groups && text.size() == 8 && all_digits(text))
        groups = {{text.substr(0, 2), text.substr(2, 2), text.substr(4, 2), text.substr(6, 2)}};
    if (!groups) {
        if (!all_digits(text) || text.size() > 9) return time;
        time.is = WrittenTime::Is::frame_number;
        time.frames = number_of(text);
        return time;
    }
    time.hours = static_cast<int>(number_of((*groups)[0]));
    time.minutes = static_cast<int>(number_of((*groups)[1]));
    time.seconds = static_cast<int>(number_of((*groups)[2]));
    time.frames = number_of((*groups)[3]);
    time.drop = last_mark == ';' || last_mark == ',';
    // Sixty frames is the most that any rate of a list counts to.
    if (time.minutes < 60 && time.seconds < 60 && time.frames < 60) time.is = WrittenTime::Is::timecode;
    return time;
}

std::optional<std::vector<Channel>> parse_channels(std::string_view word) {
    using conform::TrackKind;
    const std::string text = upper(word);
    std::vector<Channel> channels;
    if (text.size() > 300) return std::nullopt;
    if (text == "NONE") return channels;
    const auto add = [&](TrackKind kind, int number) {
        const Channel channel{kind, number};
        if (std::ranges::find(channels, channel) == channels.end()) channels.push_back(channel);
    };
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at++];
        if (channels.empty() ? false : c == '/' || c == ',' || c == '+') continue;
        if (c == 'B' && text.size() == 1) {
            add(TrackKind::picture, 1), add(TrackKind::sound, 1);
            continue;
        }
        if (c != 'V' && c != 'A') return std::nullopt;
        const TrackKind kind = c == 'V' ? TrackKind::picture : TrackKind::sound;
        if (kind == TrackKind::sound && at < text.size() && text[at] == 'A') { // "AA"
            add(kind, 1), add(kind, 2);
            ++at;
            continue;
        }
        const std::size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
        if (end - at > 3) return std::nullopt;
        const auto number = end == at ? 1 : static_cast<int>(number_of(text.substr(at, end - at)));
        if (number == 0) return std::nullopt;
        add(kind, number);
        at = end;
    }
    if (channels.empty() || channels.size() > 64) return std::nullopt;
    return channels;
}

std::optional<EventLine> parse_event_line(std::string_view line) {
    const Words words = words_with_times_apart(line);
    if (words.size() < 4 || !is_event_number(words[0])) return std::nullopt;
    const auto is_timecode = [](std::string_view word) {
        return parse_written_time(word).is == WrittenTime::Is::timecode;
    };
    EventLine event;
    event.number = words[0];
    std::size_t end = words.size();
    while (end > 1 && !is_timecode(words[end - 1]))
        --end;
    std::size_t begin = end;
    while (begin > 1 && end - begin < 4 && is_timecode(words[begin - 1]))
        --begin;
    Words times(words.begin() + static_cast<std::ptrdiff_t>(begin),
                words.begin() + static_cast<std::ptrdiff_t>(end));
    if (times.size() < 4) { // frame numbers, times that cannot be read, or something between them
        const auto after = times_after_transition(words);
        if (!after || std::ranges::count_if(words, is_timecode) < 2) return std::nullopt;
        begin = *after;
        times.assign(words.begin() + static_cast<std::ptrdiff_t>(begin), words.end());
        if (std::ranges::count_if(times, is_timecode) == 4) std::erase_if(times, std::not_fn(is_timecode));
        if (times.size() > 4) times.resize(4);
    }
    const std::array<WrittenTime*, 4> to{&event.source_in, &event.source_out, &event.record_in,
                                         &event.record_out};
    // Where fewer than four stand there, the last two are the record's.
    for (std::size_t i = 0; i < times.size(); ++i)
        *to.at(4 - times.size() + i) = parse_written_time(times[i]);
    for (WrittenTime* const record : {&event.record_in, &event.record_out})
        if (record->is == WrittenTime::Is::frame_number) record->is = WrittenTime::Is::unreadable;
    take_middle(Words(words.begin() + 1, words.begin() + static_cast<std::ptrdiff_t>(begin)), event);
    return event;
}

} // namespace dub::turnover::edl

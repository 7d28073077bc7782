#include "formats/turnover/edl/rate.h"

#include <array>
#include <cmath>
#include <set>
#include <tuple>

#include <fmt/format.h>

namespace dub::turnover::edl {
namespace {

struct Labels {
    std::array<std::size_t, 60> with_frame{}; // how many labels have which frame number
    std::size_t all = 0, distinct = 0;        // labels, and those that differ
    bool marked = false;                      // one with ';'
    bool record_marked = false;               // one of them the record's

    // How many a rate of so many frames a second does not have.
    [[nodiscard]] std::size_t beyond(std::int64_t nominal) const {
        std::size_t count = 0;
        for (std::size_t frame = 0; frame < with_frame.size(); ++frame)
            count += static_cast<std::int64_t>(frame) >= nominal ? with_frame.at(frame) : 0;
        return count;
    }
    [[nodiscard]] bool fits(std::int64_t nominal) const { return beyond(nominal) * 200 <= all; }
    [[nodiscard]] std::int64_t highest() const {
        std::int64_t frame = 59;
        while (frame > 0 && fits(frame))
            --frame;
        return frame;
    }
};

template <class Visit> void visit_labels(const Scanned& list, Visit visit) {
    for (const Item& item : list.items)
        for (const WrittenTime* time :
             {&item.event.source_in, &item.event.source_out, &item.event.record_in, &item.event.record_out})
            if (time->is == WrittenTime::Is::timecode) visit(item, *time);
}

Labels look_at(const Scanned& list) {
    Labels labels;
    std::set<std::tuple<int, int, int, std::int64_t>> seen;
    visit_labels(list, [&](const Item& item, const WrittenTime& time) {
        ++labels.all;
        ++labels.with_frame.at(static_cast<std::size_t>(time.frames));
        seen.emplace(time.hours, time.minutes, time.seconds, time.frames);
        labels.marked |= time.drop;
        labels.record_marked |=
            time.drop && (&time == &item.event.record_in || &time == &item.event.record_out);
    });
    labels.distinct = seen.size();
    return labels;
}

Error does_not_fit(const Scanned& list, const TimecodeFormat& format, const std::filesystem::path& file) {
    std::size_t line = 0;
    std::string text;
    visit_labels(list, [&](const Item& item, const WrittenTime& time) {
        if (line == 0 && time.frames >= format.nominal) line = item.line, text = time.text;
    });
    return {ErrorCode::unfit,
            fmt::format("{}, line {}: {} has a frame that {} fps does not count to. Name the list's own rate "
                        "(--fps).",
                        file.string(), line, text, name_of(format)),
            {}};
}

DropFrame record_drop(const Scanned& list, const Labels& labels) {
    if (labels.marked) return labels.record_marked ? DropFrame::yes : DropFrame::no;
    return list.first_fcm.value_or(DropFrame::no);
}

TimecodeFormat named(std::string_view name) { return timecode_format(name).value_or(TimecodeFormat{}); }

// The chance that so many labels of the next higher rate would all miss its last frames is below one in a
// hundred: 113 labels tell 24 from 25.
bool enough(const Labels& labels, double nominal, double next) {
    return static_cast<double>(labels.distinct) * std::log(next / nominal) > std::log(100.0);
}

struct Guess {
    TimecodeFormat format;
    conform::RateIs is;
};

Guess guess(const Labels& labels, bool drops) {
    using conform::RateIs;
    const std::int64_t highest = labels.highest();
    if (drops && highest < 30) return {named("29.97"), RateIs::guessed};
    if (drops) return {named("59.94"), RateIs::guessed};
    if (highest <= 23) return {named("24"), enough(labels, 24, 25) ? RateIs::guessed : RateIs::unknown};
    if (highest == 24) return {named("25"), RateIs::guessed};
    if (highest <= 29) return {named("29.97"), RateIs::guessed};
    if (highest <= 47)
        return enough(labels, 48, 50) ? Guess{named("48"), RateIs::guessed}
                                      : Guess{named("59.94"), RateIs::unknown};
    return highest <= 49 ? Guess{named("50"), RateIs::guessed} : Guess{named("59.94"), RateIs::guessed};
}

std::string_view twin_of(const TimecodeFormat& format) {
    switch (format.nominal) {
    case 24: return "23.976";
    case 30: return "30";
    case 48: return "47.952";
    case 60: return "60";
    default: return {};
    }
}

void say_guess(const Guess& made, const Labels& labels, Doubts& doubts) {
    if (made.is == conform::RateIs::unknown) {
        doubts.add(Severity::warning, "edl.rate-unknown", 0,
                   fmt::format("An EDL does not say its frame rate, and {} timecodes up to frame {} are too "
                               "few to tell it. Timecodes are as written; name the rate (--fps) to get "
                               "lengths.",
                               labels.distinct, labels.highest()));
        return;
    }
    const std::string_view twin = twin_of(made.format);
    doubts.add(Severity::note, "edl.rate-guessed", 0,
               fmt::format("An EDL does not say its frame rate; {} fps fits the frame numbers up to {}{}. "
                           "Name it (--fps) if that is wrong.",
                           name_of(made.format), labels.highest(),
                           twin.empty() ? "" : fmt::format(", but {} looks alike", twin)));
}

} // namespace

Result<Counting> choose_counting(const Scanned& list, const ReadOptions& options,
                                 const std::filesystem::path& file, Doubts& doubts) {
    const Labels labels = look_at(list);
    const bool drops = labels.marked || list.first_fcm == DropFrame::yes;
    Counting counting;
    counting.marked = labels.marked;
    if (options.timecode) {
        counting.record = *options.timecode;
        counting.is = conform::RateIs::told;
        if (!labels.fits(counting.record.nominal))
            return std::unexpected(does_not_fit(list, counting.record, file));
    } else {
        const Guess made = guess(labels, drops);
        counting.record = made.format;
        counting.is = made.is;
        say_guess(made, labels, doubts);
    }
    const bool can_drop = counting.record.nominal % 30 == 0;
    const bool says = labels.marked || list.first_fcm;
    if (says || !can_drop) counting.record.drop = can_drop ? record_drop(list, labels) : DropFrame::no;
    if (drops && !can_drop)
        doubts.add(Severity::warning, "edl.drop-without-meaning", 0,
                   fmt::format("The list says drop-frame, which {} fps does not have; read as non-drop.",
                               name_of(counting.record)));
    return counting;
}

TimecodeFormat source_counting(const Counting& counting, const Item& item) {
    TimecodeFormat format = counting.record;
    if (format.nominal % 30 != 0) return format;
    if (counting.marked)
        format.drop =
            item.event.source_in.drop || item.event.source_out.drop ? DropFrame::yes : DropFrame::no;
    else if (item.fcm)
        format.drop = *item.fcm;
    return format;
}

} // namespace dub::turnover::edl

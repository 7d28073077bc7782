#include "formats/turnover/edl/speed.h"

#include <cmath>

#include <fmt/format.h>

namespace dub::turnover::edl {
namespace {

// M2 counts frames a second in tenths: 023.9, 023.98 and 024.0 are all plain speed at 23.976.
Rational speed_of(const Motion& motion, const TimecodeFormat& format) {
    const double told = motion.frames_a_second.value();
    const double rate = static_cast<double>(format.rate.num) / static_cast<double>(format.rate.den);
    if (std::abs(std::abs(told) - rate) < 0.1) return Rational{told < 0 ? -1 : 1};
    return motion.frames_a_second / Rational{format.nominal};
}

Played frozen(const Placed& placed) {
    Played played;
    played.span = {placed.source.in, placed.source.in + 1};
    played.speed = Rational{0};
    return played;
}

// Where a source that plays backwards lies. Avid and Smoke write the frame where playing begins as source in
// and in M2: it is the last of the span. Premiere writes the end before the beginning; where M2 names another
// frame than the source in, or the source would begin before 0, the span is the one written.
FrameSpan backwards(const Motion& motion, const Placed& placed, std::int64_t length, const Item& item) {
    const FrameSpan written = placed.source;
    if (written.out < written.in) return {written.out, written.in};
    const bool from_end = motion.at.readable() && !(motion.at == item.event.source_in);
    if (from_end || written.in + 1 < length) return {written.in, written.in + length};
    return {written.in + 1 - length, written.in + 1};
}

} // namespace

Played played_of(const Row& row, const Placed& placed, const TimecodeFormat& record, Doubts& doubts) {
    Played played;
    played.span = placed.source;
    const std::int64_t in_record = placed.record.length();
    const std::int64_t in_source = placed.source.length();
    if (row.freeze && !row.motion) return frozen(placed);
    if (!row.motion || row.kind == conform::EventKind::black) {
        if (in_source < 0) played.span.out = played.span.in + in_record;
        if (in_source != in_record && row.kind != conform::EventKind::outgoing &&
            row.kind != conform::EventKind::black && row.kind != conform::EventKind::key)
            doubts.add(Severity::note, "edl.lengths-differ", row.item->line,
                       fmt::format("Event {} lasts {} frames and takes {} of its source, without saying a "
                                   "speed; it plays from its source in at plain speed.",
                                   row.item->event.number, in_record, in_source));
        return played;
    }
    played.speed = speed_of(*row.motion, record);
    if (played.speed == Rational{0}) return frozen(placed);
    const bool reversed = played.speed < Rational{0};
    const Rational rate = reversed ? -played.speed : played.speed;
    const Rational wanted = Rational{in_record} * rate; // frames of the source
    const std::int64_t written = in_source < 0 ? -in_source : in_source;
    const double off = std::abs(wanted.value() - static_cast<double>(written));
    const bool as_written = off <= 1.5 || off <= wanted.value() / 50;
    const bool record_length = std::abs(written - in_record) <= 1;
    if (row.kind == conform::EventKind::outgoing) {
        played.span = reversed ? backwards(*row.motion, placed, 0, *row.item)
                               : FrameSpan{placed.source.in, placed.source.in};
        return played;
    }
    if (!as_written && !record_length && !(reversed && written <= 1))
        doubts.add(Severity::note, "edl.speed-differs", row.item->line,
                   fmt::format("Event {} takes {} frames of its source in {}, but M2 says {} %; M2 is taken.",
                               row.item->event.number, written, in_record,
                               std::lround(played.speed.value() * 100)));
    if (!reversed && in_source >= 0 && (as_written || !record_length)) return played;
    if (reversed && as_written) {
        played.span = backwards(*row.motion, placed, written, *row.item);
        return played;
    }
    const Rational frame{record.rate.den, record.rate.num};
    const Rational length = wanted * frame;
    if (!reversed) {
        const Rational start = Rational{placed.source.in} * frame;
        played.exact = conform::TimeSpan{start, start + length};
        return played;
    }
    played.span = backwards(*row.motion, placed, wanted.ceil(), *row.item);
    const Rational end = Rational{played.span.out} * frame;
    played.exact = conform::TimeSpan{end - length, end};
    return played;
}

} // namespace dub::turnover::edl

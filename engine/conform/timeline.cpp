#include "engine/conform/timeline.h"

#include <fmt/format.h>

namespace dub::conform {
namespace {

Rational home_of(const Turnover& list, const TimecodeFormat& onto) {
    return same_label(seconds_at(list.start, list.timecode.rate), list.timecode, onto);
}

} // namespace

Timeline::Timeline(const Turnover& list, const session::Session& session, std::optional<FramePos> at)
    : list_(list.timecode)
    , session_(session.info->timecode)
    , rate_(session.info->rate) {
    const Rational start = seconds_at(list.start, list_.rate);
    shift_ = (at ? seconds_at(*at, session_.rate) : home_of(list, session_)) - start;
}

SamplePos Timeline::operator()(Rational record) const {
    return sample_at(record + shift_, session_.rate, rate_);
}

FramePos Timeline::frame(Rational record) const { return frame_at(record + shift_, session_.rate); }

Rational Timeline::record(SamplePos at) const { return seconds_at(at, rate_) - shift_; }

std::string Timeline::label(Rational record) const {
    return to_timecode(frame_at(record, list_.rate), list_);
}

Diagnostics tell_rates(const Turnover& list, const session::Session& session) {
    const TimecodeFormat& own = list.timecode;
    const TimecodeFormat& onto = session.info->timecode;
    if (own == onto) return {};
    const FramePos start = frame_at(home_of(list, onto), onto.rate);
    const std::string where = list.name.empty() ? list.format : list.name;
    if (own.rate == onto.rate)
        return {{Severity::note, "place.drop-frame", where,
                 fmt::format(
                     "it counts {}, the session {}: its start {} lies at {}, later labels differ by the "
                     "numbers that drop-frame leaves out. Nothing drifts.",
                     name_of(own), name_of(onto), to_timecode(list.start, own), to_timecode(start, onto))}};
    return {
        {Severity::warning, "place.rate", where,
         fmt::format("it runs at {} fps, the session at {}: its start {} was kept at {}, everything after "
                     "it lies at its time in seconds, so that timecodes drift apart. If its picture is "
                     "the session's, make the session with --fps {}.",
                     name_of(own), name_of(onto), to_timecode(list.start, own), to_timecode(start, onto),
                     name_of(own))}};
}

} // namespace dub::conform

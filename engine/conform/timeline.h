#pragma once
// From record times of a list to positions of a session. Pure, any thread.

#include <functional>

#include "engine/conform/source_time.h"
#include "engine/session/session.h"

namespace dub::conform {

// Where the two count alike, timecodes stay as they are. Where they do not (a list at 24 in a session at
// 23.976, drop-frame or not), the list's start keeps its label and everything after it its length in time;
// tell_rates() says so.
class Timeline {
  public:
    // `at`: where the list's start comes to lie; none: at its label.
    Timeline(const Turnover& list, const session::Session& session, std::optional<FramePos> at = {});

    [[nodiscard]] SamplePos operator()(Rational record) const;
    [[nodiscard]] SampleRange operator()(const TimeSpan& record) const {
        return {(*this)(record.start), (*this)(record.end)};
    }
    [[nodiscard]] FramePos frame(Rational record) const; // that is shown then
    [[nodiscard]] Rational record(SamplePos at) const;   // back
    [[nodiscard]] Rational shift() const { return shift_; }
    // For sentences: the timecode in the list.
    [[nodiscard]] std::string label(Rational record) const;

  private:
    TimecodeFormat list_, session_;
    SampleRate rate_;
    Rational shift_;
};

// What a person should know before the list is placed; nothing when both count alike.
[[nodiscard]] Diagnostics tell_rates(const Turnover& list, const session::Session& session);

} // namespace dub::conform

#pragma once
// From the times of one session to those of another: by timecode, or with an offset. Pure, any thread.

#include <optional>

#include "engine/session/session.h"

namespace dub::session {

// From one sample grid to another, to the nearest sample (halves go up), exactly.
[[nodiscard]] SamplePos on_grid(SamplePos at, SampleRate from, SampleRate to);

// A moment of `from` in `onto`. Sample positions keep their distance in time from an anchor that both have in
// common, to the nearest sample; frame positions their distance in frames when both count the same, else in
// time, too.
class TimeMap {
  public:
    // The anchor is timecode zero; with `at`, the start of `from` comes to lie there.
    TimeMap(const Info& from, const Info& onto, std::optional<FramePos> at = {});

    [[nodiscard]] SamplePos operator()(SamplePos at) const;
    [[nodiscard]] FramePos operator()(FramePos at) const;
    [[nodiscard]] SampleRange operator()(SampleRange range) const;
    // Of a recording's own time, which no anchor moves.
    [[nodiscard]] SamplePos in_media(SamplePos at) const;
    [[nodiscard]] std::vector<LanePoint> operator()(std::vector<LanePoint> points) const;

    [[nodiscard]] bool same_rate() const { return from_rate_ == onto_rate_; }
    // Every sample that begins a frame there begins one here; else a sample may lie one beside it.
    [[nodiscard]] bool keeps_frame_edges() const;

  private:
    SampleRate from_rate_, onto_rate_;
    FrameRate from_frames_, onto_frames_;
    FramePos from_frame_, onto_frame_;
    SamplePos from_anchor_, onto_anchor_;
};

} // namespace dub::session

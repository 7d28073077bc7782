#include "ui/timeline/drag_hint.h"

#include <fmt/format.h>

#include "ui/timeline/found_clip.h"

namespace dub::ui::timeline {
namespace {

std::string length_of(const session::Session& session, SampleCount length) {
    const double seconds = static_cast<double>(length.value) / static_cast<double>(session.info->rate.hz);
    return seconds < 1 ? fmt::format("{:.0f} ms", seconds * 1000) : fmt::format("{:.2f} s", seconds);
}

std::string result_of(const session::Session& session, const Drag& drag, const session::Clip& clip) {
    const auto at = [&](SamplePos place) { return session::timecode(session, place); };
    switch (drag.zone) {
    case Zone::grab: return at(clip.place.start);
    case Zone::trim_start: return at(clip.place.start) + ", " + length_of(session, clip.place.length());
    case Zone::trim_end: return at(clip.place.end) + ", " + length_of(session, clip.place.length());
    case Zone::fade_in: return length_of(session, clip.in.length);
    case Zone::fade_out: return length_of(session, clip.out.length);
    case Zone::crossfade_start: return length_of(session, clip.in.length);
    case Zone::crossfade_end: return length_of(session, clip.out.length);
    case Zone::gain: return fmt::format("{:+.2f} dB", clip.gain.value);
    case Zone::slip: return length_of(session, clip.source_start - SamplePos{}) + " into its recording";
    case Zone::point:
    case Zone::draw:
        if (drag.point >= clip.gain_envelope.size()) return {};
        return fmt::format("{:+.2f} dB", clip.gain.value + clip.gain_envelope[drag.point].value);
    case Zone::none:
    case Zone::range:
    case Zone::zoom:
    case Zone::scrub: break;
    }
    return {};
}

} // namespace

std::string drag_hint(const session::Session& would_be, const Drag& drag, const Gesture& gesture) {
    const FoundClip held = found(would_be, drag.clip);
    const std::string result = held && !drag.copy ? result_of(would_be, drag, *held.clip) : std::string{};
    return result.empty() ? gesture.name : gesture.name + ": " + result;
}

} // namespace dub::ui::timeline

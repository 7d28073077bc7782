#include <algorithm>

#include "formats/turnover/aaf/timeline.h"

namespace dub::turnover::aaf {
namespace {

// What the program calls such clips, in the languages it speaks.
bool is_rendered_fade(const conform::Event& event) {
    std::string_view name = event.name;
    while (name.ends_with(' '))
        name.remove_suffix(1);
    constexpr std::array names{"Fade", "Fondu", "Fundido", "페이드", "淡變", "淡化", "フェード", "Blende"};
    return std::ranges::find(names, name) != names.end();
}

bool plain(const conform::Event& event) {
    return event.speed == Rational{1} && event.source >= 0 && event.link.empty();
}

bool has_after(const conform::Event& event, Rational length, const Sources& sources) {
    const auto& source = sources[event.source];
    return source.length && event.played.end + length <= *source.length;
}

} // namespace

void unrender_fades(conform::ListTrack& track, const Sources& sources, Doubts& doubts) {
    using conform::FadeShape;
    auto& events = track.events;
    std::vector<bool> gone(events.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
        const conform::Event& fade = events[i];
        if (!is_rendered_fade(fade)) continue;
        const Rational length = fade.record.length();
        conform::Event* left = i > 0 && !gone[i - 1] ? &events[i - 1] : nullptr;
        conform::Event* right = i + 1 < events.size() ? &events[i + 1] : nullptr;
        if (left && (left->record.end != fade.record.start || is_rendered_fade(*left))) left = nullptr;
        if (right && (right->record.start != fade.record.end || is_rendered_fade(*right))) right = nullptr;
        const bool left_can = !left || (plain(*left) && left->fade_out.length == Rational{} &&
                                        has_after(*left, length, sources));
        const bool right_can =
            !right || (plain(*right) && right->fade_in.length == Rational{} && right->played.start >= length);
        const bool able = (left || right) && left_can && right_can;
        if (!able) {
            doubts.add(
                Severity::note, "aaf.rendered-fade", track.name, track.name,
                "A fade comes as a clip of rendered sound, because the clips beside it have no more material "
                "in this file; it sounds right, but cannot be changed.");
            continue;
        }
        const FadeShape shape = left && right ? FadeShape::equal_power : FadeShape::linear;
        if (left) {
            left->record.end += length;
            left->played.end += length;
            left->fade_out = {length, shape};
        }
        if (right) {
            right->record.start = right->record.start - length;
            right->played.start = right->played.start - length;
            right->fade_in = {length, shape};
            for (conform::CurvePoint& point : right->gain_curve.points)
                point.at += length;
        }
        gone[i] = true;
        doubts.add(Severity::note, "aaf.fade-restored", track.name, track.name,
                   "A rendered fade became a real one; the file does not tell its curve, so equal power was "
                   "taken for "
                   "crossfades and a straight line for others.");
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < events.size(); ++i)
        if (!gone[i]) {
            if (kept != i) events[kept] = std::move(events[i]);
            ++kept;
        }
    events.resize(kept);
}

} // namespace dub::turnover::aaf

#include <algorithm>

#include "formats/turnover/xmeml/reading.h"

namespace dub::turnover::xmeml {
namespace {

bool together(const Laid& a, const Laid& b) {
    return a.event.record == b.event.record && a.event.source == b.event.source &&
           a.event.played == b.event.played && static_cast<bool>(a.inner) == static_cast<bool>(b.inner);
}

int channel_of(const Laid& laid) { return laid.event.channels.empty() ? -1 : laid.event.channels.front(); }

// Clips of the tracks of one program track, brought together where they were one clip.
LaidTrack join(std::vector<LaidTrack> parts) {
    LaidTrack whole = std::move(parts.front());
    const std::size_t channels = parts.size();
    whole.track.channels = static_cast<int>(channels);
    const auto spread = [&](Laid& laid, std::size_t at) {
        const int channel = channel_of(laid);
        laid.event.channels.assign(channels, laid.mono ? channel : -1);
        laid.event.channels[at] = channel;
    };
    for (Laid& laid : whole.clips)
        spread(laid, 0);
    for (std::size_t at = 1; at < channels; ++at) {
        std::vector<bool> taken(whole.clips.size());
        std::size_t from = 0; // both are in record order
        for (Laid& laid : parts[at].clips) {
            while (from < taken.size() && whole.clips[from].event.record.start < laid.event.record.start)
                ++from;
            std::size_t twin = from;
            while (twin < taken.size() && whole.clips[twin].event.record.start == laid.event.record.start &&
                   (taken[twin] || !together(whole.clips[twin], laid)))
                ++twin;
            if (twin < taken.size() && together(whole.clips[twin], laid)) {
                taken[twin] = true;
                whole.clips[twin].event.channels[at] = channel_of(laid);
                whole.clips[twin].pan.reset(); // left and right of a pair
                whole.clips[twin].pan_curve = {};
                continue;
            }
            spread(laid, at);
            whole.clips.push_back(std::move(laid));
        }
        std::ranges::stable_sort(whole.clips, {}, [](const Laid& laid) { return laid.event.record.start; });
    }
    for (Laid& laid : whole.clips) // nothing is told of any
        if (std::ranges::all_of(laid.event.channels, [](int channel) { return channel < 0; }))
            laid.event.channels.clear();
    return whole;
}

bool all_paired(const LaidTrack& left, const LaidTrack& right) {
    if (left.clips.empty() || left.clips.size() != right.clips.size()) return false;
    for (std::size_t i = 0; i < left.clips.size(); ++i) {
        const Laid &a = left.clips[i], &b = right.clips[i];
        if (!together(a, b) || a.event.link.empty() || a.event.link != b.event.link ||
            channel_of(a) == channel_of(b))
            return false;
        // A pair sits left and right; two microphones that were cut together sit where they were put.
        const bool sides = a.pan == -1 && b.pan == 1;
        const bool grouped = a.paired && b.paired && a.pan.value_or(-1) == -1 && b.pan.value_or(1) == 1;
        if (!sides && !grouped) return false;
    }
    return true;
}

// How many of the tracks from `at` on are channels of one.
std::size_t run_from(const std::vector<LaidTrack>& tracks, std::size_t at) {
    const auto wanted = static_cast<std::size_t>(tracks[at].of_channels);
    if (wanted > 1 && tracks[at].channel == 0) {
        std::size_t count = 1;
        while (count < wanted && at + count < tracks.size() &&
               tracks[at + count].of_channels == tracks[at].of_channels &&
               tracks[at + count].channel == static_cast<int>(count))
            ++count;
        return count == wanted ? count : 1;
    }
    if (wanted == 0 && at + 1 < tracks.size() && tracks[at + 1].of_channels == 0 &&
        all_paired(tracks[at], tracks[at + 1]))
        return 2;
    return 1;
}

// Only a track has a place for panning: its clips' panning becomes the track's.
void pan_of_track(LaidTrack& to) {
    if (std::ranges::none_of(to.clips, [](const Laid& l) { return l.pan || !l.pan_curve.points.empty(); }))
        return;
    const double first = to.clips.front().pan.value_or(0);
    const bool even = std::ranges::all_of(
        to.clips, [&](const Laid& l) { return l.pan.value_or(0) == first && l.pan_curve.points.size() < 2; });
    if (even) {
        if (first != 0) to.track.pan.points = {{Rational{}, first}};
        return;
    }
    for (const Laid& laid : to.clips) {
        const conform::TimeSpan place = laid.event.record;
        if (laid.pan_curve.points.size() < 2) {
            to.track.pan.points.push_back({place.start, laid.pan.value_or(0)});
            to.track.pan.points.push_back({place.end, laid.pan.value_or(0)});
            continue;
        }
        for (const conform::CurvePoint& point : laid.pan_curve.points)
            to.track.pan.points.push_back({place.start + point.at, point.value});
    }
    std::ranges::stable_sort(to.track.pan.points, {}, &conform::CurvePoint::at);
}

} // namespace

std::vector<LaidTrack> joined(std::vector<LaidTrack> tracks) {
    std::vector<LaidTrack> out;
    for (std::size_t at = 0; at < tracks.size();) {
        const std::size_t count = run_from(tracks, at);
        std::vector<LaidTrack> parts(
            std::make_move_iterator(tracks.begin() + static_cast<std::ptrdiff_t>(at)),
            std::make_move_iterator(tracks.begin() + static_cast<std::ptrdiff_t>(at + count)));
        out.push_back(count > 1 ? join(std::move(parts)) : std::move(parts.front()));
        at += count;
        pan_of_track(out.back());
    }
    return out;
}

} // namespace dub::turnover::xmeml

#include "engine/plan/steps/clip_voice.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dub::plan {
namespace {

using session::FadeCurve;
using session::LanePoint;

Curve envelope_curve(const session::Clip& clip, const session::Media& media, SampleRate rate) {
    auto points = std::make_shared<std::vector<LanePoint>>();
    for (const LanePoint& point : clip.gain_envelope) {
        // Nearest sample of the session's grid; exact where the rates are equal.
        const auto converted = static_cast<std::int64_t>(
            std::llround(static_cast<long double>(point.at.value) * rate.hz / media.rate.hz));
        points->push_back({clip.place.start + (SamplePos{converted} - clip.source_start), point.value});
    }
    return {std::move(points), session::Taper::linear, Steps::jump};
}

// A mono recording is played by C, and a lone C by a mono track.
std::optional<int> media_channel(const Layout& media, Speaker speaker) {
    if (const auto same = media.find(speaker)) return same;
    if (speaker == Speaker::C) return media.find(Speaker::M);
    if (speaker == Speaker::M) return media.find(Speaker::C);
    return std::nullopt;
}

std::vector<int> channel_map(const session::Clip& clip, const Layout& media, const Layout& track) {
    std::vector<int> map;
    for (int c = 0; c < track.channels(); ++c) {
        int from = media_channel(media, track[c]).value_or(-1);
        if (!clip.channels.empty())
            from = static_cast<std::size_t>(c) < clip.channels.size()
                       ? clip.channels[static_cast<std::size_t>(c)]
                       : -1;
        map.push_back(from < media.channels() ? from : -1);
    }
    bool straight = media.channels() == track.channels();
    for (int c = 0; c < track.channels(); ++c)
        straight = straight && map[static_cast<std::size_t>(c)] == c;
    return straight ? std::vector<int>{} : map;
}

// The gain `part` (0..1) of the way into a fade.
double fade_gain(FadeCurve curve, double part) {
    switch (curve) {
    case FadeCurve::linear: return part;
    case FadeCurve::equal_power: return std::sin(part * std::numbers::pi / 2);
    case FadeCurve::s_curve: return (1 - std::cos(part * std::numbers::pi)) / 2;
    }
    return part;
}

// Samples [begin, end) of a block; the first is the `at`-th of the fade, the next `step` further.
struct FadePiece {
    std::int64_t begin, end, at;
    int step;
};

// Taken in the middle of each sample, so that the two halves of a crossfade are mirror images.
void fade(const session::Fade& fade, AudioBlock audio, FadePiece piece) {
    const auto length = static_cast<double>(fade.length.value);
    for (std::int64_t i = piece.begin; i < piece.end; ++i) {
        const double at = static_cast<double>(piece.at + piece.step * (i - piece.begin)) + 0.5;
        const auto gain = static_cast<float>(fade_gain(fade.curve, at / length));
        for (int c = 0; c < audio.channels(); ++c)
            audio.data(c)[i] *= gain;
    }
}

} // namespace

void apply_fades(const session::Clip& clip, SamplePos start, AudioBlock audio) {
    const std::int64_t first = (start - clip.place.start).value; // from the clip's start
    const std::int64_t left = (clip.place.end - start).value;    // to its end
    fade(clip.in, audio,
         {0, std::min<std::int64_t>(audio.samples(), clip.in.length.value - first), first, 1});
    const std::int64_t begin = std::max<std::int64_t>(0, left - clip.out.length.value);
    fade(clip.out, audio, {begin, audio.samples(), left - 1 - begin, -1});
}

ClipVoice make_voice(const session::Shared<session::Clip>& clip, const session::Media& media,
                     const session::Track& track, SampleRate rate) {
    ClipVoice voice{clip, &media, {}, channel_map(*clip, media.layout, track.layout)};
    voice.level.add_decibels(Curve(clip->gain.value));
    if (!clip->gain_envelope.empty()) voice.level.add_decibels(envelope_curve(*clip, media, rate));
    return voice;
}

} // namespace dub::plan

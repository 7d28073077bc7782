#include "engine/plan/steps/clip_voice.h"

#include <algorithm>
#include <cmath>

#include "engine/dsp/fade.h"

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

dsp::FadeShape shape_of(FadeCurve curve) {
    switch (curve) {
    case FadeCurve::linear: return dsp::FadeShape::linear;
    case FadeCurve::equal_power: return dsp::FadeShape::equal_power;
    case FadeCurve::s_curve: return dsp::FadeShape::s_curve;
    }
    return dsp::FadeShape::linear;
}

} // namespace

void apply_fades(const session::Clip& clip, SamplePos start, AudioBlock audio) {
    const std::int64_t in = clip.in.length.value, out = clip.out.length.value, samples = audio.samples();
    const std::int64_t first = (start - clip.place.start).value;     // of the fade-in
    const std::int64_t until = (clip.place.end - start).value - out; // samples before the fade-out
    const std::int64_t faded_in = std::clamp<std::int64_t>(in - first, 0, samples);
    const std::int64_t begin = std::clamp<std::int64_t>(until, 0, samples);
    for (int c = 0; c < audio.channels(); ++c) {
        const auto row = audio.channel(c);
        if (faded_in > 0)
            dsp::fade_in(row.first(static_cast<std::size_t>(faded_in)), shape_of(clip.in.curve), first, in);
        if (begin < samples)
            dsp::fade_out(row.subspan(static_cast<std::size_t>(begin)), shape_of(clip.out.curve),
                          begin - until, out);
    }
}

ClipVoice make_voice(const session::Shared<session::Clip>& clip, const session::Media& media,
                     const session::Track& track, SampleRate rate) {
    ClipVoice voice{clip, &media, nullptr, {}, channel_map(*clip, media.layout, track.layout)};
    voice.level.add_decibels(Curve(clip->gain.value));
    if (!clip->gain_envelope.empty()) voice.level.add_decibels(envelope_curve(*clip, media, rate));
    return voice;
}

} // namespace dub::plan

#include "tests/reference/reference_mix.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "engine/dsp/matrix.h"
#include "engine/dsp/panner.h"
#include "engine/plan/build/builder.h"
#include "engine/session/parameters/strip.h"

namespace dub::test {
namespace {

using namespace session;
using Rows = std::vector<std::vector<double>>;

double faded(FadeCurve curve, double part) {
    if (curve == FadeCurve::linear) return part;
    if (curve == FadeCurve::equal_power) return std::sin(part * std::numbers::pi / 2);
    return (1 - std::cos(part * std::numbers::pi)) / 2;
}

double clip_gain(const Clip& clip, std::int64_t at) {
    double gain = std::pow(10, clip.gain.value / 20);
    const double from = static_cast<double>(at - clip.place.start.value) + 0.5;
    const double to = static_cast<double>(clip.place.end.value - at) - 0.5;
    const auto in = static_cast<double>(clip.in.length.value),
               out = static_cast<double>(clip.out.length.value);
    if (from < in) gain *= faded(clip.in.curve, from / in);
    if (to < out) gain *= faded(clip.out.curve, to / out);
    return gain;
}

Rows track_sound(const Session& session, const Recordings& recordings, const Track& track,
                 SampleRange range) {
    Rows rows(static_cast<std::size_t>(track.layout.channels()),
              std::vector<double>(static_cast<std::size_t>(range.length().value)));
    for (const auto& clip : track.clips) {
        const Media& media = *find_media(session, clip->media);
        for (int c = 0; c < track.layout.channels(); ++c) {
            auto from = media.layout.find(track.layout[c]);
            if (!from && track.layout[c] == Speaker::C) from = media.layout.find(Speaker::M);
            if (!from && track.layout[c] == Speaker::M) from = media.layout.find(Speaker::C);
            if (!clip->channels.empty()) from = clip->channels[static_cast<std::size_t>(c)];
            if (!from || *from < 0 || clip->muted) continue;
            const SampleRange heard = clip->place.clipped(range);
            for (std::int64_t at = heard.start.value; at < heard.end.value; ++at)
                rows[static_cast<std::size_t>(c)][static_cast<std::size_t>(at - range.start.value)] +=
                    recordings.value(media, *from, clip->source_start.value + at - clip->place.start.value) *
                    clip_gain(*clip, at);
        }
    }
    return rows;
}

double value_on(const Strip& strip, const Parameter& parameter, std::int64_t at,
                const ParameterValues& values, SendId id = {}) {
    for (const auto& lane : strip.lanes)
        if (lane->target == ParameterAddress{{}, id, std::string(parameter.id)} &&
            strip.automation.mode != AutomationMode::off)
            return *value_at(lane->points, {at}, parameter.taper);
    return values.get(parameter);
}

// The VCAs that hold it, and those that hold these.
void add_vcas_over(const Session& session, StripOwner owner, std::vector<const Strip*>& over) {
    for (const auto& vca : session.routing->vcas)
        for (const StripOwner member : vca->members)
            if (member == owner) {
                over.push_back(vca->strip.get());
                add_vcas_over(session, {{}, {}, vca->id}, over);
            }
}

// One way from a strip to a bus.
struct Way {
    const Strip& strip;
    const Layout& from;
    const Layout& to;
    const Send* send = nullptr; // none: the strip's output
    dsp::FoldCoefficients fold;
    std::vector<const Strip*> vcas;

    [[nodiscard]] double value(const Parameter& parameter, std::int64_t at, const ParameterValues& values,
                               SendId id = {}) const {
        return value_on(strip, parameter, at, values, id);
    }
    [[nodiscard]] static double switched(const Strip& on, const Parameter& parameter, std::int64_t at) {
        double sum = 0;
        for (std::int64_t t = at - 64; t < at; ++t)
            sum += value_on(on, parameter, t, on.values);
        return sum / 64;
    }
    [[nodiscard]] static double fader(const Strip& on, std::int64_t at) {
        return linear(value_on(on, strip::fader, at, on.values)) *
               linear(value_on(on, strip::fader_trim, at, on.values)) * (1 - switched(on, strip::mute, at));
    }
    [[nodiscard]] bool after_fader() const { return send == nullptr || send->tap == SendTap::post_fader; }
    static double linear(double db) { return db <= -144 ? 0 : std::pow(10, db / 20); }

    [[nodiscard]] double level(std::int64_t at) const {
        double gain =
            linear(value(strip::trim, at, strip.values)) * (1 - 2 * switched(strip, strip::polarity, at));
        if (after_fader()) gain *= fader(strip, at);
        if (after_fader())
            for (const Strip* const vca : vcas)
                gain *= fader(*vca, at);
        if (send != nullptr)
            gain *= linear(value(strip::send_level, at, send->values, send->id)) *
                    linear(value(strip::send_level_trim, at, send->values, send->id));
        return gain;
    }

    // gains[out][in] at a moment.
    [[nodiscard]] Rows gains(std::int64_t at) const {
        Rows g(static_cast<std::size_t>(to.channels()),
               std::vector<double>(static_cast<std::size_t>(from.channels())));
        const double all = level(at);
        const bool stereo = from == Layout{Speaker::L, Speaker::R};
        for (int i = 0; i < from.channels(); ++i) {
            const auto in = static_cast<std::size_t>(i);
            if (send == nullptr && (stereo || from == Layout{Speaker::M})) {
                const double side = stereo ? (i == 0 ? -1 : 1) * value(strip::width, at, strip.values) : 0;
                std::vector<float> point(static_cast<std::size_t>(to.channels()));
                dsp::Panner(to).gains({static_cast<float>(value(strip::pan_x, at, strip.values) + side),
                                       static_cast<float>(value(strip::pan_y, at, strip.values)),
                                       static_cast<float>(value(strip::pan_z, at, strip.values)),
                                       static_cast<float>(value(strip::divergence, at, strip.values)),
                                       static_cast<float>(value(strip::centre, at, strip.values))},
                                      point);
                for (std::size_t o = 0; o < g.size(); ++o)
                    g[o][in] = point[o] * all;
            } else {
                const auto matrix = dsp::route(from, to, fold);
                for (int o = 0; o < to.channels(); ++o)
                    g[static_cast<std::size_t>(o)][in] =
                        matrix->gain(o, i) * all * (send ? 1 : balance(i, at));
            }
            const auto lfe = to.find(Speaker::LFE);
            if (send == nullptr && lfe && from[i] != Speaker::LFE)
                g[static_cast<std::size_t>(*lfe)][in] +=
                    all * linear(value(strip::lfe_send, at, strip.values));
        }
        return g;
    }
    [[nodiscard]] double balance(int input, std::int64_t at) const {
        const auto place = from.position(from[input]);
        if (!place) return 1;
        const double x = value(strip::pan_x, at, strip.values), y = value(strip::pan_y, at, strip.values);
        double gain = 1;
        if (place->x < 0) gain *= std::min(1.0, 1 - x);
        if (place->x > 0) gain *= std::min(1.0, 1 + x);
        if (place->y > 0) gain *= (1 + y) / 2;
        return gain;
    }
    [[nodiscard]] std::set<std::int64_t> moments(SampleRange range) const {
        std::set<std::int64_t> list;
        for (std::int64_t at = range.start.value / 64 * 64 - 64; at <= range.end.value + 64; at += 64)
            list.insert(at);
        for (const auto& lane : strip.lanes) {
            const std::string& id = lane->target.parameter;
            if (lane->target.insert ||
                (send ? lane->target.send != send->id && lane->target.send : bool(lane->target.send)))
                continue;
            const bool fader = id == "fader" || id == "fader.trim" || id == "mute",
                       trim = id == "trim" || id == "polarity";
            if (send != nullptr && !lane->target.send && !trim && !(fader && after_fader())) continue;
            add_bends(*lane, list);
        }
        if (after_fader())
            for (const Strip* const vca : vcas)
                for (const auto& lane : vca->lanes)
                    add_bends(*lane, list);
        return list;
    }
    static void add_bends(const Lane& lane, std::set<std::int64_t>& list) {
        const std::string& id = lane.target.parameter;
        for (const LanePoint& point : lane.points) {
            list.insert(point.at.value);
            if (id == "mute" || id == "polarity") list.insert(point.at.value + 64);
        }
    }
    void add(const Rows& in, SampleRange range, Rows& out) const {
        const auto list = moments(range);
        for (auto next = std::next(list.begin()); next != list.end(); ++next) {
            const std::int64_t a = *std::prev(next), b = *next;
            if (b <= range.start.value || a >= range.end.value) continue;
            const Rows from_gains = gains(a), to_gains = gains(b);
            for (std::int64_t at = std::max(a, range.start.value); at < std::min(b, range.end.value); ++at) {
                const double part = static_cast<double>(at - a) / static_cast<double>(b - a);
                const auto s = static_cast<std::size_t>(at - range.start.value);
                for (std::size_t o = 0; o < out.size(); ++o)
                    for (std::size_t i = 0; i < in.size(); ++i)
                        out[o][s] +=
                            in[i][s] * (from_gains[o][i] + (to_gains[o][i] - from_gains[o][i]) * part);
            }
        }
    }
};

} // namespace

Rows reference_bus(const Session& session, const Recordings& recordings, const Bus& bus, SampleRange range) {
    Rows out(static_cast<std::size_t>(bus.layout.channels()),
             std::vector<double>(static_cast<std::size_t>(range.length().value)));
    const auto fold = plan::coefficients_of(session.routing->fold);
    const auto bring = [&](const auto& owner, StripOwner of, const auto& sound) {
        std::vector<const Strip*> vcas;
        add_vcas_over(session, of, vcas);
        if (owner.output == bus.id)
            Way{*owner.strip, owner.layout, bus.layout, nullptr, fold, vcas}.add(sound(), range, out);
        for (const Send& send : owner.strip->sends)
            if (send.to == bus.id)
                Way{*owner.strip, owner.layout, bus.layout, &send, fold, vcas}.add(sound(), range, out);
    };
    for (const auto& track : session.tracks)
        bring(*track, {track->id, {}}, [&] { return track_sound(session, recordings, *track, range); });
    for (const auto& from : session.routing->buses)
        bring(*from, {{}, from->id}, [&] { return reference_bus(session, recordings, *from, range); });
    return out;
}

} // namespace dub::test

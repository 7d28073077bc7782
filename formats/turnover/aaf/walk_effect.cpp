// Effects around segments: gains and mutes that are kept, channels that are put together, speeds, and those
// that can only be named.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "formats/turnover/aaf/walk.h"

namespace dub::turnover::aaf {
namespace {

bool is_gain(const Auid& id) { return id == operation::mono_gain || id == operation::stereo_gain; }

void apply(const Level& level, conform::Event& event) {
    event.gain = event.gain + level.constant;
    if (level.curve.points.empty()) return;
    conform::Curve curve = level.curve;
    for (conform::CurvePoint& point : curve.points)
        point.at = point.at - event.record.start;
    event.gain_curve = sum_of(event.gain_curve, curve);
}

bool centred(const conform::Curve& pan) {
    return pan.points.size() == 1 && std::abs(pan.points.front().value) < 1e-6;
}

// Of one channel each, from the same place of the same recording?
bool same_recording(const std::vector<Events>& inputs) {
    return std::ranges::all_of(inputs, [&](const Events& events) {
        if (events.size() != 1 || events.front().channels.size() != 1) return false;
        const conform::Event &a = events.front(), &b = inputs.front().front();
        return a.source == b.source && a.source >= 0 && a.played == b.played && a.record == b.record &&
               a.gain == b.gain && a.gain_curve == b.gain_curve;
    });
}

} // namespace

Events Walk::walk_effect(const Object& effect, Rational length, At at) {
    const Auid id = effect.id(pid::operation).value_or(Auid{});
    if (id == operation::channel_combiner) return walk_combiner(effect, length, at);
    if (parameter_of(effect, parameter::speed_ratio, dictionary_)) return walk_speed(effect, length, at);
    Events events;
    for (const Object* input : effect.children(pid::inputs))
        if (events.empty()) events = window_of(walk(*input, length, at), {}, length);
    if (is_gain(id)) {
        const Level level = gain_of(effect, length, dictionary_);
        for (conform::Event& event : events)
            apply(level, event);
        return events;
    }
    if (id == operation::mono_pan) {
        const auto pan = pan_of(effect, length, dictionary_);
        if (!pan || centred(*pan)) return events;
    }
    name_effect(effect, events, at);
    return events;
}

// Several recordings of one channel become events one above the other, each on its own channel of the track.
Events Walk::walk_combiner(const Object& effect, Rational length, At at) {
    std::vector<Events> inputs;
    for (const Object* input : effect.children(pid::inputs))
        inputs.push_back(walk(*input, length, at));
    if (inputs.empty()) return {};
    if (same_recording(inputs)) {
        Events joined = std::move(inputs.front());
        for (std::size_t i = 1; i < inputs.size(); ++i)
            joined.front().channels.push_back(inputs[i].front().channels.front());
        return joined;
    }
    Events stacked;
    for (std::size_t i = 0; i < inputs.size(); ++i)
        for (conform::Event& event : inputs[i]) {
            const int channel = event.channels.empty() ? 0 : event.channels.front();
            event.channels.assign(inputs.size(), -1);
            event.channels[i] = channel;
            event.link = "combined"; // numbered when the track is done
            stacked.push_back(std::move(event));
        }
    return stacked;
}

// Avid plays a clip of another rate through an effect and says the rate of what is inside in a tag.
Rational Walk::input_rate(const Object& input, Rational rate) const {
    const auto num = dictionary_.tag(input, "_MIXMATCH_RATE_NUM"),
               den = dictionary_.tag(input, "_MIXMATCH_RATE_DENOM");
    if (!num || !den || !num->number || !den->number) return rate;
    const Rational stated = exact_rate(rational_from(*num->number) / rational_from(*den->number));
    return stated > Rational{} ? stated : rate;
}

// The ratio is that of the length that comes out to the one that goes in; negative plays backwards.
Events Walk::walk_speed(const Object& effect, Rational length, At at) {
    const auto parameter = parameter_of(effect, parameter::speed_ratio, dictionary_);
    const auto inputs = effect.children(pid::inputs);
    if (!parameter || inputs.empty()) return {};
    const Object& input = *inputs.front();
    At inside = at;
    inside.rate = input_rate(input, at.rate);
    const Rational in_length = Rational{length_of(input)} / inside.rate;
    Rational ratio = rational_from(parameter->points.front().value);
    const bool varies = parameter->points.size() > 1;
    if (varies || ratio == Rational{})
        ratio = Rational{length_of(effect)} / Rational{std::max<std::int64_t>(length_of(input), 1)};
    if (ratio == Rational{}) return {};
    const Rational speed = at.rate / (ratio * inside.rate); // source seconds a record second
    Events events = walk(input, in_length, inside);
    for (conform::Event& event : events) {
        conform::TimeSpan on{event.record.start / speed, event.record.end / speed};
        if (speed < Rational{}) on = {length + on.end, length + on.start};
        event.record = on;
        event.speed = event.speed * speed;
        for (conform::CurvePoint& point : event.gain_curve.points)
            point.at = point.at / (speed < Rational{} ? -speed : speed);
        event.fade_in = {};
        event.fade_out = {};
    }
    events = window_of(std::move(events), {}, length);
    if (varies || speed != Rational{1}) {
        name_effect(effect, events, at);
        if (varies)
            doubts_.add(
                at.picture ? Severity::note : Severity::warning, "aaf.speed-changes", where_, where_,
                "The speed of a clip changes while it plays; its average is kept. Compare with the picture.");
    }
    return events;
}

void Walk::name_effect(const Object& effect, Events& events, At at) {
    if (events.empty()) return;
    const Auid id = effect.id(pid::operation).value_or(Auid{});
    std::string name = dictionary_.operation_name(id);
    if (const auto plugin = dictionary_.tag(effect, "_EFFECT_PLUGIN_NAME"); plugin && !plugin->text.empty())
        name = plugin->text;
    const Object* rendered = effect.child(pid::rendering);
    std::string sentence = fmt::format("The effect \"{}\" cannot be kept; the clip comes without it.", name);
    if (rendered) sentence += " The file also holds it rendered.";
    doubts_.add(at.picture ? Severity::note : Severity::warning, "aaf.effect", where_ + '\n' + name, where_,
                std::move(sentence));
    for (conform::Event& event : events)
        event.effects.push_back(name);
}

} // namespace dub::turnover::aaf

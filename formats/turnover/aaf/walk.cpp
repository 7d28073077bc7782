#include "formats/turnover/aaf/walk.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::turnover::aaf {
namespace {

constexpr int walk_depth_max = 48;
constexpr std::int64_t steps_max = 1'000'000;

conform::FadeShape clip_fade_shape(std::optional<std::int64_t> type) {
    return type == 2 ? conform::FadeShape::equal_power
                     : conform::FadeShape::linear; // FadeType of the AAF model
}

} // namespace

void shift(conform::Event& event, Rational by) {
    event.record.start += by;
    event.record.end += by;
}

Events window_of(Events events, Rational from, Rational length) {
    Events kept;
    for (conform::Event& event : events) {
        shift(event, -from);
        const Rational late = std::max(Rational{}, -event.record.start);
        const Rational early = std::max(Rational{}, event.record.end - length);
        if (late + early >= event.record.length()) continue;
        event.record.start += late;
        event.record.end = event.record.end - early;
        // Backwards, the source's end plays first.
        (event.speed < Rational{} ? event.played.end : event.played.start) += late * event.speed;
        (event.speed < Rational{} ? event.played.start : event.played.end) += -(early * event.speed);
        for (conform::CurvePoint& point : event.gain_curve.points)
            point.at = point.at - late;
        if (late > Rational{}) event.fade_in = {};
        if (early > Rational{}) event.fade_out = {};
        kept.push_back(std::move(event));
    }
    return kept;
}

Events Walk::events_of(const Slot& slot, const Object& segment, std::string where) {
    where_ = std::move(where);
    const At at{slot.rate, {}, nullptr, 0, is_picture(slot.data)};
    return walk(segment, Rational{length_of(segment)} / slot.rate, at);
}

Events Walk::walk(const Object& segment, Rational length, At at) {
    if (++at.depth > walk_depth_max || ++steps_ > steps_max) {
        doubts_.add(
            Severity::error, "aaf.too-deep", where_, where_,
            "Sequences are nested too deeply here, or play each other in a circle; what lies below is left "
            "out. Ask for a flattened export.");
        return {};
    }
    switch (dictionary_.class_of(segment)) {
    case Class::sequence: return walk_sequence(segment, at);
    case Class::source_clip: return walk_clip(segment, length, at);
    case Class::operation_group: return walk_effect(segment, length, at);
    case Class::selector: return walk_selector(segment, length, at);
    case Class::essence_group: return walk_group(segment, length, at);
    case Class::nested_scope: return walk_scope(segment, length, at);
    case Class::scope_reference: return walk_reference(segment, length, at);
    case Class::pulldown:
        if (const Object* input = segment.child(pid::pulldown_input)) return walk(*input, length, at);
        return {};
    default: return {};
    }
}

// Neighbours of a transition overlap by its length. Beside nothing it is a fade in or out.
Events Walk::walk_sequence(const Object& sequence, At at) {
    Events events;
    Rational pos;
    const Rational from = at.from;
    conform::EventFade coming;         // of the component that follows
    std::size_t before = 0, after = 0; // the events of the component that went before
    for (const Object* part : sequence.children(pid::components)) {
        const Rational length = Rational{length_of(*part)} / at.rate;
        if (dictionary_.class_of(*part) == Class::transition) {
            coming = {length, fade_shape_of(*part, dictionary_)};
            for (std::size_t i = before; i < after; ++i)
                if (events[i].record.end == pos)
                    events[i].fade_out = {std::min(length, events[i].record.length()), coming.shape};
            pos = pos - length;
            continue;
        }
        at.from = from + pos;
        Events more = walk(*part, length, at);
        for (conform::Event& event : more) {
            if (coming.length > Rational{} && event.record.start == Rational{})
                event.fade_in = {std::min(coming.length, event.record.length()), coming.shape};
            shift(event, pos);
        }
        coming = {};
        before = events.size();
        std::ranges::move(more, std::back_inserter(events));
        after = events.size();
        pos += length;
    }
    return events;
}

Events Walk::walk_clip(const Object& clip, Rational length, At at) {
    if (length <= Rational{}) return {};
    const Sources::Target target = sources_.target_of(clip, at.rate);
    Events events;
    if (target.place.mob && target.place.mob->kind == Class::composition_mob) {
        events = walk_composition(target.place, length, at);
    } else {
        Played played;
        if (target.place.mob)
            played = sources_.play(target.place);
        else if (!target.missing.none())
            played = sources_.offline(target.missing);
        if (!target.place.mob)
            doubts_.add(
                Severity::warning, "aaf.missing-clip", where_ + umid_text(target.missing), where_,
                target.missing.none()
                    ? "A clip names no recording (a nested or merged clip that the program did not "
                      "export); it comes as an empty event. Ask for an export with such clips flattened."
                    : fmt::format("A clip plays {}, which is not in the file; it comes as an offline event.",
                                  umid_text(target.missing)));
        conform::Event event;
        event.name = played.name;
        event.source = played.source;
        event.record = {{}, length};
        const Rational start =
            target.place.mob ? played.start : Rational{clip.integer(pid::start_time).value_or(0)} / at.rate;
        event.played = {start, start + length};
        event.origin = played.origin;
        event.channels = played.channels;
        events.push_back(std::move(event));
    }
    for (conform::Event& event : events) {
        if (const auto note = dictionary_.tag(clip, "_COMMENT"); note && event.note.empty())
            event.note = note->text;
        const auto fade = [&](Pid of_length, Pid of_type, conform::EventFade& to) {
            const Rational fade_length = Rational{clip.integer(of_length).value_or(0)} / at.rate;
            if (fade_length > Rational{})
                to = {std::min(fade_length, event.record.length()), clip_fade_shape(clip.integer(of_type))};
        };
        fade(pid::fade_in_length, pid::fade_in_type, event.fade_in);
        fade(pid::fade_out_length, pid::fade_out_type, event.fade_out);
    }
    return events;
}

// A subclip, a clip adjusted in the bin, a nested sequence. Avid has copied the gain of the first two onto
// the timeline; it would count twice.
Events Walk::walk_composition(const Place& place, Rational length, At at) {
    const Slot& slot = *place.slot;
    At inside = at;
    inside.rate = slot.rate;
    inside.from = {};
    inside.scope = nullptr;
    Events events = walk(*slot.segment, Rational{length_of(*slot.segment)} / slot.rate, inside);
    const bool clip = place.mob->usage == usage::subclip || place.mob->usage == usage::adjusted_clip;
    if (clip && events.size() == 1) { // handles beyond a subclip are there
        conform::Event& event = events.front();
        event.name = place.mob->name.empty() ? event.name : place.mob->name;
        event.gain = {};
        event.gain_curve = {};
        const Rational late = place.at - event.record.start;
        event.played.start += late * event.speed;
        event.played.end = event.played.start + length * event.speed;
        event.record = {{}, length};
        if (event.source >= 0) sources_.add_comments(event.source, *place.mob);
        return events;
    }
    return window_of(std::move(events), place.at, length);
}

Events Walk::walk_selector(const Object& selector, Rational length, At at) {
    const auto disabled = dictionary_.tag(selector, "_DISABLE_CLIP_FLAG");
    const Object* selected = selector.child(pid::selected);
    if (!disabled || disabled->number.value_or(0) == 0)
        return selected ? walk(*selected, length, at) : Events{};
    Events events;
    for (const Object* alternate : selector.children(pid::alternates))
        if (events.empty()) events = walk(*alternate, length, at);
    for (conform::Event& event : events)
        event.muted = true;
    return events;
}

Events Walk::walk_group(const Object& group, Rational length, At at) {
    Events first;
    for (const Object* choice : group.children(pid::choices)) {
        Events events = walk(*choice, length, at);
        const bool found = !events.empty() && sources_.target_of(*choice, at.rate).place.mob;
        if (first.empty() || found) first = std::move(events);
        if (found) break;
    }
    return first;
}

// The last slot is what is seen; it refers to those before it where it is transparent.
Events Walk::walk_scope(const Object& nested, Rational length, At at) {
    const Scope scope{nested.children(pid::scope_slots), 0, at.scope};
    if (scope.slots.empty()) return {};
    Scope last = scope;
    last.index = scope.slots.size() - 1;
    at.scope = &last;
    at.from = {};
    return walk(*last.slots.back(), length, at);
}

Events Walk::walk_reference(const Object& reference, Rational length, At at) {
    auto up = reference.integer(pid::relative_scope).value_or(0);
    const auto back = reference.integer(pid::relative_slot).value_or(0);
    const Scope* scope = at.scope;
    for (; up > 0 && scope; --up)
        scope = scope->outer;
    if (!scope || back <= 0 || static_cast<std::size_t>(back) > scope->index) return {};
    Scope there = *scope;
    there.index -= static_cast<std::size_t>(back);
    const Rational from = at.from;
    at.scope = &there;
    at.from = {};
    return window_of(walk(*there.slots[there.index], from + length, at), from, length);
}

} // namespace dub::turnover::aaf

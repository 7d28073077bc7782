#include "formats/turnover/aaf/mobs.h"

#include <algorithm>
#include <unordered_set>

namespace dub::turnover::aaf {
namespace {

using Ids = std::unordered_set<MobId, MobIdHash>;

constexpr int nesting_max = 64;

Slot slot_of(const Object& object, const Dictionary& dictionary) {
    Slot slot;
    slot.object = &object;
    slot.kind = dictionary.class_of(object);
    slot.id = static_cast<std::uint32_t>(object.integer(pid::slot_id).value_or(0));
    slot.name = object.text(pid::slot_name);
    slot.number =
        static_cast<int>(std::clamp<std::int64_t>(object.integer(pid::track_number).value_or(0), 0, 1 << 20));
    slot.rate =
        exact_rate(object.rational(slot.kind == Class::event_mob_slot ? pid::event_rate : pid::edit_rate));
    slot.origin = object.integer(pid::origin).value_or(0);
    slot.segment = object.child(pid::segment);
    if (slot.segment) slot.data = slot.segment->id(pid::data_definition).value_or(Auid{});
    return slot;
}

// What a composition plays: every mob that something below its segments refers to, and how many clips.
struct Playing {
    Ids mobs;
    std::size_t clips = 0;
};

void collect(const Object& object, int depth, Playing& found) {
    if (depth > nesting_max) return;
    if (const auto id = object.mob(pid::source_id); id && !id->none()) {
        found.mobs.insert(*id);
        ++found.clips;
    }
    for (const Pid list : {pid::components, pid::inputs, pid::choices, pid::alternates, pid::scope_slots})
        if (object.has(list))
            for (const Object* part : object.children(list))
                collect(*part, depth + 1, found);
    for (const Pid one : {pid::selected, pid::pulldown_input})
        if (object.has(one))
            if (const Object* part = object.child(one)) collect(*part, depth + 1, found);
}

Playing sound_of(const Mob& mob) {
    Playing found;
    for (const Slot& slot : mob.slots)
        if (slot.segment && is_sound(slot.data)) collect(*slot.segment, 0, found);
    return found;
}

} // namespace

const Slot* Mob::slot(std::uint32_t slot_id) const {
    const auto found = std::ranges::find(slots, slot_id, &Slot::id);
    return found == slots.end() ? nullptr : &*found;
}

Rational exact_rate(std::optional<Rational> written) {
    if (!written || *written <= Rational{}) return {};
    const FrameRate near = frame_rate_near(*written);
    return {near.num, near.den};
}

std::int64_t length_of(const Object& component) {
    return std::max<std::int64_t>(component.integer(pid::length).value_or(0), 0);
}

Mobs::Mobs(const Object& content, const Dictionary& dictionary) {
    for (const Object* object : content.children(pid::mobs)) {
        Mob mob;
        mob.object = object;
        mob.kind = dictionary.class_of(*object);
        mob.id = object->mob(pid::mob_id).value_or(MobId{});
        mob.name = object->text(pid::mob_name);
        mob.usage = object->id(pid::usage).value_or(Auid{});
        for (const Object* slot : object->children(pid::slots))
            mob.slots.push_back(slot_of(*slot, dictionary));
        places_.emplace(mob.id, mobs_.size());
        mobs_.push_back(std::move(mob));
    }
}

const Mob* Mobs::find(const MobId& id) const {
    const auto found = places_.find(id);
    return found == places_.end() ? nullptr : &mobs_[found->second];
}

Chosen choose_composition(const Mobs& mobs, const Object& header, std::string_view name) {
    std::vector<const Mob*> all, sequences, top;
    for (const Mob& mob : mobs.all()) {
        if (mob.kind != Class::composition_mob) continue;
        all.push_back(&mob);
        if (mob.usage == usage::top_level) top.push_back(&mob);
        if (mob.usage != usage::subclip && mob.usage != usage::adjusted_clip) sequences.push_back(&mob);
    }
    Chosen chosen;
    const std::vector<const Mob*>& candidates = !top.empty() ? top : !sequences.empty() ? sequences : all;
    if (!name.empty()) {
        const auto named = std::ranges::find(all, name, &Mob::name);
        chosen.mob = named == all.end() ? nullptr : *named;
    } else if (candidates.size() == 1) {
        chosen.mob = candidates.front();
    } else {
        Ids played;
        std::size_t most = 0;
        for (const Mob* mob : all) {
            Playing playing;
            for (const Slot& slot : mob->slots)
                if (slot.segment) collect(*slot.segment, 0, playing);
            played.merge(playing.mobs);
        }
        const auto primary = header.mob(pid::primary_mob);
        for (const bool free : {true, false}) // none is free where they play each other in a circle
            for (const Mob* mob : candidates) {
                if (free && played.contains(mob->id)) continue;
                if (chosen.mob && !free) break;
                if (primary && mob->id == *primary) {
                    chosen.mob = mob;
                    break;
                }
                const std::size_t clips = sound_of(*mob).clips;
                if (!chosen.mob || clips > most) chosen.mob = mob, most = clips;
            }
    }
    for (const Mob* mob : candidates)
        if (mob != chosen.mob) chosen.others.push_back(mob->name);
    return chosen;
}

} // namespace dub::turnover::aaf

#include "formats/turnover/aaf/sources.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::turnover::aaf {
namespace {

constexpr int chain_max = 32, source_depth_max = 32;

bool is_file(const Place& place, const Dictionary& dictionary) {
    if (place.mob->kind != Class::source_mob) return false;
    const Object* descriptor = place.mob->object->child(pid::descriptor);
    return descriptor && is_file_descriptor(dictionary.class_of(*descriptor));
}

// Slots of the same kind as `slot`, by track number where there are any, else in the mob's order.
int index_among(const Mob& mob, const Slot& slot, int& count) {
    const auto same = [&](const Slot& other) {
        return is_sound(other.data) == is_sound(slot.data) && is_picture(other.data) == is_picture(slot.data);
    };
    count = static_cast<int>(std::ranges::count_if(mob.slots, same));
    if (slot.number > 0 && slot.number <= count) return slot.number - 1;
    int index = 0;
    for (const Slot& other : mob.slots) {
        if (&other == &slot) break;
        index += same(other) ? 1 : 0;
    }
    return index;
}

} // namespace

Sources::Sources(const Mobs& mobs, const Dictionary& dictionary, const Object& content, Store& store,
                 Doubts& doubts)
    : mobs_(mobs)
    , dictionary_(dictionary)
    , store_(store)
    , doubts_(doubts)
    , essence_(essence_streams(content)) {}

std::unordered_map<MobId, CompoundFile::Entry, MobIdHash> essence_streams(const Object& content) {
    std::unordered_map<MobId, CompoundFile::Entry, MobIdHash> found;
    if (!content.has(pid::essence_data)) return found;
    for (const Object* essence : content.children(pid::essence_data))
        if (const auto id = essence->mob(pid::essence_mob))
            if (const auto stream = essence->stream(pid::essence_stream)) found.emplace(*id, *stream);
    return found;
}

Sources::Target Sources::target_of(const Object& clip, Rational rate) const {
    Target target;
    target.missing = clip.mob(pid::source_id).value_or(MobId{});
    target.place.at = Rational{clip.integer(pid::start_time).value_or(0)} / rate;
    const Mob* mob = target.missing.none() ? nullptr : mobs_.find(target.missing);
    if (!mob) return target;
    const Slot* slot = mob->slot(static_cast<std::uint32_t>(clip.integer(pid::source_slot).value_or(0)));
    if (!slot || !slot->segment || slot->rate == Rational{}) return target;
    target.place.mob = mob;
    target.place.slot = slot;
    target.place.at += slot->seconds(slot->origin);
    target.missing = {};
    return target;
}

bool Sources::has_media(const Object& clip, Rational rate, int depth) const {
    if (dictionary_.class_of(clip) != Class::source_clip)
        return covering(clip, rate, {}, depth).clip != nullptr;
    return target_of(clip, rate).place.mob != nullptr;
}

Covering Sources::covering(const Object& segment, Rational rate, Rational at, int depth) const {
    if (depth > source_depth_max) return {};
    const auto inside = [&](const Object* part) {
        return part ? covering(*part, rate, at, depth + 1) : Covering{};
    };
    const auto first_of = [&](Pid list) {
        const auto parts = segment.children(list);
        const auto good =
            std::ranges::find_if(parts, [&](const Object* p) { return has_media(*p, rate, depth + 1); });
        return good != parts.end() ? inside(*good) : parts.empty() ? Covering{} : inside(parts.front());
    };
    switch (dictionary_.class_of(segment)) {
    case Class::source_clip: return {&segment, at};
    case Class::pulldown: return inside(segment.child(pid::pulldown_input));
    case Class::operation_group: return first_of(pid::inputs);
    case Class::essence_group: return first_of(pid::choices);
    case Class::nested_scope: {
        const auto slots = segment.children(pid::scope_slots);
        return slots.empty() ? Covering{} : inside(slots.back());
    }
    case Class::selector: {
        const Covering chosen = inside(segment.child(pid::selected));
        return chosen.clip ? chosen : first_of(pid::alternates);
    }
    case Class::sequence: break;
    default: return {};
    }
    // Of a sequence: what covers the moment; before or after all of it, the nearest.
    Covering nearest;
    Rational from;
    for (const Object* part : segment.children(pid::components)) {
        const Rational length = Rational{length_of(*part)} / rate;
        if (dictionary_.class_of(*part) == Class::transition) {
            from = from - length;
            continue;
        }
        const Covering found = covering(*part, rate, at - from, depth + 1);
        from += length;
        if (!found.clip) continue;
        if (!nearest.clip || at >= from - length) nearest = found;
        if (at < from) break;
    }
    return nearest;
}

std::optional<Place> Sources::below(const Place& place) const {
    const Covering found = covering(*place.slot->segment, place.slot->rate, place.at, 0);
    if (!found.clip) return std::nullopt;
    Place next = target_of(*found.clip, place.slot->rate).place;
    if (!next.mob) return std::nullopt;
    next.at += found.within;
    return next;
}

Sources::Chain Sources::chain_from(const Place& place) const {
    Chain chain{place};
    while (static_cast<int>(chain.size()) < chain_max) {
        const auto next = below(chain.back());
        const auto again = [&](const Place& had) { return next->mob == had.mob && next->slot == had.slot; };
        if (!next || std::ranges::any_of(chain, again)) break; // a circle
        chain.push_back(*next);
    }
    return chain;
}

Played Sources::play(const Place& place) {
    const Chain chain = chain_from(place);
    const auto file = std::ranges::find_if(chain, [&](const Place& p) { return is_file(p, dictionary_); });
    const auto at = file == chain.end() ? chain.size() - 1 : static_cast<std::size_t>(file - chain.begin());
    Played played;
    played.source = source_of(chain, at);
    const conform::Source& source = list_[static_cast<std::size_t>(played.source)];
    played.name = source.name;
    played.start = chain[at].at;
    played.channels = channels_of(chain, at, source.channels);
    if (file != chain.end() || !source.timecode || !source.start) return played;
    // No file, only a tape: its timecode is all there is to find the place by.
    const Rational rate{source.timecode->rate.num, source.timecode->rate.den};
    played.origin = conform::SourceOrigin::timecode;
    played.start += Rational{source.start->value} / rate;
    return played;
}

Played Sources::offline(const MobId& missing) {
    Played played;
    const std::string key = umid_text(missing);
    const auto [place, fresh] = places_.try_emplace(key, static_cast<int>(list_.size()));
    if (fresh) {
        list_.emplace_back();
        if (!missing.none()) list_.back().umids.push_back(key);
    }
    played.source = place->second;
    return played;
}

void Sources::add_comments(int source, const Mob& mob) {
    auto& comments = list_[static_cast<std::size_t>(source)].comments;
    for (auto& [name, text] : dictionary_.comments(*mob.object, pid::mob_comments))
        if (std::ranges::none_of(comments, [&](const auto& had) { return had.first == name; }))
            comments.emplace_back(name, text);
}

std::vector<int> Sources::channels_of(const Chain& chain, std::size_t file, int channels) const {
    const Place& at = chain[file];
    if (is_picture(at.slot->data)) return {};
    if (channels == 1) return {0};
    int count = 0;
    const int in_file = index_among(*at.mob, *at.slot, count);
    if (count > 1) return {in_file};
    const Place& first = chain.front();
    const int in_master = index_among(*first.mob, *first.slot, count);
    if (first.mob != at.mob && count > 1) return {in_master};
    std::vector<int> all;
    for (int c = 0; c < std::max(channels, 1); ++c)
        all.push_back(c);
    return all;
}

int Sources::source_of(const Chain& chain, std::size_t file) {
    const Mob* master = chain.front().mob;
    const auto [known, fresh] = known_[master].try_emplace(chain[file].mob, -1);
    if (!fresh) return known->second;
    conform::Source source;
    source.name = master->name.empty() ? chain[file].mob->name : master->name;
    for (const Place& place : chain)
        source.umids.push_back(umid_text(place.mob->id));
    source.moving = is_picture(chain[file].slot->data);
    read_file(chain[file], source);
    read_timecode(chain, file, source);
    read_names(chain, source);
    // One file of several channels may be several mobs: one a channel, with the same place.
    const std::string key = source.locators.empty() || source.essence
                                ? umid_text(chain[file].mob->id) + umid_text(master->id)
                                : umid_text(master->id) + source.locators.front();
    const auto [place, first] = places_.try_emplace(key, static_cast<int>(list_.size()));
    if (first) list_.push_back(std::move(source));
    return known->second = place->second;
}

void Sources::read_file(const Place& file, conform::Source& source) {
    const Object* descriptor = file.mob->object->child(pid::descriptor);
    const Described described = descriptor ? describe(*descriptor, dictionary_) : Described{};
    source.locators = described.locators;
    source.rate = described.rate;
    source.channels = described.channels;
    source.bits = described.bits;
    if (source.moving) source.picture_rate = described.picture_rate;
    // Some programs count the length in other units than they say: believed when it covers the slot.
    const Rational slot_length = file.slot->seconds(length_of(*file.slot->segment));
    const Rational unit = Rational{1} / file.slot->rate;
    if (described.length && *described.length + unit >= slot_length)
        source.length = described.length;
    else if (slot_length > Rational{} && is_file(file, dictionary_))
        source.length = slot_length;
    const auto stream = essence_.find(file.mob->id);
    if (stream == essence_.end()) return;
    const auto head = store_.file().read(stream->second, 12);
    const std::string_view begin(reinterpret_cast<const char*>(head.data()), head.size());
    conform::Essence essence{umid_text(file.mob->id), described.kind, store_.file().size_of(stream->second)};
    if (begin.starts_with("RIFF") || begin.starts_with("RF64") || begin.starts_with("BW64"))
        essence.kind = conform::EssenceKind::wave;
    else if (begin.starts_with("FORM"))
        essence.kind = conform::EssenceKind::aiff;
    else if (begin.starts_with("\x06\x0e\x2b\x34"))
        essence.kind = conform::EssenceKind::file;
    else if (essence.kind == conform::EssenceKind::wave || essence.kind == conform::EssenceKind::aiff)
        essence.kind = conform::EssenceKind::pcm;
    source.essence = std::move(essence);
}

} // namespace dub::turnover::aaf

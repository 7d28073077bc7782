#pragma once
// The mobs of an AAF (compositions, master clips, recordings) by their ids, with their slots read.

#include "formats/turnover/aaf/dictionary.h"

namespace dub::turnover::aaf {

struct Slot {
    std::uint32_t id = 0;
    std::string name;
    int number = 0;  // physical track number; 0: none
    Rational rate;   // edit units a second, brought to the rate that is meant; 0 for a slot without one
    Rational origin; // edit units: where 0 of references lies in the segment
    Class kind = Class::timeline_mob_slot;
    Auid data; // the segment's data definition
    const Object* segment = nullptr;
    const Object* object = nullptr;

    [[nodiscard]] Rational seconds(Rational edit_units) const { return edit_units / rate; }
};

struct Mob {
    MobId id;
    Class kind = Class::other;
    Auid usage;
    std::string name;
    const Object* object = nullptr;
    std::vector<Slot> slots;

    [[nodiscard]] const Slot* slot(std::uint32_t id) const; // nullptr when there is none
};

// The edit rate that is meant: 23976/1000 is 24000/1001. 0 for what is no rate.
[[nodiscard]] Rational exact_rate(std::optional<Rational> written);
// Of a component, in edit units; 0 when it does not say.
[[nodiscard]] std::int64_t length_of(const Object& component);

class Mobs {
  public:
    Mobs(const Object& content, const Dictionary& dictionary);
    [[nodiscard]] const std::vector<Mob>& all() const { return mobs_; }
    [[nodiscard]] const Mob* find(const MobId& id) const;

  private:
    std::vector<Mob> mobs_;
    std::unordered_map<MobId, std::size_t, MobIdHash> places_;
};

struct Chosen {
    const Mob* mob = nullptr;        // nullptr: the file has no composition of that name
    std::vector<std::string> others; // names of further ones that could have been meant
};
// The composition that is meant: of that name; else, of those that say they are top-level (of all, when none
// does) and that no other one plays, the header's primary one, or the one with most clips of sound. Premiere
// calls all of its compositions top-level.
[[nodiscard]] Chosen choose_composition(const Mobs& mobs, const Object& header, std::string_view name);

} // namespace dub::turnover::aaf

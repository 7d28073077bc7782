#pragma once
// What an item hands down to what it holds: its clock, what of it is seen and heard, how loud, and what is
// switched off. Pure, any thread.

#include "formats/turnover/fcpxml/reading.h"

namespace dub::turnover::fcpxml {

// A local time and where it lies in the record.
struct Clock {
    Rational local, record;
    Rational speed{1}; // local seconds a record second; 0 holds, negative runs back
    [[nodiscard]] Rational record_at(Rational at) const {
        return speed == Rational{} ? record : record + (at - local) / speed;
    }
    [[nodiscard]] Rational local_at(Rational at) const { return local + (at - record) * speed; }
};

inline constexpr conform::TimeSpan always{Rational{-1'000'000'000'000}, Rational{1'000'000'000'000}};

// What is seen of a content, and how it comes and goes.
struct Sight {
    conform::TimeSpan span = always;
    conform::EventFade in, out;
};

struct Scope {
    Clock clock;
    Sight picture, sound;
    Db gain;
    conform::Curve gain_curve; // record time
    bool muted = false, takes_picture = true, takes_sound = true;
    int lane = 0, depth = 0;
    std::string link, note;
    std::string role;                      // told by the holder for all its sound
    std::vector<std::string> silent_roles; // switched off by the holder
    std::vector<std::string> effects;
};

struct Transition {
    conform::TimeSpan span; // record
    bool of_sound = false;
};

// How an item stands among its neighbours; nullptr: none.
struct Joins {
    const Transition* before = nullptr;
    const Transition* after = nullptr;
};

// The clock of what an item holds: its time map is taken as even (a warning where it is not).
[[nodiscard]] Clock content_clock(Reading& reading, xml::Node node, const ItemTime& time, const Clock& local,
                                  const conform::TimeSpan& place);
// What of the item is seen and heard, within what is of its holder.
void narrow_sights(xml::Node node, const ItemTime& time, const conform::TimeSpan& place, const Scope& holder,
                   const Joins& joins, const Clock& local, Scope& inside);
void add_loudness(xml::Node node, const Clock& local, Scope& inside);
void switch_off(xml::Node node, Scope& inside); // parts and roles of its sound

} // namespace dub::turnover::fcpxml

#include <algorithm>

#include <fmt/format.h>

#include "formats/turnover/aaf/timeline.h"

namespace dub::turnover::aaf {
namespace {

// The timecode track that is meant: number 1, else the first that has a timecode.
const Slot* timecode_slot(const Mob& composition, const Dictionary& dictionary) {
    const Slot* found = nullptr;
    for (const Slot& slot : composition.slots) {
        if (!slot.segment || slot.rate == Rational{} || !is_timecode(slot.data)) continue;
        if (!timecode_in(*slot.segment, dictionary)) continue;
        if (!found || (slot.number == 1 && found->number != 1)) found = &slot;
    }
    return found;
}

bool counts(const Slot& slot, std::int64_t nominal) {
    const double ratio = slot.rate.value() / static_cast<double>(nominal);
    return ratio > 0.998 && ratio < 1.002;
}

} // namespace

Clock clock_of(const Mob& composition, const Dictionary& dictionary, Doubts& doubts) {
    Clock clock;
    const auto frames = [](const Slot& slot) {
        return slot.rate >= Rational{10} && slot.rate <= Rational{240};
    };
    if (const Slot* slot = timecode_slot(composition, dictionary)) {
        const Object& timecode = *timecode_in(*slot->segment, dictionary);
        clock.format = format_of(timecode, slot->rate);
        clock.start = FramePos{timecode.integer(pid::timecode_start).value_or(0)};
        if (counts(*slot, clock.format.nominal)) return clock;
        // The slot counts samples or the like; another slot may know the true rate.
        for (const Slot& other : composition.slots)
            if (counts(other, clock.format.nominal)) {
                clock.format.rate = {other.rate.num(), other.rate.den()};
                return clock;
            }
        clock.rate = conform::RateIs::guessed;
        doubts.add(
            Severity::warning, "aaf.rate", "", composition.name,
            fmt::format("The timecode counts {} frames a second, but no track runs at that rate; {} is "
                        "assumed. Check it against the picture.",
                        clock.format.nominal, clock.format.nominal));
        return clock;
    }
    clock.rate = conform::RateIs::guessed;
    const auto slot = std::ranges::find_if(composition.slots, frames);
    if (slot != composition.slots.end()) {
        clock.format.rate = {slot->rate.num(), slot->rate.den()};
        clock.format.nominal = slot->rate.ceil();
    }
    doubts.add(
        Severity::warning, "aaf.no-timecode", "", composition.name,
        "The sequence has no timecode track; it is taken to begin at 00:00:00:00. Check its place against "
        "the picture.");
    return clock;
}

} // namespace dub::turnover::aaf

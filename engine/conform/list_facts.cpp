#include "engine/conform/list_facts.h"

#include <map>

#include <fmt/format.h>

namespace dub::conform {

TimecodeFormat counting(FrameRate rate, DropFrame drop) {
    const std::int64_t nominal = Rational{rate.num, rate.den}.ceil();
    const bool can_drop = rate.den == 1001 && nominal % 30 == 0;
    return {rate, nominal, can_drop ? drop : DropFrame::no};
}

void say_lost_effects(Turnover& list) {
    std::map<std::string, int> lost;
    for (const ListTrack& track : list.tracks)
        for (const Event& event : track.events)
            for (const std::string& effect : event.effects)
                lost[effect] += track.kind == TrackKind::sound ? 1 : 0;
    for (const auto& [effect, count] : lost)
        if (count > 0)
            list.diagnostics.push_back(
                {Severity::warning, list.format + ".effect", list.name,
                 fmt::format(
                     "The effect \"{}\" on {} clip{} is not kept, only its name. Render it there or make it "
                     "again here.",
                     effect, count, count == 1 ? "" : "s")});
}

std::string seconds_text(Rational seconds) { return fmt::format("{:.2f} s", seconds.value()); }

} // namespace dub::conform

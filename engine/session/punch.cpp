#include "engine/session/punch.h"

#include <algorithm>

namespace dub::session {
namespace {

using Ranges = std::vector<SampleRange>;

// Where two neighbours overlap.
Ranges crossfades_of(const Ranges& places) {
    Ranges shared;
    for (std::size_t i = 1; i < places.size(); ++i)
        if (const SampleRange both = places[i - 1].clipped(places[i]); !both.empty()) shared.push_back(both);
    return shared;
}

// Where the sound begins that lasts without a gap until `end`; `end` when nothing sounds there.
SamplePos begin_of_sound(const Ranges& places, SamplePos end) {
    SamplePos begin = end;
    for (auto at = places.rbegin(); at != places.rend(); ++at)
        if (at->start < begin && begin <= at->end) begin = at->start;
    return begin;
}

SamplePos punch_in(const Ranges& places, SamplePos wanted, SampleCount crossfade) {
    const Ranges shared = crossfades_of(places);
    SamplePos at = wanted;
    for (bool moved = true; moved;) {
        moved = false;
        const SampleRange zone{at - crossfade, at};
        for (const SampleRange& earlier : shared) {
            if (!earlier.overlaps(zone) || earlier == zone) continue;
            at = earlier.start;
            moved = true;
            break;
        }
    }
    const SamplePos begin = begin_of_sound(places, at);
    if (begin == at) return at;
    if (begin > at - crossfade) return begin;
    return at - SampleCount{crossfade.value / 2};
}

// Time backwards: an end becomes a beginning.
SampleRange turned(SampleRange range) { return {{-range.end.value}, {-range.start.value}}; }

} // namespace

SampleRange punch_range(const Print& print, SampleRange wanted, SampleCount crossfade) {
    if (crossfade.value < 2) return wanted;
    const SampleCount whole{crossfade.value / 2 * 2};
    Ranges places, backwards;
    for (const auto& clip : print.clips)
        places.push_back(clip->place);
    for (auto at = places.rbegin(); at != places.rend(); ++at)
        backwards.push_back(turned(*at));
    std::ranges::sort(backwards, {}, &SampleRange::start);
    const SamplePos end = punch_in(backwards, {-wanted.end.value}, whole);
    return {punch_in(places, wanted.start, whole), {-end.value}};
}

const Print* find_print(const std::vector<Shared<Print>>& prints, const Print& like) {
    const auto at = std::ranges::find_if(prints, [&](const auto& print) {
        return print->bus == like.bus && print->roles == like.roles && print->undipped == like.undipped &&
               print->version == like.version;
    });
    return at == prints.end() ? nullptr : at->get();
}

} // namespace dub::session

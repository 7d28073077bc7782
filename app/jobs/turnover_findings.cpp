#include "app/jobs/turnover_findings.h"

#include <algorithm>

#include "app/jobs/sound_piece.h"
#include "engine/conform/two_pop.h"

namespace dub::app {
namespace {

// The first 2-pop on each track, heard in the recordings it plays in the leader.
std::vector<conform::PopFacts> pops_of(const conform::Turnover& list, const conform::Links& links,
                                       const std::vector<conform::FoundFile>& files) {
    std::vector<conform::PopFacts> pops;
    const Rational end = seconds_at(list.start, list.timecode.rate) + Rational(leader_seconds);
    for (const auto& track : list.tracks)
        for (const auto& event : track.events) {
            const auto* const link = is_heard(track, event) ? links.of(event) : nullptr;
            if (link == nullptr || event.record.start > end || event.speed != Rational{1}) continue;
            const conform::FoundFile& file = files[link->file];
            const Rational length = std::min(event.record.length(), Rational(leader_seconds));
            const Rational from = played_of(list, event, file).start * Rational(file.rate.hz);
            const int channel =
                event.channels.empty() ? 0 : std::min(event.channels.front(), file.channels - 1);
            const auto sound = sound_of({file.path,
                                         file.stream,
                                         std::max(channel, 0),
                                         SamplePos{from.nearest()},
                                         {(length * Rational(file.rate.hz)).nearest()}});
            const auto pop = conform::find_two_pop(sound, file.rate, list.timecode.rate);
            if (!pop) continue;
            pops.push_back({track.name, event.record.start + Rational(pop->value, file.rate.hz)});
            break;
        }
    return pops;
}

} // namespace

Diagnostics findings_of(FindingsAsk ask) {
    Diagnostics all = ask.list.diagnostics;
    append(all, std::move(ask.searched));
    for (const auto& told : ask.links.diagnostics)
        if (told.code != "link.missing") all.push_back(told);
    conform::InspectorFacts facts;
    facts.links = &ask.links;
    facts.files = ask.files;
    facts.videos = std::move(ask.videos);
    facts.pops = pops_of(ask.list, ask.links, ask.files);
    facts.session_rate = ask.session_rate;
    append(all, conform::inspect(ask.list, facts));
    return all;
}

} // namespace dub::app

// What an edit can have broken: the parts that differ by pointer, and what rests on them.

#include "engine/session/invariants.h"

#include <algorithm>

#include "engine/session/invariants_parts.h"

namespace dub::session {
namespace {

// Who feeds whom and who hears whom, as check_routing, check_roles and check_versions read it.
bool same_slots(const Shared<Strip>& a, const Shared<Strip>& b) {
    const auto same_send = [](const Send& x, const Send& y) { return x.to == y.to; };
    const auto same_insert = [](const Insert& x, const Insert& y) { return x.id == y.id && x.key == y.key; };
    return a == b || (std::ranges::equal(a->sends, b->sends, same_send) &&
                      std::ranges::equal(a->inserts, b->inserts, same_insert));
}

bool same_track_wiring(const Shared<Track>& a, const Shared<Track>& b) {
    return a == b ||
           (a->id == b->id && a->role == b->role && a->output == b->output && same_slots(a->strip, b->strip));
}

bool same_bus_wiring(const Shared<Bus>& a, const Shared<Bus>& b) {
    return a == b || (a->id == b->id && a->kind == b->kind && a->layout == b->layout &&
                      a->output == b->output && a->roles == b->roles && same_slots(a->strip, b->strip));
}

bool same_wiring(const Session& a, const Session& b) {
    return std::ranges::equal(a.tracks, b.tracks, same_track_wiring) &&
           (a.routing == b.routing ||
            std::ranges::equal(a.routing->buses, b.routing->buses, same_bus_wiring));
}

// Calls `visit(old, thing)` for each thing that is not where it was: what the lists have in common at both
// ends, and place by place between, is passed over. `old` is what was in its place; nullptr when places
// moved.
template <class T, class Visit>
void each_changed(const std::vector<Shared<T>>& before, const std::vector<Shared<T>>& after,
                  const Visit& visit) {
    const auto [old_first, first] = std::ranges::mismatch(before, after);
    auto old_end = before.end();
    auto end = after.end();
    while (old_end != old_first && end != first && *(old_end - 1) == *(end - 1))
        --old_end, --end;
    const bool in_place = old_end - old_first == end - first;
    for (auto at = first; at != end; ++at) {
        const T* const old = in_place ? (old_first + (at - first))->get() : nullptr;
        if (old != at->get()) visit(old, **at);
    }
}

// A gesture on the fader leaves hundreds of clips alone, one on a clip thousands of points.
void check_changed_track(Inspection& inspection, const Track* old, const Track& track) {
    if (old == nullptr || old->id != track.id || old->layout != track.layout)
        return check_track(inspection, track);
    check_track_head(inspection, track);
    if (old->strip != track.strip) check_strip(inspection, *track.strip, title(track));
    if (old->clips != track.clips)
        check_clips(inspection, {title(track), track.layout.channels()}, track.clips);
    if (old->playing != track.playing || old->alternatives != track.alternatives)
        check_playlists(inspection, track);
}

} // namespace

Diagnostics check_change(const Session& before, const Session& after) {
    Inspection inspection(after);
    if (before.info != after.info) check_info(inspection);
    if (before.pool != after.pool) check_pool(inspection);
    if (before.markers != after.markers || before.segments != after.segments) check_marks(inspection);
    each_changed(before.routing->buses, after.routing->buses,
                 [&](const Bus*, const Bus& bus) { check_bus(inspection, bus); });
    each_changed(before.routing->vcas, after.routing->vcas,
                 [&](const Vca*, const Vca& vca) { check_vca(inspection, vca); });
    each_changed(before.tracks, after.tracks,
                 [&](const Track* old, const Track& track) { check_changed_track(inspection, old, track); });
    const bool rewired = !same_wiring(before, after);
    if (rewired) {
        check_routing(inspection);
        check_roles(inspection);
    }
    if (rewired || before.routing->vcas != after.routing->vcas ||
        before.routing->groups != after.routing->groups)
        check_members(inspection);
    const bool other_versions = rewired || before.versions != after.versions;
    if (other_versions) check_versions(inspection);
    if (other_versions || before.pool != after.pool || before.prints != after.prints)
        check_prints(inspection);
    return std::move(inspection.found);
}

} // namespace dub::session

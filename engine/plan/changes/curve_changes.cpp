#include "engine/plan/changes/curve_changes.h"

#include <algorithm>

namespace dub::plan {
namespace {

constexpr SampleCount around{quantum};

void add(Busy& to, const Busy& more) { to.insert(to.end(), more.begin(), more.end()); }

template <class Shape> bool rests(const Shape& shape, SampleRange window) { return !shape.moves_in(window); }

bool same(const Curve& a, const Curve& b, SampleRange window) {
    const Moment moment{window.start, Side::after};
    if (rests(a, window) && rests(b, window)) return a.at(moment) == b.at(moment);
    return a.same_in(window, b);
}
bool same(const Level& a, const Level& b, SampleRange window) { return a.same_in(window, b); }

// Between two bends of either nothing bends: there they are the same or not.
template <class Shape> Busy changes_of(const Shape& before, const Shape& after, Edges edges) {
    const std::vector<SamplePos> old_bends = before.bends(), new_bends = after.bends();
    std::vector<SamplePos> bends, lone;
    std::ranges::merge(old_bends, new_bends, std::back_inserter(bends));
    std::ranges::set_symmetric_difference(old_bends, new_bends, std::back_inserter(lone));
    Busy changed;
    for (const SamplePos at : lone)
        changed.push_back({at - around, at + around});
    SamplePos from = all_time.start;
    bends.push_back(all_time.end);
    for (const SamplePos to : bends) {
        const SampleRange window{from, to};
        from = to;
        if (window.empty()) continue;
        const bool moved = edges == Edges::moved && !(rests(before, window) && rests(after, window));
        if (moved || !same(before, after, window))
            changed.push_back({window.start - around, window.end + around});
    }
    return tidy(std::move(changed));
}

} // namespace

Edges edges_of(SampleCount before, SampleCount after) {
    return (before - after).value % quantum == 0 ? Edges::same : Edges::moved;
}

Busy changes(const Curve& before, const Curve& after, Edges edges) {
    return changes_of(before, after, edges);
}
Busy changes(const Level& before, const Level& after, Edges edges) {
    return changes_of(before, after, edges);
}

Busy changes(const RouteSetup& before, const RouteSetup& after) {
    const bool same_form =
        before.from == after.from && before.to == after.to && before.matrix == after.matrix &&
        before.channel_gains == after.channel_gains && before.pan.has_value() == after.pan.has_value() &&
        before.lfe.has_value() == after.lfe.has_value() && (!before.pan || before.pan->same_law(*after.pan));
    if (!same_form) return {all_time};
    const Edges edges = edges_of(before.latency, after.latency);
    Busy changed = changes(before.level, after.level, edges);
    if (before.lfe) add(changed, changes(*before.lfe, *after.lfe, edges));
    for (std::size_t axis = 0; before.pan && axis < before.pan->axes().size(); ++axis)
        add(changed, changes(*before.pan->axes()[axis], *after.pan->axes()[axis], edges));
    return tidy(std::move(changed));
}

} // namespace dub::plan

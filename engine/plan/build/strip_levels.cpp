#include "engine/plan/build/strip_levels.h"

#include <map>
#include <set>

#include "engine/plan/steps/insert.h"
#include "engine/plan/steps/route.h"
#include "engine/plan/steps/strip_level.h"
#include "engine/plan/steps/sum.h"

namespace dub::plan {
namespace {

using Routes = std::map<const GainTable*, const RouteSetup*>;

Routes routes_of(const Plan::Parts& parts) {
    Routes routes;
    const auto add = [&](const Step& step) {
        if (const auto* const route = dynamic_cast<const Route*>(&step))
            routes.emplace(&route->table(), &route->setup());
    };
    for (const auto& step : parts.kept)
        add(*step);
    for (const auto& stage : parts.stages)
        add(*stage.step);
    return routes;
}

void meter_inserts(Plan::Parts& parts, StripMeters& meters) {
    std::set<std::pair<session::StripOwner, InsertId>> measured;
    for (const auto& stage : parts.stages) {
        auto* const insert = dynamic_cast<InsertStep*>(stage.step.get());
        if (insert == nullptr) continue;
        const StepKey& key = insert->key();
        if (measured.insert({key.owner, key.insert}).second)
            insert->tell(meters.reduction(key.owner, key.insert));
    }
}

} // namespace

void add_strip_levels(Plan::Parts& parts, StripMeters& meters) {
    meter_inserts(parts, meters);
    const Routes routes = routes_of(parts);
    std::set<session::StripOwner> measured;
    const std::size_t built = parts.stages.size();
    for (std::size_t s = 0; s < built; ++s) {
        const auto* const sum = dynamic_cast<const Sum*>(parts.stages[s].step.get());
        if (sum == nullptr) continue;
        for (const Connection& connection : sum->connections()) {
            const RouteSetup& route = *routes.at(connection.gains);
            const bool of_an_output = route.origin.owner != session::StripOwner{} && !route.origin.send &&
                                      !route.origin.filtered_lfe;
            if (!of_an_output || !measured.insert(route.origin.owner).second) continue;
            const Signal& signal = *connection.from;
            // What the sum waits for has written the signal.
            std::vector<std::size_t> after = parts.stages[s].after;
            parts.stages.push_back(
                {std::make_unique<StripLevel>(signal, route,
                                              meters.of(route.origin.owner, signal.layout.channels())),
                 std::move(after)});
        }
    }
}

} // namespace dub::plan

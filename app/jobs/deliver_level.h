#pragma once
// The static offsets of `--level meet`: one for each deliverable set, so that its printmaster meets the
// spec's target. Pure.

#include <vector>

#include "app/jobs/deliver_pass.h"
#include "formats/report/delivery_report.h"

namespace dub::app {

struct Levels {
    std::vector<Db> of_set; // as DeliverPlan::sets
    std::vector<Db>
        of_speech; // the same: offset of the stem in which speech is looked for, the delivered one
    std::vector<report::SetOffset> told;
    Diagnostics diagnostics;
};

// A spec with a target and a printmaster sets the level of all its files alike. Stems, M&E and the like of
// specs without a target go along with the printmaster of the home width, so that they still sum to it: with
// the first such spec that was asked for. Silence has no loudness and is left alone.
[[nodiscard]] Levels levels_to_meet(const DeliverPlan& plan, const Mixed& mixed, const Layout& home);

} // namespace dub::app

#pragma once
// Finishes one set from its float store, once over the whole programme, and cuts it into its files: static
// offset, true-peak limiting, dither, leader and pops, write beside the place, read back, measure. So pieces
// from FFOA to LFOA joined are the long-play, bit for bit. Nothing appears under its name before commit().
// Sets are independent: any number may be finished at once, each on its own thread. [writer]

#include "app/jobs/deliver_part.h"
#include "app/jobs/deliver_pass.h"
#include "app/jobs/joined_reader.h"
#include "engine/core/atomic_file.h"

namespace dub::app {

struct FinishRequest {
    const session::Session& session;
    const DeliverPlan& plan;
    const Mixed& mixed;
    std::filesystem::path out;
    IfExists if_exists = IfExists::refuse;
    std::function<bool(double)> progress; // 0..1 of this set; false stops
};

struct FinishedSet {
    std::vector<FinishedPart> parts;            // as PlannedSet::parts
    std::optional<measure::Measurement> joined; // of all segments together, when there is no long-play
    Db offset;
    bool limited = false;  // the limiter was in the way
    bool with_mix = false; // by the printmaster's gain: what it sums to is limited alike
    Diagnostics diagnostics;
};

struct SetLevel {
    Db offset; // static, of this set
    Db speech; // of the stem in which speech is looked for
};
[[nodiscard]] Result<FinishedSet> finish_set(const FinishRequest& request, const PlannedSet& set,
                                             const SetLevel& level);

// The programme as the set's files hold it, before they have their names.
[[nodiscard]] Result<std::unique_ptr<JoinedReader>> read_set(const DeliverPlan& plan, const PlannedSet& set,
                                                             const FinishedSet& finished);
// Its files hold all of the programme.
[[nodiscard]] bool is_complete(const DeliverPlan& plan, const PlannedSet& set);

} // namespace dub::app

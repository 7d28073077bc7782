#pragma once
// What a delivered wave says of itself: format, bext, iXML, and for ADM files the bed. Pure but for the date.
// Any thread.

#include "app/jobs/deliver_plan.h"
#include "app/jobs/wave_head.h"
#include "engine/core/atomic_file.h"
#include "engine/measure/measurement.h"
#include "formats/adm/bed.h"
#include "formats/wave/wave_writer.h"

namespace dub::app {

struct DeliveredWave {
    const session::Session& session;
    const DeliverPlan& plan;
    const PlannedSet& set;
    const PlannedPart& part;
};

[[nodiscard]] wave::WriteOptions write_options(const DeliveredWave& wave, IfExists if_exists);

// TimeReference counts samples from midnight (EBU Tech 3285); a programme may run past it.
[[nodiscard]] SamplePos time_of_day(const DeliveredWave& wave);

// The fields of a measurement that wave and ADM headers carry, after an offset; silence has none.
[[nodiscard]] wave::BextLoudness loudness_of(const measure::Measurement& measured, Db offset);
[[nodiscard]] adm::Bed bed_of(const DeliveredWave& wave, const wave::WriteOptions& options,
                              const wave::BextLoudness& loudness);

} // namespace dub::app

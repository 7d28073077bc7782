#pragma once
// Plays prints in the place of the mix: a session whose wanted signals come from their prints at unity, and
// the target that asks for them there. What was approved is rendered, whatever has been edited since. Pure,
// any thread.

#include <set>

#include "engine/core/result.h"
#include "engine/plan/target.h"

namespace dub::plan {

struct FromPrints {
    session::Session session; // print tracks only, on the buses they were printed from
    Target target;            // as the one asked for, output by output
    std::set<PrintId> prints; // that are heard
};

// `session` is as the version has it (session::as_version), `version` which one that is. Each output comes
// from the print of its tap; without one the printmaster is the sum of the stems' prints through the
// printmaster's own strip, and a tap by role that sum of the stems whose roles all lie in it. For finding
// speech, stems that hold other roles too are taken as they are.
// Errors (unfit): a wanted print is missing, or does not cover `ranges`; the sentence says what to print,
// and `file` is the session's in it, as a shell takes it.
[[nodiscard]] Result<FromPrints> from_prints(const session::Session& session, VersionId version,
                                             const Target& target, const std::vector<SampleRange>& ranges,
                                             std::string_view file = "FILE.dub");

// Where of `range` the print holds no sound file.
[[nodiscard]] std::vector<SampleRange> unprinted(const session::Print& print, SampleRange range);

} // namespace dub::plan

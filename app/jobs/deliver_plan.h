#pragma once
// What a delivery will consist of, decided before any sound is read: which signals one pass must bring, which
// files are made of them, what they are called, where each begins and ends. Pure, any thread.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/jobs/deliver_programme.h"
#include "engine/plan/target.h"
#include "formats/delivery/spec.h"

namespace dub::app {

// What happens to stems where the printmaster meets its limiter. Never to M&E and archive stems.
enum class StemLimiting : unsigned char {
    off,  // nothing
    safe, // each stem gets the printmaster's gain, so that they sum to it
    each, // each stem meets a limiter of its own
};

// Files that are judged as one: one interleaved file, or the mono files of one layout.
struct PlannedPart {
    Cut cut;
    std::string path;               // relative; with '*' for the channel of split mono
    std::vector<std::string> files; // relative, one for each file; split mono in the layout's order
};

// One signal, finished once: the long-play, the segments, or both are cut from it.
struct PlannedSet {
    std::size_t spec = 0;         // index in DeliverPlan::specs
    delivery::Deliverable wanted; // with its layout decided
    BusId stem;                   // of a stem
    std::string stem_name;
    std::size_t output = 0;           // index in DeliverPlan::target.outputs
    std::optional<Dbtp> stem_ceiling; // of a stem that is to be limited: its printmaster's
    std::string path;                 // as a part's; with '*' for the segment where there is no long-play
    std::vector<PlannedPart> parts;
};

struct DeliverPlan {
    std::vector<delivery::Spec> specs;
    std::vector<PlannedSet> sets;
    plan::Target target;
    std::optional<std::size_t> speech;      // output with the speech roles alone
    std::optional<std::size_t> printmaster; // output at the home width; there when stems are
    std::vector<std::size_t>
        stems;                     // outputs of all stems at the home width; empty unless stems are delivered
    std::string version, language; // of the mix; may be empty
    Programme programme;
    StemLimiting stem_limiting = StemLimiting::off;
    Diagnostics diagnostics;
};

struct PlanRequest {
    const session::Session& session;
    std::string session_file;      // for names and sentences, without folder
    std::string version, language; // of the mix; may be empty
    std::vector<delivery::Spec> specs;
    std::optional<session::RateChange> rate = {}; // of the version
    std::vector<std::string> segments = {}; // asked for: names, "all", "longplay"; none: as the specs say
    StemLimiting stem_limiting = StemLimiting::off;
    std::span<const delivery::Spec> known = {}; // all there are, to name others when one does not fit
};

// Errors (unfit): no printmaster, nothing to deliver, a width or rate the session cannot serve (the sentence
// says which specs it can, or how to get there); (usage): two files of one name, a segment that is not there,
// stems to be limited with no printmaster that is.
[[nodiscard]] Result<DeliverPlan> plan_delivery(const PlanRequest& request);

// True when a session of that home width holds enough speakers for the layout: equal, or reached by folding
// down.
[[nodiscard]] bool can_serve(const Layout& home, const Layout& wanted);

} // namespace dub::app

#pragma once
// What a delivery will consist of, decided before any sound is read: which signals one pass must bring, which
// files are made of them, what they are called, where the leader and the pops go. Pure, any thread.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/plan/target.h"
#include "formats/delivery/spec.h"

namespace dub::app {

// Files that are judged as one: one interleaved file, or the mono files of one layout.
struct PlannedSet {
    std::size_t spec = 0;         // index in DeliverPlan::specs
    delivery::Deliverable wanted; // with its layout decided
    BusId stem;                   // of a stem
    std::string stem_name;
    std::size_t output = 0;         // index in DeliverPlan::target.outputs
    std::string path;               // relative; with '*' for the channel of split mono
    std::vector<std::string> files; // relative, one for each file; split mono in the layout's order
};

// Where sound of the programme lies in a file and what is stamped into it. Session samples.
struct Stamps {
    SampleRange file;              // all of it
    std::vector<SampleRange> pops; // one frame of 1 kHz each
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
    SampleRange programme;
    std::optional<SampleRange> picture; // what all pictures cover
    Diagnostics diagnostics;
};

struct PlanRequest {
    const session::Session& session;
    std::string session_file;      // for names and sentences, without folder
    std::string version, language; // of the mix; may be empty
    std::vector<delivery::Spec> specs;
    std::span<const delivery::Spec> known = {}; // all there are, to name others when one does not fit
};

// Errors (unfit): no printmaster, nothing to deliver, a width or rate the session cannot serve (the sentence
// says which specs it can); (usage): two files of one name.
[[nodiscard]] Result<DeliverPlan> plan_delivery(const PlanRequest& request);

[[nodiscard]] Stamps stamps_for(const session::Session& session, SampleRange programme,
                                delivery::Leader leader);

// True when a session of that home width holds enough speakers for the layout: equal, or reached by folding
// down.
[[nodiscard]] bool can_serve(const Layout& home, const Layout& wanted);

} // namespace dub::app

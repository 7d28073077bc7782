#include "app/jobs/deliver_plan.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <set>

#include "engine/core/timecode.h"
#include "formats/delivery/file_name.h"

namespace dub::app {
namespace {

using delivery::Deliverable;
using delivery::FileRole;

bool plays(const session::Session& session, session::RoleSet roles) {
    return std::ranges::any_of(session.tracks,
                               [&](const auto& track) { return track->role && roles.has(*track->role); });
}

plan::Dips dips_of(const Deliverable& wanted) {
    return wanted.dips == delivery::Dips::bypassed ? plan::Dips::bypassed : plan::Dips::as_mixed;
}

// Does anything lower its strip under another sound?
bool dips(const session::Session& session) {
    const auto any = [](const auto& owners) {
        return std::ranges::any_of(owners, [](const auto& owner) {
            return std::ranges::any_of(owner->strip->inserts, &session::Insert::dip);
        });
    };
    return any(session.tracks) || any(session.routing->buses);
}

// The outputs are shared: 5.1 for two specs is mixed once.
std::size_t output_for(plan::Target& target, plan::Output wanted) {
    const auto same = [&](const plan::Output& one) {
        return one.tap == wanted.tap && one.layout == wanted.layout;
    };
    const auto at = std::ranges::find_if(target.outputs, same);
    if (at != target.outputs.end()) return static_cast<std::size_t>(at - target.outputs.begin());
    target.outputs.push_back(std::move(wanted));
    return target.outputs.size() - 1;
}

std::vector<const session::Bus*> stems_of(const session::Session& session) {
    std::vector<const session::Bus*> stems;
    for (const auto& bus : session.routing->buses)
        if (bus->kind == session::BusKind::stem) stems.push_back(bus.get());
    return stems;
}

Layout layout_of(const Deliverable& wanted, const Layout& home) { return wanted.layout.value_or(home); }

std::string servable(std::span<const delivery::Spec> specs, const Layout& home) {
    std::string list;
    for (const auto& spec : specs)
        if (std::ranges::all_of(spec.files,
                                [&](const auto& wanted) { return can_serve(home, layout_of(wanted, home)); }))
            list += (list.empty() ? "" : ", ") + spec.id;
    return list;
}

Result<void> check_fit(const PlanRequest& request) {
    const session::Info& info = *request.session.info;
    for (const auto& spec : request.specs)
        for (const auto& wanted : spec.files) {
            if (!can_serve(info.home, layout_of(wanted, info.home))) {
                const std::string others = servable(request.known, info.home);
                return fail(
                    ErrorCode::unfit,
                    fmt::format(
                        "{} is mixed in {} and {} wants {}: a delivery is folded down, never up. Deliver it "
                        "from "
                        "a session of that width{}{}",
                        request.session_file, info.home.name(), spec.id, layout_of(wanted, info.home).name(),
                        others.empty() ? "." : "; this one can serve ", others));
            }
            if (wanted.rate != info.rate)
                return fail(
                    ErrorCode::unfit,
                    fmt::format(
                        "{} runs at {} Hz and {} wants {} Hz. Deliver it from a session of that rate.",
                        request.session_file, info.rate.hz, spec.id, wanted.rate.hz));
        }
    return {};
}

class Planner {
  public:
    explicit Planner(const PlanRequest& request)
        : request_(request)
        , session_(request.session)
        , home_(request.session.info->home) {}

    Result<DeliverPlan> run() {
        for (std::size_t spec = 0; spec < request_.specs.size(); ++spec)
            for (const Deliverable& wanted : request_.specs[spec].files)
                add(spec, wanted);
        if (!plan_.stems.empty()) plan_.printmaster = output_for(plan_.target, {"printmaster", {}, home_});
        if (plays(session_, session::speech_roles)) {
            // An output of its own even where a file asks for the same signal: it goes to the detector only.
            plan_.speech = plan_.target.outputs.size();
            plan_.target.outputs.push_back({"speech", {{}, session::speech_roles}, home_});
        }
        CHECK(names_differ());
        plan_.specs = request_.specs;
        plan_.version = request_.version;
        plan_.language = request_.language;
        return std::move(plan_);
    }

    void cover(SampleRange programme, std::optional<SampleRange> picture) {
        plan_.programme = programme;
        plan_.picture = picture;
    }

  private:
    void add(std::size_t spec, Deliverable wanted) {
        wanted.layout = layout_of(wanted, home_);
        PlannedSet set{.spec = spec,
                       .wanted = wanted,
                       .stem = {},
                       .stem_name = {},
                       .output = 0,
                       .path = {},
                       .files = {}};
        switch (wanted.role) {
        case FileRole::printmaster:
        case FileRole::adm_bed:
            set.output = output_for(plan_.target, {fmt::format("printmaster {}", wanted.layout->name()),
                                                   {{}, {}, dips_of(wanted)},
                                                   *wanted.layout});
            return name(std::move(set));
        case FileRole::music_and_effects:
            set.output = output_for(
                plan_.target, {"music and effects", {{}, wanted.roles, dips_of(wanted)}, *wanted.layout});
            return name(std::move(set));
        case FileRole::undipped_music:
            if (!dips(session_)) return;
            set.output = output_for(plan_.target,
                                    {"undipped music", {{}, wanted.roles, dips_of(wanted)}, *wanted.layout});
            return name(std::move(set));
        case FileRole::stem: return add_stems(std::move(set));
        }
    }

    void add_stems(PlannedSet set) {
        plan_.stems.clear();
        for (const session::Bus* const stem : stems_of(session_)) {
            set.stem = stem->id;
            set.stem_name = stem->name;
            set.output = output_for(plan_.target,
                                    {stem->name, {stem->id, {}, dips_of(set.wanted)}, *set.wanted.layout});
            plan_.stems.push_back(output_for(plan_.target, {stem->name, {stem->id, {}}, home_}));
            name(set);
        }
    }

    void name(PlannedSet set) {
        const delivery::Spec& spec = request_.specs[set.spec];
        delivery::NameParts parts = delivery::parts_of(*session_.info);
        parts.session = std::filesystem::path(request_.session_file).stem().string();
        if (!request_.language.empty()) parts.language = request_.language;
        parts.stem = set.stem_name;
        parts.layout = *set.wanted.layout;
        parts.version = request_.version;
        const auto in_folder = [&] { return spec.id + "/" + delivery::file_name(spec, set.wanted, parts); };
        set.path = in_folder();
        if (set.wanted.form == delivery::FileForm::interleaved) set.files = {set.path};
        if (set.wanted.form == delivery::FileForm::split_mono)
            for (const Speaker speaker : set.wanted.layout->speakers()) {
                parts.channel = speaker;
                set.files.push_back(in_folder());
            }
        plan_.sets.push_back(std::move(set));
    }

    Result<void> names_differ() const {
        std::set<std::string> names;
        for (const PlannedSet& set : plan_.sets)
            for (const std::string& file : set.files)
                if (!names.insert(file).second)
                    return fail(ErrorCode::usage, fmt::format("two files of this delivery would be called "
                                                              "{}: give the stems different names, or "
                                                              "the spec's name template a place that differs",
                                                              file));
        return {};
    }

    const PlanRequest& request_;
    const session::Session& session_;
    Layout home_;
    DeliverPlan plan_;
};

bool is_neutral(const session::Strip& strip) {
    return strip.values.entries().empty() && strip.inserts.empty() && strip.lanes.empty();
}

void tell_doubts(const session::Session& session, Diagnostics& diagnostics) {
    const session::Bus* const printmaster = session::printmaster_of(session);
    if (!is_neutral(*printmaster->strip))
        diagnostics.push_back(
            {Severity::warning, "deliver.printmaster-strip", printmaster->name,
             "the printmaster's strip changes the sound, so the stems alone do not sum to the printmaster; "
             "move what it does to the stems if they must"});
}

SampleRange frames(const session::Session& session, FramePos from, FramePos to) {
    return {session::sample_of(session, from), session::sample_of(session, to)};
}

SampleRange both(SampleRange a, SampleRange b) {
    return {std::min(a.start, b.start), std::max(a.end, b.end)};
}

} // namespace

bool can_serve(const Layout& home, const Layout& wanted) {
    if (home == wanted) return true;
    if (wanted.channels() >= home.channels()) return false;
    const auto pair_or_mono = [](const Layout& layout) { return layout.channels() <= 2; };
    // Wide to narrow: every speaker is there, or the surrounds, the front or the whole folds into what is
    // left.
    return pair_or_mono(wanted) || std::ranges::all_of(wanted.speakers(), [&](Speaker s) {
               if (s == Speaker::Ls || s == Speaker::Rs) return home.has(s) || home.has(Speaker::Lss);
               return home.has(s);
           });
}

Stamps stamps_for(const session::Session& session, SampleRange programme, delivery::Leader leader) {
    Stamps stamps{programme, {}};
    if (leader == delivery::Leader::none || session.segments->empty()) return stamps;
    const FrameCount two_seconds{2 * session.info->timecode.nominal};
    const auto pop_at = [&](FramePos frame) {
        stamps.pops.push_back(frames(session, frame, frame + FrameCount{1}));
        stamps.file = both(stamps.file, stamps.pops.back());
    };
    const session::Segment& first = session.segments->front();
    const session::Segment& last = session.segments->back();
    stamps.file = both(stamps.file, frames(session, first.action.start - first.leader, first.action.start));
    if (first.two_pop) pop_at(first.action.start - two_seconds);
    // LFOA is the last frame inside; the pop lies two seconds after it, as the first lies two seconds before
    // FFOA.
    if (last.tail_pop) pop_at(last.action.end - FrameCount{1} + two_seconds);
    return stamps;
}

Result<DeliverPlan> plan_delivery(const PlanRequest& request) {
    if (session::printmaster_of(request.session) == nullptr)
        return fail(ErrorCode::unfit, fmt::format("{} has no printmaster to deliver", request.session_file));
    CHECK(check_fit(request));
    const SampleRange programme = [&] {
        const FrameRange range = session::programme(request.session);
        return frames(request.session, range.start, range.end);
    }();
    if (programme.empty())
        return fail(ErrorCode::unfit,
                    fmt::format("{} is empty: import sound or a picture first", request.session_file));
    std::optional<SampleRange> picture;
    for (const auto& one : request.session.pool->pictures) {
        const SampleRange covered = frames(request.session, one->at, one->at + one->length);
        picture = picture ? both(*picture, covered) : covered;
    }
    Planner planner(request);
    planner.cover(programme, picture);
    TRY(DeliverPlan plan, planner.run());
    if (plan.sets.empty())
        return fail(ErrorCode::unfit,
                    fmt::format("{} has no stems, and nothing else was asked for", request.session_file));
    tell_doubts(request.session, plan.diagnostics);
    return plan;
}

} // namespace dub::app

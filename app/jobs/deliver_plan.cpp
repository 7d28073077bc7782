#include "app/jobs/deliver_plan.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <set>

#include "formats/delivery/file_name.h"
#include "formats/report/numbers.h"

namespace dub::app {
namespace {

using delivery::Deliverable;
using delivery::FileRole;

// The parts that all names of a delivery have in common.
delivery::NameParts common_parts(const PlanRequest& request) {
    delivery::NameParts parts = delivery::parts_of(*request.session.info);
    parts.session = std::filesystem::path(request.session_file).stem().string();
    if (!request.language.empty()) parts.language = request.language;
    parts.version = request.version;
    return parts;
}

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

// The line that gets a session to a frame rate the spec takes.
std::string rate_cure(const PlanRequest& request, const delivery::Spec& spec) {
    const auto speed = [](FrameRate rate) {
        return static_cast<double>(rate.num) / static_cast<double>(rate.den);
    };
    const double now = speed(request.session.info->timecode.rate);
    const FrameRate to = *std::ranges::min_element(
        spec.frame_rates, {}, [&](FrameRate rate) { return std::abs(speed(rate) - now); });
    const std::string rate = report::rate_name(to);
    const std::string name = request.version.empty() ? rate + " fps" : request.version;
    const std::string edit =
        request.version.empty()
            ? fmt::format(R"({{"edit":"add_version","name":"{}","rate":"{}"}})", name, rate)
            : fmt::format(R"({{"edit":"set_version","version":"{}","rate":"{}"}})", name, rate);
    return fmt::format("Give it a version at {} fps: echo '[{}]' > rate.json && dubstage edit {} --apply "
                       "rate.json; then deliver with --version \"{}\".",
                       rate, edit, request.session_file, name);
}

Result<void> check_frame_rate(const PlanRequest& request, const delivery::Spec& spec) {
    const FrameRate rate = request.rate ? request.rate->to : request.session.info->timecode.rate;
    if (spec.frame_rates.empty() || std::ranges::find(spec.frame_rates, rate) != spec.frame_rates.end())
        return {};
    std::string rates;
    for (const FrameRate one : spec.frame_rates)
        rates += (rates.empty() ? "" : ", ") + report::rate_name(one);
    return fail(ErrorCode::unfit,
                fmt::format("{} runs at {} fps and {} takes {} fps. {}", request.session_file,
                            report::rate_name(rate), spec.id, rates, rate_cure(request, spec)));
}

// What the files of a restamped version say; else the session's own rate.
SampleRate restamped(const PlanRequest& request) {
    const session::Info& info = *request.session.info;
    if (!request.rate || request.rate->method != session::SpeedMethod::restamp) return info.rate;
    const session::Speed speed =
        session::speed_between(info.timecode.rate, request.rate->to, request.rate->method);
    return {info.rate.hz * speed.num / speed.den};
}

Result<void> check_fit(const PlanRequest& request) {
    const session::Info& info = *request.session.info;
    for (const auto& spec : request.specs)
        CHECK(check_frame_rate(request, spec));
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
            if (wanted.rate != info.rate && wanted.rate != restamped(request))
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
    Planner(const PlanRequest& request, Programme programme)
        : request_(request)
        , session_(request.session)
        , home_(request.session.info->home) {
        plan_.programme = std::move(programme);
        plan_.stem_limiting = request.stem_limiting;
    }

    Result<DeliverPlan> run() {
        for (std::size_t spec = 0; spec < request_.specs.size(); ++spec) {
            TRY(cuts_, cuts_for(plan_.programme, request_.specs[spec], request_.segments));
            for (const Deliverable& wanted : request_.specs[spec].files)
                add(spec, wanted);
        }
        CHECK(limit_stems());
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

  private:
    void add(std::size_t spec, Deliverable wanted) {
        wanted.layout = layout_of(wanted, home_);
        PlannedSet set{.spec = spec,
                       .wanted = wanted,
                       .stem = {},
                       .stem_name = {},
                       .output = 0,
                       .stem_ceiling = {},
                       .path = {},
                       .parts = {}};
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
        const bool whole = std::ranges::any_of(cuts_, [](const Cut& cut) { return cut.segment.empty(); });
        set.path = in_folder(set, whole ? "" : "*", {});
        for (const Cut& cut : cuts_) {
            PlannedPart part{cut, in_folder(set, cut.segment, {}), {}};
            if (set.wanted.form == delivery::FileForm::interleaved) part.files = {part.path};
            if (set.wanted.form == delivery::FileForm::split_mono)
                for (const Speaker speaker : set.wanted.layout->speakers())
                    part.files.push_back(in_folder(set, cut.segment, speaker));
            set.parts.push_back(std::move(part));
        }
        plan_.sets.push_back(std::move(set));
    }

    [[nodiscard]] std::string in_folder(const PlannedSet& set, std::string segment,
                                        std::optional<Speaker> channel) const {
        const delivery::Spec& spec = request_.specs[set.spec];
        delivery::NameParts parts = common_parts(request_);
        parts.stem = set.stem_name;
        parts.fps = report::rate_name(plan_.programme.timecode.rate);
        parts.layout = *set.wanted.layout;
        parts.channel = channel;
        parts.segment = std::move(segment);
        if (plan_.programme.rate != session_.info->rate) parts.rate = plan_.programme.rate;
        return spec.id + "/" + delivery::file_name(spec, set.wanted, parts);
    }

    // Stems follow the printmaster at the home width: of their own spec, else of the first that has one.
    [[nodiscard]] std::optional<Dbtp> ceiling_for(std::size_t spec) const {
        std::optional<Dbtp> found;
        for (const PlannedSet& set : plan_.sets) {
            if (set.wanted.role != FileRole::printmaster && set.wanted.role != FileRole::adm_bed) continue;
            const std::optional<Dbtp> ceiling = request_.specs[set.spec].limiter_ceiling;
            if (set.wanted.layout != home_ || !ceiling) continue;
            if (set.spec == spec) return ceiling;
            if (!found) found = ceiling;
        }
        return found;
    }

    Result<void> limit_stems() {
        if (request_.stem_limiting == StemLimiting::off) return {};
        for (PlannedSet& set : plan_.sets) {
            if (set.wanted.role != FileRole::stem || set.wanted.archive) continue;
            set.stem_ceiling = ceiling_for(set.spec);
            if (!set.stem_ceiling)
                return fail(
                    ErrorCode::usage,
                    fmt::format("--stem-limiting: stems go by the limiter of the printmaster in {}, and "
                                "none of these specs delivers one with a ceiling: name such a spec too, "
                                "or leave the option out",
                                home_.name()));
        }
        return {};
    }

    Result<void> names_differ() const {
        std::set<std::string> names;
        for (const PlannedSet& set : plan_.sets)
            for (const PlannedPart& part : set.parts)
                for (const std::string& file : part.files)
                    if (!names.insert(file).second)
                        return fail(
                            ErrorCode::usage,
                            fmt::format("two files of this delivery would be called {}: give the stems "
                                        "different names, or the spec's name template a place that "
                                        "differs",
                                        file));
        return {};
    }

    const PlanRequest& request_;
    const session::Session& session_;
    Layout home_;
    std::vector<Cut> cuts_; // of the spec at hand
    DeliverPlan plan_;
};

bool is_neutral(const session::Strip& strip) {
    return strip.values.entries().empty() && strip.inserts.empty() && strip.lanes.empty();
}

// Characters that were replaced in what these names are made of.
void tell_names(const PlanRequest& request, Diagnostics& diagnostics) {
    const auto is_named = [&](const std::string& part) {
        const std::string place = "{" + part + "}";
        return part == "version" || std::ranges::any_of(request.specs, [&](const delivery::Spec& spec) {
                   return std::ranges::any_of(spec.files, [&](const delivery::Deliverable& wanted) {
                       return wanted.name.find(place) != std::string::npos;
                   });
               });
    };
    for (Diagnostic& note : delivery::replaced_characters(common_parts(request)))
        if (is_named(note.where)) diagnostics.push_back(std::move(note));
}

void tell_doubts(const session::Session& session, DeliverPlan& plan) {
    Diagnostics& diagnostics = plan.diagnostics;
    if (plan.programme.error_samples > 0)
        diagnostics.push_back(
            {Severity::note, "deliver.frame-grid", "long-play",
             fmt::format("a frame at {} fps is no whole number of samples: joined, the segments lie up to "
                         "{:.1f} samples beside the frames of one count",
                         report::rate_name(plan.programme.timecode.rate), plan.programme.error_samples)});
    const session::Bus* const printmaster = session::printmaster_of(session);
    if (!is_neutral(*printmaster->strip))
        diagnostics.push_back(
            {Severity::warning, "deliver.printmaster-strip", printmaster->name,
             "the printmaster's strip changes the sound, so the stems alone do not sum to the printmaster; "
             "move what it does to the stems if they must"});
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

Result<DeliverPlan> plan_delivery(const PlanRequest& request) {
    if (session::printmaster_of(request.session) == nullptr)
        return fail(ErrorCode::unfit, fmt::format("{} has no printmaster to deliver", request.session_file));
    CHECK(check_fit(request));
    TRY(Programme programme, programme_of(request.session, request.session_file, request.rate));
    TRY(DeliverPlan plan, Planner(request, std::move(programme)).run());
    if (plan.sets.empty())
        return fail(ErrorCode::unfit,
                    fmt::format("{} has no stems, and nothing else was asked for", request.session_file));
    tell_doubts(request.session, plan);
    tell_names(request, plan.diagnostics);
    return plan;
}

} // namespace dub::app

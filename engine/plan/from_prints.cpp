#include "engine/plan/from_prints.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/plan/print_place.h"
#include "engine/plan/recording.h"
#include "engine/session/edits/change.h"
#include "engine/session/lookup.h"
#include "engine/session/parameters/strip.h"
#include "engine/session/punch.h"

namespace dub::plan {
namespace {

using session::Bus;
using session::BusKind;
using session::Print;
using session::RoleSet;
using session::Session;
using session::Strip;

// How a bus is named in the cure: "--bus DX", "--bus PM --m-and-e".
std::string words_for(const Session& session, const Print& wanted) {
    const Bus* const bus = session::find_bus(session, wanted.bus);
    std::string words = fmt::format("--bus '{}'", bus == nullptr ? wanted.bus.text() : bus->name);
    if (wanted.roles == session::music_and_effects_roles)
        words += " --m-and-e";
    else if (!wanted.roles.empty())
        words = "--bus stems"; // what a print cannot be of itself is summed
    if (wanted.undipped) words += " --undipped";
    if (const session::Version* const version = session::find_version(session, wanted.version))
        words += fmt::format(" --version '{}'", version->name);
    return words;
}

class PrintsMaker {
  public:
    PrintsMaker(const Session& session, VersionId version, const std::vector<SampleRange>& ranges,
                std::string_view file)
        : live_(session)
        , version_(version)
        , ranges_(ranges)
        , file_(file) {
        made_.session = session;
        made_.session.tracks.clear();
        made_.session.prints.clear();
        made_.session.versions.clear();
        made_.session.routing =
            std::make_shared<const session::Routing>(session::Routing{{}, session.routing->fold});
    }

    Result<FromPrints> make(const Target& target) {
        made_.target = target;
        CHECK(keep_printmaster());
        for (Output& output : made_.target.outputs)
            CHECK(redirect(output));
        std::ranges::sort(buses_, {}, [](const auto& bus) { return bus->id; });
        session::Routing routing{std::move(buses_), live_.routing->fold};
        if (full_sum_) routing.vcas = over_printmaster();
        made_.session.routing = std::make_shared<const session::Routing>(std::move(routing));
        return std::move(made_);
    }

  private:
    Result<void> keep_printmaster() {
        const Bus* const printmaster = session::printmaster_of(live_);
        if (printmaster == nullptr) return fail(ErrorCode::unfit, "The session has no printmaster.");
        printmaster_ = printmaster->id;
        Bus neutral = *printmaster;
        neutral.strip = std::make_shared<const Strip>();
        buses_.push_back(session::share(std::move(neutral)));
        return {};
    }

    // What VCAs did to the stems is in their prints.
    [[nodiscard]] std::vector<session::Shared<session::Vca>> over_printmaster() const {
        std::vector<session::Shared<session::Vca>> vcas;
        for (const session::Vca* const over : session::vcas_over(live_, {{}, printmaster_})) {
            session::Vca vca = *over;
            vca.members = {{{}, printmaster_}};
            vca.strip = without_solo(*vca.strip);
            vcas.push_back(session::share(std::move(vca)));
        }
        std::ranges::sort(vcas, {}, [](const auto& vca) { return vca->id; });
        return vcas;
    }

    [[nodiscard]] Print like(const Tap& tap) const {
        Print wanted;
        wanted.bus = tap.bus ? tap.bus : printmaster_;
        wanted.roles = tap.roles;
        wanted.undipped = tap.dips == Dips::bypassed;
        wanted.version = version_;
        // Without a dip there is nothing to bypass.
        if (wanted.undipped && session::find_print(live_.prints, wanted) == nullptr && !has_dips())
            wanted.undipped = false;
        return wanted;
    }

    [[nodiscard]] bool has_dips() const {
        const auto dips = [](const auto& owner) {
            return std::ranges::any_of(owner->strip->inserts, [](const session::Insert& insert) {
                return insert.dip && !insert.bypassed;
            });
        };
        return std::ranges::any_of(live_.tracks, dips) || std::ranges::any_of(live_.routing->buses, dips);
    }

    Result<void> redirect(Output& output) {
        const Print wanted = like(output.tap);
        if (output.layout.channels() == 0)
            if (const Bus* const bus = session::find_bus(live_, wanted.bus)) output.layout = bus->layout;
        if (const Print* const print = session::find_print(live_.prints, wanted)) {
            TRY(output.tap.bus, direct(*print));
            output.tap.roles = {};
        } else if (const Print* const alone = one_stem_alone(wanted)) {
            TRY(output.tap.bus, direct(*alone));
            output.tap.roles = {};
        } else if (wanted.bus == printmaster_) {
            CHECK(sum_of_stems(wanted));
        } else {
            return std::unexpected(lacking(wanted, {}));
        }
        output.tap.dips = Dips::as_mixed;
        return {};
    }

    // The print of the one stem that brings these roles to the printmaster, where neither does anything more
    // to it: undipped music beside a dipped mix.
    [[nodiscard]] const Print* one_stem_alone(const Print& wanted) const {
        if (wanted.bus != printmaster_ || wanted.roles.empty() || wanted.roles == session::speech_roles)
            return nullptr;
        const Bus* only = nullptr;
        for (const auto& bus : live_.routing->buses) {
            if (bus->kind != BusKind::stem || !bus->roles.overlaps(wanted.roles)) continue;
            if (only != nullptr || !separable(*bus, wanted.roles)) return nullptr;
            only = bus.get();
        }
        const Bus* const printmaster = session::find_bus(live_, printmaster_);
        if (only == nullptr || !does_nothing(after_print(*only->strip)) ||
            !does_nothing(*printmaster->strip) || !session::vcas_over(live_, {{}, printmaster_}).empty() ||
            only->layout != printmaster->layout)
            return nullptr;
        Print of_stem = wanted;
        of_stem.bus = only->id;
        of_stem.roles = {};
        return session::find_print(live_.prints, of_stem);
    }

    [[nodiscard]] static bool does_nothing(const Strip& strip) {
        return strip.values.entries().empty() && strip.lanes.empty() && strip.inserts.empty();
    }

    [[nodiscard]] Error lacking(const Print& wanted, std::string_view why) const {
        return {ErrorCode::unfit,
                fmt::format("There is no print of {}{}. Print it first: dubstage print {} {}",
                            words_for(live_, wanted).substr(6), why, file_, words_for(live_, wanted)),
                {}};
    }

    [[nodiscard]] Result<void> covers(const Print& print) const {
        std::vector<SampleRange> missing;
        for (const SampleRange& range : ranges_) {
            const auto gaps = unprinted(print, range);
            missing.insert(missing.end(), gaps.begin(), gaps.end());
        }
        if (missing.empty()) return {};
        const auto& timecode = live_.info->timecode;
        const FrameRange frames = frames_around(missing.front(), timecode.rate, live_.info->rate);
        const std::string from = to_timecode(frames.start, timecode), to = to_timecode(frames.end, timecode);
        return fail(ErrorCode::unfit,
                    fmt::format("The print '{}' has no sound from {} to {}{}. Print it: "
                                "dubstage print {} {} --from {} --to {}",
                                print.name, from, to, missing.size() > 1 ? " and later" : "", file_,
                                words_for(live_, print), from, to));
    }

    // A track that plays the print into the bus, channel by channel: a send knows no place in the room.
    Result<void> play(const Print& print, const Bus& into, std::optional<session::Role> role, BusId output) {
        CHECK(covers(print));
        session::Track track =
            unity_track(made_.session, {"print " + print.name, print.clips, role, output}, into);
        made_.session.tracks.push_back(session::share(std::move(track)));
        made_.prints.insert(print.id);
        return {};
    }

    // A bus of its own for what one print holds; it is heard where it is tapped and nowhere else.
    Result<BusId> direct(const Print& print) {
        if (const auto known = direct_.find(print.id); known != direct_.end()) return known->second;
        const Bus* const of = session::find_bus(live_, print.bus);
        if (of == nullptr) return std::unexpected(lacking(print, {}));
        Bus bus;
        bus.id = session::take_id<BusId>(made_.session);
        bus.name = "print " + print.name;
        bus.kind = BusKind::predub;
        bus.layout = of->layout;
        bus.output = dead_end();
        CHECK(play(print, bus, session::Role::effects, bus.id));
        direct_.emplace(print.id, bus.id);
        buses_.push_back(session::share(bus));
        return bus.id;
    }

    BusId dead_end() {
        if (dead_end_) return dead_end_;
        Bus bus = closed_bus(made_.session, printmaster_);
        dead_end_ = bus.id;
        buses_.push_back(session::share(std::move(bus)));
        return dead_end_;
    }

    // The printmaster, or what some roles bring to it, from the stems' prints.
    Result<void> sum_of_stems(const Print& wanted) {
        const bool speech = wanted.roles == session::speech_roles;
        std::vector<const Bus*> stems;
        for (const auto& bus : live_.routing->buses) {
            if (bus->kind != BusKind::stem) continue;
            if (!wanted.roles.empty() && !separable(*bus, wanted.roles))
                return std::unexpected(lacking(
                    wanted, fmt::format(", and the stem {} holds other roles too, so that prints of the "
                                        "stems cannot stand for it",
                                        bus->name)));
            if (wanted.roles.empty() || bus->roles.overlaps(wanted.roles)) stems.push_back(bus.get());
        }
        if (!stems_.empty() && undipped_sum_ != wanted.undipped)
            return fail(
                ErrorCode::unfit,
                fmt::format(
                    "Sums of the stems' prints with their dips and without them cannot be made in one "
                    "delivery; print what is missing as itself (dubstage print {} --bus PM, with "
                    "--m-and-e or --undipped), or deliver the specs one by one.",
                    file_));
        if (!speech) CHECK(only_stems_feed_it(wanted));
        undipped_sum_ = wanted.undipped;
        for (const Bus* const stem : stems)
            if (stems_.insert(stem->id).second) CHECK(add_stem(*stem, wanted));
        Bus full = *session::find_bus(live_, printmaster_);
        full.strip = speech && !full_sum_ ? std::make_shared<const Strip>() : without_solo(*full.strip);
        full_sum_ = full_sum_ || !speech;
        *std::ranges::find(buses_, printmaster_, [](const auto& bus) { return bus->id; }) =
            session::share(std::move(full));
        return {};
    }

    [[nodiscard]] static bool separable(const Bus& stem, RoleSet roles) {
        if (stem.roles.empty()) return false;
        return roles == session::speech_roles || roles.contains(stem.roles) || !roles.overlaps(stem.roles);
    }

    [[nodiscard]] static session::Shared<Strip> without_solo(const Strip& strip) {
        Strip open = strip;
        open.soloed = false;
        return session::share(std::move(open));
    }

    [[nodiscard]] Result<void> only_stems_feed_it(const Print& wanted) const {
        const auto reaches = [&](const auto& from) {
            return from->output == printmaster_ ||
                   std::ranges::any_of(from->strip->sends,
                                       [&](const auto& send) { return send.to == printmaster_; });
        };
        std::string other;
        for (const auto& track : live_.tracks)
            if (!track->clips.empty() && reaches(track)) other = session::title(*track);
        for (const auto& bus : live_.routing->buses)
            if (bus->kind != BusKind::stem && bus->kind != BusKind::printmaster && reaches(bus))
                other = session::title(*bus);
        for (const session::Insert& insert : session::find_bus(live_, printmaster_)->strip->inserts)
            if (insert.key && !is_stem(insert.key->bus)) other = "the key of insert " + insert.id.text();
        if (other.empty()) return {};
        return std::unexpected(lacking(
            wanted, fmt::format(", and prints of the stems cannot stand for it: {} reaches it, too", other)));
    }

    [[nodiscard]] bool is_stem(BusId id) const {
        const Bus* const bus = session::find_bus(live_, id);
        return bus != nullptr && bus->kind == BusKind::stem;
    }

    Result<void> add_stem(const Bus& stem, const Print& wanted) {
        Print of_stem = wanted;
        of_stem.bus = stem.id;
        of_stem.roles = {};
        const Print* const print = session::find_print(live_.prints, of_stem);
        if (print == nullptr && wanted.roles == session::speech_roles)
            return std::unexpected(lacking(of_stem, ", in which speech is looked for"));
        if (print == nullptr)
            return std::unexpected(
                lacking(wanted, fmt::format(", and none of the stem {}, so that the stems' prints cannot "
                                            "stand for it",
                                            stem.name)));
        Bus kept = stem;
        kept.output = printmaster_;
        kept.strip = session::share(after_print(*stem.strip));
        CHECK(play(*print, kept, one_role_of(stem), kept.id));
        buses_.push_back(session::share(std::move(kept)));
        return {};
    }

    const Session& live_;
    VersionId version_;
    const std::vector<SampleRange>& ranges_;
    std::string_view file_;
    FromPrints made_;
    BusId printmaster_, dead_end_;
    std::vector<session::Shared<Bus>> buses_;
    std::map<PrintId, BusId> direct_;
    std::set<BusId> stems_; // that stand in a sum
    bool full_sum_ = false; // of more than speech: through the printmaster's strip
    bool undipped_sum_ = false;
};

} // namespace

Result<FromPrints> from_prints(const Session& session, VersionId version, const Target& target,
                               const std::vector<SampleRange>& ranges, std::string_view file) {
    return PrintsMaker(session, version, ranges, file).make(target);
}

std::vector<SampleRange> unprinted(const Print& print, SampleRange range) {
    std::vector<SampleRange> gaps;
    SamplePos covered = range.start;
    for (const auto& clip : print.clips) {
        if (clip->muted) continue;
        if (clip->place.start > covered && covered < range.end)
            gaps.push_back(SampleRange{covered, clip->place.start}.clipped(range));
        covered = std::max(covered, clip->place.end);
    }
    if (covered < range.end) gaps.push_back({covered, range.end});
    return gaps;
}

} // namespace dub::plan

// Strips: parameters one by one, inserts, sends, automation in time.

#include <limits>

#include <fmt/format.h>

#include "engine/session/compare/curves.h"
#include "engine/session/edits/lane_cutting.h"
#include "engine/session/merge/work.h"

namespace dub::session {
namespace {

// One strip as the three have it, and how its things are called.
struct StripWork {
    MergeWork& work;
    StripOwner owner;
    Three<Strip> three;

    [[nodiscard]] const Parameter* declared(const ParameterAddress& address) const {
        for (const Strip* strip : {three.mine, three.theirs, three.base})
            if (const Parameter* found = declared_parameter(*strip, address)) return found;
        return nullptr;
    }
    [[nodiscard]] std::string target(const ParameterAddress& address) const {
        return Words(work.mine).target_of(owner, address);
    }
};

// Takes any number: session::check knows the range.
Parameter any_number(const std::string& id) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    return {id, id, Unit::none, -infinity, infinity, std::numeric_limits<double>::quiet_NaN()};
}

std::optional<double> entry(const ParameterValues& values, const std::string& id) {
    for (const auto& [name, value] : values.entries())
        if (name == id) return value;
    return std::nullopt;
}

ParameterValues merged_values(const StripWork& strip, const Three<ParameterValues>& three, Subject subject,
                              ParameterAddress address) {
    std::set<std::string> ids;
    for (const ParameterValues* values : {three.base, three.mine, three.theirs})
        for (const auto& [id, value] : values->entries())
            ids.insert(id);
    ParameterValues out = *three.mine;
    for (const auto& id : ids) {
        const auto base = entry(*three.base, id);
        const auto mine = entry(*three.mine, id);
        const auto theirs = entry(*three.theirs, id);
        if (theirs == base || theirs == mine) continue;
        if (mine == base) {
            if (theirs)
                out.set(any_number(id), *theirs);
            else
                out.erase(id);
            continue;
        }
        address.parameter = id;
        const Parameter* declared = strip.declared(address);
        const auto words = [&](const ParameterValues& values) {
            const auto value = entry(values, id);
            return !value && declared == nullptr
                       ? std::string("none")
                       : Words::value_of(declared, value.value_or(declared ? declared->fallback : 0));
        };
        subject.where = strip.target(address);
        strip.work.conflict(subject, "value", words(*three.mine), words(*three.theirs));
    }
    return out;
}

template <class T> ListRules<T> slot_rules(const StripWork& strip, Entity entity) {
    ListRules<T> rules;
    rules.key = [](const T& one) { return one.id.text(); };
    rules.subject = [&strip, entity](const T& one, const Session& session) {
        const Words words(session);
        std::string name;
        if constexpr (requires { one.processor; })
            name = "insert " + one.processor;
        else
            name = "send to " + words.of(one.to);
        return Subject{entity, one.id.text(), fmt::format("{}: {}", words.of(strip.owner), name), {}};
    };
    rules.name = [](const T& one) {
        if constexpr (requires { one.processor; })
            return one.processor;
        else
            return one.to.text();
    };
    rules.both = [&strip, subject = rules.subject](const Three<T>& three) {
        const Subject about = subject(*three.mine, strip.work.mine);
        T out = merged_fields(strip.work, three, about);
        ParameterAddress address;
        if constexpr (requires { three.mine->processor; })
            address.insert = three.mine->id;
        else
            address.send = three.mine->id;
        out.values = merged_values(strip, {&three.base->values, &three.mine->values, &three.theirs->values},
                                   about, address);
        return out;
    };
    return rules;
}

ListRules<Lane> lane_rules(const StripWork& strip) {
    ListRules<Lane> rules;
    rules.key = [&strip](const Lane& lane) {
        return fmt::format("{}/{}/{}/{}", strip.owner.text(), lane.target.insert.text(),
                           lane.target.send.text(), lane.target.parameter);
    };
    rules.subject = [&strip](const Lane& lane, const Session& session) {
        return Subject{Entity::lane,
                       strip.owner.text() + "/" + lane.id.text(),
                       Words(session).target_of(strip.owner, lane.target),
                       {}};
    };
    rules.same = [](const Lane& a, const Lane& b) { return a.target == b.target && a.points == b.points; };
    rules.name = [](const Lane& lane) { return lane.target.parameter; };
    rules.fresh = [](const Lane& lane) { return Lane{lane.id, lane.target, {}}; };
    rules.both = [&strip, subject = rules.subject](const Three<Lane>& three) {
        Lane out = *three.mine;
        const Parameter* declared = strip.declared(out.target);
        if (declared == nullptr) return out;
        const auto side = [&](const Lane& lane, const Strip& on) {
            return CurveSide{lane.points, static_value(on, lane.target, *declared)};
        };
        auto points =
            merged_points(strip.work, subject(out, strip.work.mine),
                          {side(*three.base, *strip.three.base), side(*three.mine, *strip.three.mine),
                           side(*three.theirs, *strip.three.theirs)},
                          *declared);
        if (!points.empty()) out.points = std::move(points);
        return out;
    };
    return rules;
}

} // namespace

std::vector<LanePoint> merged_points(MergeWork& work, const Subject& subject,
                                     const std::array<CurveSide, 3>& sides, const Parameter& declared) {
    const auto& [base, mine, theirs] = sides;
    if (theirs.points == base.points && theirs.resting == base.resting) return mine.points;
    if (mine.points == base.points && mine.resting == base.resting) return theirs.points;
    MergedCurve merged =
        merged_curve({base.points, base.resting, declared.taper}, {mine.points, mine.resting, declared.taper},
                     {theirs.points, theirs.resting, declared.taper});
    const auto words = [&](const CurveSide& side, SampleRange range, const Session& session) {
        std::vector<LanePoint> inside;
        for (const LanePoint& point : side.points)
            if (range.start <= point.at && point.at <= range.end) inside.push_back(point);
        if (!inside.empty()) return Words(session).of(inside);
        const Curve curve{side.points, side.resting, declared.taper};
        return Words::value_of(&declared, curve.after(range.start));
    };
    for (const SampleRange& range : merged.conflicts)
        work.conflict(subject, "rides", words(mine, range, work.mine), words(theirs, range, work.theirs),
                      range);
    return std::move(merged.points);
}

Strip merged_strip(MergeWork& work, StripOwner owner, const Three<Strip>& three) {
    const StripWork strip{work, owner, three};
    const Subject subject{Entity::strip, owner.text(), Words(work.mine).of(owner), {}};
    Strip out = merged_fields(work, three, subject);
    out.values =
        merged_values(strip, {&three.base->values, &three.mine->values, &three.theirs->values}, subject, {});
    out.inserts = merged_list(work, three.base->inserts, three.mine->inserts, three.theirs->inserts,
                              slot_rules<Insert>(strip, Entity::insert));
    out.sends = merged_list(work, three.base->sends, three.mine->sends, three.theirs->sends,
                            slot_rules<Send>(strip, Entity::send));
    out.lanes =
        merged_list(work, three.base->lanes, three.mine->lanes, three.theirs->lanes, lane_rules(strip));
    out.automation = merged_fields(
        work, Three<Automation>{&three.base->automation, &three.mine->automation, &three.theirs->automation},
        subject);
    drop_orphan_safes(out);
    return out;
}

} // namespace dub::session

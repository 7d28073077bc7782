// Strips: parameters, inserts, sends, automation.

#include <fmt/format.h>

#include "engine/session/compare/curves.h"
#include "engine/session/compare/diff_parts.h"
#include "engine/session/edits/lane_cutting.h"
#include "engine/session/edits/show_value.h"

namespace dub::session {
namespace {

constexpr Parameter undeclared{"", "", Unit::none};

struct StripPair {
    StripOwner owner;
    const Strip &x, &y;
};

void diff_values(Differ& differ, const StripPair& strips, const ParameterAddress& on,
                 const ParameterValues& x, const ParameterValues& y, Entity entity, const std::string& id) {
    std::map<std::string, int> ids;
    for (const auto& [name, value] : x.entries())
        ids[name];
    for (const auto& [name, value] : y.entries())
        ids[name];
    for (const auto& [name, unused] : ids) {
        ParameterAddress address = on;
        address.parameter = name;
        const Parameter* declared = declared_parameter(strips.y, address);
        if (declared == nullptr) declared = declared_parameter(strips.x, address);
        if (declared == nullptr) continue; // a processor this version does not have: session::check says so
        const double before = x.get(*declared);
        const double after = y.get(*declared);
        if (before == after) continue;
        const std::string where = Words(differ.b).target_of(strips.owner, address);
        const auto colon = where.rfind(": ");
        const std::string what = where.substr(colon + 2);
        differ.add({entity, id, where.substr(0, colon), {}}, what, Words::value_of(declared, before),
                   Words::value_of(declared, after));
    }
}

void diff_inserts(Differ& differ, const StripPair& strips) {
    const auto insert = [&](const Insert& one, const Session& session) {
        return Subject{Entity::insert,
                       one.id.text(),
                       fmt::format("{}: insert {}", Words(session).of(strips.owner), one.processor),
                       {}};
    };
    differ.list(strips.x.inserts, strips.y.inserts, id_of, insert, [&](const Insert& x, const Insert& y) {
        diff_values(differ, strips, {y.id, {}, ""}, x.values, y.values, Entity::insert, y.id.text());
    });
    differ.order(strips.x.inserts, strips.y.inserts,
                 {Entity::strip, strips.owner.text(), Words(differ.b).of(strips.owner) + ": inserts", {}});
    const auto send = [&](const Send& one, const Session& session) {
        const Words words(session);
        return Subject{Entity::send,
                       one.id.text(),
                       fmt::format("{}: send to {}", words.of(strips.owner), words.of(one.to)),
                       {}};
    };
    differ.list(strips.x.sends, strips.y.sends, id_of, send, [&](const Send& x, const Send& y) {
        diff_values(differ, strips, {{}, y.id, ""}, x.values, y.values, Entity::send, y.id.text());
    });
    differ.order(strips.x.sends, strips.y.sends,
                 {Entity::strip, strips.owner.text(), Words(differ.b).of(strips.owner) + ": sends", {}});
}

void diff_lane(Differ& differ, const StripPair& strips, const ParameterAddress& target) {
    static const std::vector<LanePoint> none;
    const Lane* x = find_lane(strips.x, target);
    const Lane* y = find_lane(strips.y, target);
    if (x != nullptr && y != nullptr && x->points == y->points) return;
    const Parameter* before = declared_parameter(strips.x, target);
    const Parameter* after = declared_parameter(strips.y, target);
    const Session& named = y == nullptr ? differ.a : differ.b;
    const Subject subject{Entity::lane,
                          fmt::format("{}/{}", strips.owner.text(), (y == nullptr ? x : y)->id.text()),
                          Words(named).target_of(strips.owner, target),
                          {}};
    // With its insert or send a lane comes and goes; what rests then cannot be told.
    const Parameter* declared = after != nullptr ? after : before;
    if (before == nullptr || after == nullptr)
        return differ.add(subject, "rides", x == nullptr ? "" : "there", y == nullptr ? "" : "there", always,
                          y == nullptr ? "gone" : "new");
    diff_curves(differ, subject, x == nullptr ? none : x->points, static_value(strips.x, target, *before),
                y == nullptr ? none : y->points, static_value(strips.y, target, *declared), *declared);
}

} // namespace

void diff_curves(Differ& differ, const Subject& subject, const std::vector<LanePoint>& x, double x_rest,
                 const std::vector<LanePoint>& y, double y_rest, const Parameter& declared) {
    for (const auto& one : differences({x, x_rest, declared.taper}, {y, y_rest, declared.taper}))
        differ.add(subject, "rides", "", "", one.range, "up to " + Words::value_of(&declared, one.most));
}

void diff_strips(Differ& differ, StripOwner owner, const Strip& x, const Strip& y) {
    if (&x == &y) return;
    const StripPair strips{owner, x, y};
    const Subject subject{Entity::strip, owner.text(), Words(differ.b).of(owner), {}};
    differ.fields(x, y, subject);
    differ.fields(x.automation, y.automation, subject);
    diff_values(differ, strips, {}, x.values, y.values, Entity::strip, owner.text());
    diff_inserts(differ, strips);
    std::map<ParameterAddress, int> targets;
    for (const Strip* strip : {&x, &y})
        for (const auto& lane : strip->lanes)
            targets[lane->target];
    for (const auto& [target, unused] : targets)
        diff_lane(differ, strips, target);
}

} // namespace dub::session

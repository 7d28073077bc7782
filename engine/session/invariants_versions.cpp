// The invariants of versions and prints: what they name is there, and each is named once.

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "engine/session/invariants_parts.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {
namespace {

void check_decibels(Inspection& inspection, Db db, const Parameter& parameter, const std::string& where) {
    if (db.value >= parameter.min && db.value <= parameter.max) return;
    inspection.error("session.value", where,
                     fmt::format("{} has a {} of {} dB; expected {} to {}.", where, parameter.name, db.value,
                                 parameter.min, parameter.max));
}

void check_layer(Inspection& inspection, const VersionStrip& layer, const std::string& version) {
    const bool one = layer.owner.names_one() && !layer.owner.vca;
    const bool there = layer.owner.track ? inspection.has_track(layer.owner.track)
                                         : inspection.bus(layer.owner.bus) != nullptr;
    const std::string where = fmt::format("{} in {}", layer.owner.text(), version);
    if (!one || !there)
        return inspection.error(
            "session.dangling-version", where,
            fmt::format("Version {} changes {}, which is no track or bus of this session; take it out of the "
                        "version.",
                        version, layer.owner.text()));
    check_decibels(inspection, layer.trim, strip::version_trim, where);
    check_decibels(inspection, layer.surrounds, strip::version_surrounds, where);
    check_decibels(inspection, layer.lfe, strip::version_lfe, where);
    check_points(inspection, layer.lane, strip::version_trim.max, where);
    for (const LanePoint& point : layer.lane)
        if (point.value < strip::version_trim.min)
            return inspection.error(
                "session.value", where,
                fmt::format("A point of the trim of {} has the value {}; expected {} to {}.", where,
                            point.value, strip::version_trim.min, strip::version_trim.max));
}

void check_version(Inspection& inspection, const Version& version, const std::set<InsertId>& inserts) {
    const std::string where = fmt::format("{} '{}'", version.id.text(), version.name);
    for (const std::string* text : {&version.name, &version.notes, &version.language})
        check_text(inspection, *text, where);
    const auto owner = [](const auto& layer) { return layer->owner; };
    if (std::ranges::adjacent_find(version.strips, std::ranges::greater_equal{}, owner) !=
        version.strips.end())
        inspection.error("session.order", where,
                         fmt::format("Version {} names a track or bus twice, or out of order.", where));
    for (const auto& layer : version.strips)
        check_layer(inspection, *layer, where);
    if (std::ranges::adjacent_find(version.switches, std::ranges::greater_equal{}, &VersionSwitch::insert) !=
        version.switches.end())
        inspection.error("session.order", where,
                         fmt::format("Version {} switches an insert twice, or out of order.", where));
    for (const VersionSwitch& one : version.switches)
        if (!inserts.contains(one.insert))
            inspection.error(
                "session.dangling-version", where,
                fmt::format("Version {} switches insert {}, which does not exist; take it out of "
                            "the version.",
                            where, one.insert.text()));
    if (version.rate && !possible(version.rate->to))
        inspection.error("session.rate", where,
                         fmt::format("Version {} runs at an impossible frame rate.", where));
}

void check_print(Inspection& inspection, const Print& print) {
    const std::string where = fmt::format("{} '{}'", print.id.text(), print.name);
    check_text(inspection, print.name, where);
    const Bus* bus = inspection.bus(print.bus);
    if (bus == nullptr)
        return inspection.error("session.dangling-print", where,
                                fmt::format("Print {} is of bus {}, which does not exist; remove the print.",
                                            where, print.bus.text()));
    if (print.version && find_version(inspection.session, print.version) == nullptr)
        inspection.error("session.dangling-print", where,
                         fmt::format("Print {} is of version {}, which does not exist; remove the print.",
                                     where, print.version.text()));
    if (std::ranges::adjacent_find(print.passes, std::ranges::greater_equal{}, &PrintPass::media) !=
        print.passes.end())
        inspection.error("session.order", where,
                         fmt::format("Print {} names a pass twice, or out of order.", where));
    for (const PrintPass& pass : print.passes)
        check_text(inspection, pass.snapshot, where);
    check_clips(inspection, {where, bus->layout.channels()}, print.clips);
}

} // namespace

void check_versions(Inspection& inspection) {
    const Session& session = inspection.session;
    if (session.versions.empty()) return;
    std::set<InsertId> inserts;
    const auto collect = [&](const Strip& strip) {
        for (const Insert& insert : strip.inserts)
            inserts.insert(insert.id);
    };
    for (const auto& track : session.tracks)
        collect(*track->strip);
    for (const auto& bus : session.routing->buses)
        collect(*bus->strip);
    std::set<std::string_view> names;
    for (const auto& version : session.versions) {
        check_version(inspection, *version, inserts);
        if (!names.insert(version->name).second)
            inspection.error("session.version-name", version->id.text(),
                             fmt::format("Two versions are called '{}'; rename one of them.", version->name));
    }
    if (!std::ranges::is_sorted(session.versions, {}, [](const auto& one) { return one->id; }))
        inspection.error("session.order", "versions", "The versions are not sorted by id; sort them.");
}

void check_prints(Inspection& inspection) {
    for (const auto& print : inspection.session.prints)
        check_print(inspection, *print);
    if (!std::ranges::is_sorted(inspection.session.prints, {}, [](const auto& one) { return one->id; }))
        inspection.error("session.order", "prints", "The prints are not sorted by id; sort them.");
}

} // namespace dub::session

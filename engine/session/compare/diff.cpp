#include "engine/session/compare/diff.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/session/compare/diff_parts.h"
#include "engine/session/edits/versions.h"

namespace dub::session {
namespace {

constexpr std::array<std::string_view, 21> entity_names{
    "session", "facts",   "fold-down",     "track",          "playlist", "clip",    "bus",
    "strip",   "insert",  "send",          "lane",           "marker",   "segment", "media",
    "picture", "version", "version-strip", "version-switch", "print",    "vca",     "mix-group"};

SampleRange range_of(const Session& session, FrameRange range) {
    return samples_of(range, session.info->timecode.rate, session.info->rate);
}
SampleRange range_of(const Session& session, FramePos at) {
    return range_of(session, FrameRange{at, at + FrameCount{1}});
}

void diff_marks(Differ& differ) {
    const auto rule = [&](Entity entity, std::string_view word) {
        return [&differ, entity, word](const auto& one, const Session& session) {
            Subject subject{entity, one.id.text(), {}, {}};
            if constexpr (requires { one.action; })
                subject.range = range_of(session, one.action);
            else if constexpr (requires { one.length; })
                subject.range = range_of(session, FrameRange{one.at, one.at + one.length});
            else
                subject.range = range_of(session, one.at);
            if constexpr (requires { one.name; })
                subject.where = fmt::format("{} '{}'", word, one.name);
            else
                subject.where = fmt::format("{} '{}'", word, one.path);
            return subject;
        };
    };
    const auto none = [](const auto&, const auto&) {};
    const auto id = [](const auto& one) { return one.id; };
    differ.list(*differ.a.markers, *differ.b.markers, id, rule(Entity::marker, "marker"), none);
    differ.list(*differ.a.segments, *differ.b.segments, id, rule(Entity::segment, "segment"), none);
    differ.list(differ.a.pool->pictures, differ.b.pool->pictures, id, rule(Entity::picture, "picture"), none);
    differ.list(
        differ.a.pool->media, differ.b.pool->media, id,
        [](const Media& media, const Session&) {
            return Subject{Entity::media, media.id.text(), fmt::format("recording '{}'", media.name), {}};
        },
        none);
}

void diff_recording(Differ& differ, const Print& x, const Print& y, const Subject& subject) {
    if (x.passes == y.passes &&
        std::ranges::equal(x.clips, y.clips, [](const auto& p, const auto& q) { return *p == *q; }))
        return;
    SampleRange range = always;
    if (!y.clips.empty()) range = {y.clips.front()->place.start, y.clips.back()->place.end};
    differ.add(subject, "recording", fmt::format("{} passes", x.passes.size()),
               fmt::format("{} passes", y.passes.size()), range);
}

void diff_prints(Differ& differ) {
    const auto subject = [](const Print& print, const Session&) {
        return Subject{Entity::print, print.id.text(), fmt::format("print '{}'", print.name), {}};
    };
    differ.list(
        differ.a.prints, differ.b.prints, [](const Print& print) { return print.id; }, subject,
        [&](const Print& x, const Print& y) { diff_recording(differ, x, y, subject(y, differ.b)); });
}

void diff_session(Differ& differ) {
    differ.fields(*differ.a.info, *differ.b.info, {Entity::session, "info", "session", {}});
    differ.fields(differ.a.info->facts, differ.b.info->facts, {Entity::facts, "info", "session", {}});
    differ.fields(differ.a.routing->fold, differ.b.routing->fold,
                  {Entity::fold_down, "fold_down", "fold-down", {}});
}

std::string at_of(const Session& session, const Change& change) {
    if (!change.range) return {};
    const Words words(session);
    const SampleRange& range = *change.range;
    if (range.length() <= sample_of(session, FramePos{1}) - SamplePos{})
        return " at " + words.of(range.start);
    return " " + words.of(range);
}

} // namespace

std::string_view name_of(Entity entity) { return entity_names[static_cast<std::size_t>(entity)]; }

std::vector<Change> diff(const Session& a, const Session& b) {
    Differ differ{a, b, {}};
    diff_session(differ);
    diff_tracks(differ);
    diff_vcas(differ);
    diff_marks(differ);
    diff_versions(differ);
    diff_prints(differ);
    // Ids, the order of lists that sound alike, points that change no curve.
    if (differ.found.empty() && !equal(a, b))
        differ.add({Entity::session, "info", "session", {}}, "writing", "",
                   "nothing that can be heard or seen; ids, order or idle points");
    return std::move(differ.found);
}

Result<std::vector<Change>> diff_version(const Session& session, VersionId id) {
    TRY(Version version, copy_version(session, id));
    Differ differ{session, session, {}};
    Version mix; // what changes nothing
    mix.id = version.id;
    mix.name = version.name;
    mix.notes = version.notes;
    mix.fold = version.fold ? std::optional(session.routing->fold) : std::nullopt;
    diff_version(differ, mix, version);
    return std::move(differ.found);
}

std::string describe(const Session& session, const Change& change) {
    const std::string to = fmt::format("{} → {}", change.before, change.after);
    if (change.what == "added" || change.what == "removed")
        return fmt::format("{} {}{}", change.where, change.what, at_of(session, change));
    if (change.what == "moved" || change.what == "slipped")
        return fmt::format("{} {} {}, {}", change.where, change.what, change.by, to);
    if (change.what == "trimmed" || change.what == "reordered" || change.what == "moved to another list")
        return fmt::format("{} {}, {}", change.where, change.what, to);
    if (change.what == "rides")
        return fmt::format("{} rides differ{}, {}", change.where, at_of(session, change), change.by);
    const bool layer = change.entity == Entity::version_strip || change.entity == Entity::version_switch;
    if (layer && (change.before == "0 dB" || change.before == "none"))
        return fmt::format("{}: {} {}", change.where, change.what, change.after);
    if (change.before.empty()) return fmt::format("{}: {} {}", change.where, change.what, change.after);
    return fmt::format("{}: {} {}", change.where, change.what, to);
}

} // namespace dub::session

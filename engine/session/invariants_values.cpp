// The invariants of single values, of the session's frame, the pool and the marks.

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/utf8.h"
#include "engine/session/invariants_parts.h"

namespace dub::session {
namespace {

constexpr std::int64_t position_max = std::int64_t{1} << 47;
constexpr std::int64_t frame_max = std::int64_t{1}
                                   << 36; // 36 years at 60 fps: far below what a sample position holds
constexpr std::int64_t rate_min = 8000;
constexpr std::int64_t rate_max = 768000;

void check_rate(Inspection& inspection, SampleRate rate, const std::string& where) {
    if (rate.hz < rate_min || rate.hz > rate_max)
        inspection.error("session.rate", where,
                         fmt::format("{} has a sample rate of {} Hz; expected {} to {}.", where, rate.hz,
                                     rate_min, rate_max));
}

void check_media(Inspection& inspection, const Media& media) {
    const std::string where = fmt::format("{} '{}'", media.id.text(), media.name);
    check_rate(inspection, media.rate, where);
    check_text(inspection, media.name, where);
    check_text(inspection, media.path, where);
    check_text(inspection, media.hash, where);
    check_layout(inspection, media.layout, where);
    if (media.path.empty())
        inspection.error("session.no-path", where,
                         fmt::format("Recording {} has no path; relink it.", where));
    const Speed& speed = media.speed;
    if (speed.num < 1 || speed.den < 1 || speed.num > 1'000'000 || speed.den > 1'000'000 ||
        speed.num > speed.den * speed_limit || speed.den > speed.num * speed_limit)
        inspection.error("session.speed", where,
                         fmt::format("Recording {} plays at the speed {}/{}; expected 1/{} to {}.", where,
                                     speed.num, speed.den, speed_limit, speed_limit));
    if (media.length.value < 1 || media.length.value > position_max)
        inspection.error(
            "session.media-length", where,
            fmt::format("Recording {} is {} samples long; expected 1 or more.", where, media.length.value));
    if (media.timestamp && !possible(*media.timestamp))
        inspection.error("session.position", where,
                         fmt::format("Recording {} has an impossible timestamp.", where));
}

} // namespace

bool possible(FramePos frame) { return std::abs(frame.value) <= frame_max; }

bool possible(FrameRate rate) {
    return rate.num > 0 && rate.den > 0 && rate.num <= 1'000'000 && rate.den <= 1'000'000;
}

bool possible(SamplePos position) {
    return position.value >= -position_max && position.value <= position_max;
}

void check_text(Inspection& inspection, const std::string& text, const std::string& where) {
    if (!is_utf8(text))
        inspection.error(
            "session.text", where,
            fmt::format("A name or path of {} is not UTF-8 text; rename it, or the file it names.",
                        where.substr(0, where.find(' '))));
}

void check_layout(Inspection& inspection, const Layout& layout, const std::string& where) {
    if (layout.channels() == 0)
        inspection.error("session.layout", where, fmt::format("{} has no channels; choose a layout.", where));
    for (int a = 0; a < layout.channels(); ++a)
        for (int b = a + 1; b < layout.channels(); ++b)
            if (layout[a] == layout[b])
                inspection.error(
                    "session.layout", where,
                    fmt::format("{} has the speaker {} twice; name each once.", where, label(layout[a])));
}

void check_points(Inspection& inspection, const std::vector<LanePoint>& points, double max,
                  const std::string& where) {
    if (!std::ranges::is_sorted(points, {}, &LanePoint::at))
        inspection.error("session.points-order", where,
                         fmt::format("The points of {} are not sorted by time; sort them.", where));
    for (const LanePoint& point : points) {
        if (!possible(point.at))
            return inspection.error("session.position", where,
                                    fmt::format("A point of {} lies at sample {}; expected -2^47 to 2^47.",
                                                where, point.at.value));
        if (std::isnan(point.value) || point.value > max)
            return inspection.error("session.value", where,
                                    fmt::format("A point of {} has the value {}; expected a number up to {}.",
                                                where, point.value, max));
    }
}

void check_info(Inspection& inspection) {
    const Info& info = *inspection.session.info;
    check_rate(inspection, info.rate, "The session");
    for (const std::string* text : {&info.name, &info.lineage, &info.facts.show, &info.facts.season,
                                    &info.facts.episode, &info.facts.cut, &info.facts.language})
        check_text(inspection, *text, "info");
    check_layout(inspection, info.home, "The session's home");
    if (name_of(info.timecode) == "?")
        inspection.error("session.timecode", "info",
                         "The session's frame rate is not a known one; choose 23.976 to 60 (docs/cli.md).");
    if (!possible(info.start))
        inspection.error(
            "session.position", "info",
            fmt::format("The session starts at frame {}; choose a time of day.", info.start.value));
}

void check_pool(Inspection& inspection) {
    const MediaPool& pool = *inspection.session.pool;
    if (!std::ranges::is_sorted(pool.media, {}, [](const auto& media) { return media->id; }))
        inspection.error("session.order", "media", "The recordings are not sorted by id; sort them.");
    for (const auto& media : pool.media)
        check_media(inspection, *media);
    if (!std::ranges::is_sorted(pool.pictures, {}, [](const auto& picture) { return picture->at; }))
        inspection.error("session.order", "pictures", "The pictures are not sorted by start; sort them.");
    for (const auto& picture : pool.pictures) {
        const std::string where = fmt::format("{} '{}'", picture->id.text(), picture->path);
        check_text(inspection, picture->path, where);
        if (!possible(picture->at) || picture->length.value < 1 || picture->length.value > frame_max)
            inspection.error(
                "session.picture", where,
                fmt::format("Picture {} has no length or an impossible place; place it anew.", where));
        if (!possible(picture->rate))
            inspection.error("session.picture", where,
                             fmt::format("Picture {} has an impossible frame rate; import it anew.", where));
    }
}

void check_marks(Inspection& inspection) {
    const Session& session = inspection.session;
    if (!std::ranges::is_sorted(*session.markers, {}, &Marker::at))
        inspection.error("session.order", "markers", "The markers are not sorted by time; sort them.");
    for (const Marker& marker : *session.markers) {
        check_text(inspection, marker.name, marker.id.text());
        if (!possible(marker.at))
            inspection.error("session.position", marker.id.text(),
                             fmt::format("Marker {} lies at an impossible time; move it.", marker.id.text()));
    }
    const Segment* last = nullptr;
    for (const Segment& segment : *session.segments) {
        const std::string where = fmt::format("{} '{}'", segment.id.text(), segment.name);
        check_text(inspection, segment.name, where);
        if (segment.action.empty() || !possible(segment.action.start) || !possible(segment.action.end))
            inspection.error(
                "session.segment", where,
                fmt::format("Segment {} has no length or an impossible place; set it anew.", where));
        if (segment.ffoa_timecode && !possible(*segment.ffoa_timecode))
            inspection.error("session.position", where,
                             fmt::format("Segment {} is stamped with an impossible timecode.", where));
        if (segment.leader.value < 0 || segment.leader.value > 216'000) // an hour at 60 fps
            inspection.error("session.segment", where,
                             fmt::format("Segment {} has a leader of {} frames; expected 0 to an hour.",
                                         where, segment.leader.value));
        if (last != nullptr && segment.action.start < last->action.end)
            inspection.error(
                "session.segments-overlap", where,
                fmt::format("Segment {} begins before {} '{}' ends; they must follow each other.", where,
                            last->id.text(), last->name));
        last = &segment;
    }
}

} // namespace dub::session

// Clips connected to clips: each has a time of its own, a place in the time of what holds it, and shows a
// part of what it holds. What is held is seen only inside its holder; what is connected (lane) beside it.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "formats/turnover/fcpxml/laying.h"

namespace dub::turnover::fcpxml {
namespace {

using conform::TimeSpan;
constexpr std::size_t depth_max = 16; // of compound clips
constexpr int nesting_max = 100;      // of clips in clips

bool is_item(xml::Node node) {
    constexpr std::array<std::string_view, 10> names{"asset-clip", "clip",     "sync-clip", "mc-clip",
                                                     "ref-clip",   "audition", "video",     "audio",
                                                     "gap",        "title"};
    return std::ranges::find(names, node.name()) != names.end();
}

class Layer {
  public:
    explicit Layer(Reading& reading)
        : reading_(reading) {}

    void spine(xml::Node spine, const Scope& scope) {
        std::vector<xml::Node> items;
        for (xml::Node child = spine.first_child(); child; child = child.next())
            if (is_item(child) || child.name() == "transition") items.push_back(child);
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (items[i].name() == "transition") {
                markers(items[i], clock_of_transition(items[i], scope), scope);
                continue;
            }
            const auto before = i > 0 ? transition(items[i - 1], scope) : std::nullopt;
            const auto after = i + 1 < items.size() ? transition(items[i + 1], scope) : std::nullopt;
            item(items[i], scope, {before ? &*before : nullptr, after ? &*after : nullptr});
        }
    }

    void item(xml::Node node, const Scope& scope, const Joins& joins) {
        if (reading_.items_left-- <= 0 || scope.depth > nesting_max) return;
        if (node.name() == "audition") return audition(node, scope, joins);
        const FrameRate around = reading_.list.timecode.rate;
        const ItemTime time = time_of(reading_, node, around);
        const Rational offset = time_in(node, "offset").value_or(offset_of_audition(node));
        const Rational begin = scope.clock.record_at(offset);
        const Rational outer_speed = scope.clock.speed <= none ? Rational{1} : scope.clock.speed;
        const TimeSpan place{begin, begin + time.length / outer_speed};

        const Rational absurd{1'000'000'000}; // thirty years
        if (place.start > absurd || place.start < -absurd || place.length() > absurd) return;
        Scope beside = scope; // for what is connected
        beside.clock = {time.start, begin, outer_speed * time.speed};
        beside.depth = scope.depth + 1;
        Scope inside = beside;
        inside.clock = content_clock(reading_, node, time, beside.clock, place);
        narrow_sights(node, time, place, scope, joins, beside.clock, inside);
        add_loudness(node, beside.clock, inside);
        inside.muted |= !flag_in(node, "enabled", true);
        switch_off(node, inside);
        if (inside.link.empty()) inside.link = fmt::format("{}", ++reading_.links);

        content(node, inside);
        markers(node, beside.clock, scope);
        const bool component = node.name() == "audio" || node.name() == "video"; // what hangs on it is, too
        beside.link = component ? inside.link : std::string();
        for (xml::Node child = node.first_child(); child; child = child.next()) {
            if (!child.attribute("lane")) continue;
            Scope lane = beside;
            lane.lane += whole_in(child, "lane", 0);
            if (child.name() == "spine") {
                const Rational at = time_in(child, "offset").value_or(none);
                lane.clock = {none, beside.clock.record_at(at), Rational{1}};
                spine(child, lane);
            } else if (is_item(child))
                item(child, lane, {});
        }
    }

  private:
    // A transition's own time begins on the first frame from 3600 s on, as that of gaps and titles.
    Clock clock_of_transition(xml::Node node, const Scope& scope) const {
        const FrameRate rate = reading_.list.timecode.rate;
        const Rational hour =
            seconds_at(FramePos{(Rational{3600} * Rational{rate.num, rate.den}).ceil()}, rate);
        return {hour, scope.clock.record_at(time_in(node, "offset").value_or(none))};
    }

    static Rational offset_of_audition(xml::Node node) {
        return node.parent().name() == "audition" ? time_in(node.parent(), "offset").value_or(none) : none;
    }

    std::optional<Transition> transition(xml::Node node, const Scope& scope) const {
        if (node.name() != "transition") return std::nullopt;
        const Rational start = scope.clock.record_at(time_in(node, "offset").value_or(none));
        const Rational length = time_in(node, "duration").value_or(none);
        if (length <= none) return std::nullopt;
        const bool sound = static_cast<bool>(node.child("filter-audio"));
        return Transition{{start, start + length}, sound};
    }

    void audition(xml::Node node, const Scope& scope, const Joins& joins) {
        xml::Node chosen = node.first_child();
        while (chosen && !is_item(chosen))
            chosen = chosen.next();
        if (!chosen) return;
        std::size_t others = 0;
        for (xml::Node other = chosen.next(); other; other = other.next())
            others += is_item(other) ? 1 : 0;
        if (others > 0)
            reading_.say(Severity::note, "fcpxml.audition", text_in(chosen, "name"),
                         fmt::format("\"{}\" is the picked clip of an audition; {} other{} not taken over.",
                                     text_in(chosen, "name"), others, others == 1 ? " is" : "s are"));
        item(chosen, scope, joins);
    }

    void content(xml::Node node, const Scope& inside) {
        const std::string_view name = node.name();
        const xml::Node referred = reading_.resource(text_in(node, "ref"));
        if (name == "asset-clip" || name == "audio" || name == "video")
            return lay_recording(reading_, node, referred, inside);
        if (name == "title") return lay_generated(reading_, node, inside);
        if (name == "ref-clip" || name == "mc-clip") return media(node, referred, inside);
        if (name == "gap") return;
        if (const xml::Node held = node.child("spine"); held && !held.attribute("lane"))
            return spine(held, inside);
        for (xml::Node child = node.first_child(); child; child = child.next())
            if (is_item(child) && !child.attribute("lane")) item(child, inside, {});
    }

    void media(xml::Node node, xml::Node media, const Scope& inside) {
        const std::string id = text_in(node, "ref");
        const bool open = std::ranges::find(reading_.open_media, id) != reading_.open_media.end();
        const xml::Node held = node.name() == "mc-clip" ? media.child("multicam") : media.child("sequence");
        if (!held || open || reading_.open_media.size() >= depth_max) {
            reading_.say(
                Severity::warning, "fcpxml.inner-clip", text_in(node, "name"),
                fmt::format("The compound clip \"{}\" {}; it is kept as an empty one. Send it on its own.",
                            text_in(node, "name"),
                            held ? "contains itself or nests too deep" : "is not in the file"));
            return lay_generated(reading_, node, inside);
        }
        reading_.open_media.push_back(id);
        Scope within = inside;
        within.note = text_in(node, "name");
        if (node.name() == "mc-clip")
            angles(node, held, within);
        else
            spine(held.child("spine"), within);
        reading_.open_media.pop_back();
    }

    void angles(xml::Node node, xml::Node multicam, const Scope& inside) {
        const auto sources = node.children("mc-source");
        for (const xml::Node angle : multicam.children("mc-angle")) {
            Scope within = inside;
            bool picture = sources.empty() &&
                           angle.attribute("angleID") == multicam.child("mc-angle").attribute("angleID");
            bool sound = picture;
            for (const xml::Node source : sources) {
                if (source.attribute("angleID") != angle.attribute("angleID")) continue;
                const std::string_view taken = source.attribute("srcEnable").value_or("all");
                picture |= taken == "all" || taken == "video";
                sound |= taken == "all" || taken == "audio";
                switch_off(source, within);
            }
            within.takes_picture = inside.takes_picture && picture;
            within.takes_sound = inside.takes_sound && sound;
            if (picture || sound) spine(angle, within);
        }
    }

    // Those of a compound clip's inside only where it is seen.
    void markers(xml::Node node, const Clock& local, const Scope& holder) {
        const auto seen = [](const TimeSpan& span, Rational at) { return at >= span.start && at < span.end; };
        for (const char* kind : {"marker", "chapter-marker"})
            for (const xml::Node one : node.children(kind)) {
                const auto start = time_in(one, "start");
                if (!start) continue;
                conform::ListMarker marker;
                marker.at = local.record_at(*start);
                if (!seen(holder.picture.span, marker.at) && !seen(holder.sound.span, marker.at)) continue;
                marker.name = text_in(one, "value");
                marker.comment = text_in(one, "note");
                reading_.list.markers.push_back(std::move(marker));
            }
    }

    Reading& reading_;
};

} // namespace

void lay_timeline(Reading& reading, xml::Node sequence_or_clip) {
    Layer layer(reading);
    const Scope scope; // a sequence's time is the record's
    if (const xml::Node spine = sequence_or_clip.child("spine"); sequence_or_clip.name() == "sequence")
        layer.spine(spine, scope);
    else
        layer.item(sequence_or_clip, scope, {});
}

} // namespace dub::turnover::fcpxml

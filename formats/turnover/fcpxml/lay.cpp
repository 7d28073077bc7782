// Clips connected to clips: each has a time of its own, a place in the time of what holds it, and shows a
// part of what it holds. What is held is seen only inside its holder; what is connected (lane) beside it.
#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "engine/conform/nesting.h"
#include "formats/turnover/fcpxml/reading.h"

namespace dub::turnover::fcpxml {
namespace {

using conform::TimeSpan;
using conform::TrackKind;
constexpr Rational none{};
constexpr std::size_t depth_max = 16; // of compound clips
constexpr int nesting_max = 100;      // of clips in clips
constexpr TimeSpan always{Rational{-1'000'000'000'000}, Rational{1'000'000'000'000}};

// A local time and where it lies in the record.
struct Clock {
    Rational local, record;
    Rational speed{1}; // local seconds a record second; 0 holds, negative runs back
    [[nodiscard]] Rational record_at(Rational at) const {
        return speed == none ? record : record + (at - local) / speed;
    }
    [[nodiscard]] Rational local_at(Rational at) const { return local + (at - record) * speed; }
};

// What is seen of a content, and how it comes and goes.
struct Sight {
    TimeSpan span = always;
    conform::EventFade in, out;
};

Sight narrowed(const Sight& outer, Sight own) {
    if (outer.span.start > own.span.start) own.in.length = none, own.span.start = outer.span.start;
    if (outer.span.end < own.span.end) own.out.length = none, own.span.end = outer.span.end;
    if (outer.span.start == own.span.start && outer.in.length > own.in.length) own.in = outer.in;
    if (outer.span.end == own.span.end && outer.out.length > own.out.length) own.out = outer.out;
    const Rational length = std::max(own.span.length(), none);
    own.in.length = std::min(own.in.length, length);
    own.out.length = std::min(own.out.length, length);
    return own;
}

struct Scope {
    Clock clock;
    Sight picture, sound;
    Db gain;
    conform::Curve gain_curve; // record time
    bool muted = false, takes_picture = true, takes_sound = true;
    int lane = 0, depth = 0;
    std::string link, note;
    std::string role;                      // told by the holder for all its sound
    std::vector<std::string> silent_roles; // switched off by the holder
    std::vector<std::string> effects;
};

struct Transition {
    TimeSpan span; // record
    bool of_sound = false;
};

bool is_item(xml::Node node) {
    constexpr std::array<std::string_view, 10> names{"asset-clip", "clip",     "sync-clip", "mc-clip",
                                                     "ref-clip",   "audition", "video",     "audio",
                                                     "gap",        "title"};
    return std::ranges::find(names, node.name()) != names.end();
}

std::vector<int> channels_in(std::string_view list) { // "1, 2"
    std::vector<int> channels;
    for (std::size_t at = 0; at < list.size() && channels.size() < 64;) {
        int channel = 0;
        const auto [end, error] = std::from_chars(list.data() + at, list.data() + list.size(), channel);
        if (error == std::errc{} && channel >= 1 && channel <= 256) channels.push_back(channel - 1);
        at = list.find_first_of("123456789", static_cast<std::size_t>(end - list.data()));
    }
    return channels;
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
            item(items[i], scope, before ? &*before : nullptr, after ? &*after : nullptr);
        }
    }

    void item(xml::Node node, const Scope& scope, const Transition* before, const Transition* after) {
        if (reading_.items_left-- <= 0 || scope.depth > nesting_max) return;
        if (node.name() == "audition") return audition(node, scope, before, after);
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
        inside.clock = content_clock(node, time, beside.clock, place);
        sights(node, time, place, scope, inside, before, after, beside.clock);
        loudness(node, beside.clock, inside);
        inside.muted |= !flag_in(node, "enabled", true);
        switched(node, inside);
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
                item(child, lane, nullptr, nullptr);
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

    void audition(xml::Node node, const Scope& scope, const Transition* before, const Transition* after) {
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
        item(chosen, scope, before, after);
    }

    Clock content_clock(xml::Node node, const ItemTime& time, const Clock& local, const TimeSpan& place) {
        if (time.map.size() < 2) return local;
        const Rational end = local.local_at(place.end);
        const Rational from = time.content_at(time.start), to = time.content_at(end);
        const Rational length = place.length();
        const Rational speed = length > none ? (to - from) / length : Rational{1};
        const Rational middle = time.content_at((time.start + end) / 2), off = middle - (from + to) / 2;
        const Rational frame = seconds_of(FrameCount{1}, reading_.list.timecode.rate);
        if (off > frame || off < -frame)
            reading_.say(
                Severity::warning, "fcpxml.variable-speed", text_in(node, "name"),
                fmt::format("The speed of \"{}\" changes inside the clip; it is taken as even. Render it in "
                            "the program that wrote the list where it matters.",
                            text_in(node, "name")));
        return {from, place.start, speed};
    }

    // Transitions let the clip be seen beyond its place; sound may be split from picture (J and L cuts).
    void sights(xml::Node node, const ItemTime& time, const TimeSpan& place, const Scope& scope,
                Scope& inside, const Transition* before, const Transition* after, const Clock& local) {
        Sight picture{place, {}, {}}, sound{place, {}, {}};
        const auto split_start = time_in(node, "audioStart"), split_length = time_in(node, "audioDuration");
        const bool split = split_start || split_length;
        if (split) {
            sound.span.start = local.record_at(split_start.value_or(time.start));
            const Rational outer = scope.clock.speed <= none ? Rational{1} : scope.clock.speed;
            sound.span.end = sound.span.start + split_length.value_or(time.length) / outer;
        }
        const auto over = [](Sight& sight, const Transition* in, const Transition* out,
                             conform::FadeShape shape) {
            if (in) {
                sight.span.start = std::min(sight.span.start, in->span.start);
                sight.in = {in->span.end - sight.span.start, shape};
            }
            if (out) {
                sight.span.end = std::max(sight.span.end, out->span.end);
                sight.out = {sight.span.end - out->span.start, shape};
            }
        };
        over(picture, before, after, conform::FadeShape::linear);
        const auto heard = [&](const Transition* one) {
            return one && one->of_sound && !split ? one : nullptr;
        };
        over(sound, heard(before), heard(after), conform::FadeShape::equal_power);
        const Volume volume = volume_of(node);
        if (volume.in.length > none) sound.in = {volume.in.length / local.speed, volume.in.shape};
        if (volume.out.length > none) sound.out = {volume.out.length / local.speed, volume.out.shape};
        inside.picture = narrowed(scope.picture, picture);
        inside.sound = narrowed(scope.sound, sound);
    }

    static void loudness(xml::Node node, const Clock& local, Scope& inside) {
        const Volume volume = volume_of(node);
        inside.gain = inside.gain + volume.gain;
        conform::Curve curve;
        for (const conform::CurvePoint& key : volume.keys)
            curve.points.push_back({local.record_at(key.at), key.value});
        inside.gain_curve = conform::sum_of(inside.gain_curve, curve);
        for (const xml::Node filter : node.children("filter-audio"))
            if (flag_in(filter, "enabled", true)) inside.effects.push_back(text_in(filter, "name"));
    }

    static void switched(xml::Node node, Scope& inside) {
        const std::string_view taken = node.attribute("srcEnable").value_or("all");
        inside.takes_picture &= taken != "audio";
        inside.takes_sound &= taken != "video";
        const auto roles_of = [&](xml::Node holder) {
            for (const xml::Node role : holder.children("audio-role-source"))
                if (!flag_in(role, "enabled", true) || !flag_in(role, "active", true))
                    inside.silent_roles.push_back(text_in(role, "role"));
        };
        roles_of(node);
        for (const xml::Node source : node.children("sync-source"))
            roles_of(source);
        if (node.name() == "asset-clip" || node.name() == "audio") return; // components of a recording
        if (const xml::Node channels = node.child("audio-channel-source")) {
            inside.role = text_in(channels, "role");
            inside.muted |= !flag_in(channels, "enabled", true) || !flag_in(channels, "active", true);
        }
    }

    void content(xml::Node node, const Scope& inside) {
        const std::string_view name = node.name();
        const xml::Node referred = reading_.resource(text_in(node, "ref"));
        if (name == "asset-clip" || name == "audio" || name == "video")
            return recording(node, referred, inside);
        if (name == "title") return generated(node, inside);
        if (name == "ref-clip" || name == "mc-clip") return media(node, referred, inside);
        if (name == "gap") return;
        if (const xml::Node held = node.child("spine"); held && !held.attribute("lane"))
            return spine(held, inside);
        for (xml::Node child = node.first_child(); child; child = child.next())
            if (is_item(child) && !child.attribute("lane")) item(child, inside, nullptr, nullptr);
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
            return generated(node, inside);
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
                switched(source, within);
            }
            within.takes_picture = inside.takes_picture && picture;
            within.takes_sound = inside.takes_sound && sound;
            if (picture || sound) spine(angle, within);
        }
    }

    // What an item shows of its recording, as an event; `asset` may be missing.
    conform::Event event_of(xml::Node node, const Scope& inside, const Sight& sight, Rational zero) const {
        conform::Event event;
        event.name = text_in(node, "name");
        for (xml::Node holder = node.parent(); event.name.empty() && holder; holder = holder.parent())
            if (holder.name() != "gap") event.name = text_in(holder, "name");
        event.record = sight.span;
        event.fade_in = sight.in;
        event.fade_out = sight.out;
        event.speed = inside.clock.speed;
        const Rational a = inside.clock.local_at(sight.span.start) - zero;
        const Rational b = inside.clock.local_at(sight.span.end) - zero;
        event.played = {std::min(a, b), std::max(a, b)};
        event.muted = inside.muted;
        event.link = inside.link;
        event.note = inside.note;
        const FrameRate rate = reading_.list.timecode.rate;
        event.where = fmt::format("\"{}\" at {}", event.name,
                                  to_timecode(frame_at(event.record.start, rate), reading_.list.timecode));
        return event;
    }

    void generated(xml::Node node, const Scope& inside) {
        if (!inside.takes_picture || inside.picture.span.empty()) return;
        conform::Event event = event_of(node, inside, inside.picture, inside.clock.local);
        event.kind = conform::EventKind::generated;
        event.role = text_in(node, "role");
        reading_.laid.push_back({std::move(event), TrackKind::picture, inside.lane, 1});
    }

    void recording(xml::Node node, xml::Node asset, const Scope& inside) {
        if (asset.name() == "effect") return generated(node, inside); // a generator
        const Rational zero = time_in(asset, "start").value_or(none);
        const int source = asset ? source_of(reading_, asset, node) : -1;
        if (!asset)
            reading_.say(
                Severity::warning, "fcpxml.no-asset", text_in(node, "name"),
                fmt::format("The recording of \"{}\" is not told in the file; the clip is kept without one.",
                            text_in(node, "name")));
        const bool moving = asset ? flag_in(asset, "hasVideo", false) : node.name() == "video";
        if (node.name() != "audio" && moving && inside.takes_picture && !inside.picture.span.empty()) {
            conform::Event event = event_of(node, inside, inside.picture, zero);
            event.source = source;
            event.role = text_in(node, node.name() == "video" ? "role" : "videoRole");
            reading_.laid.push_back({std::move(event), TrackKind::picture, inside.lane, 1});
        }
        const bool heard = asset ? flag_in(asset, "hasAudio", false) : node.name() == "audio";
        if (node.name() != "video" && heard && inside.takes_sound && !inside.sound.span.empty())
            sounds(node, asset, inside, source, zero);
    }

    // One event, or one for each component that has a role of its own.
    void sounds(xml::Node node, xml::Node asset, const Scope& inside, int source, Rational zero) {
        conform::Event whole = event_of(node, inside, inside.sound, zero);
        whole.source = source;
        whole.gain = inside.gain;
        whole.gain_curve = conform::cut_to(inside.gain_curve, -whole.record.start, whole.record.length());
        whole.effects = inside.effects;
        const int channels = std::clamp(whole_in(asset, "audioChannels", 1), 1, 64);
        const char* attribute = node.name() == "audio" ? "role" : "audioRole";
        whole.role = text_in(node, attribute);
        const auto components = node.children("audio-channel-source");
        if (components.empty()) return sound(node, std::move(whole), inside, channels);
        for (const xml::Node component : components) {
            conform::Event one = whole;
            if (const std::string role = text_in(component, "role"); !role.empty()) one.role = role;
            one.muted |= !flag_in(component, "enabled", true) || !flag_in(component, "active", true);
            const Volume volume = volume_of(component);
            one.gain = one.gain + volume.gain;
            one.channels = channels_in(component.attribute("srcCh").value_or(""));
            sound(component, std::move(one), inside, channels);
        }
    }

    void sound(xml::Node node, conform::Event event, const Scope& inside, int channels) {
        if (event.channels.empty()) event.channels = channels_in(node.attribute("srcCh").value_or(""));
        if (event.channels.empty())
            for (int i = 0; i < channels; ++i)
                event.channels.push_back(i);
        if (!inside.role.empty()) event.role = inside.role;
        if (event.role.empty()) event.role = "dialogue";
        event.muted |= std::ranges::find(inside.silent_roles, event.role) != inside.silent_roles.end();
        const int count = static_cast<int>(std::max<std::size_t>(event.channels.size(), 1));
        reading_.laid.push_back({std::move(event), TrackKind::sound, 0, count});
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
        layer.item(sequence_or_clip, scope, nullptr, nullptr);
}

} // namespace dub::turnover::fcpxml

#include <algorithm>

#include <fmt/format.h>

#include "formats/turnover/xmeml/reading.h"

namespace dub::turnover::xmeml {
namespace {

constexpr Rational no_time{};

struct Transition { // record seconds
    conform::TimeSpan span;
    conform::FadeShape shape = conform::FadeShape::linear;
    bool of_left = true, of_right = true; // a fade from or to black is one clip's alone
};

// "KGAudioTransCrossFade0dB" keeps the gain, "…3dB" the power; Premiere names them.
conform::FadeShape shape_of(xml::Node effect) {
    const std::string_view id = effect.text_of("effectid"), named = effect.text_of("name");
    const auto has = [&](std::string_view word) {
        return id.find(word) != id.npos || named.find(word) != named.npos;
    };
    if (has("3dB") || has("Constant Power")) return conform::FadeShape::equal_power;
    if (has("Exponential")) return conform::FadeShape::logarithmic;
    return conform::FadeShape::linear;
}

std::optional<Transition> transition_of(xml::Node item, FrameRate rate) {
    if (item.name() != "transitionitem") return std::nullopt;
    const auto start = number_in(item, "start"), end = number_in(item, "end");
    if (!start || !end || *end <= *start) return std::nullopt;
    const std::string_view alignment = item.text_of("alignment");
    return Transition{{seconds(*start, rate), seconds(*end, rate)},
                      shape_of(item.child("effect")),
                      alignment != "start-black",
                      alignment != "end-black"};
}

// Premiere's ticks: 254,016,000,000 a second, exact to the sample.
std::optional<Rational> ticks_in(xml::Node clip, const char* child) {
    const auto ticks = number_in(clip, child);
    if (!ticks || *ticks < no_time) return std::nullopt;
    return *ticks / Rational{254'016'000'000};
}

struct Edges {
    std::optional<Rational> start, end; // record; nullopt: in a transition that is not there
    Rational in, out;                   // the clip's own time
    FrameRate rate;                     // of in and out
};

enum class Edge : unsigned char { start, end };

Rational apart(Rational a, Rational b) { return a < b ? b - a : a - b; }

// Which clock in and out count by: the sequence's, as Premiere and Resolve write whatever the clip's rate, or
// the clip's, as the format says; the one that gives the record length where only one does.
FrameRate clock_of_clip(Rational frames, Rational length, FrameRate sequence, FrameRate own) {
    const Rational frame = seconds(Rational{1}, sequence);
    const bool by_sequence = apart(seconds(frames, sequence), length) <= frame;
    const bool by_own = apart(seconds(frames, own), length) <= frame;
    return !by_sequence && by_own ? own : sequence;
}

Edges edges_of(xml::Node clip, FrameRate sequence, const Transition* before, const Transition* after) {
    Edges edges;
    const auto record = [&](const char* child) -> std::optional<Rational> {
        const auto frame = number_in(clip, child);
        if (!frame || *frame < no_time) return std::nullopt;
        return seconds(*frame, sequence);
    };
    edges.start = record("start");
    edges.end = record("end");
    const bool open_start = !edges.start, open_end = !edges.end;
    if (open_start && before) edges.start = before->span.start;
    if (open_end && after) edges.end = after->span.end;
    const Rational in = number_in(clip, "in").value_or(no_time),
                   out = number_in(clip, "out").value_or(no_time);
    const FrameRate own = rate_of(clip, sequence);
    edges.rate = edges.start && edges.end ? clock_of_clip(out - in, *edges.end - *edges.start, sequence, own)
                                          : sequence;
    edges.in = ticks_in(clip, "pproTicksIn").value_or(seconds(std::max(in, no_time), edges.rate));
    edges.out = ticks_in(clip, "pproTicksOut").value_or(seconds(std::max(out, no_time), edges.rate));
    const Rational length = edges.out - edges.in;
    if (!edges.start && edges.end) edges.start = *edges.end - length;
    if (!edges.end && edges.start) edges.end = *edges.start + length;
    // Edges written at the cut: the clip goes on to the far side of the transition, as far as there is sound.
    if (!open_start && before && *edges.start > before->span.start && *edges.start <= before->span.end) {
        const Rational more = std::min(*edges.start - before->span.start, edges.in);
        edges.start = *edges.start - more, edges.in -= more;
    }
    if (!open_end && after && *edges.end < after->span.end && *edges.end >= after->span.start)
        edges.out += after->span.end - *edges.end, edges.end = after->span.end;
    return edges;
}

conform::EventFade fade_of(const Transition* transition, const conform::TimeSpan& record, Edge edge) {
    if (!transition) return {};
    const conform::TimeSpan common{std::max(transition->span.start, record.start),
                                   std::min(transition->span.end, record.end)};
    const bool touches = edge == Edge::start ? common.start == record.start : common.end == record.end;
    if (common.empty() || !touches) return {};
    return {common.length(), transition->shape};
}

class TrackReader {
  public:
    TrackReader(Reading& reading, LaidTrack& to, FrameRate rate)
        : reading_(reading)
        , to_(to)
        , rate_(rate) {}

    void read(xml::Node track) {
        std::optional<Transition> before;
        for (xml::Node item = track.first_child(); item; item = item.next()) {
            if (const auto transition = transition_of(item, rate_)) before = transition;
            if (item.name() != "clipitem" && item.name() != "generatoritem") continue;
            const auto after = transition_of(next_item(item), rate_);
            if (reading_.clips_left-- <= 0) return;
            read_clip(item, before && before->of_right ? &*before : nullptr,
                      after && after->of_left ? &*after : nullptr);
            before.reset();
        }
    }

  private:
    static xml::Node next_item(xml::Node item) {
        do
            item = item.next();
        while (item && item.name() != "clipitem" && item.name() != "generatoritem" &&
               item.name() != "transitionitem");
        return item;
    }

    void read_clip(xml::Node clip, const Transition* before, const Transition* after) {
        Laid laid;
        conform::Event& event = laid.event;
        event.name = clip.text_of("name");
        event.where = fmt::format("{}{} event {}", to_.track.kind == conform::TrackKind::sound ? 'A' : 'V',
                                  to_.track.number, to_.clips.size() + 1);
        const Edges edges = edges_of(clip, rate_, before, after);
        const Rational absurd{1'000'000'000}; // thirty years
        if (!edges.start || !edges.end || *edges.end <= *edges.start || *edges.end > absurd ||
            edges.in > absurd) {
            reading_.say(
                Severity::warning, "xmeml.no-place", event.where,
                fmt::format("The clip \"{}\" has no start and end that make sense; it is left out. Look "
                            "it up in the program that wrote the list.",
                            event.name));
            return;
        }
        event.record = {*edges.start, *edges.end};
        event.fade_in = fade_of(before, event.record, Edge::start);
        event.fade_out = fade_of(after, event.record, Edge::end);
        event.muted = !is_true(clip.text_of("enabled"), true);
        played(clip, edges, event);
        if (clip.name() == "generatoritem")
            event.kind = conform::EventKind::generated;
        else if (const xml::Node inner = clip.child("sequence"))
            laid.inner = inner;
        else
            event.source = source_of(reading_, clip, rate_);
        sound_of(clip, edges, laid);
        linked(clip, laid);
        for (conform::ListMarker marker : markers_of(clip, edges.rate)) {
            marker.at = event.record.start + (marker.at - edges.in);
            if (marker.at >= event.record.start && marker.at < event.record.end)
                laid.markers.push_back(std::move(marker));
        }
        to_.clips.push_back(std::move(laid));
    }

    void played(xml::Node clip, const Edges& edges, conform::Event& event) {
        const Rational length = event.record.length();
        const Rational frame = seconds(Rational{1}, rate_);
        const auto remap = remap_of(clip, edges.rate);
        if (!remap) {
            event.played = {edges.in, edges.in + length};
            if (apart(edges.out - edges.in, length) > frame && !clip.child("sequence"))
                reading_.say(
                    Severity::warning, "xmeml.length-differs", event.where,
                    fmt::format("The clip \"{}\" lasts {:.3f} s in the list and {:.3f} s in its recording "
                                "without a change of speed; its in point is kept. Check it by ear.",
                                event.name, length.value(), (edges.out - edges.in).value()));
            return;
        }
        const Rational from = remap->source_at(edges.in), to = remap->source_at(edges.in + length);
        event.speed = (to - from) / length;
        event.played = {std::min(from, to), std::max(from, to)};
        const Rational middle = remap->source_at(edges.in + length / 2);
        if (apart(middle, (from + to) / 2) > frame)
            reading_.say(
                Severity::warning, "xmeml.variable-speed", event.where,
                fmt::format("The speed of \"{}\" changes inside the clip; it is taken as even. Render it in "
                            "the program that wrote the list where it matters.",
                            event.name));
    }

    void sound_of(xml::Node clip, const Edges& edges, Laid& laid) {
        if (to_.track.kind != conform::TrackKind::sound) return;
        const auto channel = number_in(clip.child("sourcetrack"), "trackindex");
        if (channel && *channel >= Rational{1} && *channel <= Rational{128})
            laid.event.channels = {static_cast<int>(channel->nearest()) - 1};
        laid.mono = clip.attribute("premiereChannelType") == "mono";
        read_effects(clip, {edges.rate, edges.in, laid.event.record.length()}, laid);
    }

    // All that were cut together list each other: the first name of the list stands for them.
    static void linked(xml::Node clip, Laid& laid) {
        const std::string own(clip.attribute("id").value_or(""));
        bool others = false;
        std::string first = own;
        for (const xml::Node link : clip.children("link")) {
            const std::string_view other = link.text_of("linkclipref");
            laid.paired |= link.text_of("mediatype") == "audio" && !link.text_of("groupindex").empty();
            if (other.empty() || other == own) continue;
            others = true;
            if (first.empty() || other < first) first = other;
        }
        if (others) laid.event.link = first;
    }

    Reading& reading_;
    LaidTrack& to_;
    FrameRate rate_;
};

} // namespace

LaidTrack read_track(Reading& reading, xml::Node track, conform::ListTrack begun, FrameRate rate) {
    LaidTrack to;
    to.track = std::move(begun);
    to.track.muted = !is_true(track.text_of("enabled"), true);
    if (const auto named = track.attribute("MZ.TrackName"); named && !named->empty()) to.track.name = *named;
    const auto whole = [&](const char* attribute) {
        const auto number = parse_rational(track.attribute(attribute).value_or(""));
        return number && *number >= no_time && *number <= Rational{64} ? static_cast<int>(number->nearest())
                                                                       : 0;
    };
    to.of_channels = whole("totalExplodedTrackCount");
    to.channel = whole("currentExplodedTrackIndex");
    --reading.clips_left; // an empty one is work, too
    TrackReader(reading, to, rate).read(track);
    std::ranges::stable_sort(to.clips, {}, [](const Laid& laid) { return laid.event.record.start; });
    return to;
}

} // namespace dub::turnover::xmeml

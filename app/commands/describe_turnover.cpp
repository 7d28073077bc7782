#include "app/commands/describe_turnover.h"

#include <fmt/format.h>

namespace dub::app {
namespace {

using conform::Event;
using conform::EventKind;
using conform::ListTrack;
using conform::Turnover;

std::string_view name_of(EventKind kind) {
    switch (kind) {
    case EventKind::clip: return "clip";
    case EventKind::black: return "black";
    case EventKind::key: return "key";
    case EventKind::generated: return "generated";
    case EventKind::outgoing: return "outgoing";
    }
    return "clip";
}

// A moment or a length as timecode, frames and samples: "record_in", "record_in_frames", "record_in_samples".
class Times {
  public:
    Times(const Turnover& list, Value::Object& into)
        : list_(list)
        , into_(into) {}

    void add(const std::string& key, Rational seconds, const TimecodeFormat& clock) {
        const FramePos frame = frame_at(seconds, clock.rate);
        into_[key] = text(to_timecode(frame, clock));
        into_[key + "_frames"] = whole(frame.value);
        into_[key + "_samples"] = whole(samples(seconds, clock).value);
    }
    void add_length(const std::string& key, const conform::EventFade& fade) {
        const bool there = fade.length > Rational{};
        const auto frames =
            (fade.length * Rational(list_.timecode.rate.num, list_.timecode.rate.den)).nearest();
        into_[key] = there ? text(to_timecode(FramePos{frames}, plain())) : none();
        into_[key + "_frames"] = whole(frames);
        into_[key + "_samples"] = whole(samples(fade.length, list_.timecode).value);
    }

  private:
    SamplePos samples(Rational seconds, const TimecodeFormat& clock) const {
        return sample_at(seconds, clock.rate, list_.sound_rate.value_or(SampleRate{}));
    }
    // Of a length no label is dropped.
    TimecodeFormat plain() const {
        TimecodeFormat format = list_.timecode;
        format.drop = DropFrame::no;
        return format;
    }
    const Turnover& list_;
    Value::Object& into_;
};

std::string source_name(const Turnover& list, const Event& event) {
    if (event.kind == EventKind::black) return "BL";
    if (event.source < 0) return event.name;
    const conform::Source& source = list.sources[static_cast<std::size_t>(event.source)];
    return source.name.empty() ? source.tape : source.name;
}

const TimecodeFormat& source_clock(const Turnover& list, const Event& event) {
    return event.origin == conform::SourceOrigin::timecode ? clock_of(list, event) : list.timecode;
}

std::string tape_of(const Turnover& list, const Event& event) {
    if (event.source >= 0) {
        const std::string& whole_name = list.sources[static_cast<std::size_t>(event.source)].tape;
        if (!whole_name.empty()) return whole_name;
    }
    return event.tape;
}

Value text_or_null(const std::string& words) { return words.empty() ? none() : text(words); }

Value describe(const Turnover& list, const Event& event) {
    Value::Object row{{"name", text(event.name)},
                      {"kind", text(name_of(event.kind))},
                      {"source", text(source_name(list, event))},
                      {"tape", text_or_null(tape_of(list, event))},
                      {"gain_db", number(event.gain.value)},
                      {"speed", number(event.speed.value())},
                      {"muted", flag(event.muted)},
                      {"role", text_or_null(event.role)},
                      {"where", text_or_null(event.where)}};
    Times times(list, row);
    times.add("record_in", event.record.start, list.timecode);
    times.add("record_out", event.record.end, list.timecode);
    const TimecodeFormat& clock = source_clock(list, event);
    times.add("source_in", event.played.start, clock);
    times.add("source_out", event.played.end, clock);
    times.add_length("fade_in", event.fade_in);
    times.add_length("fade_out", event.fade_out);
    Value::List channels;
    for (const int channel : event.channels)
        channels.push_back(whole(channel));
    row["channels"] = dub::app::list(std::move(channels));
    return object(std::move(row));
}

Value describe(const Turnover& list, const ListTrack& track) {
    Value::List clips;
    for (const Event& event : track.events)
        clips.push_back(describe(list, event));
    return object({{"name", text(track.name)},
                   {"kind", text(track.kind == conform::TrackKind::sound ? "sound" : "picture")},
                   {"number", whole(track.number)},
                   {"channels", whole(track.channels)},
                   {"role", text_or_null(track.role)},
                   {"department", text_or_null(track.department)},
                   {"muted", flag(track.muted)},
                   {"clips", dub::app::list(std::move(clips))}});
}

Value describe_markers(const Turnover& list) {
    Value::List rows;
    for (const auto& marker : list.markers) {
        Value::Object row{{"name", text(marker.name)},
                          {"comment", text_or_null(marker.comment)},
                          {"colour", text_or_null(marker.colour)}};
        Times(list, row).add("at", marker.at, list.timecode);
        rows.push_back(object(std::move(row)));
    }
    return dub::app::list(std::move(rows));
}

Value describe_rows(const TurnoverOutcome& outcome) {
    Value::List rows;
    for (const auto& row : outcome.rows) {
        const ListTrack& track = outcome.list.tracks[row.list];
        Value::List onto;
        std::size_t clips = 0;
        for (const auto& placed : outcome.tracks)
            if (placed.list == row.list) {
                onto.push_back(text(session::find_track(outcome.session, placed.track)->name));
                clips += placed.clips;
            }
        rows.push_back(object({{"from", text(track.name)},
                               {"to", dub::app::list(std::move(onto))},
                               {"role", row.role ? text(session::name_of(*row.role)) : none()},
                               {"layout", text(row.layout.name())},
                               {"clips", whole(static_cast<std::int64_t>(clips))},
                               {"taken", flag(row.take == conform::Take::yes)},
                               {"why", text(row.why)}}));
    }
    return dub::app::list(std::move(rows));
}

Value describe_changes(const TurnoverOutcome& outcome) {
    if (!outcome.updated) return none();
    const session::Session& session = outcome.session;
    const auto place = [&](const std::optional<SampleRange>& range) {
        if (!range) return none();
        return object(
            {{"record_in", text(to_timecode(frame_of(session, range->start), session.info->timecode))},
             {"record_in_samples", whole(range->start.value)},
             {"record_out_samples", whole(range->end.value)}});
    };
    Value::List rows;
    for (const auto& change : outcome.updated->changes)
        rows.push_back(object({{"kind", text(name_of(change.kind))},
                               {"track", text(change.track)},
                               {"name", text(change.name)},
                               {"before", place(change.before)},
                               {"after", place(change.after)},
                               {"what", text(change.what)}}));
    return dub::app::list(std::move(rows));
}

Value describe_production(const TurnoverOutcome& outcome) {
    if (!outcome.production) return none();
    const auto& files = outcome.production->files;
    Value::List rows;
    for (const auto& match : outcome.production->matches) {
        const ListTrack& track = outcome.list.tracks[match.guide.track];
        Value::List takes;
        for (const auto& take : match.takes)
            takes.push_back(object({{"path", text(files[take.file].path)},
                                    {"by", text(name_of(take.by))},
                                    {"sure", number(take.sure)}}));
        rows.push_back(object({{"track", text(track.name)},
                               {"guide", text(track.events[match.guide.event].name)},
                               {"recordings", dub::app::list(std::move(takes))},
                               {"offset_samples", match.verified ? whole(match.offset.value) : none()},
                               {"verified", flag(match.verified)}}));
    }
    return dub::app::list(std::move(rows));
}

std::string line_of(const Turnover& list, const Event& event) {
    const auto tc = [](Rational seconds, const TimecodeFormat& clock) {
        return to_timecode(frame_at(seconds, clock.rate), clock);
    };
    const TimecodeFormat& clock = source_clock(list, event);
    std::string line = fmt::format("    {}  {}  {}  {}  {}", tc(event.record.start, list.timecode),
                                   tc(event.record.end, list.timecode), tc(event.played.start, clock),
                                   tc(event.played.end, clock), event.name);
    if (event.kind != EventKind::clip) line += fmt::format("  [{}]", name_of(event.kind));
    if (const std::string source = source_name(list, event); source != event.name) line += "  " + source;
    if (event.gain.value != 0) line += fmt::format("  {:+.1f} dB", event.gain.value);
    if (event.speed != Rational{1}) line += fmt::format("  x{:.4g}", event.speed.value());
    if (event.fade_in.length > Rational{}) line += fmt::format("  in {:.3f} s", event.fade_in.length.value());
    if (event.fade_out.length > Rational{})
        line += fmt::format("  out {:.3f} s", event.fade_out.length.value());
    if (event.muted) line += "  muted";
    return line + "\n";
}

} // namespace

Value describe(const Turnover& turnover) {
    Value::List tracks;
    for (const ListTrack& track : turnover.tracks)
        tracks.push_back(describe(turnover, track));
    Value::List others;
    for (const auto& name : turnover.others)
        others.push_back(text(name));
    return object(
        {{"kind", text("turnover")},
         {"format", text(turnover.format)},
         {"producer", text_or_null(turnover.producer)},
         {"name", text(turnover.name)},
         {"fps", turnover.rate == conform::RateIs::unknown ? none() : text(dub::name_of(turnover.timecode))},
         {"start_tc", text(to_timecode(turnover.start, turnover.timecode))},
         {"start_frames", whole(turnover.start.value)},
         {"sample_rate", turnover.sound_rate ? whole(turnover.sound_rate->hz) : none()},
         {"tracks", list(std::move(tracks))},
         {"markers", describe_markers(turnover)},
         {"other_sequences", list(std::move(others))}});
}

Value describe_links(const Turnover& turnover, const conform::Links& links,
                     const std::vector<conform::FoundFile>& files) {
    Value::List rows;
    for (std::size_t i = 0; i < links.sources.size(); ++i) {
        const auto& link = links.sources[i];
        if (!link.wanted) continue;
        const conform::Source& source = turnover.sources[i];
        const auto candidate = [&](const conform::LinkCandidate& one) {
            return object({{"path", text(files[one.file].path)},
                           {"by", text(name_of(one.by))},
                           {"sure", number(one.sure)}});
        };
        Value::List others;
        for (const auto& one : link.others)
            others.push_back(candidate(one));
        const char* const state = link.taken ? "found" : source.essence ? "embedded" : "missing";
        rows.push_back(object({{"name", text(source.name)},
                               {"tape", text_or_null(source.tape)},
                               {"state", text(state)},
                               {"path", link.taken ? text(files[link.taken->file].path) : none()},
                               {"by", link.taken ? text(name_of(link.taken->by)) : none()},
                               {"sure", link.taken ? number(link.taken->sure) : none()},
                               {"others", list(std::move(others))}}));
    }
    return list(std::move(rows));
}

Value describe_import(const std::string& session, const TurnoverOutcome& outcome) {
    const auto count = [](std::size_t n) { return whole(static_cast<std::int64_t>(n)); };
    return object({{"session", text(session)},
                   {"format", text(outcome.list.format)},
                   {"tracks", describe_rows(outcome)},
                   {"media", describe_links(outcome.list, outcome.links, outcome.files)},
                   {"clips", count(outcome.clips)},
                   {"markers", count(outcome.markers)},
                   {"lanes", count(outcome.lanes)},
                   {"changes", describe_changes(outcome)},
                   {"unchanged", outcome.updated ? count(outcome.updated->unchanged) : none()},
                   {"production", describe_production(outcome)},
                   {"diagnostics", of(outcome.diagnostics)}});
}

std::string as_table(const Turnover& list) {
    std::string lines;
    for (const ListTrack& track : list.tracks) {
        lines +=
            fmt::format("  {} ({}, {} events)\n", track.name,
                        track.kind == conform::TrackKind::sound ? "sound" : "picture", track.events.size());
        for (const Event& event : track.events)
            lines += line_of(list, event);
    }
    for (const auto& marker : list.markers)
        lines += fmt::format("  marker {}  {} {}\n",
                             to_timecode(frame_at(marker.at, list.timecode.rate), list.timecode), marker.name,
                             marker.comment);
    return lines;
}

} // namespace dub::app

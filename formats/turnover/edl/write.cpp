// A turnover as CMX3600 text.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/conform/settle.h"
#include "formats/turnover/edl/edl.h"
#include "formats/turnover/text/lines.h"

namespace dub::turnover::edl {
namespace {

using conform::Event;
using conform::EventKind;
using conform::ListTrack;
using conform::Turnover;

// Comments are one line.
std::string one_line(std::string text) {
    for (char& c : text)
        if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    return text;
}

// What a reel may be called: letters, digits and a few marks, eight or thirty-two of them, each tape's own.
class ReelNames {
  public:
    explicit ReelNames(Reels reels)
        : letters_(reels == Reels::eight ? 8 : 32) {}
    [[nodiscard]] std::size_t letters() const { return letters_; }
    const std::string& of(const std::string& tape) {
        const auto [found, fresh] = names_.emplace(tape, "AX");
        if (!fresh || tape.empty()) return found->second;
        std::string name;
        for (const char c : upper(tape)) {
            const bool fits =
                (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '#';
            name += fits ? c : '_';
        }
        name.resize(std::min(name.size(), letters_));
        for (int copy = 2; name == "AX" || name == "BL" || !taken_.insert(name).second; ++copy) {
            const std::string end = fmt::format("-{}", copy);
            name = name.substr(0, std::min(name.size(), letters_ - end.size())) + end;
        }
        return found->second = std::move(name);
    }

  private:
    std::size_t letters_;
    std::map<std::string, std::string> names_;
    std::set<std::string> taken_;
};

std::string channel_of(const ListTrack& track) {
    if (track.number == 0 && track.name.starts_with("NONE")) return "NONE";
    const int number = std::max(track.number, 1);
    if (track.kind == conform::TrackKind::picture) return number == 1 ? "V" : fmt::format("V{}", number);
    if (track.channels == 2) return "AA";
    return number == 1 ? "A" : fmt::format("A{}", number);
}

struct Times { // frames
    std::int64_t in = 0, out = 0;
};

class TrackWriter {
  public:
    TrackWriter(const Turnover& list, const ListTrack& track, Reels reels, Diagnostics& diagnostics)
        : list_(list)
        , track_(track)
        , reels_(reels)
        , channel_(channel_of(track))
        , diagnostics_(diagnostics) {}

    std::string write() {
        text_ = fmt::format("TITLE: {}\nFCM: {}\n",
                            one_line(fmt::format("{} {}", list_.name, track_.name)).substr(0, 70),
                            list_.timecode.drop == DropFrame::yes ? "DROP FRAME" : "NON-DROP FRAME");
        std::vector<const Event*> events;
        for (const Event& event : track_.events)
            if (wanted(event)) events.push_back(&event);
        for (std::size_t i = 0; i < events.size(); ++i)
            write_event(i == 0 ? nullptr : events[i - 1], *events[i],
                        i + 1 == events.size() ? nullptr : events[i + 1]);
        say_lost();
        return std::move(text_);
    }

    void write_markers() {
        for (const conform::ListMarker& marker : list_.markers)
            text_ +=
                fmt::format("* LOC: {} {:<7} {}\n", record_label(frames(marker.at)),
                            marker.colour.empty() || marker.colour[0] == '#' ? "RED" : upper(marker.colour),
                            one_line(marker.name));
    }
    [[nodiscard]] bool empty() const { return number_ == 0; }
    [[nodiscard]] std::string& text() { return text_; }

  private:
    bool wanted(const Event& event) {
        if (event.kind == EventKind::key) return ++lost_["keys are left out"], false;
        if (event.muted) return ++lost_["muted events are left out"], false;
        return true;
    }

    [[nodiscard]] std::int64_t frames(Rational seconds) const {
        return (seconds * Rational{list_.timecode.rate.num, list_.timecode.rate.den}).nearest();
    }
    [[nodiscard]] static std::string day_label(std::int64_t frame, const TimecodeFormat& format) {
        const std::int64_t day = frames_per_day(format).value;
        return to_timecode({((frame % day) + day) % day}, format);
    }
    [[nodiscard]] std::string record_label(std::int64_t frame) const {
        return day_label(frame, list_.timecode);
    }

    [[nodiscard]] const conform::Source* source_of(const Event& event) const {
        if (event.source < 0 || static_cast<std::size_t>(event.source) >= list_.sources.size())
            return nullptr;
        return &list_.sources[static_cast<std::size_t>(event.source)];
    }
    [[nodiscard]] std::string source_label(const Event& event, std::int64_t frame) const {
        TimecodeFormat format = list_.timecode;
        if (const conform::Source* const source = source_of(event);
            source && source->timecode && source->timecode->rate == format.rate)
            format.drop = source->timecode->drop;
        return day_label(frame, format);
    }
    // Frames of the source's timecode; a recording without one begins at 0.
    [[nodiscard]] std::int64_t source_frame(const Event& event, Rational time) {
        const conform::Source* const source = source_of(event);
        if (event.origin == conform::SourceOrigin::media && source && source->start && source->timecode)
            time += seconds_at(*source->start, source->timecode->rate);
        else if (event.origin == conform::SourceOrigin::media && source)
            ++lost_["recordings have no timecode; their source times count from 0"];
        return frames(time);
    }
    // What plays of the event between two frames of the record.
    [[nodiscard]] Times source_times(const Event& event, std::int64_t from, std::int64_t to) {
        const Rational frame{list_.timecode.rate.den, list_.timecode.rate.num};
        const Rational after = Rational{from} * frame - event.record.start;
        if (event.speed < Rational{0}) {
            const std::int64_t last = source_frame(event, event.played.end + after * event.speed) - 1;
            return {last, from == to ? last : last + 1};
        }
        const std::int64_t in = source_frame(event, event.played.start + after * event.speed);
        if (event.speed == Rational{0}) return {in, from == to ? in : in + 1};
        return {in, in + (Rational{to - from} * event.speed).nearest()};
    }

    std::string reel(const Event* event) {
        const conform::Source* const source = event ? source_of(*event) : nullptr;
        if (!event || (!source && event->kind == EventKind::black)) return "BL";
        return reels_.of(source ? source->tape : std::string{});
    }

    // `event` null: black.
    void line(const Event* event, std::string_view transition, std::int64_t length, Times record) {
        const std::int64_t black = event ? frames(event->played.start) : 0;
        const Times source = event && event->source >= 0 ? source_times(*event, record.in, record.out)
                                                         : Times{black, black + record.out - record.in};
        const auto label = [&](std::int64_t frame) {
            return event ? source_label(*event, frame) : day_label(frame, list_.timecode);
        };
        text_ +=
            fmt::format("{:0{}}  {:<{}} {:<5} {:<4} {:>3} {} {} {} {}\n", number_,
                        reels_.letters() == 8 ? 3 : 6, reel(event), reels_.letters(), channel_, transition,
                        length > 0 ? fmt::format("{:03}", length) : std::string{}, label(source.in),
                        label(source.out), record_label(record.in), record_label(record.out));
    }
    void speed(const Event* event, std::int64_t at) {
        if (!event || event->speed == Rational{1} || event->source < 0) return;
        const double rate = event->speed.value() * static_cast<double>(list_.timecode.nominal);
        text_ += fmt::format("M2   {:<{}} {}{:05.1f}                {}\n", reel(event), reels_.letters(),
                             rate < 0 ? "-" : "", std::abs(rate),
                             source_label(*event, source_times(*event, at, at).in));
    }
    void names(std::string_view key, const Event* event) {
        const bool black = !event || (event->kind == EventKind::black && event->source < 0);
        text_ += fmt::format("* {}: {}\n", key, black ? "BL" : one_line(event->name));
        const conform::Source* const source = event ? source_of(*event) : nullptr;
        if (!source || source->tape.empty() || reel(event) == source->tape) return;
        text_ += fmt::format("* SOURCE FILE: {}\n", one_line(source->tape));
    }
    void files(const Event& event) {
        const conform::Source* const source = source_of(event);
        if (source && !source->locators.empty())
            text_ += fmt::format("* FROM FILE: {}\n", one_line(source->locators.front()));
    }

    // Outgoing (null: black), then incoming, both at the frame where the dissolve begins.
    void pair(const Event* out, const Event* in, std::int64_t length, Times record) {
        line(out, "C", 0, {record.in, record.in});
        line(in, "D", length, record);
        text_ += "EFFECTS NAME IS CROSS DISSOLVE\n";
        speed(out, record.in);
        speed(in, record.in);
        names("FROM CLIP NAME", out);
        names("TO CLIP NAME", in);
    }

    void write_event(const Event* before, const Event& event, const Event* after) {
        const Times whole{frames(event.record.start), frames(event.record.end)};
        const std::int64_t over =
            before ? std::max<std::int64_t>(0, frames(before->record.end) - whole.in) : 0;
        const bool crosses = after && frames(after->record.start) < whole.out;
        std::int64_t end = crosses ? frames(after->record.start) : whole.out;
        const std::int64_t fade_in = std::min(over > 0 ? over : frames(event.fade_in.length), end - whole.in);
        const std::int64_t fade_out =
            crosses ? 0
                    : std::clamp<std::int64_t>(frames(event.fade_out.length), 0, end - whole.in - fade_in);
        if (end <= whole.in) {
            ++lost_["events shorter than a frame are left out"];
            return;
        }
        ++number_;
        end -= fade_out;
        if (end == whole.in) { // it fades from its first frame on: the pair below says all
            line(&event, "C", 0, {end, end});
        } else if (fade_in > 0) {
            pair(over > 0 ? before : nullptr, &event, fade_in, {whole.in, end});
        } else {
            line(&event, "C", 0, {whole.in, end});
            speed(&event, whole.in);
            names("FROM CLIP NAME", &event);
        }
        files(event);
        level(event, whole.in);
        count_lost(event, whole);
        if (fade_out == 0) return;
        ++number_;
        pair(&event, nullptr, fade_out, {end, end + fade_out});
    }

    void level(const Event& event, std::int64_t at) {
        if (event.gain == Db{}) return;
        ++lost_["gains stand in a comment that few programs read"];
        text_ += fmt::format("* AUDIO LEVEL AT {} IS {} DB  (REEL {} {})\n",
                             source_label(event, source_times(event, at, at).in),
                             std::isinf(event.gain.value) ? std::string("-INF")
                                                          : fmt::format("{:+.2f}", event.gain.value),
                             reel(&event), channel_ == "A" ? "A1" : channel_);
    }

    void count_lost(const Event& event, Times whole) {
        const Rational frame{list_.timecode.rate.den, list_.timecode.rate.num};
        if (!event.gain_curve.points.empty()) ++lost_["gain curves are left out"];
        if (Rational{whole.in} * frame != event.record.start ||
            Rational{whole.out} * frame != event.record.end)
            ++lost_["edges between frames are moved to the nearest frame"];
        const bool straight = std::ranges::all_of(event.channels, [&](int channel) {
            return channel == static_cast<int>(&channel - event.channels.data()) ||
                   event.channels.size() == 1;
        });
        if (!straight || (event.channels.size() == 1 && event.channels[0] > 0))
            ++lost_["channels of the recording are not told"];
    }

    void say_lost() {
        const auto say = [&](std::string sentence) {
            diagnostics_.push_back({Severity::warning, "edl.cannot-say", track_.name, std::move(sentence)});
        };
        for (const auto& [what, count] : lost_)
            say(fmt::format("An EDL cannot say all of {}: {} ({} event{}).", track_.name, what, count,
                            count == 1 ? "" : "s"));
        if (!track_.volume.points.empty() || !track_.pan.points.empty())
            say(fmt::format("An EDL has no automation: volume and pan of {} are left out.", track_.name));
        if (track_.channels > 2)
            say(fmt::format("An EDL has tracks of one channel: the {} channels of {} are written as one.",
                            track_.channels, track_.name));
        if (track_.muted) say(fmt::format("An EDL cannot say that {} is muted.", track_.name));
    }

    const Turnover& list_;
    const ListTrack& track_;
    ReelNames reels_;
    std::string channel_;
    Diagnostics& diagnostics_;
    std::string text_;
    std::map<std::string, int> lost_;
    int number_ = 0;
};

} // namespace

Result<Lists> write_edl(const Turnover& turnover, Reels reels) {
    if (turnover.rate == conform::RateIs::unknown)
        return fail(
            ErrorCode::unfit,
            fmt::format("The frame rate of '{}' is not known; an EDL counts frames. Name the rate (--fps).",
                        turnover.name));
    const Turnover list = conform::heard(turnover);
    Lists lists;
    for (const ListTrack& track : list.tracks) {
        TrackWriter writer(list, track, reels, lists.diagnostics);
        std::string text = writer.write();
        if (writer.empty()) continue;
        writer.text() = std::move(text);
        if (lists.lists.empty()) writer.write_markers();
        lists.lists.push_back({track.name, std::move(writer.text())});
    }
    return lists;
}

} // namespace dub::turnover::edl

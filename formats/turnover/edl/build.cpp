// From rows to the neutral value: frames to seconds, channels to tracks, reels to recordings.
#include "formats/turnover/edl/build.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "formats/turnover/edl/speed.h"
#include "formats/turnover/text/lines.h"

namespace dub::turnover::edl {
namespace {

using conform::Event;
using conform::EventKind;
using conform::ListTrack;
using conform::TrackKind;

// NONE: several tracks may stand behind it, so each of its events goes where there is room.
constexpr int no_channel = 1000;

std::string name_of_channel(Channel channel) {
    if (channel.number == no_channel) return "NONE";
    if (channel.number > no_channel) return fmt::format("NONE {}", channel.number - no_channel + 1);
    if (channel.kind == TrackKind::sound) return fmt::format("A{}", channel.number);
    return channel.number == 1 ? "V" : fmt::format("V{}", channel.number);
}

// Names of what is kept: a dissolve, or a wipe by its number, which has been said.
bool is_transition(std::string_view effect) {
    static const std::set<std::string, std::less<>> names{
        "CROSS DISSOLVE", "CROSSDISSOLVE", "CONSTANT POWER", "CONSTANT GAIN", "EXPONENTIAL FADE", "DISSOLVE"};
    const std::string name = upper(effect);
    return names.contains(name) ||
           (name.starts_with('W') && name.find_first_not_of("0123456789", 1) == name.npos);
}

conform::FadeShape shape_of(const Row& row, TrackKind kind) {
    for (const std::string& effect : row.effects) {
        const std::string name = upper(effect);
        if (name == "CONSTANT GAIN") return conform::FadeShape::linear;
        if (name == "EXPONENTIAL FADE") return conform::FadeShape::logarithmic;
    }
    return kind == TrackKind::sound ? conform::FadeShape::equal_power : conform::FadeShape::linear;
}

class Builder {
  public:
    Builder(const Scanned& list, const Counting& counting, Doubts& doubts)
        : list_(list)
        , counting_(counting)
        , clock_(counting, doubts)
        , doubts_(doubts) {}

    conform::Turnover build() {
        turnover_.format = "edl";
        turnover_.name = list_.title;
        turnover_.timecode = counting_.record;
        turnover_.rate = counting_.is;
        for (const Row& row : rows_of(list_, doubts_))
            take(row);
        for (const Comment& comment : list_.head)
            if (comment.says == Says::locator) take_marker(comment, nullptr, {});
        finish_tracks();
        std::ranges::stable_sort(turnover_.markers, {}, &conform::ListMarker::at);
        if (first_) turnover_.start = {*first_};
        if (events_ > events_max)
            doubts_.add(
                Severity::error, "edl.too-many", 0,
                fmt::format("The list has more than {} events on its channels; {} are left out. Split it.",
                            events_max, events_ - events_max));
        if (!effects_.empty())
            doubts_.add(Severity::note, "edl.effects", effects_line_,
                        fmt::format("Effects are named but cannot be kept: {}.", fmt::join(effects_, ", ")));
        return std::move(turnover_);
    }

  private:
    [[nodiscard]] Rational seconds(std::int64_t frames) const {
        return seconds_at(FramePos{frames}, counting_.record.rate);
    }

    void take(const Row& row) {
        const Placed placed = clock_.place(*row.item);
        const Event event = event_of(row, placed);
        if (!placed.record.length() && row.kind == EventKind::clip)
            doubts_.add(Severity::note, "edl.no-length", row.item->line,
                        fmt::format("Event {} has no length in the record.", row.item->event.number));
        else if (!first_ || placed.record.in < *first_)
            first_ = placed.record.in;
        std::vector<Channel> channels = row.channels;
        if (channels.empty()) channels.push_back({TrackKind::sound, no_channel + room_for(event, placed)});
        for (const Channel channel : channels)
            add(event, row, placed, channel);
        for (const Comment& comment : row.item->comments)
            if (comment.says == Says::locator) take_marker(comment, &row, placed);
        note_effects(event, row.item->line);
    }

    // Which of the tracks that the list does not name has room: the halves of a transition stay together, the
    // first with the event that it goes on from.
    int room_for(const Event& event, const Placed& placed) {
        const bool half = event.kind == EventKind::outgoing;
        std::optional<std::size_t> place = std::exchange(half_, std::nullopt);
        for (std::size_t i = 0; i < rooms_.size() && half && !place; ++i)
            if (rooms_[i].end == placed.record.in && rooms_[i].source == event.source) place = i;
        for (std::size_t i = 0; i < rooms_.size() && !place; ++i)
            if (rooms_[i].end <= placed.record.in) place = i;
        if (!place) {
            place = rooms_.size();
            rooms_.emplace_back();
        }
        rooms_[*place] = {std::max(rooms_[*place].end, placed.record.out), event.source};
        if (half) half_ = place;
        return static_cast<int>(*place);
    }

    Event event_of(const Row& row, const Placed& placed) {
        const EventLine& line = row.item->event;
        Event event;
        event.kind = row.kind;
        event.name = !row.name.empty() ? row.name : line.reel;
        event.tape = line.reel;
        event.where = fmt::format("line {}", row.item->line);
        event.record = {seconds(placed.record.in), seconds(placed.record.out)};
        event.origin =
            placed.source_from_media ? conform::SourceOrigin::media : conform::SourceOrigin::timecode;
        const Played played = played_of(row, placed, counting_.record, doubts_);
        event.played = {seconds(played.span.in), seconds(played.span.out)};
        if (played.exact) event.played = *played.exact;
        event.speed = played.speed;
        event.fade_in.length = fade(row.fade_in, row, placed);
        event.fade_out.length =
            row.kind == EventKind::outgoing ? seconds(row.fade_out) : fade(row.fade_out, row, placed);
        event.dissolves = row.alone;
        event.note = fmt::format("{}", fmt::join(row.notes, "\n"));
        for (const std::string& effect : row.effects)
            if (!is_transition(effect)) event.effects.push_back(effect);
        if (line.reel.empty() || (upper(line.reel) != "BL" && upper(line.reel) != "BLACK"))
            event.source = source_of(row);
        return event;
    }

    Rational fade(std::int64_t frames, const Row& row, const Placed& placed) {
        const std::int64_t length = placed.record.length();
        if (frames <= length || row.kind == EventKind::key) return seconds(std::min(frames, length));
        doubts_.add(Severity::warning, "edl.dissolve-too-long", row.item->line,
                    fmt::format("Event {} has a transition of {} frames and lasts {}; cut to that.",
                                row.item->event.number, frames, length));
        return seconds(length);
    }

    int source_of(const Row& row) {
        const std::string& reel = row.item->event.reel;
        const std::string& name = !row.name.empty() ? row.name : !row.tape.empty() ? row.tape : reel;
        const auto [found, fresh] =
            sources_.emplace(std::pair{row.tape, name}, static_cast<int>(turnover_.sources.size()));
        if (fresh) {
            conform::Source source;
            source.name = name;
            source.tape = row.tape;
            source.timecode = source_counting(counting_, *row.item);
            turnover_.sources.push_back(std::move(source));
        }
        conform::Source& source = turnover_.sources[static_cast<std::size_t>(found->second)];
        for (const std::string& file : row.files)
            if (std::ranges::find(source.locators, file) == source.locators.end())
                source.locators.push_back(file);
        for (const Channel channel : row.channels)
            source.moving |= channel.kind == TrackKind::picture;
        take_facts(row, source);
        return found->second;
    }

    static void take_facts(const Row& row, conform::Source& source) {
        for (const Comment& fact : row.facts) {
            const std::pair<std::string, std::string> entry{fact.key, fact.text};
            if (std::ranges::find(source.comments, entry) != source.comments.end()) continue;
            if (source.comments.size() < 64) source.comments.push_back(entry);
            // Sony cameras keep the recording's UMID in the reel: "0X060A2B34…", 32 bytes.
            const std::string digits = upper(fact.text);
            if (digits.size() == 66 && digits.starts_with("0X060A2B34"))
                source.umids.assign(1, digits.substr(2));
        }
    }

    void add(Event event, const Row& row, const Placed& placed, Channel channel) {
        const bool sound = channel.kind == TrackKind::sound;
        event.fade_in.shape = event.fade_out.shape = shape_of(row, channel.kind);
        const auto tracks =
            static_cast<std::size_t>(std::ranges::count(row.channels, TrackKind::sound, &Channel::kind));
        if (row.channels.size() > 1) event.link = event.where;
        if (sound) {
            for (const Patch patch : row.patches)
                if (patch.track == channel.number) event.channels = {patch.source - 1};
            // Cut together from one recording, A1 plays its first channel, A2 its second.
            if (event.channels.empty() && tracks > 1) event.channels = {channel.number - 1};
            take_gain(event, row, placed, channel);
        } else if (row.wipe) {
            doubts_.add(Severity::note, "edl.wipe", row.item->line,
                        fmt::format("Event {} begins with a wipe; taken as a dissolve of the same length.",
                                    row.item->event.number));
        }
        if (++events_ <= events_max) tracks_[channel].push_back(std::move(event));
    }

    void take_gain(Event& event, const Row& row, const Placed& placed, Channel channel) const {
        if (row.gain) event.gain = *row.gain;
        std::vector<Level> levels;
        for (const Level& level : row.levels)
            if (!level.channel || *level.channel == channel || row.channels.size() == 1)
                levels.push_back(level);
        if (levels.empty()) return;
        const bool steady = std::ranges::all_of(
            levels, [&](const Level& level) { return level.gain == levels.front().gain; });
        if (steady) {
            event.gain = levels.front().gain + Db{0}; // -0.00 is 0
            return;
        }
        event.gain = {};
        const TimecodeFormat format = source_counting(counting_, *row.item);
        for (const Level& level : levels) {
            const auto frame = parse_timecode(level.at.text, format);
            if (!frame || event.speed <= Rational{0}) continue;
            const Rational after = seconds(frame->value - placed.source.in) / event.speed;
            event.gain_curve.points.push_back({after, level.gain.value});
        }
        std::ranges::stable_sort(event.gain_curve.points, {}, &conform::CurvePoint::at);
        if (event.gain_curve.points.empty()) event.gain = levels.front().gain;
    }

    void take_marker(const Comment& comment, const Row* row, const Placed& placed) {
        const auto locator = parse_locator(comment.text);
        std::optional<std::int64_t> frame;
        if (locator && locator->at.is == WrittenTime::Is::timecode)
            frame = clock_.record_frame(locator->at, comment.line);
        else if (locator && row) // a frame of the source
            frame = placed.record.in + locator->at.frames - placed.source.in;
        if (!frame) {
            doubts_.add(
                Severity::warning, "edl.marker-unread", comment.line,
                fmt::format("The marker '{}' names no time that can be read; left out.", comment.text));
            return;
        }
        conform::ListMarker marker;
        marker.at = seconds(*frame);
        marker.name = locator->text;
        marker.colour = locator->colour;
        turnover_.markers.push_back(std::move(marker));
    }

    void note_effects(const Event& event, std::size_t line) {
        for (const std::string& effect : event.effects)
            if (effects_.size() <= 20 && effects_.insert(effect).second && effects_line_ == 0)
                effects_line_ = line;
    }

    void finish_tracks() {
        for (auto& [channel, events] : tracks_) {
            ListTrack track;
            track.name = name_of_channel(channel);
            track.number = channel.number >= no_channel ? 0 : channel.number;
            track.kind = channel.kind;
            if (!std::ranges::is_sorted(events, {}, [](const Event& e) { return e.record.start; })) {
                doubts_.add(Severity::note, "edl.out-of-order", 0,
                            fmt::format("The events of {} are not in record order; sorted.", track.name));
                std::ranges::stable_sort(events, {}, [](const Event& e) { return e.record.start; });
            }
            say_overlaps(track.name, events);
            track.events = std::move(events);
            turnover_.tracks.push_back(std::move(track));
        }
        // Pictures first, as in the trade.
        std::ranges::stable_sort(turnover_.tracks, {},
                                 [](const ListTrack& t) { return t.kind == TrackKind::sound; });
    }

    void say_overlaps(const std::string& track, const std::vector<Event>& events) {
        std::size_t count = 0;
        std::string first;
        Rational end{0};
        for (const Event& event : events) {
            if (event.record.empty() || event.kind == EventKind::key) continue;
            if (event.record.start < end && count++ == 0) first = event.where;
            end = std::max(end, event.record.end);
        }
        if (count > 0)
            doubts_.add(Severity::note, "edl.overlap", 0,
                        fmt::format("{}: {} event{} before the one before it ends (the first on {}); the "
                                    "later one is heard.",
                                    track, count, count == 1 ? " begins" : "s begin", first));
    }

    const Scanned& list_;
    const Counting& counting_;
    Clock clock_;
    Doubts& doubts_;
    conform::Turnover turnover_;
    std::map<Channel, std::vector<Event>> tracks_;
    std::map<std::pair<std::string, std::string>, int> sources_;
    std::set<std::string, std::less<>> effects_;
    std::size_t effects_line_ = 0, events_ = 0;
    std::optional<std::int64_t> first_;
    struct Room {
        std::int64_t end = 0;
        int source = -1;
    };
    std::vector<Room> rooms_;
    std::optional<std::size_t> half_; // where the first half of a transition went
};

} // namespace

conform::Turnover build(const Scanned& list, const Counting& counting, Doubts& doubts) {
    return Builder(list, counting, doubts).build();
}

} // namespace dub::turnover::edl

#include "formats/turnover/text/session_text.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"
#include "formats/turnover/text/lines.h"
#include "formats/turnover/text/session_tables.h"
#include "formats/turnover/text/session_times.h"

namespace dub::turnover::pt_text {
namespace {

using conform::Event;
using conform::ListTrack;

constexpr std::uint64_t file_max = 16 << 20;

struct Width {
    std::string_view name;
    int channels;
};
constexpr std::array widths{
    Width{"Mono", 1},  Width{"Stereo", 2}, Width{"LCR", 3},    Width{"Quad", 4},   Width{"LCRS", 4},
    Width{"5.0", 5},   Width{"5.1", 6},    Width{"6.0", 6},    Width{"6.1", 7},    Width{"7.0", 7},
    Width{"7.1", 8},   Width{"5.0.2", 7},  Width{"5.1.2", 8},  Width{"5.0.4", 9},  Width{"5.1.4", 10},
    Width{"7.0.2", 9}, Width{"7.1.2", 10}, Width{"7.0.4", 11}, Width{"7.1.4", 12}, Width{"9.1.6", 16},
};

// "MX WT (Stereo)" has two; 1 where the name does not say.
int width_in(std::string_view name) {
    const auto open = name.rfind('(');
    if (open == name.npos || !name.ends_with(')')) return 1;
    const auto found = std::ranges::find(widths, name.substr(open + 1, name.size() - open - 2), &Width::name);
    return found == widths.end() ? 1 : found->channels;
}

// "Audio 3 Clip1.L" is channel L of "Audio 3 Clip1".
std::string without_channel(std::string_view name) {
    static constexpr std::array ends{".L",   ".R",   ".C",   ".LFE", ".Ls", ".Rs", ".Lss",
                                     ".Rss", ".Lsr", ".Rsr", ".Lc",  ".Rc", ".S"};
    for (const std::string_view end : ends)
        if (name.size() > end.size() && name.ends_with(end))
            return std::string(name.substr(0, name.size() - end.size()));
    return std::string(name);
}

// Macintosh paths have colons: "Disk:Folder:" is "/Volumes/Disk/Folder/".
std::string path_of(const FileRow& file) {
    std::string folder = file.folder;
    if (folder.find('/') == folder.npos && folder.find('\\') == folder.npos &&
        folder.find(':') != folder.npos) {
        std::ranges::replace(folder, ':', '/');
        folder = "/Volumes/" + folder;
    }
    const bool closed = folder.ends_with('/') || folder.ends_with('\\') || folder.empty();
    return folder + (closed ? "" : "/") + file.name;
}

enum class FadeRow : unsigned char { none, in, out, cross };
FadeRow fade_row(std::string_view name) {
    if (name == "(fade in)") return FadeRow::in;
    if (name == "(fade out)") return FadeRow::out;
    return name == "(cross fade)" ? FadeRow::cross : FadeRow::none;
}

class Builder {
  public:
    Builder(SessionTables tables, const ReadOptions& options, Doubts& doubts)
        : tables_(std::move(tables))
        , doubts_(doubts) {
        take_head(options);
        for (const FileRow& file : tables_.files)
            take_file(file);
        for (const ClipRow& clip : tables_.clips)
            clips_.emplace(clip.name, &clip);
    }

    conform::Turnover build() {
        for (const TrackTable& table : tables_.tracks)
            take_track(table);
        for (const MarkerRow& row : tables_.markers)
            take_marker(row);
        std::ranges::stable_sort(turnover_.markers, {}, &conform::ListMarker::at);
        if (bars_ > 0)
            doubts_.add(Severity::error, "pt-text.bars", bars_line_,
                        fmt::format("{} place{} written in bars and beats, which cannot be read without the "
                                    "session's tempo; left out. Export the text with timecode or samples.",
                                    bars_, bars_ == 1 ? " is" : "s are"));
        if (feet_)
            doubts_.add(
                Severity::note, "pt-text.feet", 0,
                "Places are in feet and frames; read as 35 mm at 24 frames a second from the session's "
                "start.");
        if (clips_read_ > 0 && !stamped_)
            doubts_.add(
                Severity::note, "pt-text.no-timestamps", 0,
                "The text does not say where in its file a clip begins; export it with timestamps, or "
                "take an AAF, to have handles.");
        return std::move(turnover_);
    }

  private:
    [[nodiscard]] std::string head(const std::string& key) const {
        const auto found = tables_.head.find(key);
        return found == tables_.head.end() ? std::string{} : found->second;
    }

    void take_head(const ReadOptions& options) {
        turnover_.format = "pt-text";
        turnover_.producer = "Pro Tools";
        turnover_.name = head("SESSION NAME");
        if (const auto rate = parse_rational(head("SAMPLE RATE")); rate && *rate > Rational{0}) {
            clock_.rate = {std::clamp<std::int64_t>(rate->nearest(), 1, 768000)};
            turnover_.sound_rate = clock_.rate;
        }
        take_counting(options);
        clock_.timecode = turnover_.timecode;
        const std::string start = head("SESSION START TIMECODE");
        if (const auto place = place_of(start, clock_); place && form_of(start) == TimeForm::timecode)
            clock_.start = *place;
        else
            doubts_.add(Severity::warning, "pt-text.start", 0,
                        fmt::format("The session's start '{}' cannot be read; taken as 00:00:00:00.", start));
        turnover_.start = frame_at(clock_.start, clock_.timecode.rate);
    }

    // "29.97 Drop Frame"
    void take_counting(const ReadOptions& options) {
        const std::string written = head("TIMECODE FORMAT");
        const auto words = words_of(written);
        const bool drop = upper(written).find("DROP") != std::string::npos;
        const auto told = words.empty() ? Result<TimecodeFormat>{fail(ErrorCode::invalid, {})}
                                        : timecode_format(std::string(words[0]) + (drop ? "df" : ""));
        if (told) {
            turnover_.timecode = *told;
        } else if (options.timecode) {
            turnover_.timecode = *options.timecode;
        } else {
            turnover_.rate = conform::RateIs::unknown;
            doubts_.add(
                Severity::warning, "pt-text.rate", 0,
                fmt::format("The timecode format '{}' is not known; name the rate (--fps).", written));
        }
    }

    int take_file(const FileRow& file) {
        const auto [found, fresh] = sources_.emplace(file.name, static_cast<int>(turnover_.sources.size()));
        if (!fresh) return found->second;
        conform::Source source;
        source.name = file.name;
        if (!file.folder.empty()) source.locators.push_back(path_of(file));
        source.rate = turnover_.sound_rate;
        if (file.offline) source.comments.emplace_back("Offline", "yes");
        turnover_.sources.push_back(std::move(source));
        return found->second;
    }

    std::optional<Rational> place(const std::string& text, std::size_t line, std::string_view what) {
        const TimeForm form = form_of(text);
        feet_ |= form == TimeForm::feet;
        if (form == TimeForm::bars) {
            if (bars_++ == 0) bars_line_ = line;
            return std::nullopt;
        }
        auto found = place_of(text, clock_);
        if (!found)
            doubts_.add(Severity::warning, "pt-text.time", line,
                        fmt::format("The {} '{}' cannot be read; left out.", what, text));
        return found;
    }

    void take_track(const TrackTable& table) {
        ListTrack track;
        track.name = table.name;
        track.number = static_cast<int>(turnover_.tracks.size()) + 1;
        track.channels = width_in(table.name);
        for (const EventRow& row : table.events)
            track.channels = std::max(track.channels, std::min(row.channel, 64));
        const std::string state = upper(table.state);
        track.muted = state.find("MUTED") != state.npos || state.find("INACTIVE") != state.npos;
        track.soloed = state.find("SOLO") != state.npos && state.find("SOLO SAFE") == state.npos;
        std::map<int, std::vector<const EventRow*>> by_channel;
        for (const EventRow& row : table.events)
            by_channel[row.channel].push_back(&row);
        ByStart by_start;
        for (const auto& [channel, rows] : by_channel)
            for (Event& event : events_of(table, rows))
                add(track, by_start, std::move(event), channel);
        std::ranges::stable_sort(track.events, {}, [](const Event& event) { return event.record.start; });
        if (!table.plug_ins.empty())
            doubts_.add(Severity::note, "pt-text.plug-ins", 0,
                        fmt::format("The plug-ins of '{}' are named but cannot be kept: {}.", table.name,
                                    joined_cells(table.plug_ins)));
        if (!trimmed(table.comments).empty())
            doubts_.add(Severity::note, "pt-text.comments", 0,
                        fmt::format("The comment of '{}' is not kept: {}", table.name, table.comments));
        turnover_.tracks.push_back(std::move(track));
    }

    static std::string joined_cells(std::string text) {
        for (std::size_t at = text.find('\t'); at != text.npos; at = text.find('\t', at))
            text.replace(at, 1, ", ");
        return text;
    }

    // The clips of one channel, with the fades that lie beside them.
    std::vector<Event> events_of(const TrackTable& table, const std::vector<const EventRow*>& rows) {
        std::vector<Event> events;
        std::optional<conform::TimeSpan> coming; // a fade into the next clip
        for (const EventRow* const row : rows) {
            const auto start = place(row->start, row->line, "start");
            const auto end = place(row->end, row->line, "end");
            if (!start || !end) continue;
            const conform::TimeSpan span{*start, std::max(*start, *end)};
            if (*end < *start)
                doubts_.add(Severity::warning, "pt-text.backwards", row->line,
                            fmt::format("'{}' ends ({}) before it begins ({}); it is kept without length.",
                                        row->name, row->end, row->start));
            const FadeRow fade = fade_row(row->name);
            if ((fade == FadeRow::out || fade == FadeRow::cross) && !events.empty() &&
                events.back().record.end == span.start) {
                events.back().record.end = span.end;
                events.back().played.end += span.length();
                events.back().fade_out.length = span.length();
            }
            if (fade != FadeRow::none) {
                coming = fade == FadeRow::out ? std::nullopt : std::optional(span);
                continue;
            }
            Event event = clip_of(table, *row, span);
            if (coming && coming->end == span.start) {
                event.record.start = coming->start;
                event.played.start -= coming->length();
                event.fade_in.length = coming->length();
            }
            coming.reset();
            events.push_back(std::move(event));
        }
        for (Event& event : events) // where in its file it begins is not told
            if (event.origin == conform::SourceOrigin::media)
                event.played = {Rational{0}, event.record.length()};
        return events;
    }

    Event clip_of(const TrackTable& table, const EventRow& row, const conform::TimeSpan& span) {
        Event event;
        event.name = without_channel(row.name);
        event.record = span;
        event.muted = row.state == "Muted";
        event.where = fmt::format("{} event {}", table.name, row.event);
        event.played = {Rational{0}, span.length()};
        ++clips_read_;
        if (!row.timestamp.empty())
            if (const auto stamp = place_of(row.timestamp, clock_)) {
                event.origin = conform::SourceOrigin::timecode;
                event.played = {*stamp, *stamp + span.length()};
                stamped_ = true;
            }
        const auto clip = clips_.find(row.name);
        event.source = clip != clips_.end() ? take_file({clip->second->file, {}, false})
                                            : take_file({event.name, {}, false});
        if (clip != clips_.end() && clip->second->channel >= 0) event.channels = {clip->second->channel};
        return event;
    }

    using ByStart = std::multimap<Rational, std::size_t>; // places in a track's events

    // The channels of one clip stand in rows of their own: alike in place, they are one event.
    static void add(ListTrack& track, ByStart& by_start, Event event, int channel) {
        const auto slot = static_cast<std::size_t>(std::max(channel, 1) - 1);
        if (track.channels > 1 && slot < static_cast<std::size_t>(track.channels)) {
            const int of_file = event.channels.empty() ? static_cast<int>(slot) : event.channels.front();
            const auto [first, last] = by_start.equal_range(event.record.start);
            int looks = 64; // clips that begin together: a track has one, damage may have many
            for (auto at = first; at != last && looks-- > 0; ++at) {
                Event& one = track.events[at->second];
                if (one.record != event.record || one.name != event.name || one.source != event.source ||
                    one.channels.at(slot) >= 0)
                    continue;
                one.channels[slot] = of_file;
                return;
            }
            event.channels.assign(static_cast<std::size_t>(track.channels), -1);
            event.channels[slot] = of_file;
            by_start.emplace(event.record.start, track.events.size());
        }
        track.events.push_back(std::move(event));
    }

    void take_marker(const MarkerRow& row) {
        // Samples are exact whatever the text's time form; ticks need the tempo, the place does not.
        const bool samples = row.units == "Samples" && form_of(row.reference) == TimeForm::samples;
        const auto at = place(samples ? row.reference : row.place, row.line, "marker's place");
        if (!at) return;
        conform::ListMarker marker;
        marker.at = *at;
        marker.name = row.name;
        marker.comment = row.comments;
        if (row.track_type == "Track")
            for (std::size_t i = 0; i < tables_.tracks.size(); ++i)
                if (tables_.tracks[i].name == row.track) marker.track = static_cast<int>(i);
        turnover_.markers.push_back(std::move(marker));
    }

    SessionTables tables_;
    Doubts& doubts_;
    conform::Turnover turnover_;
    SessionClock clock_;
    std::map<std::string, int> sources_;
    std::map<std::string, const ClipRow*> clips_;
    std::size_t bars_ = 0, bars_line_ = 0, clips_read_ = 0;
    bool feet_ = false, stamped_ = false;
};

} // namespace

bool sniff(std::string_view head, const std::filesystem::path&) {
    const TextLines text = lines_of(head);
    const auto first =
        std::ranges::find_if(text.lines, [](const std::string& line) { return !trimmed(line).empty(); });
    return first != text.lines.end() && first->starts_with("SESSION NAME:\t") &&
           std::ranges::any_of(text.lines,
                               [](const std::string& line) { return line.starts_with("SAMPLE RATE:"); });
}

Result<conform::Turnover> parse_session_text(std::string_view text, const std::filesystem::path& file,
                                             const ReadOptions& options) {
    const TextLines lines = lines_of(text);
    Doubts doubts;
    SessionTables tables = tables_of(lines.lines, doubts);
    if (!tables.head.contains("SESSION NAME"))
        return fail(
            ErrorCode::invalid,
            fmt::format("{} has no SESSION NAME; expected a session text of Pro Tools.", file.string()));
    conform::Turnover turnover = Builder(std::move(tables), options, doubts).build();
    say_encoding(lines, turnover.diagnostics);
    append(turnover.diagnostics, std::move(doubts).taken());
    return turnover;
}

Result<conform::Turnover> read(const std::filesystem::path& file, const ReadOptions& options) {
    TRY(const std::string text, read_text_file(file, file_max));
    return parse_session_text(text, file, options);
}

} // namespace dub::turnover::pt_text

#include "formats/turnover/text/session_tables.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "formats/turnover/text/lines.h"

namespace dub::turnover::pt_text {
namespace {

using Cells = std::vector<std::string_view>;
constexpr std::size_t events_max = 100'000;

// "T R A C K  L I S T I N G" is "TRACK LISTING"; nullopt: not a title.
std::optional<std::string> section_title(std::string_view line) {
    const std::string_view text = trimmed(line);
    if (text.size() < 9 || text.find('\t') != text.npos) return std::nullopt;
    std::string title;
    for (const std::string_view part : cells_of(text, ' ')) {
        if (part.size() > 1) return std::nullopt;
        title += part.empty() ? " " : part;
    }
    return title;
}

std::optional<int> number_in(std::string_view cell) {
    const std::string_view text = trimmed(cell);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

// "KEY:\tvalue" of the head or of a track.
std::optional<std::string> value_of(std::string_view line, std::string_view key) {
    if (!line.starts_with(key)) return std::nullopt;
    return std::string(trimmed(line.substr(key.size())));
}

class Tables {
  public:
    explicit Tables(Doubts& doubts)
        : doubts_(doubts) {}

    void take(std::string_view line, std::size_t number) {
        line_ = number;
        if (auto title = section_title(line)) {
            section_ = std::move(*title);
            columns_.clear();
            in_comments_ = false;
            static constexpr std::array known{"ONLINE FILES IN SESSION",
                                              "OFFLINE FILES IN SESSION",
                                              "ONLINE CLIPS IN SESSION",
                                              "OFFLINE CLIPS IN SESSION",
                                              "ONLINE REGIONS IN SESSION",
                                              "PLUG-INS LISTING",
                                              "TRACK LISTING",
                                              "MARKERS LISTING"};
            if (std::ranges::find(known, section_) == known.end())
                doubts_.add(Severity::note, "pt-text.section", line_,
                            fmt::format("The section '{}' is not known; passed over.", section_));
            return;
        }
        if (section_.empty())
            take_head(line);
        else if (section_.ends_with("FILES IN SESSION"))
            take_file(line);
        else if (section_.ends_with("CLIPS IN SESSION") || section_.ends_with("REGIONS IN SESSION"))
            take_clip(line);
        else if (section_ == "TRACK LISTING")
            take_track_line(line);
        else if (section_ == "MARKERS LISTING")
            take_marker(line);
    }

    SessionTables taken() { return std::move(tables_); }

  private:
    void take_head(std::string_view line) {
        const auto tab = line.find(":\t");
        if (tab != line.npos)
            tables_.head[std::string(trimmed(line.substr(0, tab)))] =
                std::string(trimmed(line.substr(tab + 2)));
    }

    void take_file(std::string_view line) {
        const Cells cells = cells_of(line, '\t');
        if (cells.size() < 2 || trimmed(cells[0]) == "Filename") return;
        tables_.files.push_back({std::string(trimmed(cells[0])), std::string(trimmed(cells[1])),
                                 section_.starts_with("OFFLINE")});
    }

    void take_clip(std::string_view line) {
        const Cells cells = cells_of(line, '\t');
        if (cells.size() < 2 || trimmed(cells[0]).ends_with(" NAME")) return;
        ClipRow clip{std::string(trimmed(cells[0])), std::string(trimmed(cells[1])), -1};
        if (cells.size() > 2) {
            std::string_view channel = trimmed(cells[2]); // "[2]"
            if (channel.starts_with('[') && channel.ends_with(']')) {
                channel = channel.substr(1, channel.size() - 2);
                if (const auto number = number_in(channel); number && *number > 0) clip.channel = *number - 1;
            }
        }
        tables_.clips.push_back(std::move(clip));
    }

    void take_track_line(std::string_view line) {
        if (auto name = value_of(line, "TRACK NAME:")) {
            tables_.tracks.push_back({std::move(*name), {}, {}, {}, {}});
            columns_.clear();
            in_comments_ = false;
            return;
        }
        if (tables_.tracks.empty()) return;
        TrackTable& track = tables_.tracks.back();
        if (columns_.empty() && take_track_head(line, track)) return;
        const Cells cells = cells_of(line, '\t');
        if (!cells.empty() && trimmed(cells[0]) == "CHANNEL") {
            columns_.assign(cells.begin(), cells.end());
            for (std::string& column : columns_)
                column = trimmed(column);
            in_comments_ = false;
        } else if (!columns_.empty()) {
            take_event(cells, track);
        }
    }

    // Comments may go on over lines and tabs, up to the delay.
    bool take_track_head(std::string_view line, TrackTable& track) {
        if (auto comments = value_of(line, "COMMENTS:")) {
            track.comments = std::move(*comments);
            return in_comments_ = true;
        }
        const auto delay = value_of(line, "USER DELAY:");
        auto state = value_of(line, "STATE:");
        auto plug_ins = value_of(line, "PLUG-INS:");
        if (delay || state || plug_ins) {
            in_comments_ = false;
            if (state) track.state = std::move(*state);
            if (plug_ins) track.plug_ins = std::move(*plug_ins);
            return true;
        }
        if (in_comments_ && !line.starts_with("CHANNEL")) track.comments += fmt::format("\n{}", line);
        return in_comments_ && !line.starts_with("CHANNEL");
    }

    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const {
        const auto found = std::ranges::find(columns_, name);
        if (found == columns_.end()) return std::nullopt;
        return static_cast<std::size_t>(found - columns_.begin());
    }

    void take_event(const Cells& cells, TrackTable& track) {
        if (cells.size() == 1 && trimmed(cells[0]).empty()) return;
        const auto channel = number_in(cells[0]);
        const auto event = cells.size() > 1 ? number_in(cells[1]) : std::nullopt;
        if (!channel || !event || cells.size() < columns_.size() || columns_.size() < 6) {
            doubts_.add(Severity::warning, "pt-text.event-unread", line_,
                        fmt::format("A line of track '{}' is no event; left out.", track.name));
            return;
        }
        if (++events_ > events_max) {
            doubts_.add(Severity::error, "pt-text.too-many", line_,
                        fmt::format("The session has more than {} clips; this one is left out.", events_max));
            return;
        }
        // A name may hold tabs: what is too much is its.
        const std::size_t more = cells.size() - columns_.size();
        std::string name(cells[2]);
        for (std::size_t i = 0; i < more; ++i)
            name += fmt::format("\t{}", cells[3 + i]);
        const auto cell = [&](std::string_view column_name) -> std::string {
            const auto at = column(column_name);
            return at && *at + more < cells.size() ? std::string(trimmed(cells[*at + more])) : std::string{};
        };
        track.events.push_back({*channel, *event, std::string(trimmed(name)), cell("START TIME"),
                                cell("END TIME"), cell("TIMESTAMP"), cell("STATE"), line_});
    }

    void take_marker(std::string_view line) {
        const Cells cells = cells_of(line, '\t');
        if (columns_.empty()) {
            if (trimmed(cells[0]) != "#") return;
            for (const std::string_view cell : cells)
                columns_.emplace_back(trimmed(cell));
            return;
        }
        if (!number_in(cells[0]) || cells.size() + 1 < columns_.size()) { // a comment goes on
            if (!tables_.markers.empty() && !(cells.size() == 1 && cells[0].empty()))
                tables_.markers.back().comments += fmt::format("\n{}", line);
            return;
        }
        const auto cell = [&](std::string_view name) -> std::string {
            const auto at = column(name);
            return at && *at < cells.size() ? std::string(trimmed(cells[*at])) : std::string{};
        };
        MarkerRow marker{cell("LOCATION"),   cell("TIME REFERENCE"), cell("UNITS"),    cell("NAME"),
                         cell("TRACK NAME"), cell("TRACK TYPE"),     cell("COMMENTS"), line_};
        for (std::size_t i = columns_.size(); i < cells.size(); ++i)
            marker.comments += fmt::format("\t{}", cells[i]);
        tables_.markers.push_back(std::move(marker));
    }

    Doubts& doubts_;
    SessionTables tables_;
    std::string section_;
    std::vector<std::string> columns_;
    bool in_comments_ = false;
    std::size_t line_ = 0, events_ = 0;
};

} // namespace

SessionTables tables_of(const std::vector<std::string>& lines, Doubts& doubts) {
    Tables tables(doubts);
    for (std::size_t i = 0; i < lines.size(); ++i)
        tables.take(lines[i], i + 1);
    return tables.taken();
}

} // namespace dub::turnover::pt_text

#pragma once
// The corpus' tables of what an independent reader says of a list: one row an item, and whether a list of
// ours holds that row. Only corpus tests see it.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "engine/conform/turnover.h"

namespace dub::test {

struct ExpectedRow {
    conform::TrackKind kind = conform::TrackKind::picture;
    std::string item, name;   // "Clip"
    conform::TimeSpan record; // seconds from the timeline's first frame
    conform::TimeSpan source; // seconds, in the recording's own time
    std::string line;
    [[nodiscard]] bool has_source() const { return line.find("\tsrc=") != std::string::npos; }
    [[nodiscard]] bool rounded() const { return line.find("e+") != std::string::npos; } // to six digits
};

// "214@25" or "1008.02@23.976".
inline Rational expected_time(const std::string& text) {
    const auto at = text.find('@');
    if (at == std::string::npos) return {};
    const auto rate = frame_rate_near(parse_rational(text.substr(at + 1)).value_or(Rational{1}));
    return rational_from(std::strtod(text.c_str(), nullptr)) * Rational{rate.den, rate.num};
}

inline conform::TimeSpan expected_span(const std::string& text) {
    const auto dots = text.find("..");
    return {expected_time(text.substr(0, dots)), expected_time(text.substr(dots + 2))};
}

inline std::vector<std::string> columns_of(const std::string& line) {
    std::vector<std::string> columns;
    for (std::size_t at = 0; at <= line.size();) {
        const auto tab = std::min(line.find('\t', at), line.size());
        columns.push_back(line.substr(at, tab - at));
        at = tab + 1;
    }
    return columns;
}

// The clips of the first timeline of a table.
inline std::vector<ExpectedRow> expected_clips(const std::filesystem::path& table) {
    std::vector<ExpectedRow> rows;
    std::ifstream in(table);
    auto kind = conform::TrackKind::picture;
    int timelines = 0;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("## ") && ++timelines > 1) break;
        if (line.starts_with("# track"))
            kind = line.ends_with(" Audio") ? conform::TrackKind::sound : conform::TrackKind::picture;
        const auto columns = columns_of(line);
        if (line.starts_with('#') || columns.size() < 6 || columns[3] != "Clip") continue;
        rows.push_back(
            {kind,
             columns[3],
             columns[4].substr(1, columns[4].size() - 2),
             {expected_time(columns[1]), expected_time(columns[2])},
             columns[5].starts_with("src=") ? expected_span(columns[5].substr(4)) : conform::TimeSpan{},
             line});
    }
    return rows;
}

// Where the table counts its record times from.
enum class Zero : unsigned char { first_frame, midnight };

// The table gives cuts where a list crosses over; ours reach over them. Sources within half a frame,
// or what the table rounds to.
inline bool holds(const conform::Turnover& list, const ExpectedRow& row, Zero counted) {
    const Rational zero = counted == Zero::midnight ? Rational{} : seconds_at(list.start, list.timecode.rate);
    const Rational near = row.rounded() ? Rational{1, 4} : Rational{1, 48};
    for (const conform::ListTrack& track : list.tracks) {
        if (track.kind != row.kind) continue;
        for (const conform::Event& event : track.events) {
            const Rational start = event.record.start - zero, end = event.record.end - zero;
            if (row.record.start < start || row.record.start > start + event.fade_in.length) continue;
            if (row.record.end > end || row.record.end < end - event.fade_out.length) continue;
            if (!row.has_source()) return true;
            Rational shown = event.played.start + (row.record.start - start) * event.speed;
            if (event.source >= 0 && event.origin == conform::SourceOrigin::media) {
                const conform::Source& source = list.sources[static_cast<std::size_t>(event.source)];
                if (source.start) shown += seconds_at(*source.start, source.timecode->rate);
            }
            const Rational off = shown - row.source.start;
            if (off <= near && off >= -near) return true;
        }
    }
    return false;
}

inline std::filesystem::path corpus_turnovers() {
    const char* corpus = std::getenv("DUBSTAGE_CORPUS");
    return corpus ? std::filesystem::path(corpus) / "turnovers" : std::filesystem::path();
}

} // namespace dub::test

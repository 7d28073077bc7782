#include "formats/turnover/text/ale.h"

#include <algorithm>
#include <charconv>
#include <map>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"
#include "formats/turnover/text/doubts.h"
#include "formats/turnover/text/lines.h"

namespace dub::turnover::ale {
namespace {

constexpr std::uint64_t file_max = 16 << 20;
constexpr std::size_t column_name_max = 128, rows_max = 100'000, facts_max = 500'000;

enum class Part : unsigned char { none, heading, column, data };

std::optional<Part> part_named(std::string_view line) {
    const std::string name = upper(trimmed(line));
    if (name == "HEADING") return Part::heading;
    if (name == "COLUMN" || name == "COLUMNS") return Part::column;
    if (name == "DATA") return Part::data;
    return std::nullopt;
}

// "23.98", "24.00", "29.97 DF"; nullopt: not a rate that is counted.
std::optional<TimecodeFormat> counting_of(std::string_view text) {
    const auto words = words_of(text);
    const auto value = words.empty() ? std::nullopt : parse_rational(words[0]);
    if (!value) return std::nullopt;
    const FrameRate rate = frame_rate_near(*value);
    for (const NamedTimecodeFormat& known : timecode_formats())
        if (known.format.rate == rate) return known.format; // the non-drop form comes first
    return std::nullopt;
}

std::optional<std::int64_t> first_number(std::string_view text) {
    const auto start = text.find_first_of("0123456789");
    std::int64_t value = 0;
    if (start == text.npos ||
        std::from_chars(text.data() + start, text.data() + text.size(), value).ec != std::errc{})
        return std::nullopt;
    return value;
}

// "48khz", "48000", "48".
std::optional<SampleRate> sound_rate_of(std::string_view text) {
    const auto value = first_number(text);
    if (!value || *value <= 0 || *value > 768000) return std::nullopt;
    return SampleRate{*value < 1000 ? *value * 1000 : *value};
}

// "VA1A2", "A1-4", "V": whether there is a picture, and how many channels.
void take_tracks(std::string_view text, conform::Source& source) {
    const std::string tracks = upper(text);
    source.moving = tracks.find('V') != tracks.npos;
    std::int64_t count = 0;
    for (std::size_t at = tracks.find('A'); at != tracks.npos; at = tracks.find('A', at + 1)) {
        const std::string_view rest = std::string_view(tracks).substr(at + 1);
        const std::int64_t from =
            first_number(rest.substr(0, rest.find_first_not_of("0123456789"))).value_or(1);
        const auto dash = rest.find_first_not_of("0123456789");
        std::int64_t to = from;
        if (dash != rest.npos && rest[dash] == '-') to = first_number(rest.substr(dash + 1)).value_or(from);
        count = std::max(count, to);
    }
    source.channels = static_cast<int>(std::min<std::int64_t>(count, 64));
}

bool is_any_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

class Reader {
  public:
    explicit Reader(const ReadOptions& options) {
        turnover_.format = "ale";
        if (options.timecode)
            turnover_.timecode = *options.timecode;
        else
            turnover_.rate = conform::RateIs::unknown;
    }

    void take(std::string_view line, std::size_t number) {
        line_ = number;
        if (trimmed(line).empty()) return;
        if (const auto part = part_named(line); part && *part > part_) {
            part_ = *part;
            return;
        }
        switch (part_) {
        case Part::none: break;
        case Part::heading: take_heading(line); break;
        case Part::column: take_columns(line); break;
        case Part::data: take_row(line); break;
        }
    }

    [[nodiscard]] bool has_table() const { return !columns_.empty(); }

    conform::Turnover taken() {
        if (facts_ > facts_max)
            doubts_.add(Severity::warning, "ale.too-many", 0,
                        fmt::format("The log has more than {} cells of other columns; the rest is left out.",
                                    facts_max));
        turnover_.diagnostics = std::move(doubts_).taken();
        return std::move(turnover_);
    }

  private:
    void take_heading(std::string_view line) {
        const auto words = words_of(line);
        const std::string key = upper(words[0]);
        const std::string_view value = trimmed(trimmed(line).substr(words[0].size()));
        if (key == "FIELD_DELIM") delimiter_ = upper(value).starts_with("COMMA") ? ',' : '\t';
        if (key == "AUDIO_FORMAT") turnover_.sound_rate = sound_rate_of(value);
        if (key != "FPS") return;
        if (const auto counting = counting_of(value)) {
            turnover_.timecode = *counting;
            turnover_.rate = conform::RateIs::told;
        } else {
            doubts_.add(Severity::warning, "ale.rate", line_,
                        fmt::format("'{}' is not a frame rate that is counted; times are left out.", value));
        }
    }

    void take_columns(std::string_view line) {
        if (!columns_.empty()) return;
        for (const std::string_view name : cells_of(line, delimiter_))
            columns_.emplace_back(trimmed(name).substr(0, column_name_max));
    }

    void take_row(std::string_view line) {
        const auto cells = cells_of(line, delimiter_);
        if (cells.size() > columns_.size() &&
            std::ranges::any_of(cells.begin() + static_cast<std::ptrdiff_t>(columns_.size()), cells.end(),
                                [](std::string_view cell) { return !trimmed(cell).empty(); }))
            doubts_.add(Severity::warning, "ale.cells", line_,
                        fmt::format("The row has {} cells, the table {} columns; the rest is left out.",
                                    cells.size(), columns_.size()));
        conform::Source source;
        source.rate = turnover_.sound_rate;
        Row row{source, {}, {}, {}, {}, {}, {}};
        for (std::size_t i = 0; i < std::min(cells.size(), columns_.size()); ++i)
            if (const std::string_view cell = trimmed(cells[i]); !cell.empty())
                take_cell(row, columns_[i], cell);
        finish(row);
    }

    struct Row {
        conform::Source source;
        std::string_view start, end, duration, rate, path, file;
    };

    void take_cell(Row& row, const std::string& column, std::string_view cell) {
        const std::string name = upper(column);
        conform::Source& source = row.source;
        if (name == "NAME")
            source.name = cell;
        else if (name == "TAPE")
            source.tape = cell;
        else if (name == "SCENE")
            source.scene = cell;
        else if (name == "TAKE")
            source.take = cell;
        else if (name == "START")
            row.start = cell;
        else if (name == "END")
            row.end = cell;
        else if (name == "DURATION")
            row.duration = cell;
        else if (name == "FPS")
            row.rate = cell;
        else if (name == "TRACKS")
            take_tracks(cell, source);
        else if (is_any_of(name, {"SOURCE FILE", "SOURCE FILE NAME", "FILENAME", "FILE NAME"}))
            row.file = cell;
        else if (is_any_of(name, {"SOURCE PATH", "SOURCE FILE PATH", "FILE PATH", "UNC"}))
            row.path = cell;
        else if (is_any_of(name, {"AUDIO SR", "AUDIO SAMPLE RATE"}))
            source.rate = sound_rate_of(cell);
        else if (name == "AUDIO BIT DEPTH")
            source.bits = static_cast<int>(std::min<std::int64_t>(first_number(cell).value_or(0), 64));
        else if (facts_++ < facts_max)
            source.comments.emplace_back(column, cell);
    }

    void finish(Row& row) {
        conform::Source& source = row.source;
        if (source.name.empty()) source.name = row.file;
        if (source.name.empty() && source.tape.empty() && source.comments.empty()) return;
        // A reel or sound roll serves where the tape's column is empty; it stays among the comments, too.
        for (const auto& [key, value] : source.comments)
            if (source.tape.empty() &&
                is_any_of(upper(key), {"SOUNDROLL", "SOUND ROLL", "REEL", "REEL #", "CAMROLL"}))
                source.tape = value;
        for (const auto& [key, value] : source.comments)
            if (value.size() == 64 && is_any_of(upper(key), {"UMID", "SOURCE UMID", "MOBID", "MOB ID"}))
                source.umids.push_back(upper(value));
        if (!row.path.empty()) {
            const bool folder = row.path.ends_with('/') || row.path.ends_with('\\');
            source.locators.push_back(std::string(row.path) +
                                      (folder ? std::string(row.file) : std::string{}));
        }
        if (!row.file.empty()) source.locators.emplace_back(row.file);
        take_times(row);
        if (turnover_.sources.size() < rows_max)
            turnover_.sources.push_back(std::move(source));
        else
            doubts_.add(
                Severity::error, "ale.too-many", line_,
                fmt::format("The log has more than {} rows; this one is left out. Split it.", rows_max));
    }

    void take_times(Row& row) {
        if (row.start.empty()) return;
        TimecodeFormat counting = counting_of(row.rate).value_or(turnover_.timecode);
        if (row.start.find(';') != row.start.npos && counting.nominal % 30 == 0)
            counting.drop = DropFrame::yes;
        const auto start = parse_timecode(row.start, counting);
        if (!start) {
            doubts_.add(
                Severity::warning, "ale.timecode", line_,
                fmt::format("The start of '{}' cannot be read: {}", row.source.name, start.error().sentence));
            return;
        }
        row.source.timecode = counting;
        row.source.start = *start;
        if (row.source.moving) row.source.picture_rate = counting.rate;
        if (const auto end = parse_timecode(row.end, counting)) {
            FrameCount length = *end - *start;
            if (length < FrameCount{0}) length += frames_per_day(counting);
            row.source.length = seconds_of(length, counting.rate);
        } else if (const auto duration = parse_timecode(row.duration, counting)) {
            row.source.length = seconds_at(*duration, counting.rate);
        }
    }

    conform::Turnover turnover_;
    Doubts doubts_;
    std::vector<std::string> columns_;
    Part part_ = Part::none;
    char delimiter_ = '\t';
    std::size_t line_ = 0, facts_ = 0;
};

} // namespace

bool sniff(std::string_view head, const std::filesystem::path&) {
    const TextLines text = lines_of(head);
    const auto first =
        std::ranges::find_if(text.lines, [](const std::string& line) { return !trimmed(line).empty(); });
    if (first == text.lines.end() || part_named(*first) != Part::heading) return false;
    return std::any_of(first + 1, text.lines.end(), [](const std::string& line) {
        return upper(trimmed(line)).starts_with("FIELD_DELIM") || part_named(line) == Part::column;
    });
}

Result<conform::Turnover> parse_ale(std::string_view text, const std::filesystem::path& file,
                                    const ReadOptions& options) {
    const TextLines lines = lines_of(text);
    Reader reader(options);
    for (std::size_t i = 0; i < lines.lines.size(); ++i)
        reader.take(lines.lines[i], i + 1);
    if (!reader.has_table())
        return fail(
            ErrorCode::invalid,
            fmt::format("{} has no table; expected Heading, Column with names, and Data.", file.string()));
    conform::Turnover turnover = reader.taken();
    turnover.name = file.stem().string();
    say_encoding(lines, turnover.diagnostics);
    return turnover;
}

Result<conform::Turnover> read(const std::filesystem::path& file, const ReadOptions& options) {
    TRY(const std::string text, read_text_file(file, file_max));
    return parse_ale(text, file, options);
}

} // namespace dub::turnover::ale

// The lists of the corpus: every event of each is there, counted by a way of its own; and where the table of
// the independent reader is right, the same places.
#include <cstdlib>
#include <filesystem>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "engine/conform/settle.h"
#include "engine/core/atomic_file.h"
#include "formats/turnover/edl/edl.h"
#include "tests/formats/turnover/edl_table.h"

namespace dub::test {
namespace {
namespace fs = std::filesystem;

std::vector<fs::path> corpus_lists() {
    const char* const corpus = std::getenv("DUBSTAGE_CORPUS");
    std::vector<fs::path> lists;
    if (!corpus || !fs::exists(fs::path(corpus) / "turnovers" / "files")) return lists;
    for (const auto& entry : fs::directory_iterator(fs::path(corpus) / "turnovers" / "files")) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(".edl") || name.ends_with(".EDL") || name.find("adobe_dai109") != name.npos)
            lists.push_back(entry.path());
    }
    std::ranges::sort(lists);
    return lists;
}

std::string text_of(const fs::path& file) { return read_text_file(file, 64 << 20).value(); }

// A number in front and something like a timecode at the end, as awk would ask.
std::size_t event_lines(std::string text) {
    for (char& c : text)
        if (c == '\r') c = '\n';
    std::istringstream stream(text);
    std::size_t count = 0;
    for (std::string line; std::getline(stream, line);) {
        std::istringstream words(line);
        std::string word, first, last;
        for (bool begin = true; words >> word; begin = false, last = word)
            if (begin) first = word;
        const bool number = !first.empty() && first.find_first_not_of("0123456789") == first.npos;
        const auto colons = std::ranges::count_if(last, [](char c) { return c == ':' || c == ';'; });
        count += number && colons == 3 ? 1 : 0;
    }
    return count;
}

std::size_t lines_read(const conform::Turnover& list) {
    std::set<std::string> lines;
    for (const auto& track : list.tracks)
        for (const auto& event : track.events)
            lines.insert(event.where);
    return lines.size();
}

struct Expected { // one clip of an independent table, in frames
    std::string track;
    double start = 0, end = 0, source_start = 0, source_end = 0;
};
struct Table {
    double rate = 24;
    std::vector<Expected> clips;
};

std::optional<Table> expected_of(const fs::path& list) {
    const fs::path file =
        list.parent_path().parent_path() / "expected" / "otio" / (list.filename().string() + ".txt");
    if (!fs::exists(file)) return std::nullopt;
    const std::string text = text_of(file);
    if (text.find("!! otio failed") != text.npos) return std::nullopt;
    Table table;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        char track[64] = {}, kind[64] = {};
        Expected one;
        double rate = 0;
        if (std::sscanf(line.c_str(), "# rate %lf", &rate) == 1) table.rate = rate;
        const auto src = line.find("src=");
        if (std::sscanf(line.c_str(), "%63[^\t]\t%lf@%*[^\t]\t%lf@%*[^\t]\t%63s", track, &one.start, &one.end,
                        kind) != 4 ||
            std::string(kind) != "Clip" || src == line.npos ||
            std::sscanf(line.c_str() + src, "src=%lf@%*[^.]..%lf@", &one.source_start, &one.source_end) < 1)
            continue;
        const auto dots = line.find("..", src);
        one.source_end = std::strtod(line.c_str() + dots + 2, nullptr);
        one.track = track;
        table.clips.push_back(one);
    }
    return table;
}

TEST(EdlCorpus, every_event_line_is_read) {
    const auto lists = corpus_lists();
    if (lists.empty()) GTEST_SKIP() << "DUBSTAGE_CORPUS names no folder with turnovers/";
    for (const fs::path& file : lists) {
        const std::string text = text_of(file);
        EXPECT_TRUE(turnover::edl::sniff(text.substr(0, 4096), file)) << file;
        const auto list = turnover::read_turnover(file);
        ASSERT_TRUE(list) << file << list.error().text();
        EXPECT_EQ(lines_read(*list), event_lines(text)) << file;
        EXPECT_EQ(list->format, "edl");
        if (std::getenv("DUBSTAGE_SHOW"))
            fmt::print("== {}\n{} {}\n", file.filename().string(), name_of(list->timecode), codes(*list));
    }
}

// Where the independent reader is not followed, in how many rows, and why.
struct Deviation {
    std::string_view file;
    std::size_t rows;
    std::string_view reason;
};
constexpr std::array deviations{
    Deviation{"edl-genius__cmx3600.edl", 8, "it counts drop-frame labels as non-drop"},
    Deviation{"edl-genius__file32.edl", 8, "it counts drop-frame labels as non-drop"},
    Deviation{"edl__45S_SAMPLE.EDL", 2, "it plays on from the frame where reversed playing begins"},
    Deviation{"edl__REVERSE.EDL", 1, "it plays on from the frame where reversed playing begins"},
    Deviation{"sg-otio__079_HA_006.edl", 1, "it plays on from the frame where reversed playing begins"},
    Deviation{"sg-otio__079_HA_V05.edl", 1, "it plays on from the frame where reversed playing begins"},
    Deviation{"edl__SPLICEME.EDL", 1, "it ends where the source does and not the record"},
    Deviation{"otio-cmx3600-adapter__timecode_mismatch.edl", 14,
              "it ends where the source does, and moves the rest"},
    Deviation{"pycmx__test_24psf.edl", 8, "it ends where the source does, and has no tracks of AUD lines"},
    Deviation{"python-edl__test.edl", 4, "it ends where the source does, and has no tracks of AUD lines"},
};

// Rows of one list that are elsewhere than in the table.
std::size_t rows_elsewhere(const conform::Turnover& list, const Table& table, std::string& told) {
    std::size_t rows = 0;
    const Rational rate{list.timecode.rate.num, list.timecode.rate.den};
    const auto at = [&](Rational time) { return (time * rate).value(); };
    for (const auto& track : list.tracks) {
        std::vector<Expected> theirs;
        for (const Expected& one : table.clips)
            if (one.track == track.name) theirs.push_back(one);
        std::vector<const conform::Event*> ours;
        for (const auto& event : track.events)
            if (!event.record.empty()) ours.push_back(&event);
        rows += static_cast<std::size_t>(
            std::abs(static_cast<std::ptrdiff_t>(ours.size()) - static_cast<std::ptrdiff_t>(theirs.size())));
        for (std::size_t i = 0; i < std::min(ours.size(), theirs.size()); ++i) {
            const double zero = at(ours[0]->record.start) - theirs[0].start;
            if (at(ours[i]->record.start) - zero == theirs[i].start &&
                at(ours[i]->record.end) - zero == theirs[i].end &&
                // The table has six digits.
                std::abs(at(ours[i]->played.start) - theirs[i].source_start) <= theirs[i].source_start * 1e-5)
                continue;
            ++rows;
            told += fmt::format("{}; theirs {} to {} from {}\n", row(list, track, *ours[i]), theirs[i].start,
                                theirs[i].end, theirs[i].source_start);
        }
    }
    return rows;
}

TEST(EdlCorpus, places_agree_with_the_independent_reader) {
    const auto lists = corpus_lists();
    if (lists.empty()) GTEST_SKIP() << "DUBSTAGE_CORPUS names no folder with turnovers/";
    std::size_t compared = 0;
    for (const fs::path& file : lists) {
        const auto expected = expected_of(file);
        if (!expected) continue;
        turnover::ReadOptions options;
        options.timecode = timecode_format(fmt::format("{}", expected->rate)).value();
        const auto list = turnover::edl::parse_edl(text_of(file), file, options);
        ASSERT_TRUE(list) << file << list.error().text();
        const auto deviation = std::ranges::find(deviations, file.filename().string(), &Deviation::file);
        std::string told;
        EXPECT_EQ(rows_elsewhere(*list, *expected, told), deviation == deviations.end() ? 0 : deviation->rows)
            << file << '\n'
            << told;
        compared += expected->clips.size();
    }
    EXPECT_GT(compared, 1000U);
}

// Without recordings, and up to where the source ends: that is whole frames in a list, and what is heard of a
// speed is not.
std::string places(const conform::Turnover& list) {
    std::string text;
    for (const auto& track : list.tracks)
        for (conform::Event event : track.events) {
            event.channels.clear();
            event.source = -1;
            (event.speed < Rational{0} ? event.played.start : event.played.end) = {};
            text += row(list, track, event) + '\n';
        }
    return text;
}

TEST(EdlCorpus, what_is_written_of_a_list_is_read_as_it_was_heard) {
    const auto lists = corpus_lists();
    if (lists.empty()) GTEST_SKIP() << "DUBSTAGE_CORPUS names no folder with turnovers/";
    for (const fs::path& file : lists) {
        auto list = turnover::read_turnover(file).value();
        list.rate = conform::RateIs::told;
        list = conform::heard(std::move(list));
        const auto written = turnover::edl::write_edl(list, turnover::edl::Reels::thirty_two).value();
        std::string again, heard = places(list);
        for (const auto& one : written.lists) {
            auto back = turnover::edl::parse_edl(one.text, file, {list.timecode, ""});
            ASSERT_TRUE(back) << file << one.name << back.error().text();
            if (back->tracks.size() == 1) back->tracks[0].name = one.name; // a NONE that was the second
            again += places(conform::heard(*back));
        }
        EXPECT_EQ(again, heard) << file;
        if (std::getenv("DUBSTAGE_SHOW"))
            for (const auto& one : written.lists)
                fmt::print("{}\n", one.text);
    }
}

} // namespace
} // namespace dub::test

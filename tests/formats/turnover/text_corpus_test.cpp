// Logs and session texts of the corpus: as many rows are read as stand in them, and five exports of one
// session, each with places in another form, hold the same places.
#include <cstdlib>
#include <filesystem>
#include <regex>
#include <sstream>

#include <gtest/gtest.h>

#include "engine/core/atomic_file.h"
#include "formats/turnover/format.h"

namespace dub::test {
namespace {
namespace fs = std::filesystem;

std::vector<fs::path> corpus_files(std::string_view part, std::string_view end) {
    const char* const corpus = std::getenv("DUBSTAGE_CORPUS");
    std::vector<fs::path> files;
    if (!corpus || !fs::exists(fs::path(corpus) / "turnovers" / "files")) return files;
    for (const auto& entry : fs::directory_iterator(fs::path(corpus) / "turnovers" / "files"))
        if (const std::string name = entry.path().filename().string();
            name.find(part) != name.npos && name.ends_with(end))
            files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

std::size_t lines_like(const fs::path& file, const std::regex& wanted, const std::regex& not_this) {
    std::istringstream stream(read_text_file(file, 1 << 20).value());
    std::size_t count = 0;
    for (std::string line; std::getline(stream, line);)
        count += std::regex_search(line, wanted) && !std::regex_search(line, not_this) ? 1 : 0;
    return count;
}

std::size_t events_of(const conform::Turnover& list) {
    std::size_t count = 0;
    for (const auto& track : list.tracks)
        count += track.events.size();
    return count;
}

TEST(TextCorpus, every_row_of_a_log_is_a_recording) {
    const auto files = corpus_files("", ".ale");
    if (files.empty()) GTEST_SKIP() << "DUBSTAGE_CORPUS names no folder with turnovers/";
    for (const fs::path& file : files) {
        const auto list = turnover::read_turnover(file);
        ASSERT_TRUE(list) << list.error().text();
        EXPECT_EQ(list->format, "ale");
        EXPECT_EQ(list->rate, conform::RateIs::told) << file;
        // Rows hold a dozen tabs and a timecode; the names of the columns hold none.
        EXPECT_EQ(
            list->sources.size(),
            lines_like(file, std::regex("\t.*[0-9]{2}:[0-9]{2}:[0-9]{2}:[0-9]{2}\t"), std::regex("^$")));
        for (const auto& source : list->sources)
            EXPECT_TRUE(source.start && source.length && !source.name.empty()) << file;
    }
}

TEST(TextCorpus, every_clip_of_a_session_is_an_event) {
    auto files = corpus_files("SessionText", ".txt");
    std::ranges::move(corpus_files("ptulsconv", ".txt"), std::back_inserter(files));
    if (files.empty()) GTEST_SKIP() << "DUBSTAGE_CORPUS names no folder with turnovers/";
    for (const fs::path& file : files) {
        const auto list = turnover::read_turnover(file);
        ASSERT_TRUE(list) << list.error().text();
        EXPECT_EQ(list->format, "pt-text");
        EXPECT_EQ(list->rate, conform::RateIs::told) << file;
        const bool bars = file.string().find("BarsBeats") != std::string::npos;
        EXPECT_EQ(has_error(list->diagnostics), bars) << file;
        EXPECT_EQ(list->tracks.size(), lines_like(file, std::regex("^TRACK NAME:"), std::regex("^$")));
        if (!bars) {
            EXPECT_EQ(events_of(*list), lines_like(file, std::regex("^1 *\t[0-9]+ *\t"),
                                                   std::regex("\\((fade|cross)|Ruler|\tSamples")))
                << file;
        }
        EXPECT_EQ(list->markers.size(),
                  bars ? 1 : lines_like(file, std::regex("\t(Samples|Ticks) *\t"), std::regex("^USER DELAY")))
            << file;
    }
}

TEST(TextCorpus, one_session_in_five_forms_has_the_same_places) {
    const auto files = corpus_files("TimeFormats", ".txt");
    if (files.empty()) GTEST_SKIP() << "DUBSTAGE_CORPUS names no folder with turnovers/";
    std::optional<conform::Turnover> samples;
    for (const fs::path& file : files)
        if (file.string().find("Samples_") != std::string::npos)
            samples = turnover::read_turnover(file).value();
    ASSERT_TRUE(samples);
    ASSERT_EQ(events_of(*samples), 2U);
    EXPECT_EQ(samples->tracks[0].events[0].record.length(), (Rational{642000, 48000}));
    for (const fs::path& file : files) {
        const auto list = turnover::read_turnover(file).value();
        for (std::size_t i = 0; i < list.tracks.size(); ++i)
            for (const auto& event : list.tracks[i].events)
                EXPECT_NEAR(event.record.start.value(),
                            samples->tracks.at(i).events.at(0).record.start.value(), 0.001)
                    << file;
        for (std::size_t i = 0; i < list.markers.size(); ++i)
            EXPECT_NEAR(list.markers[i].at.value(), samples->markers.at(i).at.value(), 0.001) << file;
    }
}

} // namespace
} // namespace dub::test

#include "app/commands/console.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "app/commands/reading.h"

namespace {

using namespace dub;
using namespace dub::app;

std::string progress_of(Console console) {
    char* text = nullptr;
    std::size_t size = 0;
    console.err = ::open_memstream(&text, &size);
    {
        ConsoleProgress progress(console);
        for (int i = 0; i <= 1000; ++i)
            EXPECT_TRUE(progress.at(i / 1000.0, "mixing"));
    }
    std::fclose(console.err);
    const std::string told(text, size);
    std::free(text);
    return told;
}

TEST(ConsoleProgress, is_told_in_steps_of_ten_where_there_is_no_terminal) {
    std::string wanted;
    for (int step = 10; step <= 100; step += 10)
        wanted += std::to_string(step) + " %  mixing\n";
    EXPECT_EQ(progress_of({}), wanted);
}

TEST(ConsoleProgress, is_a_bar_on_a_terminal_and_taken_away_at_the_end) {
    Console console;
    console.terminal = Terminal::yes;
    const std::string told = progress_of(console);
    EXPECT_TRUE(told.starts_with("\r")) << told;
    EXPECT_TRUE(told.ends_with("\r\033[K")) << told;
    EXPECT_EQ(told.find('\n'), std::string::npos);
}

TEST(ConsoleProgress, is_silent_when_quiet) {
    Console console;
    console.quiet = true;
    EXPECT_EQ(progress_of(console), "");
}

TEST(ConsoleProgress, passes_on_that_the_user_wants_to_stop) {
    std::atomic<bool> interrupted{false};
    Console console;
    console.quiet = true;
    console.err = stderr;
    console.interrupted = &interrupted;
    ConsoleProgress progress(console);
    EXPECT_TRUE(progress.at(0.1, "mixing"));
    interrupted = true;
    EXPECT_FALSE(progress.at(0.2, "mixing"));
}

std::string shown(const Diagnostic& diagnostic) {
    char* text = nullptr;
    std::size_t size = 0;
    Console console;
    console.err = ::open_memstream(&text, &size);
    show(console, {diagnostic});
    std::fclose(console.err);
    const std::string told(text, size);
    std::free(text);
    return told;
}

TEST(Show, a_file_is_named_once) {
    EXPECT_EQ(shown({Severity::warning, "x", "/s/mix.wav", "it is short."}),
              "warning: /s/mix.wav: it is short.\n");
    EXPECT_EQ(shown({Severity::warning, "x", "/s/mix.wav", "Cannot read /s/mix.wav."}),
              "warning: Cannot read /s/mix.wav.\n");
    EXPECT_EQ(shown({Severity::note, "x", "/s/mix.wav", "mix.wav is short."}),
              "note: /s/mix.wav is short.\n");
    EXPECT_EQ(shown({Severity::note, "x", "PM", "the PM is loud."}), "note: PM: the PM is loud.\n");
    EXPECT_EQ(shown({Severity::error, "x", "", "It fails."}), "error: It fails.\n");
}

TEST(Reading, a_comma_list_drops_empty_items) {
    EXPECT_EQ(comma_list("a,b"), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(comma_list(",a,,"), (std::vector<std::string>{"a"}));
    EXPECT_TRUE(comma_list("").empty());
}

TEST(Reading, a_bad_value_names_its_option) {
    const auto layout = layout_option("--layout", "9.1");
    ASSERT_FALSE(layout);
    EXPECT_EQ(layout.error().code, ErrorCode::usage);
    EXPECT_TRUE(layout.error().sentence.starts_with("--layout:")) << layout.error().sentence;
    // A timecode that does not exist is a bad option here, not a bad file.
    const auto at = timecode_option("--at", "00:00:00:24", {{24, 1}, 24, DropFrame::no});
    ASSERT_FALSE(at);
    EXPECT_EQ(at.error().code, ErrorCode::usage);
}

} // namespace

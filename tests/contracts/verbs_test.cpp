// What docs/cli.md promises of every verb, over the whole catalogue.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sstream>

#include <gtest/gtest.h>

#include "app/commands/program.h"
#include "engine/core/atomic_file.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
using namespace dub::app;

struct Ran {
    Exit exit = Exit::done;
    std::string out, err;
};

// A stream into memory.
class Page {
  public:
    Page()
        : file_(::open_memstream(&text_, &size_)) {}
    Page(const Page&) = delete;
    Page& operator=(const Page&) = delete;
    ~Page() {
        std::fclose(file_);
        std::free(text_);
    }
    [[nodiscard]] std::FILE* file() { return file_; }
    [[nodiscard]] std::string text() {
        std::fflush(file_);
        return {text_, size_};
    }

  private:
    char* text_ = nullptr;
    std::size_t size_ = 0;
    std::FILE* file_;
};

Ran run(std::vector<std::string> words) {
    Page out;
    Page err;
    Console console;
    console.out = out.file();
    console.err = err.file();
    const Exit exit = run_program(words, console);
    return {exit, out.text(), err.text()};
}

std::vector<std::string> words_of(std::string_view line) {
    std::istringstream stream{std::string(line)};
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

std::vector<Option> options_of(const Verb& verb, std::unique_ptr<Command>& keep) {
    keep = verb.make();
    Options options;
    keep->declare(options);
    return options.list();
}

bool is_place(const Option& option) { return !option.name.starts_with('-'); }
bool must_be_given(const Option& option) {
    return is_place(option) && (std::holds_alternative<std::string*>(option.into) ||
                                std::holds_alternative<std::vector<std::string>*>(option.into));
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// Runs in an empty folder, so that an example names files that are not there.
class EmptyFolder {
  public:
    EmptyFolder()
        : back_(std::filesystem::current_path()) {
        std::filesystem::current_path(folder_.path());
    }
    ~EmptyFolder() { std::filesystem::current_path(back_); }
    EmptyFolder(const EmptyFolder&) = delete;
    EmptyFolder& operator=(const EmptyFolder&) = delete;
    [[nodiscard]] bool is_empty() const { return std::filesystem::is_empty(folder_.path()); }

  private:
    test::TempFolder folder_;
    std::filesystem::path back_;
};

TEST(Verbs, the_catalogue_holds_each_verb_once) {
    for (const auto& verb : verbs())
        EXPECT_EQ(find_verb(verb.name), &verb) << verb.name;
    EXPECT_GE(verbs().size(), 9U);
}

TEST(Verbs, help_shows_every_option_and_a_real_example) {
    for (const auto& verb : verbs()) {
        const Ran ran = run({std::string(verb.name), "--help"});
        EXPECT_EQ(ran.exit, Exit::done) << verb.name;
        EXPECT_TRUE(contains(ran.out, "dubstage " + std::string(verb.example))) << ran.out;
        EXPECT_TRUE(ran.err.empty()) << ran.err;
        std::unique_ptr<Command> keep;
        for (const auto& option : options_of(verb, keep))
            EXPECT_TRUE(contains(ran.out, option.name)) << ran.out;
        for (const char* shared : {"--json", "--jobs", "--quiet", "--force"})
            EXPECT_TRUE(contains(ran.out, shared));
    }
}

TEST(Verbs, an_example_begins_with_its_verb) {
    for (const auto& verb : verbs())
        EXPECT_EQ(words_of(verb.example).front(), verb.name);
}

TEST(Verbs, an_unknown_option_is_wrong_usage_and_is_named) {
    for (const auto& verb : verbs()) {
        auto words = words_of(verb.example);
        words.emplace_back("--no-such-option");
        const Ran ran = run(words);
        EXPECT_EQ(ran.exit, Exit::wrong_usage) << verb.name;
        EXPECT_TRUE(contains(ran.err, "--no-such-option")) << ran.err;
        EXPECT_TRUE(contains(ran.err, verb.example)) << ran.err;
        EXPECT_TRUE(ran.out.empty()) << ran.out;
    }
}

TEST(Verbs, a_missing_argument_is_wrong_usage_and_is_named) {
    for (const auto& verb : verbs()) {
        std::unique_ptr<Command> keep;
        const auto options = options_of(verb, keep);
        const auto needed = std::ranges::find_if(options, must_be_given);
        if (needed == options.end()) continue;
        const Ran ran = run({std::string(verb.name)});
        EXPECT_EQ(ran.exit, Exit::wrong_usage) << verb.name;
        EXPECT_TRUE(contains(ran.err, needed->name)) << ran.err;
        EXPECT_TRUE(contains(ran.err, verb.example)) << ran.err;
    }
}

TEST(Verbs, a_word_where_a_number_belongs_is_wrong_usage_and_the_option_is_named) {
    for (const auto& verb : verbs()) {
        std::unique_ptr<Command> keep;
        std::vector<std::string> numbers{"--jobs"};
        for (const auto& option : options_of(verb, keep))
            if (std::holds_alternative<std::optional<int>*>(option.into) ||
                std::holds_alternative<std::optional<double>*>(option.into))
                numbers.push_back(option.name);
        for (const auto& name : numbers) {
            auto words = words_of(verb.example);
            words.insert(words.end(), {name, "many"});
            const Ran ran = run(words);
            EXPECT_EQ(ran.exit, Exit::wrong_usage) << verb.name << ' ' << name;
            EXPECT_TRUE(contains(ran.err, name)) << ran.err;
        }
    }
}

TEST(Verbs, no_threads_at_all_is_wrong_usage) {
    for (const auto& verb : verbs()) {
        auto words = words_of(verb.example);
        words.insert(words.end(), {"--jobs", "0"});
        const Ran ran = run(words);
        EXPECT_EQ(ran.exit, Exit::wrong_usage) << verb.name;
        EXPECT_TRUE(contains(ran.err, "--jobs")) << ran.err;
    }
}

TEST(Verbs, a_missing_input_is_named_and_nothing_is_left_behind) {
    for (const auto& verb : verbs()) {
        if (verb.name == "new" || verb.name == "specs" || verb.name == "templates" || verb.name == "demo" ||
            verb.name == "devices")
            continue; // they read nothing
        const EmptyFolder folder;
        const auto words = words_of(verb.example);
        const Ran ran = run(words);
        EXPECT_EQ(ran.exit, Exit::bad_input) << verb.name << ": " << ran.err;
        EXPECT_TRUE(contains(ran.err, words.at(1))) << ran.err;
        EXPECT_TRUE(ran.out.empty()) << ran.out;
        EXPECT_TRUE(folder.is_empty()) << verb.name;
    }
}

TEST(Verbs, every_option_stands_in_the_contract) {
    const auto contract = read_text_file(std::filesystem::path(DUB_SOURCE_DIR) / "docs/cli.md", 1'000'000);
    ASSERT_TRUE(contract);
    for (const auto& verb : verbs()) {
        EXPECT_TRUE(contains(*contract, "dubstage " + std::string(verb.name))) << verb.name;
        std::unique_ptr<Command> keep;
        for (const auto& option : options_of(verb, keep))
            EXPECT_TRUE(is_place(option) || contains(*contract, option.name))
                << verb.name << ' ' << option.name;
    }
}

TEST(Program, a_word_that_is_no_verb_is_wrong_usage) {
    const Ran ran = run({"mixdown"});
    EXPECT_EQ(ran.exit, Exit::wrong_usage);
    EXPECT_TRUE(contains(ran.err, "mixdown")) << ran.err;
}

TEST(Program, without_a_window_it_says_so_and_names_the_verbs) {
    const Ran ran = run({}); // main() gives it a window; here is none
    EXPECT_EQ(ran.exit, Exit::surroundings);
    EXPECT_TRUE(contains(ran.err, "without the window")) << ran.err;
    EXPECT_TRUE(contains(ran.err, "--help")) << ran.err;
}

TEST(Program, help_lists_every_verb) {
    const Ran ran = run({"--help"});
    EXPECT_EQ(ran.exit, Exit::done);
    for (const auto& verb : verbs())
        EXPECT_TRUE(contains(ran.out, verb.summary)) << verb.name;
}

TEST(Program, version_is_one_line_on_stdout) {
    const Ran ran = run({"--version"});
    EXPECT_EQ(ran.exit, Exit::done);
    EXPECT_EQ(ran.out, std::string("dubstage ") + version + "\n");
}

} // namespace

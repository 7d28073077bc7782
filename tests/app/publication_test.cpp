#include "app/jobs/publication.h"

#include <fstream>

#include <gtest/gtest.h>

#include "app/jobs/wave_output.h"
#include "tests/support/temp_folder.h"

namespace dub::app {
namespace {
namespace fs = std::filesystem;

void put(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }
std::string text_of(const fs::path& path) { return read_text_file(path, 1000).value_or("(none)"); }
std::ptrdiff_t entries(const fs::path& folder) {
    return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

class Publish : public testing::Test {
  protected:
    // A new file with "new" in it.
    Publishable fresh(const std::string& name, IfExists if_exists = IfExists::replace) {
        auto file = std::make_shared<AtomicFile>(*AtomicFile::create(folder_.path() / name, if_exists));
        EXPECT_TRUE(file->write(std::string_view("new")));
        return {folder_.path() / name, [file] { return file->commit(); }};
    }
    [[nodiscard]] fs::path at(const std::string& name) const { return folder_.path() / name; }
    test::TempFolder folder_;
};

TEST_F(Publish, all_appear_and_nothing_of_the_older_ones_is_left) {
    put(at("b"), "old");
    ASSERT_TRUE(publish(std::vector{fresh("a"), fresh("b")}, IfExists::replace));
    EXPECT_EQ(text_of(at("a")), "new");
    EXPECT_EQ(text_of(at("b")), "new");
    EXPECT_EQ(entries(folder_.path()), 2);
}

TEST_F(Publish, after_an_error_the_older_files_are_back_and_new_ones_are_gone) {
    put(at("b"), "old");
    fs::create_directory(at("c"));
    {
        const auto done = publish(std::vector{fresh("a"), fresh("b"), fresh("c")}, IfExists::replace);
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().code, ErrorCode::io);
    }
    EXPECT_FALSE(fs::exists(at("a")));
    EXPECT_EQ(text_of(at("b")), "old");
    EXPECT_EQ(entries(folder_.path()), 2); // b and the folder c
}

TEST_F(Publish, a_file_that_did_not_appear_leaves_the_older_one_once) {
    put(at("a"), "old");
    const Publishable failing{at("a"), [] { return Result<void>(fail(ErrorCode::io, "no")); }};
    ASSERT_FALSE(publish({&failing, 1}, IfExists::replace));
    EXPECT_EQ(text_of(at("a")), "old");
    EXPECT_EQ(entries(folder_.path()), 1);
}

TEST_F(Publish, what_came_there_meanwhile_is_neither_replaced_nor_removed) {
    std::vector files{fresh("a", IfExists::refuse), fresh("b", IfExists::refuse)};
    put(at("b"), "theirs");
    const auto done = publish(files, IfExists::refuse);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::usage);
    EXPECT_FALSE(fs::exists(at("a")));
    EXPECT_EQ(text_of(at("b")), "theirs");
}

TEST_F(Publish, split_files_of_a_wave_appear_all_or_none) {
    put(at("mix.L.wav"), "old");
    fs::create_directory(at("mix.C.wav"));
    wave::WriteOptions options;
    options.layout = *layout_named("5.1");
    options.if_exists = IfExists::replace;
    {
        const auto output = *WaveOutput::create(at("mix.wav"), options, Split::yes, {});
        ASSERT_TRUE(output->write(AudioBuffer(6, 100).block()));
        ASSERT_TRUE(output->finish());
        const auto done = output->commit();
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().code, ErrorCode::io);
    }
    EXPECT_EQ(text_of(at("mix.L.wav")), "old");
    EXPECT_EQ(entries(folder_.path()), 2);
}

} // namespace
} // namespace dub::app

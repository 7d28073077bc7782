#include "engine/core/atomic_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace dub {
namespace {
namespace fs = std::filesystem;

std::string content(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

int entries(const fs::path& folder) {
    return static_cast<int>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(IoError, names_the_file_the_reason_and_what_to_do) {
    EXPECT_EQ(io_error("write", "mix.wav", ENOSPC).sentence,
              "Cannot write mix.wav: No space left on device. Make room, or name another disk.");
    EXPECT_EQ(io_error("read", "mix.wav", ENOENT).code, ErrorCode::not_found);
    for (const int number : {ENOENT, ENOTDIR, EISDIR, EACCES, EPERM, EROFS, ENOSPC, EFBIG, EIO})
        EXPECT_GT(io_error("read", "x", number).sentence.size(),
                  std::string("Cannot read x: .").size() + std::string(std::strerror(number)).size() + 10);
}

TEST(AtomicFile, appears_only_when_committed) {
    const test::TempFolder folder;
    const auto path = folder.path() / "mix.wav";
    auto file = AtomicFile::create(path, IfExists::refuse);
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("hello"));
    EXPECT_FALSE(fs::exists(path));
    ASSERT_TRUE(file->commit());
    EXPECT_EQ(content(path), "hello");
    EXPECT_EQ(entries(folder.path()), 1);
}

TEST(AtomicFile, leaves_nothing_when_given_up) {
    const test::TempFolder folder;
    {
        auto file = AtomicFile::create(folder.path() / "mix.wav", IfExists::refuse);
        ASSERT_TRUE(file);
        ASSERT_TRUE(file->write("hello"));
    }
    EXPECT_EQ(entries(folder.path()), 0);
}

TEST(AtomicFile, refuses_a_name_that_is_taken_and_keeps_what_is_there) {
    const test::TempFolder folder;
    const auto path = folder.path() / "mix.wav";
    std::ofstream(path) << "old";
    const auto file = AtomicFile::create(path, IfExists::refuse);
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, ErrorCode::usage);
    EXPECT_NE(file.error().sentence.find("--force"), std::string::npos);
    EXPECT_EQ(content(path), "old");
}

TEST(AtomicFile, refuses_at_commit_when_somebody_took_the_name_meanwhile) {
    const test::TempFolder folder;
    const auto path = folder.path() / "mix.wav";
    auto file = AtomicFile::create(path, IfExists::refuse);
    ASSERT_TRUE(file);
    std::ofstream(path) << "theirs";
    EXPECT_FALSE(file->commit());
    EXPECT_EQ(content(path), "theirs");
}

TEST(AtomicFile, replaces_when_asked_and_keeps_the_old_one_until_then) {
    const test::TempFolder folder;
    const auto path = folder.path() / "mix.wav";
    std::ofstream(path) << "old";
    auto file = AtomicFile::create(path, IfExists::replace);
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("12345"));
    const std::string patch = "X";
    ASSERT_TRUE(file->write_at(1, std::as_bytes(std::span(patch))));
    EXPECT_EQ(content(path), "old");
    ASSERT_TRUE(file->commit());
    EXPECT_EQ(content(path), "1X345");
}

TEST(AtomicFile, a_missing_folder_and_a_full_disk_are_failures_of_the_surroundings) {
    const auto missing = AtomicFile::create("/nowhere/at/all.wav", IfExists::refuse);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::io);
    EXPECT_NE(missing.error().sentence.find("/nowhere/at/all.wav"), std::string::npos);
}

TEST(ReadTextFile, says_what_it_could_not_read) {
    const test::TempFolder folder;
    EXPECT_EQ(read_text_file(folder.path() / "none", 10).error().code, ErrorCode::not_found);
    std::ofstream(folder.path() / "big") << "0123456789A";
    EXPECT_EQ(read_text_file(folder.path() / "big", 10).error().code, ErrorCode::invalid);
    EXPECT_EQ(*read_text_file(folder.path() / "big", 11), "0123456789A");
    EXPECT_FALSE(read_text_file(folder.path(), 10));
}

TEST(ReadTextFile, a_read_that_fails_is_no_empty_file) {
    // The loopback device has no speed: the kernel shows a regular file of 4096 bytes that cannot be read.
    const std::filesystem::path file = "/sys/class/net/lo/speed";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "no /sys here";
    const auto text = read_text_file(file, 10'000);
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, ErrorCode::io);
}

TEST(ReadTextFile, a_file_shorter_than_it_says_is_read_to_its_end) {
    const std::filesystem::path file = "/sys/class/net/lo/mtu";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "no /sys here";
    ASSERT_GT(std::filesystem::file_size(file), 1000U);
    const auto text = read_text_file(file, 10'000);
    ASSERT_TRUE(text) << text.error().text();
    EXPECT_EQ(text->back(), '\n');
    EXPECT_LT(text->size(), 10U);
}

} // namespace
} // namespace dub

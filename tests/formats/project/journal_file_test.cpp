// The journal on the disk: what is written when, and who may write.

#include <atomic>
#include <fstream>
#include <latch>
#include <semaphore>

#include <gtest/gtest.h>

#include "engine/core/atomic_file.h"
#include "formats/project/journal_file.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/small_session.h"
#include "tests/support/temp_folder.h"

namespace dub::test {
namespace {

using namespace project;
using namespace std::chrono_literals;

std::string bytes_of(const std::filesystem::path& file) { return must(read_text_file(file, 1 << 20)); }

const JournalRecord undo{Deed::undo, "t", {}, {}};

TEST(JournalFile, a_record_is_in_the_file_when_append_returns) {
    const TempFolder folder;
    const auto path = folder.path() / "s.dub.journal";
    const auto journal = must(JournalFile::create(path, {"h", "l"}));
    for (std::uint64_t i = 1; i <= 5; ++i) {
        EXPECT_EQ(must(journal->append(undo)), i);
        EXPECT_EQ(must(read_journal(bytes_of(path), "x")).records.size(), i);
    }
    EXPECT_TRUE(journal->flush());
}

TEST(JournalFile, it_goes_on_where_it_is_true_and_cuts_off_the_rest) {
    const TempFolder folder;
    const auto path = folder.path() / "s.dub.journal";
    {
        const auto journal = must(JournalFile::create(path, {"h", "l"}));
        for (int i = 0; i < 3; ++i)
            ASSERT_TRUE(journal->append(undo));
    }
    std::ofstream(path, std::ios::app) << "torn";
    const JournalRead read = must(read_journal(bytes_of(path), "x"));
    EXPECT_EQ(read.end, JournalEnd::torn);
    {
        const auto journal = must(JournalFile::go_on(path, read, 2));
        EXPECT_EQ(must(journal->append({Deed::redo, "t", {}, {}})), 3U);
    }
    const JournalRead after = must(read_journal(bytes_of(path), "x"));
    EXPECT_EQ(after.end, JournalEnd::whole);
    ASSERT_EQ(after.records.size(), 3U);
    EXPECT_EQ(after.records[2].deed, Deed::redo);
}

TEST(JournalFile, only_one_writes) {
    const TempFolder folder;
    const auto path = folder.path() / "s.dub.journal";
    auto journal = must(JournalFile::create(path, {"h", "l"}));
    EXPECT_TRUE(is_in_use(path));
    EXPECT_FALSE(JournalFile::create(path, {"h", "l"}));
    const JournalRead read = must(read_journal(bytes_of(path), "x"));
    const auto second = JournalFile::go_on(path, read, 0);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::unfit);
    journal.reset();
    EXPECT_FALSE(is_in_use(path));
    EXPECT_TRUE(JournalFile::go_on(path, read, 0));
}

TEST(JournalFile, what_a_full_disk_refused_is_written_with_the_next_record) {
    const TempFolder folder;
    const auto path = folder.path() / "s.dub.journal";
    const auto journal = must(JournalFile::create(path, {"h", "l"}));
    ASSERT_TRUE(journal->append(undo));
    const auto before = bytes_of(path);
    const auto refused = [&] {
        const FileSizeLimit room_for_a_part_of_a_record(before.size() + 10);
        return journal->append(undo);
    }();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::io);
    EXPECT_EQ(bytes_of(path), before); // no half record
    EXPECT_EQ(must(journal->append(undo)), 3U);
    EXPECT_EQ(must(read_journal(bytes_of(path), "x")).records.size(), 3U);
}

TEST(BackgroundSync, what_is_written_is_synced_by_itself) {
    std::binary_semaphore synced(0);
    BackgroundSync sync([&] { return synced.release(), 0; }, {0ms, 5s, SyncRules::Clock::now});
    EXPECT_EQ(sync.written(), 0);
    synced.acquire(); // returns only if the thread did it
    EXPECT_EQ(sync.written(), 0);
    synced.acquire();
}

TEST(BackgroundSync, within_the_first_second_nobody_waits_for_the_disk) {
    std::atomic<int> syncs = 0;
    {
        const auto still = SyncRules::Clock::time_point{};
        BackgroundSync sync([&] { return ++syncs, 0; }, {1h, 2h, [=] { return still; }});
        for (int i = 0; i < 100; ++i)
            EXPECT_EQ(sync.written(), 0);
        EXPECT_EQ(syncs, 0);
    }
    EXPECT_EQ(syncs, 1); // the end brings it to the disk
}

TEST(BackgroundSync, when_the_disk_has_not_followed_for_five_seconds_the_writer_waits) {
    std::atomic<SyncRules::Clock::time_point> now = SyncRules::Clock::time_point{};
    std::atomic<int> syncs = 0;
    BackgroundSync sync([&] { return ++syncs, 0; }, {1h, 5s, [&] { return now.load(); }});
    EXPECT_EQ(sync.written(), 0);
    now = now.load() + 4999ms;
    EXPECT_EQ(sync.written(), 0);
    EXPECT_EQ(syncs, 0);
    now = now.load() + 1ms;
    EXPECT_EQ(sync.written(), 0);
    EXPECT_EQ(syncs, 1);
    EXPECT_EQ(sync.written(), 0); // the clock starts anew
    EXPECT_EQ(syncs, 1);
}

TEST(BackgroundSync, a_failure_of_the_thread_is_told_with_the_next_write) {
    std::binary_semaphore tried(0);
    std::atomic<int> error = EIO;
    BackgroundSync sync(
        [&] {
            const int now = error;
            tried.release();
            return now;
        },
        {0ms, 5s, SyncRules::Clock::now});
    int told = sync.written();
    tried.acquire();
    error = 0;
    EXPECT_EQ(told, 0);
    EXPECT_EQ(sync.flush(), EIO); // waits for the one under way, so this is no race
    EXPECT_EQ(sync.flush(), 0);
}

} // namespace
} // namespace dub::test

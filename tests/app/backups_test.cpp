// The ladder under a clock of its own, and what lies in the folder.

#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>

#include "app/jobs/backups.h"
#include "app/jobs/save.h"
#include "formats/project/project.h"
#include "tests/support/random_session.h"
#include "tests/support/small_session.h"
#include "tests/support/temp_folder.h"

namespace dub::test {
namespace {

using namespace app;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

const Moment start = *parse_utc_file_text("2026-02-27T09-30-00.000Z");

std::string bytes_of(const fs::path& file) { return must(read_text_file(file, 1 << 24)); }

TEST(Utc, moments_are_written_and_read_back) {
    EXPECT_EQ(utc_text(start), "2026-02-27T09:30:00Z");
    for (const auto ahead : {0ms, 1ms, 999ms, 86'400'000ms * 2, 86'400'000ms * 400 + 1ms})
        EXPECT_EQ(parse_utc_file_text(utc_file_text(start + ahead)), start + ahead);
    EXPECT_EQ(utc_file_text(start + std::chrono::days(2)), "2026-03-01T09-30-00.000Z");
    for (const char* wrong :
         {"", "2026-02-27T09:30:00.000Z", "2026-02-30T09-30-00.000Z", "2026-02-27T24-30-00.000Z",
          "2026-02-27T09-30-00.000ZZ", "+026-02-27T09-30-00.000Z"})
        EXPECT_FALSE(parse_utc_file_text(wrong)) << wrong;
}

// What is kept of a save every `every` over `span`, newest first, each step judged by `look`.
template <class Look> void save_again_and_again(Moment::duration every, Moment::duration span, Look look) {
    std::vector<Moment> kept;
    for (Moment now = start; now < start + span; now += every) {
        kept.insert(kept.begin(), now);
        const auto drops = ladder_drops(kept, now);
        ASSERT_FALSE(std::ranges::find(drops, 0U) != drops.end()) << "the newest went";
        for (auto drop = drops.rbegin(); drop != drops.rend(); ++drop)
            kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(*drop));
        look(kept, now);
    }
}

std::size_t between(const std::vector<Moment>& kept, Moment now, Moment::duration from, Moment::duration to) {
    return static_cast<std::size_t>(
        std::ranges::count_if(kept, [&](Moment time) { return now - time >= from && now - time < to; }));
}

TEST(Backups, no_rung_of_the_ladder_holds_more_than_twenty) {
    for (const Moment::duration every :
         {Moment::duration(7s), Moment::duration(1min), Moment::duration(47min)})
        save_again_and_again(every, every * 5000, [&](const std::vector<Moment>& kept, Moment now) {
            ASSERT_LE(between(kept, now, 0h, 1h), ladder_rung);
            ASSERT_LE(between(kept, now, 1h, 24h), ladder_rung);
            ASSERT_LE(between(kept, now, 24h, 168h), ladder_rung);
            ASSERT_LE(between(kept, now, 168h, 1'000'000h), ladder_rung);
        });
}

TEST(Backups, saving_every_minute_for_weeks_leaves_some_of_every_age) {
    save_again_and_again(1min, 24h * 21, [&](const std::vector<Moment>& kept, Moment now) {
        if (now - start < 24h * 20) return;
        ASSERT_GE(between(kept, now, 0h, 1h), 15U);
        ASSERT_GE(between(kept, now, 1h, 24h), 10U);
        ASSERT_GE(between(kept, now, 24h, 168h), 10U);
        ASSERT_GE(between(kept, now, 168h, 1'000'000h), 10U);
        ASSERT_EQ(kept.back(), start);                  // the very first stays
        for (std::size_t i = 1; i < kept.size(); ++i) { // never a hole larger than a few steps of its rung
            const auto age = now - kept[i];
            const Moment::duration most = age < 1h    ? Moment::duration(15min)
                                          : age < 26h ? Moment::duration(6h)
                                                      : Moment::duration(48h);
            ASSERT_LE(kept[i - 1] - kept[i], most) << "age " << age.count() << " ms";
        }
    });
}

TEST(Backups, few_saves_are_all_kept) {
    std::vector<Moment> times;
    for (int i = 0; i < 20; ++i)
        times.push_back(start - 1min * i);
    EXPECT_TRUE(ladder_drops(times, start).empty());
    times.push_back(start - 59min);
    EXPECT_EQ(ladder_drops(times, start).size(), 1U);
}

TEST(Backups, a_save_keeps_what_it_replaces_and_what_it_is_now) {
    const TempFolder folder;
    const fs::path file = folder.path() / "film.dub";
    ASSERT_TRUE(save_as(small_session(), file, {IfExists::refuse, {}, start}));
    EXPECT_TRUE(backups_of(file).empty()); // nothing was replaced
    const std::string first = bytes_of(file);
    auto opened = must(open_session(file));
    ASSERT_TRUE(save_over(opened, random_session(1), {IfExists::refuse, {}, start + 1h}));
    const auto backups = backups_of(file);
    ASSERT_EQ(backups.size(), 2U);
    EXPECT_EQ(bytes_of(backups[0].file), bytes_of(file));
    EXPECT_EQ(bytes_of(backups[1].file), first);
    EXPECT_EQ(backups[0].file.parent_path(), folder.path() / "film backups");
    EXPECT_EQ(backup_of_state(file, project::state_hash(first))->file, backups[1].file);
    EXPECT_FALSE(backup_of_state(file, "0000000000000000"));
    opened = must(open_session(file));
    ASSERT_TRUE(save_over(opened, opened.session, {IfExists::refuse, {}, start + 2h}));
    EXPECT_EQ(backups_of(file).size(), 2U); // the same bytes are kept once
}

TEST(Backups, what_is_no_session_never_gets_into_them) {
    const TempFolder folder;
    const fs::path file = folder.path() / "film.dub";
    std::ofstream(file) << "an empty model or half a file";
    ASSERT_TRUE(save_as(small_session(), file, {IfExists::replace, {}, start}));
    EXPECT_TRUE(backups_of(file).empty());
}

TEST(Backups, other_files_in_the_folder_are_left_alone) {
    const TempFolder folder;
    const fs::path file = folder.path() / "film.dub";
    fs::create_directory(folder.path() / "film backups");
    const fs::path mine = folder.path() / "film backups" / "film before the recut.dub";
    std::ofstream(mine) << "mine";
    for (int i = 0; i < 60; ++i)
        ASSERT_TRUE(keep_backup(file, fmt::format("state {}", i), start + 1s * i));
    EXPECT_EQ(backups_of(file).size(), ladder_rung);
    EXPECT_EQ(bytes_of(mine), "mine");
}

TEST(Backups, a_clock_that_was_set_back_does_not_hide_the_newest) {
    const TempFolder folder;
    const fs::path file = folder.path() / "film.dub";
    ASSERT_TRUE(keep_backup(file, "one", start));
    ASSERT_TRUE(keep_backup(file, "two", start - 1h));
    ASSERT_TRUE(keep_backup(file, "three", start));
    EXPECT_EQ(bytes_of(backups_of(file).front().file), "three");
    EXPECT_EQ(backups_of(file).size(), 3U);
}

TEST(Backups, one_that_cannot_be_written_is_said_and_the_session_is_saved) {
    const TempFolder folder;
    const fs::path file = folder.path() / "film.dub";
    ASSERT_TRUE(save_as(small_session(), file, {IfExists::refuse, {}, start}));
    std::ofstream(folder.path() / "film backups") << "a file where the folder should be";
    const auto saved =
        must(save_over(must(open_session(file)), random_session(2), {IfExists::refuse, {}, start}));
    ASSERT_EQ(saved.diagnostics.size(), 1U);
    EXPECT_EQ(saved.diagnostics[0].code, "session.no-backup");
    EXPECT_TRUE(session::equal(must(open_session(file)).session, random_session(2)));
}

TEST(Save, a_file_that_another_program_changed_is_not_replaced) {
    const TempFolder folder;
    const fs::path file = folder.path() / "film.dub";
    ASSERT_TRUE(save_as(small_session(), file, {}));
    const auto mine = must(open_session(file));
    ASSERT_TRUE(save_over(must(open_session(file)), random_session(3), {}));
    const auto refused = save_over(mine, mine.session, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::io);
    EXPECT_TRUE(session::equal(must(open_session(file)).session, random_session(3)));
}

TEST(Save, what_a_killed_save_left_is_swept_when_it_is_old_enough) {
    const TempFolder folder;
    const fs::path file = folder.path() / "film.dub";
    const fs::path orphan = folder.path() / "film.dub.part-a1B2c3";
    const fs::path other = folder.path() / "film.dub.part-of-mine";
    std::ofstream(orphan) << "half";
    std::ofstream(other) << "mine";
    ASSERT_TRUE(save_as(small_session(), file, {IfExists::refuse, {}, moment_now()}));
    EXPECT_TRUE(fs::exists(orphan)); // somebody may be writing it now
    ASSERT_TRUE(save_as(small_session(), file, {IfExists::replace, {}, moment_now() + 11min}));
    EXPECT_FALSE(fs::exists(orphan));
    EXPECT_TRUE(fs::exists(other));
}

} // namespace
} // namespace dub::test

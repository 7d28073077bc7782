// The open session: what is acknowledged comes back after a crash, and nothing named is overwritten by it.

#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>

#include "app/document/recovery.h"
#include "app/document/store.h"
#include "app/jobs/backups.h"
#include "engine/session/merge/merge.h"
#include "formats/project/project.h"
#include "tests/support/random_session.h"
#include "tests/support/small_session.h"
#include "tests/support/temp_folder.h"

namespace dub::test {
namespace {

using namespace app;
namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) { return must(read_text_file(file, 1 << 24)); }

std::vector<project::EditCall> rename_to(const std::string& name) {
    return {{"set_info", {{"name", {name}}}, 0}};
}

class Stored : public testing::Test {
  protected:
    Stored() { must(app::save_as(small_session(), file_, {})); }
    [[nodiscard]] Store open(Unsaved unsaved = Unsaved::recover) { return must(Store::open(file_, unsaved)); }
    [[nodiscard]] fs::path journal() const { return journal_of(file_); }
    [[nodiscard]] bool has_journal() const { return fs::exists(journal()); }
    // Names in the folder that contain `part`.
    [[nodiscard]] int files_with(std::string_view part) const {
        int count = 0;
        for (const auto& entry : fs::directory_iterator(folder_.path()))
            count += entry.path().filename().string().find(part) != std::string::npos ? 1 : 0;
        return count;
    }
    static bool told(const Store& store, std::string_view code) {
        return std::ranges::any_of(store.told(), [&](const Diagnostic& one) { return one.code == code; });
    }

    TempFolder folder_;
    fs::path file_ = folder_.path() / "film.dub";
};

TEST_F(Stored, a_session_that_is_only_looked_at_leaves_no_journal) {
    open().close(Leave::keep_unsaved);
    EXPECT_FALSE(has_journal());
}

TEST_F(Stored, unsaved_work_opens_as_a_copy_without_a_name_and_the_file_stays_as_it_is) {
    const std::string before = bytes_of(file_);
    {
        Store store = open();
        EXPECT_EQ(must(store.apply(rename_to("a"), "test")).sequence, 1U);
        EXPECT_EQ(must(store.apply(rename_to("b"), "test")).sequence, 2U);
        EXPECT_EQ(must(store.undo()).edit, "set_info");
    } // as a crash: neither saved nor closed
    EXPECT_EQ(bytes_of(file_), before);
    Store store = open();
    EXPECT_TRUE(told(store, "session.recovered"));
    EXPECT_EQ(store.recovered(), 3U);
    EXPECT_EQ(store.now().info->name, "a");
    EXPECT_FALSE(store.file());
    EXPECT_FALSE(store.save(IfExists::replace)); // it has no name
    ASSERT_TRUE(store.redo());                   // the history came back, too
    EXPECT_EQ(store.now().info->name, "b");
    const fs::path copy = folder_.path() / "copy.dub";
    ASSERT_TRUE(store.save_as(copy, IfExists::refuse));
    EXPECT_EQ(must(open_session(copy)).session.info->name, "b");
    EXPECT_EQ(bytes_of(file_), before);
    EXPECT_FALSE(has_journal());
    EXPECT_EQ(files_with(".kept"), 1); // the journal is never deleted
    EXPECT_EQ(open().recovered(), 0U);
}

TEST_F(Stored, going_to_any_entry_and_putting_a_whole_session_come_back_after_a_crash) {
    {
        Store store = open();
        for (const char* name : {"a", "b", "c"})
            ASSERT_TRUE(store.apply(rename_to(name), "test", std::string("Call it ") + name));
        EXPECT_EQ(store.history().names(),
                  (std::vector<std::string>{"", "Call it a", "Call it b", "Call it c"}));
        ASSERT_TRUE(store.go_to(0));
        EXPECT_EQ(store.history().at(), 0U);
        ASSERT_TRUE(store.go_to(3));
        ASSERT_TRUE(store.go_to(1));
        EXPECT_EQ(store.now().info->name, "a");
        session::Session next = store.now();
        put(next, "DX 1", 0, 100);
        EXPECT_TRUE(store.put(next, "Import").diagnostics.empty());
        EXPECT_EQ(store.undo_name(), "Import");
        EXPECT_FALSE(store.go_to(9));
    }
    Store store = open();
    EXPECT_EQ(store.now().info->name, "a");
    EXPECT_EQ(places(store.now(), "DX 1"), "0-100");
}

TEST_F(Stored, a_recovered_copy_that_is_lost_again_comes_back_whole) {
    { ASSERT_TRUE(open().apply(rename_to("a"), "test")); }
    {
        Store store = open();
        ASSERT_TRUE(store.apply(rename_to("b"), "test"));
    }
    Store store = open();
    EXPECT_EQ(store.now().info->name, "b");
    EXPECT_EQ(store.recovered(), 2U);
}

TEST_F(Stored, saving_ends_the_journal_and_undo_before_the_save_is_journalled_whole) {
    {
        Store store = open();
        ASSERT_TRUE(store.apply(rename_to("a"), "test"));
        ASSERT_TRUE(store.apply(rename_to("b"), "test"));
        ASSERT_TRUE(store.save(IfExists::refuse));
        EXPECT_FALSE(has_journal());
        EXPECT_FALSE(store.has_unsaved());
        ASSERT_TRUE(store.undo());
        ASSERT_TRUE(store.undo());
        ASSERT_TRUE(store.redo());
        EXPECT_EQ(store.now().info->name, "a");
    }
    EXPECT_EQ(must(open_session(file_)).session.info->name, "b");
    EXPECT_EQ(open().now().info->name, "a");
}

TEST_F(Stored, a_crash_between_the_rename_and_the_end_of_the_journal_recovers_nothing) {
    fs::path copy = folder_.path() / "copy of the journal";
    Store store = open();
    ASSERT_TRUE(store.apply(rename_to("a"), "test"));
    // The journal as it is just before the file appears: fetched by a hard link, whose file goes on being
    // written.
    fs::create_hard_link(journal(), copy);
    ASSERT_TRUE(store.save(IfExists::refuse));
    store.close(Leave::keep_unsaved);
    fs::rename(copy, journal());
    const Store again = open();
    EXPECT_EQ(again.recovered(), 0U);
    EXPECT_TRUE(again.told().empty());
    EXPECT_FALSE(has_journal());
}

TEST_F(Stored, two_programs_do_not_edit_one_session) {
    Store store = open();
    ASSERT_TRUE(store.apply(rename_to("a"), "test"));
    const auto second = Store::open(file_, Unsaved::recover);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::unfit);
    EXPECT_FALSE(Store::open(file_, Unsaved::set_aside));
}

TEST_F(Stored, a_clean_start_keeps_the_journal_under_another_name) {
    { ASSERT_TRUE(open().apply(rename_to("a"), "test")); }
    const std::string work = bytes_of(journal());
    const Store store = open(Unsaved::set_aside);
    EXPECT_EQ(store.now().info->name, small_session().info->name);
    EXPECT_EQ(store.file(), file_);
    EXPECT_TRUE(told(store, "journal.set-aside"));
    EXPECT_FALSE(has_journal());
    ASSERT_EQ(files_with(".kept"), 1);
}

TEST_F(Stored, a_journal_of_another_state_is_kept_and_its_backup_still_makes_a_session_of_it) {
    { ASSERT_TRUE(open().apply(rename_to("a"), "test")); }
    auto opened = must(open_session(file_));
    EXPECT_EQ(opened.diagnostics.back().code, "session.unsaved");
    ASSERT_TRUE(save_over(opened, random_session(5), {})); // what another verb does
    const auto beside = look_at_journal(journal(), must(open_session(file_)).state);
    EXPECT_EQ(beside.state, JournalState::foreign);
    const auto recovered = must(recover_work(file_, beside, Rest::stays, moment_now()));
    EXPECT_EQ(recovered.replay.history.now().info->name, "a");
    const Store store = open();
    EXPECT_TRUE(told(store, "journal.set-aside"));
    EXPECT_TRUE(session::equal(store.now(), random_session(5)));
    EXPECT_EQ(files_with(".kept"), 1);
}

TEST_F(Stored, after_two_failed_recoveries_a_clean_start_is_offered_and_nothing_is_gone) {
    { ASSERT_TRUE(open().apply(rename_to("a"), "test")); }
    for (int i = 0; i < attempts_max; ++i)
        ASSERT_TRUE(RecoveryAttempt::begin(file_, journal())); // the program ended before it succeeded
    const auto third = Store::open(file_, Unsaved::recover);
    ASSERT_FALSE(third);
    EXPECT_NE(third.error().sentence.find("--set-aside"), std::string::npos);
    EXPECT_TRUE(has_journal());
    EXPECT_EQ(open(Unsaved::set_aside).now().info->name, small_session().info->name);
    EXPECT_EQ(files_with(".tries"), 0);
    EXPECT_EQ(files_with(".kept"), 1);
}

TEST_F(Stored, damage_in_the_middle_stops_there_and_the_rest_is_kept) {
    {
        Store store = open();
        for (const char* name : {"a", "b", "c", "d"})
            ASSERT_TRUE(store.apply(rename_to(name), "test"));
    }
    std::string bytes = bytes_of(journal());
    const auto ends = must(project::read_journal(bytes, "x")).ends;
    bytes[ends[1] + 20] = '#'; // in the third record
    std::ofstream(journal(), std::ios::trunc) << bytes;
    Store store = open();
    EXPECT_EQ(store.now().info->name, "b");
    EXPECT_TRUE(told(store, "journal.stopped"));
    ASSERT_EQ(files_with(".rest"), 1);
    for (const auto& entry : fs::directory_iterator(folder_.path()))
        if (entry.path().extension() == ".rest") {
            EXPECT_EQ(bytes_of(entry.path()), bytes.substr(ends[1]));
        }
    ASSERT_TRUE(store.apply(rename_to("e"), "test")); // and it goes on
    store.close(Leave::keep_unsaved);
    EXPECT_EQ(open().now().info->name, "e");
}

TEST_F(Stored, a_folder_that_cannot_be_written_keeps_nobody_from_editing) {
    Store store = open();
    fs::create_directory(journal()); // nothing can be written under this name
    const auto done = must(store.apply(rename_to("a"), "test"));
    ASSERT_EQ(done.diagnostics.size(), 1U);
    EXPECT_EQ(done.diagnostics[0].code, "journal.not-written");
    fs::remove(journal());
    EXPECT_TRUE(must(store.apply(rename_to("b"), "test")).diagnostics.empty());
    store.close(Leave::keep_unsaved);
    EXPECT_EQ(open().recovered(), 2U); // the first was not forgotten
}

TEST_F(Stored, discarding_is_the_only_way_to_lose_work) {
    Store store = open();
    ASSERT_TRUE(store.apply(rename_to("a"), "test"));
    store.close(Leave::discard_unsaved);
    EXPECT_FALSE(has_journal());
}

// Random people: edits, undo, redo, saves, and crashes at any moment.
TEST_F(Stored, whatever_is_done_before_a_crash_comes_back) {
    for (std::uint64_t seed = 0; seed < 25; ++seed) {
        Dice dice(seed + 77);
        const fs::path file = folder_.path() / fmt::format("random {}.dub", seed);
        must(app::save_as(random_session(seed, {3, 3, 20}), file, {}));
        Store store = must(Store::open(file, Unsaved::recover));
        session::Session model = store.now();
        session::Session saved = model;
        for (int step = 0; step < 60; ++step) {
            if (dice.chance(0.2)) {
                [[maybe_unused]] const auto undone = store.undo();
            } else if (dice.chance(0.15)) {
                [[maybe_unused]] const auto redone = store.redo();
            } else if (dice.chance(0.1)) {
                ASSERT_TRUE(store.save(IfExists::refuse));
                saved = store.now();
            } else {
                const auto& edit = dice.of(session::edits());
                [[maybe_unused]] const auto done = store.apply(
                    {{std::string(edit.name), random_arguments(dice, store.now(), edit), 0}}, "test");
            }
            model = store.now();
        }
        store = must(Store::open(file_, Unsaved::recover)); // the other one is gone without a word
        ASSERT_TRUE(session::equal(must(open_session(file)).session, saved)) << "seed " << seed;
        Store again = must(Store::open(file, Unsaved::recover));
        ASSERT_TRUE(session::equal(again.now(), model)) << "seed " << seed;
        ASSERT_EQ(again.recovered() > 0, fs::exists(journal_of(file))) << "seed " << seed;
    }
}

std::vector<project::EditCall> add_marker(const std::string& name) {
    return {{"add_marker", {{"at", {48000.0 * 3600}}, {"name", {name}}}, 0}};
}

TEST_F(Stored, an_id_taken_back_by_undo_is_not_given_again_not_even_after_a_crash) {
    MarkerId first;
    {
        Store store = open();
        ASSERT_TRUE(store.apply(add_marker("a"), "test"));
        first = store.now().markers->back().id;
        ASSERT_TRUE(store.undo());
        EXPECT_FALSE(store.has_unsaved());
        ASSERT_TRUE(store.apply(add_marker("b"), "test"));
        EXPECT_GT(store.now().markers->back().id, first);
        ASSERT_TRUE(store.undo());
        ASSERT_TRUE(store.apply(add_marker("c"), "test"));
    }
    Store again = open();
    ASSERT_EQ(again.now().markers->back().name, "c");
    EXPECT_EQ(again.now().markers->back().id.value, first.value + 2);
}

TEST_F(Stored, what_is_saved_after_undoing_below_a_merge_base_still_merges_over_it) {
    const fs::path base = folder_.path() / "base.dub";
    Store store = open();
    ASSERT_TRUE(store.apply(add_marker("a"), "test"));
    ASSERT_TRUE(store.save(IfExists::refuse));
    fs::copy_file(file_, base);
    ASSERT_TRUE(store.undo());
    ASSERT_TRUE(store.save(IfExists::refuse));
    const auto opened = [](const fs::path& file) { return must(open_session(file)).session; };
    const auto merged = must(session::merge(opened(base), opened(file_), opened(base)));
    EXPECT_TRUE(merged.session.markers->empty());
}

TEST_F(Stored, saved_into_another_folder_its_media_are_where_they_were_also_after_undo) {
    fs::create_directory(folder_.path() / "other");
    Store store = open();
    const std::string path = store.now().pool->media[0]->path;
    ASSERT_TRUE(store.apply(rename_to("a"), "test"));
    ASSERT_TRUE(store.save_as(folder_.path() / "other" / "film.dub", IfExists::refuse));
    EXPECT_FALSE(store.has_unsaved());
    EXPECT_EQ(store.now().pool->media[0]->path, "../" + path);
    ASSERT_TRUE(store.undo());
    EXPECT_EQ(store.now().info->name, small_session().info->name);
    EXPECT_EQ(store.now().pool->media[0]->path, "../" + path);
}

TEST_F(Stored, undo_brings_back_the_same_pointers) {
    Store store = open();
    std::vector<session::Session> values{store.now()};
    for (const char* name : {"a", "b", "c"}) {
        ASSERT_TRUE(store.apply(rename_to(name), "test"));
        values.push_back(store.now());
        ASSERT_TRUE(store.save(IfExists::refuse));
    }
    for (std::size_t i = values.size() - 1; i > 0; --i) {
        EXPECT_EQ(store.now().info, values[i].info); // the pointers, not the content
        EXPECT_EQ(store.now().tracks, values[i].tracks);
        ASSERT_TRUE(store.undo());
    }
    EXPECT_EQ(store.now().info, values[0].info);
    EXPECT_FALSE(store.undo());
}

} // namespace
} // namespace dub::test

// The journal gives the model again, whatever is cut off or broken.

#include <algorithm>
#include <cstdlib>
#include <limits>

#include <gtest/gtest.h>

#include "formats/project/journal.h"
#include "tests/support/amount.h"
#include "tests/support/random_journal.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace project;

// The long form of a test: forty times as much.
std::uint64_t times(std::uint64_t in_short) {
    return std::getenv("DUBSTAGE_FULL") != nullptr ? in_short * 40 : amount(in_short);
}

JournalRead read(std::string_view bytes) { return must(read_journal(bytes, "test.journal")); }

// How many records the first `size` bytes hold whole.
std::size_t records_in(const RandomJournal& journal, std::size_t size) {
    const auto after = std::ranges::upper_bound(journal.ends, size);
    return static_cast<std::size_t>(after - journal.ends.begin()) - 1;
}

TEST(Journal, replay_after_any_prefix_gives_the_model) {
    std::size_t records = 0;
    for (std::uint64_t seed = 0; seed < times(8); ++seed) {
        const RandomJournal journal = random_journal(seed, 50);
        const JournalRead whole = read(journal.bytes);
        ASSERT_EQ(whole.records.size() + 1, journal.model.size()) << "seed " << seed;
        EXPECT_EQ(whole.end, JournalEnd::whole);
        EXPECT_EQ(continues_from(whole, state_hash(to_text(journal.base))), 0U);
        for (std::size_t count = 0; count < journal.model.size(); ++count) {
            const Replay replayed = replay(journal.base, std::span(whole.records).first(count));
            ASSERT_EQ(replayed.applied, count) << "seed " << seed;
            ASSERT_TRUE(session::equal(replayed.history.now(), journal.model[count]))
                << "seed " << seed << ", " << count << " records";
            EXPECT_EQ(whole.bytes_to(count), journal.ends[count]);
        }
        records += whole.records.size();
    }
    EXPECT_GT(records, amount(150)) << "too few edits suited their session";
}

TEST(Journal, cut_at_every_byte_it_gives_the_records_before_the_cut) {
    for (std::uint64_t seed = 100; seed < 100 + times(5); ++seed) {
        const RandomJournal journal = random_journal(seed, 12);
        for (std::size_t size = 0; size < journal.bytes.size(); ++size) {
            const auto cut = read_journal(std::string_view(journal.bytes).substr(0, size), "cut");
            if (size < journal.ends[0]) {
                ASSERT_FALSE(cut) << "seed " << seed << ", " << size << " bytes";
                continue;
            }
            ASSERT_TRUE(cut) << "seed " << seed << ", " << size << " bytes";
            const std::size_t expected = records_in(journal, size);
            ASSERT_EQ(cut->records.size(), expected) << "seed " << seed << ", " << size << " bytes";
            ASSERT_EQ(cut->end, size == journal.ends[expected] ? JournalEnd::whole : JournalEnd::torn);
        }
    }
}

TEST(Journal, a_flipped_bit_ends_it_before_the_record_that_has_it) {
    for (std::uint64_t seed = 200; seed < 200 + amount(3); ++seed) {
        const RandomJournal journal = random_journal(seed, 12);
        const JournalRead whole = read(journal.bytes);
        for (std::size_t at = 0; at < journal.bytes.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                std::string broken = journal.bytes;
                broken[at] = static_cast<char>(broken[at] ^ (1 << bit));
                const auto got = read_journal(broken, "broken");
                if (at < journal.ends[0]) {
                    // The checksum's own hexadecimal digits may be written large or small.
                    if (got) {
                        ASSERT_EQ(got->header.continues, whole.header.continues);
                    }
                    continue;
                }
                ASSERT_TRUE(got);
                const std::size_t hit = records_in(journal, at);
                if (got->records.size() == whole.records.size() && got->end == JournalEnd::whole) {
                    ASSERT_TRUE(std::isalpha(static_cast<unsigned char>(journal.bytes[at]))) << at;
                    continue; // 'a' and 'A' of the checksum
                }
                ASSERT_EQ(got->records.size(), hit) << "seed " << seed << ", byte " << at << ", bit " << bit;
                // Without its end a record becomes one with the next.
                const std::size_t broken_records = journal.bytes[at] == '\n' ? 2 : 1;
                if (hit + broken_records < whole.records.size()) {
                    ASSERT_EQ(got->end, JournalEnd::damaged);
                }
                ASSERT_NE(got->end, JournalEnd::whole);
            }
        }
    }
}

TEST(Journal, records_that_are_left_out_or_swapped_are_damage) {
    const RandomJournal journal = random_journal(7, 30);
    ASSERT_GT(journal.ends.size(), 6U);
    const auto part = [&](std::size_t from, std::size_t to) {
        return journal.bytes.substr(journal.ends[from], journal.ends[to] - journal.ends[from]);
    };
    const std::string head = journal.bytes.substr(0, journal.ends[2]);
    const JournalRead without = read(head + part(3, 5));
    EXPECT_EQ(without.records.size(), 2U);
    EXPECT_EQ(without.end, JournalEnd::damaged);
    EXPECT_EQ(read(head + part(3, 4) + part(2, 3)).records.size(), 2U);
}

TEST(Journal, an_edit_that_no_longer_suits_stops_the_replay_and_says_why) {
    const session::Session base = small_session();
    const std::vector<JournalRecord> records{
        {Deed::edits, "", {{"add_marker", {{"at", {48000.0 * 3600}}, {"name", {"a"}}}, 0}}, {}},
        {Deed::edits, "", {{"rename_track", {{"track", {"nobody"}}, {"name", {"x"}}}, 0}}, {}},
        {Deed::edits, "", {{"add_marker", {{"at", {48000.0 * 3601}}, {"name", {"b"}}}, 0}}, {}}};
    const Replay replayed = replay(base, records);
    EXPECT_EQ(replayed.applied, 1U);
    EXPECT_EQ(replayed.history.now().markers->size(), base.markers->size() + 1);
    ASSERT_TRUE(replayed.refused);
    EXPECT_NE(replayed.refused->text().find("nobody"), std::string::npos) << replayed.refused->text();
}

TEST(Journal, a_whole_session_takes_the_place_of_the_present_one) {
    const session::Session older = random_session(3, {2, 2, 10});
    const std::string bytes =
        journal_begin({"0123456789abcdef", ""}) + journal_line(1, {Deed::session, "t", {}, to_text(older)});
    const JournalRead journal = read(bytes);
    EXPECT_TRUE(session::equal(replay(small_session(), journal.records).history.now(), older));
}

TEST(Journal, it_goes_on_from_the_last_state_that_was_saved) {
    std::string bytes = journal_begin({"base", ""});
    bytes += journal_line(1, {Deed::undo, "t", {}, {}});
    bytes += journal_line(2, {Deed::saved, "t", {}, "second"});
    bytes += journal_line(3, {Deed::redo, "t", {}, {}});
    const JournalRead journal = read(bytes);
    EXPECT_EQ(continues_from(journal, "base"), 0U);
    EXPECT_EQ(continues_from(journal, "second"), 2U);
    EXPECT_EQ(continues_from(journal, "another"), std::nullopt);
}

TEST(Journal, numbers_that_json_lacks_come_back_as_the_edits_read_them) {
    const session::Session base = small_session();
    const double silence = -std::numeric_limits<double>::infinity();
    const EditCall call = as_journalled({"set_fold_down", {{"centre", {-6.0}}, {"lfe", {silence}}}, 0});
    const std::string bytes = journal_begin({"h", ""}) + journal_line(1, {Deed::edits, "t", {call}, {}});
    const JournalRead journal = read(bytes);
    ASSERT_EQ(journal.records.size(), 1U);
    EXPECT_EQ(journal.records[0].edits[0].arguments, call.arguments);
    const Replay replayed = replay(base, journal.records);
    ASSERT_EQ(replayed.applied, 1U) << replayed.refused->text();
    EXPECT_TRUE(session::equal(replayed.history.now(), must(apply_script(base, {call}, "test"))));
    EXPECT_FALSE(session::equal(replayed.history.now(), base));
}

TEST(Journal, what_is_not_a_journal_is_refused_by_name) {
    for (const std::string& bytes :
         {std::string(), std::string("\n"), std::string("hello\n"),
          journal_line(0, {Deed::undo, "t", {}, {}}), std::string(100'000, '\0')}) {
        const auto result = read_journal(bytes, "film.dub.journal");
        ASSERT_FALSE(result);
        EXPECT_NE(result.error().sentence.find("film.dub.journal"), std::string::npos);
    }
}

TEST(Journal, records_read_like_sentences) {
    const JournalRecord record{
        Deed::edits, "", {{"move_clips", {{"by", {"12f"}}, {"clips", {"line 1"}}}, 0}, {"undo", {}, 0}}, {}};
    EXPECT_EQ(in_words(record), "move clips by '12f', clips 'line 1', and 1 more");
}

} // namespace
} // namespace dub::test

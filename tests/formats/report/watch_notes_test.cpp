// Notes of a watch-down as text: what is written is read again, and nothing else is taken for it.

#include "formats/report/watch_notes.h"

#include <gtest/gtest.h>

namespace dub::report {
namespace {

WatchNotes two_notes() {
    WatchNotes notes{"film_delivery.json", "film.dub", *timecode_format("24"), {}};
    for (const auto& [at, text] : {std::pair{86450, "later"}, std::pair{86401, " the\nfirst "}})
        notes = *with_note(notes, {FramePos{at}, "printmaster 5.1", text});
    return notes;
}

TEST(WatchNotes, are_sorted_and_one_line_each) {
    const auto notes = two_notes();
    ASSERT_EQ(notes.notes.size(), 2U);
    EXPECT_EQ(notes.notes[0].text, "the first");
    EXPECT_EQ(notes.notes[1].at, FramePos{86450});
    EXPECT_FALSE(with_note(notes, {FramePos{1}, "", " \n "})) << "a note without a text";
    EXPECT_FALSE(with_note(notes, {FramePos{1}, "", std::string(note_bytes_max + 1, 'x')}));
}

TEST(WatchNotes, come_back_as_they_were_written) {
    const auto notes = two_notes();
    const auto back = read_notes(notes_json(notes), "film_notes.json");
    ASSERT_TRUE(back) << back.error().text();
    EXPECT_EQ(*back, notes);
    EXPECT_NE(notes_text(notes).find("01:00:00:01  the first\n01:00:02:02  later\n"), std::string::npos)
        << notes_text(notes);
}

TEST(WatchNotes, what_is_none_is_refused_with_its_place) {
    for (
        const char* const text :
        {"", "[]", "{}", R"({"kind":"dubstage watch-down notes","fps":"24"})",
         R"({"kind":"dubstage watch-down notes","fps":"24","notes":[1]})",
         R"({"kind":"dubstage watch-down notes","fps":"24","notes":[{"timecode":"01:00:00:24","text":"x"}]})",
         R"({"kind":"dubstage watch-down notes","fps":"24","notes":[{"timecode":"01:00:00:00","text":""}]})",
         R"({"kind":"dubstage watch-down notes","fps":"7","notes":[]})"}) {
        const auto read = read_notes(text, "mine.json");
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().text().find("mine.json") == std::string::npos, false) << read.error().text();
    }
}

} // namespace
} // namespace dub::report

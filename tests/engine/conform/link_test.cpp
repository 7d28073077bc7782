// Which file is which recording: every way a list knows them, and what is refused.

#include <gtest/gtest.h>

#include "engine/conform/names.h"
#include "tests/engine/conform/lists.h"

namespace {

using namespace dub;
using namespace dub::conform;
using namespace dub::test;

struct Case {
    const char* what;
    void (*list)(Turnover&);
    void (*file)(FoundFile&);
    std::optional<LinkBy> by;   // none: not linked
    const char* code = nullptr; // of the diagnostic
};

void timecode_of_day(Turnover& list) {
    auto& event = list.tracks[0].events[0];
    event.origin = SourceOrigin::timecode;
    event.played = {Rational{36010}, Rational{36011}}; // 10:00:10:00
}

const Case cases[] = {
    {"the name with another case and extension", [](Turnover& l) { l.sources[0].name = "BOOM.mxf"; },
     [](FoundFile& f) { f.path = "/m/boom.wav"; }, LinkBy::name},
    {"the file's name in a path of another machine",
     [](Turnover& l) { l.sources[0].locators = {"file:///Volumes/AVID/Boom.wav"}; },
     [](FoundFile& f) { f.path = "/m/Boom.wav"; }, LinkBy::name},
    {"eight letters of an old list", [](Turnover& l) { l.sources[0].name = "longname"; },
     [](FoundFile& f) { f.path = "/m/longname_of_a_take.wav"; }, LinkBy::short_name, "link.unsure"},
    {"seven letters are no cut name", [](Turnover& l) { l.sources[0].name = "longnam"; },
     [](FoundFile& f) { f.path = "/m/longname.wav"; }, std::nullopt, "link.missing"},
    {"the material's number", [](Turnover& l) { l.sources[0].umids = {std::string(64, 'A')}; },
     [](FoundFile& f) { f.umids = {std::string(64, 'a')}; }, LinkBy::umid},
    {"roll and timecode, written differently",
     [](Turnover& l) { timecode_of_day(l), l.sources[0].tape = "SR018"; },
     [](FoundFile& f) { f.tape = "018", f.begins = Rational{36000}; }, LinkBy::tape_and_timecode},
    {"the roll alone, elsewhere in time",
     [](Turnover& l) { timecode_of_day(l), l.sources[0].tape = "SR018"; },
     [](FoundFile& f) { f.tape = "018", f.begins = Rational{40000}; }, std::nullopt, "link.missing"},
    {"scene and take in a clip's name", [](Turnover& l) { timecode_of_day(l), l.sources[0].name = "92C-1*"; },
     [](FoundFile& f) { f.scene = "92c", f.take = "01", f.begins = Rational{36000}; },
     LinkBy::scene_and_take},
    {"only the timecode: offered, not taken", timecode_of_day,
     [](FoundFile& f) { f.begins = Rational{36000}; }, std::nullopt, "link.missing"},
    {"the name, but another length",
     [](Turnover& l) { l.sources[0].name = "boom", l.sources[0].length = Rational{90}; },
     [](FoundFile& f) { f.path = "/m/boom.wav"; }, std::nullopt, "link.wrong-content"},
    {"the name, but another rate",
     [](Turnover& l) { l.sources[0].name = "boom", l.sources[0].rate = SampleRate{44100}; },
     [](FoundFile& f) { f.path = "/m/boom.wav"; }, std::nullopt, "link.wrong-content"},
    {"the name, but too few channels",
     [](Turnover& l) { l.sources[0].name = "boom", l.sources[0].channels = 6; },
     [](FoundFile& f) { f.path = "/m/boom.wav"; }, std::nullopt, "link.wrong-content"},
    {"the name, but what is played lies behind its end",
     [](Turnover& l) {
         l.sources[0].name = "boom", l.tracks[0].events[0].played = {Rational{70}, Rational{71}};
     },
     [](FoundFile& f) { f.path = "/m/boom.wav"; }, std::nullopt, "link.wrong-content"},
    {"the name, but another timecode",
     [](Turnover& l) {
         timecode_of_day(l);
         l.sources[0].name = "boom", l.sources[0].start = FramePos{36000 * 24};
     },
     [](FoundFile& f) { f.path = "/m/boom.wav", f.begins = Rational{36005}; }, std::nullopt,
     "link.wrong-content"},
};

TEST(Link, finds_a_recording_by_whatever_the_list_knows_of_it) {
    for (const Case& one : cases) {
        Turnover list = turnover({track("A1", {{"clip", 0, 1}})}, 1);
        list.sources[0].name = "nothing like it";
        one.list(list);
        std::vector<FoundFile> files{file("other"), file("x")};
        one.file(files[1]);
        const Links links = link(list, files);
        const auto& taken = links.sources[0].taken;
        EXPECT_EQ(taken ? std::optional(taken->by) : std::nullopt, one.by) << one.what;
        EXPECT_TRUE(!taken || taken->file == 1U) << one.what;
        EXPECT_TRUE(one.code == nullptr || has(links.diagnostics, one.code)) << one.what;
    }
}

TEST(Link, two_that_fit_alike_are_told_apart_by_hand) {
    Turnover list = turnover({track("A1", {{"clip", 0, 1}})}, 1);
    std::vector<FoundFile> files{file("a/rec 0"), file("b/rec 0")};
    EXPECT_TRUE(link(list, files).sources[0].taken) << "copies: the first";
    files[1].length = {48000 * 30};
    const Links links = link(list, files);
    EXPECT_FALSE(links.sources[0].taken);
    EXPECT_EQ(links.sources[0].others.size(), 2U);
    EXPECT_TRUE(has(links.diagnostics, "link.ambiguous"));
    LinkFacts facts;
    facts.chosen = {std::size_t{1}};
    EXPECT_EQ(link(list, files, facts).sources[0].taken->by, LinkBy::hand);
}

TEST(Link, what_only_pictures_play_is_not_looked_for) {
    Turnover list = turnover({track("V", {{"shot", 0, 1}})}, 1);
    list.tracks[0].kind = TrackKind::picture;
    const Links links = link(list, std::vector<FoundFile>{});
    EXPECT_TRUE(links.complete());
    EXPECT_TRUE(links.diagnostics.empty());
}

TEST(SourceTime, one_label_on_two_clocks) {
    const auto format = [](const char* name) { return *timecode_format(name); };
    const Rational ten_hours{36000};
    // 10:00:00:12 at 24 is 10:00:00:12 at 23.976: a thousandth later in real time.
    const Rational moved = same_label(ten_hours + Rational(12, 24), format("24"), format("23.976"));
    EXPECT_EQ(moved, (ten_hours + Rational(1, 2)) * Rational(1001, 1000));
    // At 25 the label is 10:00:00:12.5 of 24's half second.
    EXPECT_EQ(same_label(ten_hours + Rational(12, 24), format("24"), format("25")),
              ten_hours + Rational(1, 2));
    EXPECT_EQ(same_label(Rational{60}, format("30"), format("29.97df")),
              seconds_at(FramePos{1798}, {30000, 1001}))
        << "00:01:00:00 does not exist in drop-frame: two frames before 00:01:00;02";
}

TEST(Names, rolls_and_slates_are_compared_as_people_read_them) {
    EXPECT_EQ(roll("SR018"), roll("18"));
    EXPECT_EQ(roll("Soundroll 7"), roll("007"));
    EXPECT_NE(roll("A18"), roll("B18"));
    EXPECT_EQ(slate("92C-1*"), slate("092c-01"));
    EXPECT_EQ(stem("door.wav"), "door");
    EXPECT_EQ(stem("S01.T02"), "S01.T02");
    EXPECT_EQ(words("DX_Boom2"), (std::vector<std::string>{"dx", "boom", "2"}));
}

} // namespace

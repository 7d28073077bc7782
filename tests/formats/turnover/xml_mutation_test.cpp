// Damaged lists give an error or a list whose parts fit each other, in bounded time. With DUBSTAGE_FULL ten
// thousand inputs each.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "formats/turnover/fcpxml/fcpxml.h"
#include "formats/turnover/otio/otio.h"
#include "formats/turnover/xmeml/xmeml.h"
#include "tests/formats/turnover/expected_table.h"
#include "tests/fuzz/list_input.h"
#include "tests/support/mutate.h"

namespace dub {
namespace {

using Read = Result<conform::Turnover> (*)(std::string_view, const std::string&,
                                           const turnover::ReadOptions&);

const std::string timeline =
    R"(<fcpxml version="1.11"><resources><format id="r1" frameDuration="1001/24000s"/>
<asset id="a" start="3600s" duration="100s" hasVideo="1" hasAudio="1" audioChannels="2" format="r1"/>
<media id="m"><sequence format="r1" tcStart="0s"><spine><asset-clip ref="a" offset="0s" start="3601s" duration="4s"/>
</spine></sequence></media></resources><project name="x"><sequence format="r1" tcStart="3603600/1000s"><spine>
<asset-clip ref="a" offset="3603600/1000s" start="3605s" duration="2s" audioStart="3604s" audioDuration="4s">
<conform-rate srcFrameRate="25"/><adjust-volume><param name="amount"><fadeIn type="easeIn" duration="1/2s"/>
<keyframeAnimation><keyframe time="3605s" value="-3dB"/><keyframe time="3606s" value="-9dB"/></keyframeAnimation></param>
</adjust-volume><spine lane="1" offset="3605s"><ref-clip ref="m" offset="0s" duration="1s"><timeMap>
<timept time="0s" value="0s"/><timept time="1s" value="2s"/></timeMap></ref-clip></spine></asset-clip>
<transition offset="3605100/1000s" duration="1s"><filter-audio/></transition>
<clip offset="3605600/1000s" duration="2s"><audio ref="a" role="d.b" srcCh="1, 2"/></clip></spine></sequence></project></fcpxml>)";

std::string content(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

// What is written of a list that has everything but surprises.
conform::Turnover plain_list() {
    const auto list = turnover::fcpxml::read_text(timeline, "timeline", {});
    return list ? *list : conform::Turnover{};
}

using Write = std::string (*)(const conform::Turnover&);

// What was read can be written, and read again; nullptr for formats that are not written.
void mutate(const std::vector<std::string>& seeds, Read read, Write write) {
    const int count = std::getenv("DUBSTAGE_FULL") ? 10'000 : 600;
    test::Mutator mutated(20'261);
    int accepted = 0;
    for (int i = 0; i < count; ++i) {
        const std::string& seed = seeds[static_cast<std::size_t>(i) % seeds.size()];
        const std::string damaged = i % 2 ? mutated(seed) : mutated.other_number(mutated.other_number(seed));
        const auto list = read(damaged, "damaged", {});
        if (!test::try_list(list)) continue;
        ++accepted;
        if (!write || i % 10 != 0) continue;
        EXPECT_TRUE(test::try_list(read(write(*list), "written", {})));
    }
    EXPECT_GT(accepted, count / 50) << "hardly anything is read: the damage is too great to test much";
    EXPECT_LT(accepted, count);
}

std::vector<std::string> seeds(std::string own, std::initializer_list<const char*> files) {
    std::vector<std::string> all{std::move(own)};
    if (const auto corpus = test::corpus_turnovers(); !corpus.empty())
        for (const char* file : files)
            all.push_back(content(corpus / "files" / file));
    return all;
}

TEST(ListMutation, damaged_fcp7_xml_is_refused_or_read) {
    mutate(
        seeds(turnover::xmeml::write(plain_list()).text, {"otio-fcp-adapter__premiere_enable_property.xml"}),
        turnover::xmeml::read_text,
        [](const conform::Turnover& list) { return turnover::xmeml::write(list).text; });
}

TEST(ListMutation, damaged_fcpxml_is_refused_or_read) {
    mutate(seeds(timeline, {"DAWFileKit__SyncClipRoles2.fcpxml", "DAWFileKit__MulticamMarkers.fcpxml"}),
           turnover::fcpxml::read_text, nullptr);
}

TEST(ListMutation, damaged_otio_is_refused_or_read) {
    mutate(seeds(turnover::otio::write(plain_list()).text,
                 {"OpenTimelineIO__nested_example.otio", "OpenTimelineIO__transition_test.otio"}),
           turnover::otio::read_text,
           [](const conform::Turnover& list) { return turnover::otio::write(list).text; });
}

} // namespace
} // namespace dub

// Every list format of the catalogue: it takes its own small list and leaves the others', reads one clip at
// its place, and answers damage with a value or a sentence that names the file.
#include <gtest/gtest.h>

#include "engine/core/atomic_file.h"
#include "formats/turnover/format.h"
#include "tests/support/mutate.h"
#include "tests/support/riff_maker.h"
#include "tests/support/temp_folder.h"

namespace dub::test {
namespace {

struct Sample {
    std::string file; // name, as people give it
    std::string text;
    int events = 1; // of all tracks; an ALE has none
};

// One clip each: two seconds at 24 fps from 01:00:00:00.
const std::map<std::string, Sample, std::less<>>& samples() {
    static const std::map<std::string, Sample, std::less<>> all{
        {"edl",
         {"list.edl", "TITLE: SMALL\nFCM: NON-DROP FRAME\n\n"
                      "001  A001     A     C        02:00:00:00 02:00:02:00 01:00:00:00 01:00:02:00\n"
                      "* FROM CLIP NAME: door\n"}},
        {"ale",
         {"list.ale",
          "Heading\nFIELD_DELIM\tTABS\nVIDEO_FORMAT\t1080\nAUDIO_FORMAT\t48khz\nFPS\t24\n\nColumn\n"
          "Name\tTracks\tStart\tEnd\tTape\n\nData\ndoor\tA1\t02:00:00:00\t02:00:02:00\tA001\n",
          0}},
        {"pt-text",
         {"list.txt",
          "SESSION NAME:\tSmall\nSAMPLE RATE:\t48000.000000\nBIT DEPTH:\t24-bit\n"
          "SESSION START TIMECODE:\t01:00:00:00\nTIMECODE FORMAT:\t24 Frame\n# OF AUDIO TRACKS:\t1\n"
          "# OF AUDIO CLIPS:\t1\n# OF AUDIO FILES:\t1\n\n\nT R A C K  L I S T I N G\n"
          "TRACK NAME:\tDX 1\nCOMMENTS:\t\nUSER DELAY:\t0 Samples\nSTATE: \n"
          "CHANNEL \tEVENT   \tCLIP NAME                     \tSTART TIME    \tEND TIME      "
          "\tDURATION      \tSTATE\n"
          "1       \t1       \tdoor                          \t01:00:00:00   \t01:00:02:00   "
          "\t00:00:02:00   \tUnmuted\n"}},
        {"xmeml",
         {"list.xml", R"(<?xml version="1.0"?><!DOCTYPE xmeml><xmeml version="5"><sequence><name>Small</name>
<duration>48</duration><rate><timebase>24</timebase><ntsc>FALSE</ntsc></rate>
<timecode><string>01:00:00:00</string><frame>86400</frame><displayformat>NDF</displayformat></timecode>
<media><audio><track><clipitem id="c1"><name>door</name><enabled>TRUE</enabled><duration>100</duration>
<rate><timebase>24</timebase><ntsc>FALSE</ntsc></rate><start>0</start><end>48</end><in>0</in><out>48</out>
<file id="f1"><name>door.wav</name><pathurl>file://localhost/door.wav</pathurl></file>
<sourcetrack><mediatype>audio</mediatype><trackindex>1</trackindex></sourcetrack></clipitem></track></audio></media>
</sequence></xmeml>)"}},
        {"fcpxml", {"list.fcpxml", R"(<?xml version="1.0"?><!DOCTYPE fcpxml><fcpxml version="1.10"><resources>
<format id="r1" frameDuration="1/24s"/>
<asset id="r2" name="door" start="0s" duration="10s" hasAudio="1" audioSources="1" audioChannels="1" audioRate="48000">
<media-rep kind="original-media" src="file:///door.wav"/></asset></resources>
<library><event name="e"><project name="Small"><sequence format="r1" tcStart="3600s" tcFormat="NDF" duration="2s"><spine>
<asset-clip ref="r2" name="door" offset="3600s" start="0s" duration="2s" audioRole="effects"/>
</spine></sequence></project></event></library></fcpxml>)"}},
        {"otio", {"list.otio", R"({"OTIO_SCHEMA":"Timeline.1","name":"Small",
"global_start_time":{"OTIO_SCHEMA":"RationalTime.1","rate":24,"value":86400},
"tracks":{"OTIO_SCHEMA":"Stack.1","children":[{"OTIO_SCHEMA":"Track.1","kind":"Audio","name":"A1","children":[
{"OTIO_SCHEMA":"Clip.1","name":"door","source_range":{"OTIO_SCHEMA":"TimeRange.1",
"start_time":{"OTIO_SCHEMA":"RationalTime.1","rate":24,"value":0},
"duration":{"OTIO_SCHEMA":"RationalTime.1","rate":24,"value":48}},
"media_reference":{"OTIO_SCHEMA":"ExternalReference.1","target_url":"door.wav"}}]}]}})"}},
    };
    return all;
}

const Sample* sample_of(const turnover::Format& format) {
    const auto found = samples().find(format.id);
    return found == samples().end() ? nullptr : &found->second;
}

// Reads text from a file of that name.
Result<conform::Turnover> read(const turnover::Format& format, const std::string& name,
                               const std::string& text) {
    const TempFolder folder;
    write_file(folder.path() / name, text);
    return format.read(folder.path() / name, {});
}

TEST(Turnovers, every_format_has_a_sample) {
    for (const auto& format : turnover::formats())
        EXPECT_TRUE(sample_of(format) != nullptr || format.id == "aaf")
            << format.id << " needs a small list here";
}

TEST(Turnovers, each_takes_its_own_and_leaves_the_others) {
    for (const auto& [id, sample] : samples()) {
        const turnover::Format* const taken = turnover::format_of(sample.text, sample.file);
        EXPECT_TRUE(taken != nullptr && taken->id == id)
            << id << " is taken by " << (taken ? taken->id : "nobody");
    }
    for (const char* stranger : {"", "Dear editor,\nplease find the list attached.\n", "{\"tracks\":[]}",
                                 "<?xml version=\"1.0\"?><html/>", "RIFF\x10\0\0\0WAVE"})
        for (const char* name : {"notes.txt", "notes.xml", "notes.edl"})
            EXPECT_EQ(turnover::format_of(stranger, name), nullptr) << stranger << " as " << name;
}

TEST(Turnovers, a_bundle_is_taken_and_read_by_the_list_in_it) {
    const TempFolder folder;
    const auto bundle = folder.path() / "reel.otiod";
    EXPECT_FALSE(turnover::is_turnover(bundle));
    std::filesystem::create_directory(bundle);
    EXPECT_FALSE(turnover::is_turnover(bundle)) << "an empty folder is none";
    write_file(bundle / "content.otio", samples().at("otio").text);
    EXPECT_TRUE(turnover::is_turnover(bundle));
    const auto list = turnover::read_turnover(bundle);
    ASSERT_TRUE(list) << list.error().text();
    EXPECT_EQ(list->tracks.size(), 1U);
}

TEST(Turnovers, each_reads_one_clip_where_it_lies) {
    for (const auto& format : turnover::formats()) {
        const Sample* const sample = sample_of(format);
        if (sample == nullptr) continue;
        const auto list = read(format, sample->file, sample->text);
        ASSERT_TRUE(list) << format.id << ": " << list.error().text();
        EXPECT_EQ(list->format, format.id);
        int events = 0;
        for (const auto& track : list->tracks)
            for (const auto& event : track.events) {
                ++events;
                EXPECT_EQ(event.name, "door") << format.id;
                EXPECT_EQ(event.record.start, Rational{3600}) << format.id;
                EXPECT_EQ(event.record.end, Rational{3602}) << format.id;
                EXPECT_EQ(event.played.length(), Rational{2}) << format.id;
            }
        EXPECT_EQ(events, sample->events) << format.id;
        EXPECT_EQ(list->sources.size(), 1U) << format.id;
    }
}

TEST(Turnovers, whatever_is_damaged_there_is_an_answer) {
    for (const auto& format : turnover::formats()) {
        const Sample* const sample = sample_of(format);
        if (sample == nullptr) continue;
        const TempFolder folder;
        const auto file = folder.path() / sample->file;
        Mutator mutate(17);
        for (int n = 0; n < 200; ++n) {
            write_file(file, mutate(sample->text));
            const auto list = format.read(file, {});
            EXPECT_TRUE(list || list.error().text().find(sample->file) != std::string::npos)
                << format.id << ": " << list.error().text();
        }
    }
}

} // namespace
} // namespace dub::test

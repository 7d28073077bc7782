// An ADM bed names every channel, reads back equal, and other people's readers see it.
#include <gtest/gtest.h>

#include "engine/core/audio_buffer.h"
#include "formats/adm/bed.h"
#include "formats/adm/summary.h"
#include "formats/wave/wave_reader.h"
#include "formats/wave/wave_writer.h"
#include "tests/fuzz/adm_input.h"
#include "tests/support/mutate.h"
#include "tests/support/program.h"
#include "tests/support/riff_maker.h"
#include "tests/support/temp_folder.h"

namespace dub {
namespace {

constexpr std::array bed_names{"mono", "2.0", "5.0", "5.1", "7.1", "5.1.2", "5.1.4", "7.1.2", "7.1.4"};

adm::Bed bed_of(const char* layout, std::int64_t samples = 4800) {
    return {.layout = *layout_named(layout),
            .length = {samples},
            .programme = "Main",
            .content = "Printmaster",
            .object = "Bed",
            .language = "en",
            .loudness = {.integrated = Lufs{-27.02},
                         .range = Lu{11.5},
                         .true_peak_max = Dbtp{-2.25},
                         .dialogue = Lufs{-27.3}}};
}

Result<std::unique_ptr<wave::WaveWriter>> write_bed(const std::filesystem::path& path, const adm::Bed& bed) {
    TRY(auto chunks, adm::bed_chunks(bed));
    TRY(auto writer, wave::WaveWriter::create(path, {.layout = bed.layout,
                                                     .rate = bed.rate,
                                                     .large = wave::LargeForm::bw64,
                                                     .chna = chunks.chna,
                                                     .axml = chunks.axml}));
    AudioBuffer sound(bed.layout.channels(), static_cast<int>(bed.length.value));
    CHECK(writer->write(sound.block()));
    CHECK(writer->close_header());
    return writer;
}

TEST(AdmBed, every_bed_reads_back_equal) {
    const test::TempFolder folder;
    for (const char* const name : bed_names)
        for (const std::int64_t samples : {24, 25, 4800, 4801}) {
            const adm::Bed bed = bed_of(name, samples);
            const auto writer = write_bed(folder.path() / "bed.wav", bed);
            ASSERT_TRUE(writer) << writer.error().text();
            const auto verified = adm::verify_bed((*writer)->temporary_path(), bed);
            EXPECT_TRUE(verified) << name << " " << verified.error().text();
        }
}

// From the table of ITU-R BS.2094: L R C LFE Lss Rss Lrs Rrs of 0+7+0.
TEST(AdmBed, the_7_1_bed_names_the_common_channels) {
    const auto chunks = adm::bed_chunks(bed_of("7.1"));
    ASSERT_TRUE(chunks);
    std::string tracks;
    for (const auto& entry : chunks->chna) {
        EXPECT_EQ(entry.pack_ref, "AP_0001000f");
        tracks += entry.track_ref.substr(7, 4) + " ";
    }
    EXPECT_EQ(tracks, "0001 0002 0003 0004 000a 000b 001c 001d ");
    EXPECT_EQ(adm::bed_chunks(bed_of("5.1"))->chna.front().pack_ref, "AP_00010003");
    EXPECT_EQ(adm::bed_chunks(bed_of("2.0"))->chna.front().pack_ref, "AP_00010002");
    // The sides of 7.1.2 are M+090/M-090 and its heights U+090/U-090, as the recommendation's text has it.
    const auto chna712 = adm::bed_chunks(bed_of("7.1.2"))->chna;
    EXPECT_EQ(chna712[4].track_ref, "AT_0001000a_01");
    EXPECT_EQ(chna712[8].track_ref, "AT_00010013_01");
}

TEST(AdmBed, the_layout_of_the_file_comes_from_chna) {
    const test::TempFolder folder;
    for (const char* const name : bed_names) {
        const auto writer = write_bed(folder.path() / "bed.wav", bed_of(name));
        ASSERT_TRUE(writer);
        const auto reader = wave::WaveReader::open((*writer)->temporary_path());
        ASSERT_TRUE(reader);
        EXPECT_EQ((*reader)->format().layout.name(), name);
        EXPECT_EQ((*reader)->info().layout_source, wave::LayoutSource::chna);
    }
}

TEST(AdmBed, names_of_any_letters_come_back) {
    for (const char* const name : {"a & b < c > d \"e\" 'f'", "Ærøskøbing – 日本語 – Ελληνικά",
                                   "]]> <!-- & -->", "  two  spaces  ", "tab\tand\nline"}) {
        adm::Bed bed = bed_of("5.1");
        bed.programme = bed.content = bed.object = name;
        const auto chunks = adm::bed_chunks(bed);
        ASSERT_TRUE(chunks);
        const auto summary = adm::read_adm(chunks->axml, chunks->chna, "axml");
        ASSERT_TRUE(summary) << summary.error().text();
        EXPECT_EQ(summary->programmes.at(0).name, name);
        EXPECT_EQ(summary->contents.at(0).name, name);
        EXPECT_EQ(summary->objects.at(0).name, name);
        EXPECT_TRUE(summary->diagnostics.empty());
    }
}

TEST(AdmBed, the_summary_holds_what_was_given) {
    const auto chunks = adm::bed_chunks(bed_of("7.1"));
    const auto summary = adm::read_adm(chunks->axml, chunks->chna, "axml");
    ASSERT_TRUE(summary);
    EXPECT_EQ(summary->version, "ITU-R_BS.2076-1");
    EXPECT_EQ(summary->programmes.at(0).end, (adm::AdmTime{1, 10}));
    EXPECT_EQ(summary->programmes.at(0).loudness.integrated, Lufs{-27.02});
    EXPECT_EQ(summary->programmes.at(0).loudness.dialogue, Lufs{-27.3});
    EXPECT_FALSE(summary->programmes.at(0).loudness.momentary_max);
    EXPECT_EQ(summary->contents.at(0).dialogue_kind, "mixedContentKind=1");
    EXPECT_EQ(summary->packs.at(0).channels.size(), 8U);
    EXPECT_TRUE(summary->packs.at(0).common);
    std::string speakers;
    for (const auto& uid : summary->track_uids)
        speakers += std::string(label(*uid.speaker)) + " ";
    EXPECT_EQ(speakers, "L R C LFE Lss Rss Lrs Rrs ");
    EXPECT_EQ(chunks->axml.size() % 4, 0U);
}

TEST(AdmBed, a_difference_is_found_and_named) {
    const test::TempFolder folder;
    const auto writer = write_bed(folder.path() / "bed.wav", bed_of("5.1"));
    const auto differs = [&](const adm::Bed& meant, std::string_view because) {
        const auto verified = adm::verify_bed((*writer)->temporary_path(), meant);
        ASSERT_FALSE(verified) << because;
        EXPECT_NE(verified.error().text().find(because), std::string::npos) << verified.error().text();
    };
    adm::Bed other = bed_of("5.1");
    other.programme = "Other";
    differs(other, "programme's name");
    other = bed_of("5.1", 4824);
    differs(other, "length");
    other = bed_of("5.1");
    other.loudness.integrated = Lufs{-23};
    differs(other, "integrated loudness");
    other = bed_of("7.1");
    differs(other, "channels");
    other = bed_of("5.1");
    other.rate = {96000};
    differs(other, "sample rate");
}

TEST(AdmBed, what_is_no_bed_is_refused) {
    EXPECT_FALSE(adm::bed_chunks(bed_of("lt-rt")));
    EXPECT_FALSE(adm::bed_chunks(bed_of("5.1", 0)));
    adm::Bed unnamed = bed_of("5.1");
    unnamed.object.clear();
    EXPECT_FALSE(adm::bed_chunks(unnamed));
}

TEST(AdmBed, mediainfo_shows_it) {
    if (!test::has_program("mediainfo")) GTEST_SKIP() << "mediainfo is not installed";
    const test::TempFolder folder;
    for (const char* const name : {"2.0", "5.1", "7.1"}) {
        adm::Bed bed = bed_of(name, 4800);
        bed.programme = "Nattens Øyne & Co";
        const auto path = folder.path() / (std::string(name) + ".wav");
        auto writer = write_bed(path, bed);
        ASSERT_TRUE(writer);
        ASSERT_TRUE((*writer)->commit());
        const std::string text = test::output_of("mediainfo --Output=JSON " + path.string()).value_or("");
        const auto shows = [&text](const std::string& what) { return text.find(what) != std::string::npos; };
        EXPECT_TRUE(shows("\"ADM, Version 1\"")) << text;
        EXPECT_TRUE(shows("\"Nattens Øyne & Co\""));
        EXPECT_TRUE(shows("\"NumberOfTrackUIDs\": \"" + std::to_string(bed.layout.channels()) + "\""));
        EXPECT_FALSE(shows("ConformanceErrors")) << text;
    }
}

TEST(AdmTimes, are_exact) {
    EXPECT_EQ(adm::adm_time_text({48000LL * 3661 + 24}, {48000}), "01:01:01.00050");
    EXPECT_EQ(adm::adm_time_text({59520}, {48000}), "00:00:01.24000");
    EXPECT_EQ(adm::adm_time_text({48001}, {48000}), "00:00:01.00001S48000");
    EXPECT_EQ(adm::parse_adm_time("00:00:01.24000S48000"), (adm::AdmTime{72000, 48000}));
    EXPECT_EQ(adm::parse_adm_time("00:00:01.24000"), (adm::AdmTime{31, 25}));
    for (const char* const wrong : {"", "1", "00:00", "00:61:00.0", "00:00:01.", "00:00:01.5S",
                                    "00:00:01.5S0", "00:00:01.7S5", "00:00:0x.0", "-1:00:00.0"})
        EXPECT_FALSE(adm::parse_adm_time(wrong)) << wrong;
    for (std::int64_t samples = 0; samples < 100'000; samples += 7)
        ASSERT_EQ(adm::parse_adm_time(adm::adm_time_text({samples}, {44100})),
                  adm::adm_time({samples}, {44100}));
}

// The form of another maker: own channels with room-centric labels, track and stream formats, and objects.
TEST(AdmSummary, own_definitions_lead_to_speakers_and_blocks_are_counted) {
    constexpr std::string_view axml = R"(<a:ebuCoreMain xmlns:a="x"><a:audioFormatExtended>
      <audioObject audioObjectID="AO_1001" audioObjectName="Bed"><audioPackFormatIDRef>AP_00011001</audioPackFormatIDRef>
        <audioTrackUIDRef>ATU_00000001</audioTrackUIDRef></audioObject>
      <audioPackFormat audioPackFormatID="AP_00011001" typeDefinition="DirectSpeakers"/>
      <audioChannelFormat audioChannelFormatID="AC_00011001" typeDefinition="DirectSpeakers">
        <audioBlockFormat><speakerLabel>RC_Lss</speakerLabel></audioBlockFormat></audioChannelFormat>
      <audioChannelFormat audioChannelFormatID="AC_00031001" typeDefinition="Objects"><audioBlockFormat/><audioBlockFormat/></audioChannelFormat>
      <audioStreamFormat audioStreamFormatID="AS_00011001"><audioChannelFormatIDRef>AC_00011001</audioChannelFormatIDRef></audioStreamFormat>
      <audioTrackFormat audioTrackFormatID="AT_00011001_01"><audioStreamFormatIDRef>AS_00011001</audioStreamFormatIDRef></audioTrackFormat>
      <audioTrackUID UID="ATU_00000001"><audioTrackFormatIDRef>AT_00011001_01</audioTrackFormatIDRef></audioTrackUID>
      <audioTrackUID UID="ATU_00000002"><audioTrackFormatIDRef>AT_00011009_01</audioTrackFormatIDRef></audioTrackUID>
    </a:audioFormatExtended></a:ebuCoreMain>)";
    const std::vector<wave::ChnaEntry> chna{{5, "ATU_00000001", "AT_00011001_01", "AP_00011001"}};
    const auto summary = adm::read_adm(axml, chna, "axml");
    ASSERT_TRUE(summary) << summary.error().text();
    EXPECT_EQ(summary->track_uids.at(0).speaker, Speaker::Lss);
    EXPECT_EQ(summary->track_uids.at(0).track, 5);
    EXPECT_EQ(summary->blocks, 3);
    ASSERT_EQ(summary->diagnostics.size(), 2U); // UID 2 leads nowhere and has no sound
    EXPECT_EQ(summary->diagnostics[0].code, "adm.reference");
    EXPECT_EQ(summary->diagnostics[1].code, "adm.uid-without-track");
}

TEST(AdmDamage, text_that_is_no_adm_is_refused) {
    EXPECT_FALSE(test::try_adm(""));
    EXPECT_FALSE(test::try_adm("<a/>"));
    EXPECT_FALSE(test::try_adm("<audioFormatExtended>"));
    EXPECT_TRUE(test::try_adm("<audioFormatExtended/>"));
}

TEST(AdmDamage, an_axml_cut_off_anywhere_is_refused) {
    const std::string axml = adm::bed_chunks(bed_of("2.0"))->axml;
    const std::size_t end = axml.rfind('>');
    for (std::size_t length = 0; length < end; ++length)
        EXPECT_FALSE(test::try_adm(axml.substr(0, length))) << length;
}

TEST(AdmDamage, flipped_bits_and_thousands_of_mutations_are_survived) {
    const std::string axml = adm::bed_chunks(bed_of("2.0"))->axml;
    for (std::size_t bit = 0; bit < axml.size() * 8; ++bit) {
        std::string damaged = axml;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
        test::try_adm(damaged);
    }
    test::Mutator mutate(20'760);
    int refused = 0;
    for (int i = 0; i < 3000; ++i)
        refused += test::try_adm(mutate(axml)) ? 0 : 1;
    EXPECT_GT(refused, 300);
}

} // namespace
} // namespace dub

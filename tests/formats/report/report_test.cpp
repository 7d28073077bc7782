#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "formats/json/json.h"
#include "formats/report/delivery_report.h"
#include "formats/report/read_report.h"

namespace dub::report {
namespace {

using json::Json;

measure::Measurement programme(int tenths) {
    measure::Measurement measured;
    measured.layout = *layout_named("5.1");
    measured.length = {tenths * 4800LL};
    measured.integrated = Lufs{-23.04};
    measured.momentary_max = Lufs{-15};
    measured.short_term_max = Lufs{-18};
    measured.range = Lu{11.2};
    measured.true_peak = Dbtp{-1.6};
    measured.sample_peak = Dbfs{-1.9};
    measured.dialogue = Lufs{-26.4};
    measured.dialogue_method = measure::DialogueMethod::stem_assisted;
    measured.speech_percent = 42;
    for (const Speaker speaker : measured.layout.speakers())
        measured.channels.push_back({speaker, Dbtp{-3}, Dbfs{-4}});
    for (int i = 0; i < tenths; ++i) {
        const double t = i / 10.0;
        const auto wave = static_cast<float>(-26 + 7 * std::sin(t / 3) + 3 * std::sin(t * 1.7));
        measured.curves.momentary_lufs.push_back(i < 4 ? -INFINITY
                                                       : wave + static_cast<float>(3 * std::sin(t * 5)));
        measured.curves.short_term_lufs.push_back(i < 30 ? -INFINITY : wave);
        measured.curves.true_peak_dbtp.push_back(wave + 16);
    }
    return measured;
}

Delivery scene(const std::string& name) {
    const auto specs = *delivery::load_specs({});
    Delivery one;
    one.session = name + ".dub";
    one.name = "Rain <& gate>";
    one.fps = "24";
    one.start = "01:00:00:00";
    one.end = "01:01:20:00";
    one.made = "2026-11-21 12:00 UTC";
    one.duration_s = 80;
    one.realtime_factor = 20;
    one.specs = {*delivery::find_spec(specs, "ebu-r128-5.1"), *delivery::find_spec(specs, "stems")};
    for (const std::string file : {"mix.wav", "DX.wav"}) {
        DeliveredFile made;
        made.path = made.set = (file == "mix.wav" ? "ebu-r128-5.1/" : "stems/") + name + "_" + file;
        made.spec = file == "mix.wav" ? "ebu-r128-5.1" : "stems";
        made.role = file == "mix.wav" ? delivery::FileRole::printmaster : delivery::FileRole::stem;
        made.stem = file == "mix.wav" ? "" : "DX";
        made.layout = *layout_named("5.1");
        made.channels.assign(made.layout.speakers().begin(), made.layout.speakers().end());
        made.bits = 24;
        made.samples = {80 * 48000};
        made.sha256 = std::string(64, 'a');
        made.measured = programme(800);
        if (file == "mix.wav") made.limited = Db{1.4};
        one.sets.push_back({made.set, made.spec, made.role, made.measured});
        one.verdicts.push_back(
            {made.spec, "programme-loudness", made.set, -23.04, "-23.0 +-0.2 LUFS", true, "kept"});
        one.verdicts.push_back(
            {made.spec, "length", made.set, {}, "the picture's length", {}, "not judged: no picture"});
        one.files.push_back(std::move(made));
    }
    one.reports = {name + "_delivery.json", name + "_delivery.html"};
    one.null_test = {-200,
                     -121.3,
                     {{one.files.front().path, {{480000}, {499200}}, "01:00:10:00", "01:00:10:10", Db{1.4}}}};
    one.diagnostics = {{Severity::warning, "deliver.printmaster-strip", "PM", "the strip changes the sound"}};
    return one;
}

Json parsed(const std::string& text) { return *json::parse(text, "report"); }

TEST(Report, a_delivery_has_the_keys_that_scripts_rely_on) {
    const Delivery one = scene("a");
    const Json document = parsed(delivery_json({&one, 1}));
    for (const char* key :
         {"session", "media_passes", "realtime_factor", "files", "reports", "verdicts", "null_test"})
        EXPECT_TRUE(document.contains(key)) << key;
    for (const char* key : {"path", "spec", "role", "layout", "channels", "sample_rate", "bits", "samples",
                            "sha256", "offset_db", "limited_db", "measured"})
        EXPECT_TRUE(document["files"][0].contains(key)) << key;
    EXPECT_EQ(document["files"][0]["channels"], Json({"L", "R", "C", "LFE", "Ls", "Rs"}));
    EXPECT_EQ(document["null_test"]["buses_dbfs"], -200);
    EXPECT_EQ(document["null_test"]["limited"][0]["from"], "01:00:10:00");
    EXPECT_EQ(document["verdicts"][0]["pass"], true);
    EXPECT_TRUE(document["verdicts"][1]["pass"].is_null());
    EXPECT_TRUE(document["verdicts"][1]["value"].is_null());
}

TEST(Report, what_was_not_measured_is_null_and_never_zero) {
    MeasuredFile file{"x.wav", {}, {}};
    file.measured.true_peak = Dbtp{}; // digital silence
    const Json one = parsed(measurement_json({&file, 1}))["files"][0];
    for (const char* key : {"integrated_lufs", "momentary_max_lufs", "short_term_max_lufs",
                            "loudness_range_lu", "true_peak_dbtp", "sample_peak_dbfs", "dialogue_lufs",
                            "dialogue_method", "speech_percent", "leq_m_db"}) {
        ASSERT_TRUE(one.contains(key)) << key;
        EXPECT_TRUE(one[key].is_null()) << key;
    }
    for (const char* key : {"file", "layout", "sample_rate", "duration_s", "channels", "verdicts"})
        EXPECT_TRUE(one.contains(key)) << key;
}

TEST(Report, several_sessions_keep_the_keys_and_tell_the_worst_null) {
    std::vector<Delivery> two{scene("a"), scene("b")};
    two[1].null_test.buses_dbfs = -150;
    const Json document = parsed(delivery_json(two));
    EXPECT_EQ(document["files"].size(), 4U);
    EXPECT_EQ(document["media_passes"], 1);
    EXPECT_EQ(document["null_test"]["buses_dbfs"], -150);
    EXPECT_EQ(document["files"][2]["session"], "b.dub");
    EXPECT_EQ(document["sessions"].size(), 2U);
}

TEST(Report, the_page_needs_nothing_else_and_says_names_safely) {
    const std::string page = delivery_html(scene("a"));
    for (const char* word :
         {"<script", "http:", "https:", "url(", "src=", "@import", "<link", "<& gate>", "nan", "inf "})
        EXPECT_EQ(page.find(word), std::string::npos) << word;
    for (const char* word : {"Rain &lt;&amp; gate&gt;", "<svg", "-23.0 ±0.2 LUFS", "exact", "-121.3 dBFS",
                             "class=\"worked\"", "class=\"band\""})
        EXPECT_NE(page.find(word), std::string::npos) << word;
    std::ofstream(DUB_BINARY_DIR "/report_sample.html") << page; // for the eye
}

TEST(Report, a_name_that_is_not_utf_8_does_not_break_the_document) {
    const std::string name = "caf\xe9.wav"; // Latin-1, as old disks have it
    const auto measured = Json::parse(measurement_json(std::vector<MeasuredFile>{{name, programme(50), {}}}));
    EXPECT_EQ(measured["files"][0]["file"], "caf\uFFFD.wav");
    const auto delivered = Json::parse(delivery_json(std::vector{scene(name)}));
    EXPECT_EQ(delivered["session"], "caf\uFFFD.wav.dub");
}

TEST(Report, a_table_line_tells_layout_length_loudness_peak_and_verdict) {
    const std::string table = delivery_table(scene("a"));
    EXPECT_NE(table.find("a_mix.wav  5.1     1:20.000  -23.0     -26.4  -1.6  pass"), std::string::npos)
        << table;
}

TEST(Report, a_headline_says_how_many_rules_were_not_judged) {
    MeasuredFile file{"mix.wav", programme(50), {}};
    const auto headline = [&] { return measurement_table({&file, 1}); };
    file.verdicts.resize(3);
    file.verdicts[0].pass = true;
    file.verdicts[2].weight = delivery::Weight::advice; // never judged
    EXPECT_NE(headline().find("  pass, 1 not judged\n"), std::string::npos) << headline();
    file.verdicts[1].pass = true;
    EXPECT_NE(headline().find("  pass\n"), std::string::npos) << headline();
    file.verdicts[1].pass = false;
    EXPECT_NE(headline().find("  FAIL\n"), std::string::npos) << headline();
}

TEST(Report, a_spec_in_full_tells_source_files_and_every_limit) {
    const auto specs = *delivery::load_specs({});
    const std::string text = spec_text(*delivery::find_spec(specs, "netflix-5.1"));
    for (const char* word : {"netflix-5.1", "2024", "Netflix Partner Help Center", "verified: yes",
                             "-27.0 +-2.0 LUFS", "below 15 % speech", "-24.0 +-2.0 LUFS", "<= -2 dBTP",
                             "4.0 .. 18.0 LU", "advice", "48000 Hz", "24 bits", "split mono", "-2.3 dBTP"})
        EXPECT_NE(text.find(word), std::string::npos) << word << text;
    const Json document = parsed(specs_json({delivery::find_spec(specs, "netflix-5.1"), 1}));
    const Json& rule = document["specs"][0]["rules"][0];
    EXPECT_EQ(rule["limit"], "-27.0 +-2.0 LUFS");
    EXPECT_EQ(rule["target"], -27);
    EXPECT_EQ(rule["minus"], 2);
    EXPECT_EQ(rule["unit"], "LUFS");
    EXPECT_EQ(rule["applies_to"], Json::array());
}

TEST(Report, a_report_says_where_the_programme_lies_and_is_read_again) {
    Delivery one = scene("a");
    DeliveredFile& file = one.files.front();
    file.programme = {{96000}, {3744000}};
    file.pops = {{{0}, {2000}}, {{3800000}, {3802000}}};
    const auto read = stamped_files(delivery_json({&one, 1}), "a_delivery.json");
    ASSERT_TRUE(read) << read.error().text();
    ASSERT_EQ(read->size(), 2U);
    EXPECT_EQ(read->front().path, file.path);
    EXPECT_EQ(read->front().samples, file.samples);
    EXPECT_EQ(read->front().programme, file.programme);
    EXPECT_EQ(read->front().pops, file.pops);
    file.programme.end = SamplePos{} + file.samples + SampleCount{1}; // beyond the file
    EXPECT_FALSE(stamped_files(delivery_json({&one, 1}), "a_delivery.json"));
    for (const char* text : {"", "[]", "{}", R"({"files":7})", R"({"files":[{"programme_in_samples":1}]})"})
        EXPECT_FALSE(stamped_files(text, "x")) << text;
}

TEST(Report, one_fail_is_a_fail_and_not_judged_is_none) {
    std::vector<delivery::Verdict> verdicts(2);
    verdicts[0].pass = true;
    EXPECT_TRUE(passed(verdicts));
    verdicts[1].pass = false;
    EXPECT_FALSE(passed(verdicts));
}

} // namespace
} // namespace dub::report

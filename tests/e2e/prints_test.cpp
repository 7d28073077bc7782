// Prints, as a mixer uses them: print, change, see what is out of date, punch it, deliver what was approved.

#include <algorithm>
#include <cstdlib>

#include <gtest/gtest.h>

#include "app/jobs/print.h"
#include "formats/json/json.h"
#include "formats/project/project.h"
#include "formats/wave/wave_reader.h"
#include "tests/app/scene_on_disk.h"
#include "tests/e2e/program.h"

namespace {

using namespace dub;
using namespace dub::test;

struct Sound {
    SamplePos start;
    std::vector<Row> rows;
};

Sound read(const std::filesystem::path& file) {
    auto reader = wave::WaveReader::open(file);
    if (!reader) throw std::logic_error(reader.error().text());
    const auto& info = (*reader)->info();
    AudioBuffer buffer(info.format.layout.channels(), static_cast<int>(info.format.length.value));
    if (!(*reader)->read({}, buffer.block())) throw std::logic_error("not read");
    Sound sound{info.bext ? info.bext->time_reference : SamplePos{}, {}};
    for (int c = 0; c < info.format.layout.channels(); ++c) {
        const auto row = buffer.block().channel(c);
        sound.rows.emplace_back(row.begin(), row.end());
    }
    return sound;
}

constexpr std::int64_t first = 3600LL * 48000; // 01:00:00:00

class Prints : public testing::Test {
  protected:
    Ran run(std::vector<std::string> words) { return dubstage(words, scene_.folder()); }
    std::string ok(const std::vector<std::string>& words, int exit = 0) {
        const Ran ran = run(words);
        EXPECT_EQ(ran.exit, exit) << words.front() << ": " << ran.err << ran.out;
        return ran.out;
    }
    json::Json document(std::vector<std::string> words, int exit = 0) {
        words.emplace_back("--json");
        const std::string out = ok(words, exit);
        const auto parsed = json::parse(out, "stdout");
        if (!parsed) throw std::runtime_error(parsed.error().text() + out);
        return *parsed;
    }
    void edit(const std::string& script) {
        write_bytes(scene_.folder() / "e.json", script);
        ok({"edit", "scene.dub", "--apply", "e.json"});
    }
    Sound render(const std::string& bus, const std::string& source, const std::string& name) {
        ok({"render", "scene.dub", "--bus", bus, "--source", source, "--bits", "32f", "--out", name}, 0);
        return read(scene_.folder() / name);
    }
    // The effects clip falls by 6 dB from 1 s to 2 s.
    void change_effects() {
        const auto session = project::load(scene_.file());
        const auto* const track = session::find_track(session->session, "FX 1");
        edit(R"([{"edit":"split_clips","clips":[")" + track->clips.front()->id.text() +
             R"("],"at":"01:00:01:00"}])");
        const auto after = project::load(scene_.file());
        const auto* const two = session::find_track(after->session, "FX 1");
        edit(R"([{"edit":"split_clips","clips":[")" + two->clips.back()->id.text() +
             R"("],"at":"01:00:02:00"}])");
        const auto last = project::load(scene_.file());
        const auto* const three = session::find_track(last->session, "FX 1");
        edit(R"([{"edit":"set_clip_gain","clips":[")" + three->clips[1]->id.text() + R"("],"gain":-6}])");
    }

    SceneOnDisk scene_;
};

TEST_F(Prints, a_print_is_the_live_bus_bit_for_bit_and_stands_at_its_time) {
    const Sound live = render("FX", "live", "live.wav");
    const auto printed = document({"print", "scene.dub", "--bus", "FX"});
    const Sound file = read(printed["passes"][0]["path"].get<std::string>());
    EXPECT_EQ(file.start.value, first - 4800); // 100 ms of handle
    ASSERT_EQ(file.rows.size(), live.rows.size());
    for (std::size_t c = 0; c < live.rows.size(); ++c) {
        ASSERT_EQ(file.rows[c].size(), live.rows[c].size() + 9600);
        EXPECT_TRUE(std::equal(live.rows[c].begin(), live.rows[c].end(), file.rows[c].begin() + 4800)) << c;
    }
    EXPECT_EQ(render("FX", "prints", "printed.wav").rows, live.rows);
}

TEST_F(Prints, a_print_of_24_bits_nulls_against_live_below_115_db) {
    edit(R"([{"edit":"set_parameter","strip":"FX 1","parameter":"fader","value":-1}])"); // no whole steps
    const Sound live = render("FX", "live", "live.wav");
    ok({"print", "scene.dub", "--bus", "FX", "--bits", "24"});
    const Sound printed = render("FX", "prints", "printed.wav");
    double worst = 0;
    for (std::size_t c = 0; c < live.rows.size(); ++c)
        for (std::size_t i = 0; i < live.rows[c].size(); ++i)
            worst = std::max(worst, std::abs(double{printed.rows[c].at(i)} - live.rows[c][i]));
    EXPECT_LT(worst, std::pow(10, -115 / 20.0));
    EXPECT_GT(worst, 0) << "it is another file than one of 32 bits";
}

TEST_F(Prints, a_change_is_listed_where_it_is_and_a_punch_leaves_the_rest_as_it_was) {
    ok({"print", "scene.dub", "--bus", "stems,printmaster"});
    EXPECT_EQ(ok({"print", "scene.dub", "--status"}).find("out of date"), std::string::npos);
    const Sound approved = render("FX", "prints", "approved.wav");
    change_effects();

    const auto status = document({"print", "scene.dub", "--status"}, 1);
    int stale = 0;
    for (const auto& print : status["prints"]) {
        const bool changed = print["bus"] == "FX" || print["bus"] == "PM";
        EXPECT_EQ(print["current"].get<bool>(), !changed) << print["bus"];
        for (const auto& range : print["stale"]) {
            ++stale;
            EXPECT_LE(std::abs(range["from_samples"].get<std::int64_t>() - first - 48000), 128);
            EXPECT_LE(std::abs(range["to_samples"].get<std::int64_t>() - first - 96000), 128);
        }
    }
    EXPECT_EQ(stale, 2);
    EXPECT_NE(ok({"inspect", "scene.dub"}).find("stale"), std::string::npos);

    EXPECT_EQ(render("FX", "prints", "still.wav").rows, approved.rows); // what was approved
    ok({"print", "scene.dub", "--bus", "FX,PM", "--from", "01:00:00:23", "--to", "01:00:02:01"});
    const Sound punched = render("FX", "prints", "punched.wav"), live = render("FX", "live", "now.wav");
    const std::int64_t in = 46000, out = 98000, fade = 960; // the punch, and 20 ms beside it
    for (std::size_t c = 0; c < approved.rows.size(); ++c)
        for (std::int64_t i = 0; i < static_cast<std::int64_t>(approved.rows[c].size()); ++i) {
            const auto n = static_cast<std::size_t>(i);
            if (i < in - fade || i >= out + fade)
                ASSERT_EQ(punched.rows[c][n], approved.rows[c][n]) << "channel " << c << " sample " << i;
            else if (i >= in && i < out)
                ASSERT_EQ(punched.rows[c][n], live.rows[c][n]) << "channel " << c << " sample " << i;
            else
                ASSERT_NEAR(punched.rows[c][n], live.rows[c][n], 1e-6);
        }
    ok({"print", "scene.dub", "--status"});
    // The same punch again takes the place of the first, crossfades and all.
    ok({"print", "scene.dub", "--bus", "FX", "--from", "01:00:00:23", "--to", "01:00:02:01"});
    const auto session = project::load(scene_.file());
    for (const auto& print : session->session.prints)
        if (print->name == "FX") {
            EXPECT_EQ(print->clips.size(), 3U);
        }
    EXPECT_EQ(render("FX", "prints", "again.wav").rows, punched.rows);
}

json::Json report_in(const std::filesystem::path& folder) {
    const std::string text = bytes_of(folder / "scene_delivery.json");
    return *json::parse(text, "the report");
}

TEST_F(Prints, a_delivery_from_prints_is_what_was_approved_and_lists_where_live_differs) {
    const auto deliver = [&](const std::string& out, std::vector<std::string> more) {
        std::vector<std::string> words{"deliver", "scene.dub", "--spec", "stems,ebu-r128-5.1", "--out", out};
        words.insert(words.end(), more.begin(), more.end());
        const Ran ran = run(words);
        EXPECT_LE(ran.exit, 1) << ran.err; // the noise keeps no rule of loudness
        return report_in(scene_.folder() / out);
    };
    // Not whole steps of 24 bits: a file that is exact is not dithered, and would differ throughout.
    edit(R"([{"edit":"set_parameter","strip":"FX 1","parameter":"fader","value":-1}])");
    const auto before = deliver("one", {});
    EXPECT_TRUE(before["against"].is_null());
    const auto same = deliver("same", {"--against", "one"});
    EXPECT_TRUE(same["changed"].empty());
    EXPECT_TRUE(same["not_compared"].empty()) << same["not_compared"];

    ok({"print", "scene.dub", "--bus", "all"});
    change_effects();
    const auto prints = deliver("prints", {"--source", "prints", "--against", "one"});
    EXPECT_EQ(prints["source"], "prints");
    EXPECT_TRUE(prints["changed"].empty()) << prints["changed"];
    EXPECT_TRUE(prints["not_compared"].empty()) << prints["not_compared"];
    ASSERT_EQ(prints["stale"].size(), 2U);
    for (const auto& range : prints["stale"]) {
        EXPECT_EQ(range["from"], "01:00:00:23"); // the quantum before belongs to the frame before
        EXPECT_EQ(range["to"], "01:00:02:01");
    }

    const auto live = deliver("live", {"--against", "one"});
    std::size_t changed = 0;
    for (const auto& range : live["changed"]) {
        const std::string file = range["file"];
        EXPECT_TRUE(file.find("FX") != std::string::npos || file.starts_with("ebu-r128-5.1/")) << file;
        EXPECT_EQ(range["from_samples"], 48000);
        EXPECT_EQ(range["to_samples"], 96000);
        EXPECT_EQ(range["from"], "01:00:01:00");
        EXPECT_EQ(range["to"], "01:00:02:00");
        EXPECT_NEAR(range["duration_s"].get<double>(), 1, 1e-3);
        EXPECT_NEAR(range["peak_dbfs"].get<double>(), 20 * std::log10(0.03 * 0.5) - 1, 1);
        ++changed;
    }
    EXPECT_EQ(changed, 2U) << live["changed"];
    EXPECT_EQ(run({"deliver", "scene.dub", "--spec", "stems", "--out", "two", "--against", "nowhere"}).exit,
              3);
}

TEST_F(Prints, a_session_whose_print_was_killed_names_only_files_that_are_there) {
    for (const char* const wait : {"0.05", "0.1", "0.15"}) {
        (void)test::run(
            "timeout",
            {"--signal=KILL", wait, DUB_BINARY_DIR "/dubstage", "print", "scene.dub", "--bus", "all"},
            scene_.folder());
        const auto session = project::load(scene_.file());
        ASSERT_TRUE(session) << session.error().text();
        for (const auto& media : session->session.pool->media)
            EXPECT_TRUE(std::filesystem::exists(scene_.folder() / media->path)) << media->path;
    }
}

TEST_F(Prints, what_a_killed_print_left_is_swept_or_listed_by_the_next) {
    ok({"print", "scene.dub", "--bus", "DX"});
    const auto folder = scene_.folder() / "scene prints";
    const auto left = [&](const std::string& name, std::chrono::minutes age) {
        write_bytes(folder / name, "x");
        std::filesystem::last_write_time(folder / name, std::filesystem::file_time_type::clock::now() - age);
    };
    left("FX 001.wav.part-aB3xyz", std::chrono::minutes(30));
    left("FX 002.wav.part-aB3xyz", std::chrono::minutes(1)); // somebody may be writing it
    left("snapshots/draft.dub.part-123456", std::chrono::minutes(30));
    left("notes.wav.part-aB3xyz", std::chrono::minutes(30)); // no print's
    left("MX 001.wav", std::chrono::minutes(30));
    left("my own.wav", std::chrono::minutes(30));
    const auto told = document({"print", "scene.dub", "--bus", "DX"});
    const auto has = [&](const std::string& name) { return std::filesystem::exists(folder / name); };
    EXPECT_FALSE(has("FX 001.wav.part-aB3xyz"));
    EXPECT_FALSE(has("snapshots/draft.dub.part-123456"));
    for (const char* kept : {"FX 002.wav.part-aB3xyz", "notes.wav.part-aB3xyz", "MX 001.wav", "my own.wav"})
        EXPECT_TRUE(has(kept)) << kept;
    int notes = 0;
    for (const auto& one : told["diagnostics"])
        if (one["code"] == "print.unnamed-files") {
            EXPECT_NE(one["sentence"].get<std::string>().find("is MX 001.wav: "), std::string::npos) << one;
            ++notes;
        }
    EXPECT_EQ(notes, 1);
}

TEST_F(Prints, what_is_missing_is_said_with_its_cure_and_exit_3) {
    const Ran none = run({"render", "scene.dub", "--source", "prints", "--out", "a.wav"});
    EXPECT_EQ(none.exit, 3);
    EXPECT_NE(none.err.find("dubstage print scene.dub --bus 'PM'"), std::string::npos) << none.err;

    const auto printed = document({"print", "scene.dub", "--bus", "PM"});
    const std::filesystem::path file = printed["passes"][0]["path"].get<std::string>();
    std::filesystem::rename(file, file.string() + ".gone");
    const Ran lost = run({"render", "scene.dub", "--source", "prints", "--out", "a.wav"});
    EXPECT_EQ(lost.exit, 3);
    EXPECT_NE(lost.err.find(file.filename().string() + " is not there"), std::string::npos) << lost.err;
    EXPECT_FALSE(std::filesystem::exists(scene_.folder() / "a.wav"));
    std::filesystem::rename(file.string() + ".gone", file);

    std::filesystem::remove(printed["snapshot"].get<std::string>());
    const auto status = document({"print", "scene.dub", "--status"}, 1);
    EXPECT_EQ(status["prints"][0]["unknown"].size(), 1U);
    EXPECT_TRUE(status["prints"][0]["passes"][0]["stale"].is_null());
}

TEST_F(Prints, a_session_that_was_not_edited_keeps_one_snapshot) {
    const auto one = document({"print", "scene.dub", "--bus", "DX"});
    std::filesystem::remove(one["passes"][0]["path"].get<std::string>());
    std::size_t snapshots = 0;
    for (const auto& file : files_below(scene_.folder() / "scene prints" / "snapshots"))
        snapshots += file.ends_with(".dub") ? 1 : 0;
    EXPECT_EQ(snapshots, 1U);
}

TEST_F(Prints, bad_words_are_refused_before_any_work) {
    EXPECT_EQ(run({"print", "scene.dub"}).exit, 2);
    EXPECT_EQ(run({"print", "scene.dub", "--bus", "NOPE"}).exit, 2);
    EXPECT_EQ(run({"print", "scene.dub", "--bus", "FX", "--bits", "16"}).exit, 2);
    EXPECT_EQ(run({"print", "scene.dub", "--bus", "FX", "--version", "none"}).exit, 2);
    EXPECT_EQ(run({"print", "scene.dub", "--bus", "FX", "--from", "01:00:02:00", "--to", "01:00:01:00"}).exit,
              2);
    EXPECT_FALSE(std::filesystem::exists(scene_.folder() / "scene prints"));
}

TEST_F(Prints, a_print_that_cannot_be_written_leaves_all_as_it_was) {
    const std::string before = bytes_of(scene_.file());
    write_bytes(scene_.folder() / "taken", "a file, no folder");
    const Ran ran = run({"print", "scene.dub", "--bus", "all", "--media", "taken"});
    EXPECT_EQ(ran.exit, 4) << ran.err;
    EXPECT_EQ(bytes_of(scene_.file()), before);
    EXPECT_FALSE(std::filesystem::exists(scene_.folder() / "scene prints"));
}

} // namespace

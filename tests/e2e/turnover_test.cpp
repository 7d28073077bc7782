// Turnovers by the command line: the demo scene handed over as EDLs and waves comes to sound as the demo's
// own placing does; departments are merged and updated; what cannot be placed is said.

#include <cmath>
#include <filesystem>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/demo/material.h"
#include "engine/core/timecode.h"
#include "formats/json/json.h"
#include "tests/e2e/program.h"
#include "tests/e2e/scene_lists.h"
#include "tests/e2e/sound_files.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
using namespace dub::test;
namespace fs = std::filesystem;

class Turnovers : public testing::Test {
  protected:
    [[nodiscard]] const fs::path& folder() const { return folder_.path(); }

    json::Json run(int exit, std::vector<std::string> words) const {
        words.push_back("--json");
        const Ran ran = dubstage(words, folder());
        EXPECT_EQ(ran.exit, exit) << words[0] << ": " << ran.err;
        const auto parsed = json::parse(ran.out, "stdout");
        return parsed ? *parsed : json::Json();
    }
    void edit(const std::string& session, const json::Json& edits) const {
        write_bytes(folder() / "edits.json", edits.dump());
        const Ran ran = dubstage({"edit", session, "--apply", "edits.json"}, folder());
        ASSERT_EQ(ran.exit, 0) << ran.err;
    }
    void make(const std::string& session) const {
        const Ran ran = dubstage({"new", session, "--template", "tv-5.1", "--fps", "24"}, folder());
        ASSERT_EQ(ran.exit, 0) << ran.err;
    }
    // Mono waves of all the scene's recordings, and how many whole frames each has.
    std::map<std::string, std::int64_t> material() const {
        fs::create_directories(folder() / "made");
        fs::create_directories(folder() / "sound");
        const auto found = app::gather_material({}, folder() / "made");
        std::map<std::string, std::int64_t> lengths;
        for (const auto& one : *found) {
            const Rows rows = ffmpeg_decode(one.path);
            wave::WriteOptions options;
            options.layout = Layout{Speaker::M};
            options.rate = {ffprobe(one.path).rate};
            const std::string id(one.material->id);
            write_wave(folder() / "sound" / (id + ".wav"), options, {rows[0]});
            lengths[id] = static_cast<std::int64_t>(rows[0].size()) * fps / options.rate.hz;
        }
        return lengths;
    }
    Rows mix(const std::string& session) const {
        const Ran ran = dubstage({"render", session, "--out", session + ".wav", "--force", "--from",
                                  "01:00:14:00", "--to", "01:00:48:00"},
                                 folder());
        EXPECT_EQ(ran.exit, 0) << ran.err;
        return ffmpeg_decode(folder() / (session + ".wav"));
    }
    static void expect_same(const Rows& own, const Rows& other, const std::string& what) {
        ASSERT_EQ(own.size(), other.size());
        float difference = 0, peak = 0;
        std::size_t where = 0;
        for (std::size_t c = 0; c < own.size(); ++c)
            for (std::size_t s = 0; s < own[c].size(); ++s) {
                peak = std::max(peak, std::abs(own[c][s]));
                if (std::abs(own[c][s] - other[c][s]) <= difference) continue;
                difference = std::abs(own[c][s] - other[c][s]);
                where = s;
            }
        EXPECT_GT(peak, 0.05F) << "something is heard";
        EXPECT_LE(difference, 1.01F / 8388608) << what << ": more than one step of 24 bits at "
                                               << tc(3614 * fps + static_cast<std::int64_t>(where / 2000));
    }
    static bool told(const json::Json& answer, std::string_view code) {
        for (const auto& one : answer["diagnostics"])
            if (one["code"] == code) return true;
        return false;
    }

    TempFolder folder_;
};

TEST_F(Turnovers, the_demo_handed_over_as_lists_and_waves_sounds_as_its_own_placing) {
    const auto files = material();
    make("own.dub");
    make("conformed.dub");
    std::vector<std::string> import{"import", "own.dub", "--pool"};
    for (const auto& [name, length] : files)
        import.push_back("sound/" + name + ".wav");
    ASSERT_EQ(dubstage(import, folder()).exit, 0);
    auto edits = json::Json::array();
    for (const Department& one : departments()) {
        auto cuts = cuts_of(one.tracks, files);
        for (std::size_t i = 0; i < one.tracks.size(); ++i) {
            Cut* last = nullptr;
            for (Cut& cut : cuts[one.tracks[i]]) {
                // Placed so that it ends where the next begins, then crossfaded open: an editor's two steps.
                const bool crosses = last != nullptr && last->at + last->length > cut.at;
                edits.push_back({{"edit", "add_clip"},
                                 {"track", one.onto[i]},
                                 {"media", cut.clip},
                                 {"at", tc(cut.at)},
                                 {"from", tc(cut.from)},
                                 {"length", tc(cut.length)},
                                 {"gain", cut.gain_db},
                                 {"fade_in", tc(cut.fade_in)},
                                 {"fade_out", tc(cut.fade_out)},
                                 {"name", fmt::format("{} {}", one.onto[i], cut.at)}});
                if (crosses) { // add_clip overwrote the end of the one before: open both over the middle
                               // again
                    const std::int64_t shared = last->at + last->length - cut.at;
                    edits.push_back({{"edit", "trim_clip"},
                                     {"clip", fmt::format("{} {}", one.onto[i], cut.at)},
                                     {"start", tc(cut.at + shared / 2)}});
                    edits.push_back({{"edit", "trim_clip"},
                                     {"clip", fmt::format("{} {}", one.onto[i], last->at)},
                                     {"end", tc(cut.at + shared / 2)}});
                    edits.push_back({{"edit", "crossfade"},
                                     {"first", fmt::format("{} {}", one.onto[i], last->at)},
                                     {"second", fmt::format("{} {}", one.onto[i], cut.at)},
                                     {"length", tc(shared)}});
                    edits.push_back({{"edit", "set_fades"},
                                     {"clips", {fmt::format("{} {}", one.onto[i], cut.at)}},
                                     {"out", tc(cut.fade_out)}});
                }
                last = &cut;
            }
        }
        write_bytes(folder() / (one.name + ".edl"), edl_of(one, files));
        const auto answer = run(
            0, {"import", "conformed.dub", one.name + ".edl", "--department", one.name, "--media", "sound"});
        for (std::size_t i = 0; i < one.onto.size(); ++i)
            EXPECT_EQ(answer["tracks"][i]["to"][0], one.onto[i]) << one.name;
    }
    edit("own.dub", edits);
    const Rows own = mix("own.dub");
    const Rows conformed = mix("conformed.dub");
    ASSERT_EQ(own.size(), 6U);
    expect_same(own, conformed, "as EDL and waves");

    // It leaves and comes back: all inside an AAF, or named by a list.
    fs::create_directories(folder() / "away");
    for (const std::string name : {"out.aaf", "out.otio"}) {
        std::vector<std::string> words{"export", "conformed.dub", "--out", "away/" + name};
        if (name == "out.aaf") words.push_back("--embed");
        run(0, words);
        make("away/back.dub");
        fs::rename(folder() / "sound", folder() / "elsewhere");
        words = {"import", "away/back.dub", "away/" + name};
        if (name == "out.otio") words.insert(words.end(), {"--media", "elsewhere"});
        run(0, words);
        expect_same(own, mix("away/back.dub"), name);
        fs::rename(folder() / "elsewhere", folder() / "sound");
        fs::remove(folder() / "away/back.dub");
    }
    fs::remove_all(folder() / "away");
    fs::create_directories(folder() /
                           "a copy"); // of all recordings: the department's clips still know theirs
    fs::copy(folder() / "sound", folder() / "a copy");

    // Three departments lie there. Now one of them comes twice more, over a mixer's work.
    edit("conformed.dub", json::Json::parse(R"([
        {"edit":"set_parameter","strip":"FX 2","parameter":"fader","value":-3},
        {"edit":"add_insert","strip":"FX 1","processor":"gain"},
        {"edit":"write_lane","strip":"FX 3","parameter":"fader","points":[["01:00:00:00",0],["01:00:30:00",-6]]}])"));
    const auto kept = [&] {
        std::string lines; // tracks, buses and lanes of the session file: all but clips and recordings
        const std::string text = bytes_of(folder() / "conformed.dub");
        for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
            end = std::min(text.find('\n', at), text.size());
            const std::string line = text.substr(at, end - at);
            if (line.find("\"place\":") == std::string::npos && line.find("\"rate\":") == std::string::npos)
                lines += line + "\n";
        }
        return lines;
    };
    const std::string before = kept();
    auto moved = files;
    moved["gate-open"] -= 4; // shorter in the second turnover
    write_bytes(folder() / "effects 2.edl", edl_of(departments()[2], moved));
    const auto second = run(0, {"import", "conformed.dub", "effects 2.edl", "--department", "effects",
                                "--update", "--media", "sound"});
    ASSERT_EQ(second["changes"].size(), 1U) << second["changes"];
    EXPECT_EQ(second["changes"][0]["kind"], "changed");
    EXPECT_EQ(second["changes"][0]["what"], "trimmed");
    EXPECT_EQ(second["changes"][0]["track"], "FX 1");
    const auto third =
        run(0, {"import", "conformed.dub", "effects.edl", "--department", "effects", "--update", "--from",
                "01:00:30:00", "--to", "01:01:00:00", "--media", "sound"});
    EXPECT_EQ(third["changes"].size(), 0U) << "the gate lies outside";
    EXPECT_EQ(kept(), before);
}

TEST_F(Turnovers, what_cannot_be_placed_is_said_and_nothing_is_half_done) {
    make("s.dub");
    write_wave(folder() / "door.wav", {.layout = Layout{Speaker::M}, .rate = {48000}},
               {std::vector<float>(48000, 0.25F)});
    const auto list = [&](const std::string& name, const std::string& lines) {
        write_bytes(folder() / name, "TITLE: T\nFCM: NON-DROP FRAME\n\n" + lines);
    };
    list("picture.edl",
         "001  AX V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n* FROM CLIP NAME: door.wav\n");
    list("rate.edl",
         "001  AX A C 00:00:00:00 00:00:00:29 01:00:00:00 01:00:00:29\n* FROM CLIP NAME: door.wav\n");
    list("long.edl",
         "001  AX A C 00:00:20:00 00:00:21:00 01:00:00:00 01:00:01:00\n* FROM CLIP NAME: door.wav\n");
    list("gone.edl",
         "001  AX A C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n* FROM CLIP NAME: gone.wav\n");
    list("door.edl",
         "001  AX A C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n* FROM CLIP NAME: door.wav\n");
    write_bytes(folder() / "empty.edl", "");
    const std::string session = bytes_of(folder() / "s.dub");
    const auto refused = [&](int exit, std::vector<std::string> words, const std::string& says) {
        const Ran ran = dubstage(words, folder());
        EXPECT_EQ(ran.exit, exit) << words[2] << ran.err;
        EXPECT_NE(ran.err.find(says), std::string::npos) << ran.err;
        EXPECT_EQ(bytes_of(folder() / "s.dub"), session) << words[2];
    };
    refused(3, {"import", "s.dub", "picture.edl"}, "holds no sound");
    refused(3, {"import", "s.dub", "rate.edl"}, "24");
    refused(3, {"import", "s.dub", "empty.edl"}, "empty");
    refused(3, {"import", "s.dub", "nothing.edl"}, "does not exist");
    refused(2, {"import", "s.dub", "door.edl", "door.wav"}, "--media");
    refused(2, {"import", "s.dub", "door.edl", "--update"}, "--department");
    refused(3, {"import", "s.dub", "door.edl", "--update", "--department", "fx"}, "fx");
    refused(3, {"import", "s.dub", "door.edl", "--media", "no such folder"}, "folder");
    EXPECT_TRUE(told(run(1, {"import", "s.dub", "long.edl", "--track", "LONG"}), "link.wrong-content"));
    EXPECT_TRUE(told(run(1, {"import", "s.dub", "gone.edl", "--track", "GONE"}), "link.missing"));
    // Found later: the clip waited for it.
    fs::create_directories(folder() / "later");
    fs::copy(folder() / "door.wav", folder() / "later/gone.wav");
    EXPECT_EQ(run(1, {"relink", "s.dub", "--media", "later"})["relinked"].size(), 1U);

    const auto seen = run(0, {"inspect", "door.edl"});
    EXPECT_EQ(seen["kind"], "turnover");
    EXPECT_TRUE(seen["fps"].is_null() || told(seen, "edl.rate-guessed") ||
                told(seen, "inspect.rate-guessed"));
    const auto& clip = seen["tracks"][0]["clips"][0];
    EXPECT_EQ(clip["record_in"], "01:00:00:00");
    EXPECT_EQ(clip["record_out_frames"].get<int>() - clip["record_in_frames"].get<int>(), 24);
    EXPECT_EQ(seen["media"][0]["state"], "found");
    EXPECT_EQ(dubstage({"inspect", "door.wav", "--media", "later"}, folder()).exit, 2);
}

TEST_F(Turnovers, a_path_in_a_list_leads_nowhere_that_was_not_allowed) {
    make("s.dub");
    fs::create_directories(folder() / "list");
    write_wave(folder() / "secret.wav", {.layout = Layout{Speaker::M}, .rate = {48000}},
               {std::vector<float>(48000, 0.25F)});
    fs::rename(folder() / "s.dub", folder() / "list/s.dub");
    const std::string clip =
        R"({"OTIO_SCHEMA":"Clip.1","name":"c","source_range":{"OTIO_SCHEMA":"TimeRange.1",
      "start_time":{"OTIO_SCHEMA":"RationalTime.1","value":0,"rate":24},"duration":{"OTIO_SCHEMA":"RationalTime.1","value":24,"rate":24}},
      "media_reference":{"OTIO_SCHEMA":"ExternalReference.1","target_url":"URL"}})";
    for (const std::string& url :
         {std::string("../secret.wav"), "file:///etc/../" + folder().string() + "/secret.wav",
          std::string("https://example.org/secret.wav")}) {
        std::string text =
            R"({"OTIO_SCHEMA":"Timeline.1","name":"t","tracks":{"OTIO_SCHEMA":"Stack.1","children":[
          {"OTIO_SCHEMA":"Track.1","kind":"Audio","name":"A1","children":[)" +
            clip + "]}]}}";
        text.replace(text.find("URL"), 3, url);
        write_bytes(folder() / "list/t.otio", text);
        const auto answer = run(1, {"import", "list/s.dub", "list/t.otio", "--track", "T"});
        EXPECT_EQ(answer["media"][0]["state"], "missing") << url;
        EXPECT_TRUE(told(answer, "link.refused")) << url;
    }
}

TEST_F(Turnovers, a_copy_with_handles_holds_what_is_played_and_sounds_the_same) {
    std::vector<float> ramp(48000 * 10);
    for (std::size_t i = 0; i < ramp.size(); ++i)
        ramp[i] = static_cast<float>(static_cast<int>(i * 7919 % 65536) - 32768) / 65536.0F;
    wave::WriteOptions options{.layout = Layout{Speaker::M}, .rate = {48000}};
    options.bext = wave::Bext{.time_reference = SamplePos{36000LL * 48000}};
    fs::create_directories(folder() / "far");
    write_wave(folder() / "far/take.wav", options, {ramp});
    write_bytes(folder() / "l.edl", "TITLE: T\nFCM: NON-DROP FRAME\n\n001  T1 A C 10:00:04:00 10:00:06:00 "
                                    "01:00:00:00 01:00:02:00\n* FROM CLIP NAME: take.wav\n");
    Rows sounds[2];
    for (const bool part : {false, true}) {
        make("s.dub");
        std::vector<std::string> words{"import", "s.dub",   "l.edl", "--media",
                                       "far",    "--track", "T",     "--copy"};
        if (part) words.insert(words.end(), {"--handles", "0.5"});
        run(0, words);
        const Ran ran = dubstage(
            {"render", "s.dub", "--out", "m.wav", "--bits", "32f", "--layout", "mono", "--force"}, folder());
        ASSERT_EQ(ran.exit, 0) << ran.err;
        sounds[part ? 1 : 0] = ffmpeg_decode(folder() / "m.wav");
        EXPECT_EQ(ffprobe(folder() / "s media/take.wav").samples, part ? 3 * 48000 : 10 * 48000);
        EXPECT_EQ(ffprobe(folder() / "s media/take.wav").time_reference,
                  std::to_string((part ? 36003LL * 48000 + 24000 : 36000LL * 48000)));
        fs::remove_all(folder() / "s media");
        fs::remove(folder() / "s.dub");
    }
    EXPECT_EQ(sounds[0], sounds[1]);
}

TEST_F(Turnovers, the_recorders_microphones_come_below_the_guide_in_sync) {
    make("s.dub");
    fs::create_directories(folder() / "sound");
    fs::create_directories(folder() / "cards");
    const auto noise = [](std::uint32_t seed) {
        std::vector<float> row(48000 * 12);
        for (float& sample : row)
            seed = seed * 1664525U + 1013904223U,
            sample = 0.25F * (static_cast<float>(seed >> 8U) / 8388608.0F - 1.0F);
        return row;
    };
    // The recorder, from 10:00:00:00: its timecode is 480 samples early. Another roll ran at the same time.
    const auto boom = noise(1), lavalier = noise(2);
    wave::WriteOptions options{.layout = Layout{Speaker::L, Speaker::R}, .rate = {48000}};
    options.bext = wave::Bext{.time_reference = SamplePos{36000LL * 48000}};
    options.ixml = wave::Ixml{.scene = "92C",
                              .take = "01",
                              .tape = "018",
                              .track_names = {"Boom", "MARA"},
                              .timecode_rate = "24/1",
                              .timecode_flag = "NDF",
                              .timestamp = SamplePos{36000LL * 48000},
                              .timestamp_rate = SampleRate{48000}};
    write_wave(folder() / "cards/92C-01.wav", options, {boom, lavalier});
    options.ixml->tape = "B018", options.ixml->scene = "7";
    write_wave(folder() / "cards/other.wav", options, {noise(3), noise(4)});
    // The cutting room's guide: the boom, quieter, from two seconds on.
    std::vector<float> guide(boom.begin() + 96480, boom.begin() + 96480 + 48000 * 5);
    for (float& sample : guide)
        sample *= 0.5F;
    wave::WriteOptions mono{.layout = Layout{Speaker::M}, .rate = {48000}};
    mono.bext = wave::Bext{.time_reference = SamplePos{36002LL * 48000}};
    write_wave(folder() / "sound/guide.wav", mono, {guide});
    write_bytes(folder() / "dx.edl", "TITLE: DX\nFCM: NON-DROP FRAME\n\n001  SR018 A C 10:00:03:00 "
                                     "10:00:06:00 01:00:10:00 01:00:13:00\n* FROM CLIP NAME: guide.wav\n");
    const auto answer = run(0, {"import", "s.dub", "dx.edl", "--department", "dialogue", "--media", "sound",
                                "--recordings", "cards"});
    ASSERT_EQ(answer["production"].size(), 1U) << answer;
    const auto& found = answer["production"][0];
    EXPECT_NE(found["recordings"][0]["path"].get<std::string>().find("92C-01.wav"), std::string::npos);
    EXPECT_EQ(found["recordings"][0]["by"], "tape and timecode");
    EXPECT_EQ(found["recordings"].size(), 2U) << "the other roll is offered";
    EXPECT_EQ(found["offset_samples"], 480);
    EXPECT_TRUE(told(answer, "production.offset"));
    const auto session = run(0, {"inspect", "s.dub"});
    std::vector<std::string> order;
    for (const auto& track : session["tracks"])
        if (!track["clips"].empty()) order.push_back(track["name"]);
    EXPECT_EQ(order, (std::vector<std::string>{"DX 1", "DX 1 Boom", "DX 1 MARA"}));
    for (const auto& track : session["tracks"]) {
        if (track["name"] != "DX 1 MARA") continue;
        const auto& clip = track["clips"][0];
        EXPECT_EQ(clip["source_in_samples"], 3 * 48000 + 480);
        EXPECT_EQ(clip["muted"], true);
    }
}

} // namespace

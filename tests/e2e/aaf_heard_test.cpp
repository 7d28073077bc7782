// What an AAF says is heard: gains, curves, fades and crossfades of an AAF with its sound inside, imported
// and rendered, against the same computed here from the table of events. Departments that come as AAFs.
#include <cmath>
#include <filesystem>
#include <numbers>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "formats/json/json.h"
#include "formats/turnover/aaf/write.h"
#include "tests/e2e/program.h"
#include "tests/e2e/sound_files.h"
#include "tests/support/temp_folder.h"
#include "tests/support/unwatched.h"

namespace {

using namespace dub;
using namespace dub::test;
namespace fs = std::filesystem;
using conform::CurveShape;
using conform::FadeShape;

constexpr int rate = 48000;
constexpr double tone_seconds = 12;

// A tone at half of full scale; long enough for all that is played of it.
std::vector<float> sine(double hz) {
    std::vector<float> sound(static_cast<std::size_t>(rate * tone_seconds));
    for (std::size_t i = 0; i < sound.size(); ++i)
        sound[i] =
            static_cast<float>(0.5 * std::sin(2 * std::numbers::pi * hz * static_cast<double>(i) / rate));
    return sound;
}

constexpr double tones_hz[] = {440, 997, 1499};

// One line of the table, in seconds from the start.
struct Line {
    int source;
    double at, length, from;
    double gain_db = 0;
    std::vector<std::pair<double, double>> curve = {}; // seconds from `at`, dB; straight in amplitude
    double in = 0, out = 0;
    FadeShape shape = FadeShape::linear;
};

const std::vector<Line> three_lines{
    {0, 0, 2, 1, -6, {}, 0.5, 0.25, FadeShape::linear},
    {1, 3, 2, 0, 0, {{0, 0}, {1, -12}, {2, -3}}, 0, 0, FadeShape::linear},
    {2, 6, 2, 2, 3, {}, 0.25, 0.5, FadeShape::equal_power},
    {0, 7.5, 2, 4, -2, {{0.5, -20}, {1.5, 6}}, 0.5, 0.25, FadeShape::equal_power}, // crosses the one before
};

double fade(FadeShape shape, double t) {
    return shape == FadeShape::linear ? t : std::sin(t * std::numbers::pi / 2);
}

double curve_gain(const Line& line, double t) {
    const auto amplitude = [](double db) { return std::pow(10, db / 20); };
    if (line.curve.empty()) return 1;
    if (t <= line.curve.front().first) return amplitude(line.curve.front().second);
    for (std::size_t i = 1; i < line.curve.size(); ++i) {
        const auto& [t0, a] = line.curve[i - 1];
        const auto& [t1, b] = line.curve[i];
        if (t <= t1) return amplitude(a) + (amplitude(b) - amplitude(a)) * (t - t0) / (t1 - t0);
    }
    return amplitude(line.curve.back().second);
}

std::vector<double> computed() {
    std::vector<double> mix(static_cast<std::size_t>(10 * rate));
    for (const Line& line : three_lines) {
        const std::vector<float> sound = sine(tones_hz[line.source]);
        const auto length = std::llround(line.length * rate);
        for (std::int64_t i = 0; i < length; ++i) {
            const double t = static_cast<double>(i) / rate, left = line.length - t;
            double gain = std::pow(10, line.gain_db / 20) * curve_gain(line, t);
            if (t < line.in) gain *= fade(line.shape, t / line.in);
            if (left < line.out) gain *= fade(line.shape, left / line.out);
            mix[static_cast<std::size_t>(std::llround(line.at * rate) + i)] +=
                gain * sound[static_cast<std::size_t>(std::llround(line.from * rate) + i)];
        }
    }
    return mix;
}

Rational exact(double seconds) { return Rational{std::llround(seconds * 48), 48}; }

conform::Turnover turnover() {
    conform::Turnover list;
    list.format = "aaf";
    list.name = "Heard";
    list.timecode = *timecode_format("24");
    list.start = {86400};
    const Rational hour{3600};
    for (const double hz : tones_hz) {
        conform::Source source;
        source.name = fmt::format("tone {}.wav", hz);
        source.length = Rational{static_cast<std::int64_t>(tone_seconds)};
        source.rate = SampleRate{rate};
        source.channels = 1;
        source.bits = 24;
        source.umids = {"060a2b340101010501010f2013000000" + std::string(30, 'a') +
                        fmt::format("{:02}", list.sources.size())};
        list.sources.push_back(source);
    }
    conform::ListTrack track;
    track.name = "DX 1";
    track.number = 1;
    for (const Line& line : three_lines) {
        conform::Event event;
        event.name = list.sources[static_cast<std::size_t>(line.source)].name;
        event.source = line.source;
        event.record = {hour + exact(line.at), hour + exact(line.at + line.length)};
        event.played = {exact(line.from), exact(line.from + line.length)};
        event.channels = {0};
        event.gain = {line.gain_db};
        event.gain_curve.shape = CurveShape::linear_gain;
        for (const auto& [t, db] : line.curve)
            event.gain_curve.points.push_back({exact(t), db});
        event.fade_in = {exact(line.in), line.shape};
        event.fade_out = {exact(line.out), line.shape};
        track.events.push_back(event);
    }
    list.tracks = {track};
    return list;
}

TEST(AafHeard, gains_curves_fades_and_crossfades_null_against_the_table) {
    const TempFolder folder;
    turnover::aaf::WriteOptions options;
    options.essence = turnover::aaf::EssencePlace::embedded;
    fs::create_directories(folder.path() / "elsewhere");
    for (const double hz : tones_hz) {
        wave::WriteOptions wave;
        wave.layout = Layout{Speaker::M};
        wave.rate = {rate};
        options.media.push_back(folder.path() / "elsewhere" / fmt::format("tone {}.wav", hz));
        write_wave(options.media.back(), wave, {sine(hz)});
    }
    test::Unwatched progress;
    const auto written = turnover::aaf::write(turnover(), folder.path() / "heard.aaf", options, progress);
    ASSERT_TRUE(written) << written.error().text();
    fs::remove_all(folder.path() / "elsewhere"); // what is heard can only come out of the AAF
    ASSERT_EQ(dubstage({"new", "s.dub", "--layout", "5.1", "--fps", "24"}, folder.path()).exit, 0);
    const Ran imported = dubstage({"import", "s.dub", "heard.aaf"}, folder.path());
    ASSERT_EQ(imported.exit, 0) << imported.err;
    const Ran rendered = dubstage({"render", "s.dub", "--out", "mix.wav", "--bits", "32f", "--from",
                                   "01:00:00:00", "--to", "01:00:10:00"},
                                  folder.path());
    ASSERT_EQ(rendered.exit, 0) << rendered.err;
    const Rows mix = ffmpeg_decode(folder.path() / "mix.wav");
    const std::vector<double> wanted = computed();
    ASSERT_EQ(mix.at(2).size(), wanted.size());
    double worst = 0, peak = 0;
    std::size_t where = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        peak = std::max(peak, std::abs(wanted[i]));
        if (const double off = std::abs(mix[2][i] - wanted[i]); off > worst) worst = off, where = i;
    }
    EXPECT_GT(peak, 0.6);
    EXPECT_LT(20 * std::log10(worst), -80) << "at " << static_cast<double>(where) / rate << " s";
    for (const int other : {0, 1, 3, 4, 5}) // a mono track of speech is in the centre and nowhere else
        for (const float sample : mix[static_cast<std::size_t>(other)])
            ASSERT_EQ(sample, 0.0F);
}

// Three departments hand over AAFs, music is a 5.1 file; one department comes again, twice.
TEST(AafHeard, departments_as_aafs_and_music_become_one_session_and_one_is_updated_twice) {
    const TempFolder folder;
    const auto run = [&](const std::vector<std::string>& words) {
        const Ran ran = dubstage(words, folder.path());
        EXPECT_EQ(ran.exit, 0) << words[0] << ": " << ran.err;
        return ran;
    };
    wave::WriteOptions mono, wide;
    mono.layout = Layout{Speaker::M};
    wide.layout = *layout_named("5.1");
    mono.rate = wide.rate = {rate};
    for (const char* name : {"line", "step", "door"})
        write_wave(folder.path() / (std::string(name) + ".wav"), mono, {sine(440)});
    write_wave(folder.path() / "score.wav", wide, Rows(6, sine(220)));
    // Each department cuts its own session and exports it.
    const auto hand_over = [&](const std::string& department, const std::string& track,
                               const std::string& role, const std::string& sound,
                               const std::vector<std::string>& at) {
        run({"new", department + ".dub", "--layout", "5.1", "--fps", "24", "--force"});
        for (const std::string& one : at)
            run({"import", department + ".dub", sound + ".wav", "--role", role, "--track", track + " " + one,
                 "--at", one});
        run({"export", department + ".dub", "--out", department + ".aaf", "--embed", "--force"});
    };
    hand_over("dialogue", "DX", "dialogue", "line", {"01:00:00:00"});
    hand_over("foley", "FOL", "foley", "step", {"01:00:02:00"});
    hand_over("effects", "FX", "effects", "door", {"01:00:04:00"});
    run({"new", "film.dub", "--template", "tv-5.1", "--fps", "24"});
    for (const char* department : {"dialogue", "foley", "effects"})
        run({"import", "film.dub", std::string(department) + ".aaf", "--department", department});
    run({"import", "film.dub", "score.wav", "--role", "score", "--track", "MX SCORE", "--at", "01:00:00:00"});
    // A mixer's work, then the effects move, twice.
    write_bytes(folder.path() / "mix.json",
                R"([{"edit":"set_parameter","strip":"FX 1","parameter":"fader","value":-4},
{"edit":"add_insert","strip":"DX 1","processor":"filter"},
{"edit":"write_lane","strip":"FX 1","parameter":"pan.x","points":[["01:00:00:00",-1],["01:00:10:00",1]]}])");
    run({"edit", "film.dub", "--apply", "mix.json"});
    const auto strips = [&] { // every line of the file that is not a clip or a recording
        std::string kept;
        const std::string text = bytes_of(folder.path() / "film.dub");
        for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
            end = std::min(text.find('\n', at), text.size());
            const std::string line = text.substr(at, end - at);
            if (line.find("\"place\":") == std::string::npos && line.find("\"rate\":") == std::string::npos)
                kept += line + "\n";
        }
        return kept;
    };
    const std::string before = strips();
    for (const char* moved : {"01:00:05:00", "01:00:06:12"}) {
        hand_over("effects", "FX", "effects", "door", {moved});
        const Ran updated =
            run({"import", "film.dub", "effects.aaf", "--department", "effects", "--update", "--json"});
        const auto answer = json::parse(updated.out, "stdout");
        ASSERT_TRUE(answer);
        ASSERT_EQ((*answer)["changes"].size(), 1U) << (*answer)["changes"].dump();
        EXPECT_EQ((*answer)["changes"][0]["kind"], "moved");
        EXPECT_EQ((*answer)["changes"][0]["after"]["record_in"], moved);
    }
    EXPECT_EQ(strips(), before);
}

} // namespace

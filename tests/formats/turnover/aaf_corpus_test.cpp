// AAFs of other programs against tables that an independent reader made of them. DUBSTAGE_CORPUS names the
// folder that holds turnovers/files and turnovers/expected; without it there is nothing to compare with.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "formats/turnover/format.h"
#include "formats/wave/inspect.h"
#include "tests/formats/turnover/aaf_round_trip.h"
#include "tests/support/riff_maker.h"
#include "tests/support/temp_folder.h"

namespace dub {
namespace {

namespace fs = std::filesystem;
using Rows = std::multiset<std::string>;
using Points = std::vector<std::pair<double, double>>;

std::optional<fs::path> corpus() {
    const char* folder = std::getenv("DUBSTAGE_CORPUS");
    if (!folder || !fs::exists(fs::path(folder) / "turnovers" / "files")) return std::nullopt;
    return fs::path(folder) / "turnovers";
}

std::vector<fs::path> aaf_files(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder / "files"))
        if (entry.path().extension() == ".aaf") files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

Rational number(const std::string& text) { return parse_rational(text).value_or(Rational{}); }
Rational rate(const std::string& text) {
    const FrameRate near = frame_rate_near(number(text));
    return {near.num, near.den};
}

// The first twelve points of a curve, as many as the table tells.
std::string curve_row(Points points) {
    std::ranges::stable_sort(points, {}, &Points::value_type::first);
    std::string row;
    for (std::size_t i = 0; i < std::min<std::size_t>(points.size(), 12); ++i)
        row += fmt::format(" {:.3f}:{:+.1f}", points[i].first, points[i].second);
    return row;
}

// One composition of a table, in rows as they are made of a turnover, too.
struct Expected {
    std::string name;
    std::map<std::string, Rows> tracks; // of sound
    std::map<std::string, std::string> rates;
    std::multiset<std::int64_t> markers;
    std::optional<std::int64_t> start;
    bool broken = false; // the table says that its reader failed on a track
};

// The seconds into the recording: what each mob down to the file adds, in edit units of the one above.
Rational media_start(const std::string& chain, Rational holder) {
    static const std::regex step(R"re(Mob "[^"]*" slot=\S+ start=(-?\d+) rate=(\S+) origin=(\S+))re");
    const std::string to_file = chain.substr(0, chain.find("<- DESC"));
    Rational sum;
    for (std::sregex_iterator at(to_file.begin(), to_file.end(), step), end; at != end; ++at) {
        sum += Rational{std::stoll((*at)[1])} / holder;
        holder = rate((*at)[2]);
        sum += number((*at)[3]) / holder;
    }
    return sum;
}

std::string gain_row(const std::string& effects) {
    static const std::regex constant(R"re((?:Amplitude[^=,({\[]*|ClipRatio)=([+-][0-9.]+|-inf)dB)re");
    static const std::regex varying(R"re((?:Amplitude[^=,({\[]*|ClipRatio)\[[A-Za-z]*\]=\{([^}]*)\})re");
    static const std::regex point(R"re((-?[0-9.e-]+):([+-][0-9.]+)dB)re");
    double gain = 0;
    const std::sregex_iterator end;
    for (std::sregex_iterator at(effects.begin(), effects.end(), constant); at != end; ++at)
        gain += std::stod((*at)[1]);
    std::string curve;
    for (std::sregex_iterator at(effects.begin(), effects.end(), varying); at != end; ++at) {
        Points points;
        const std::string list = (*at)[1];
        for (std::sregex_iterator p(list.begin(), list.end(), point); p != end; ++p)
            points.emplace_back(std::stod((*p)[1]), std::stod((*p)[2]));
        const bool flat = list.find("...") == std::string::npos && std::ranges::all_of(points, [&](auto& p) {
                              return p.second == points.front().second;
                          });
        if (flat && !points.empty())
            gain += points.front().second;
        else
            curve += curve_row(points);
    }
    return fmt::format("{:+.1f}{}", gain + 0.0, curve);
}

std::string shape_row(const std::string& detail) {
    static const std::regex avid(R"re(Curve Type=(\d)|CURVETYPE': (\d))re");
    if (std::smatch found; std::regex_search(detail, found, avid))
        return found[1] == "1" || found[2] == "1" ? "equal" : "linear";
    if (detail.find("[PowerInterp]") != std::string::npos) return "equal";
    if (detail.find("[LogInterp]") != std::string::npos) return "log";
    return "linear";
}

void read_row(const std::string& line, const std::string& holder, Expected& to) {
    std::vector<std::string> cells;
    std::stringstream cut(line);
    for (std::string cell; std::getline(cut, cell, '\t');)
        cells.push_back(cell);
    cells.resize(std::max<std::size_t>(cells.size(), 5));
    if (cells[0] == "MARKER") {
        to.markers.insert(std::stoll(cells[1]));
        return;
    }
    to.rates[cells[0]] = holder;
    std::string row = cells[1] + " " + cells[2] + " " + cells[3];
    if (cells[3].starts_with("CLIP")) {
        const auto split = cells[4].find(" :: ");
        const std::string chain = split == std::string::npos ? "" : cells[4].substr(split + 4);
        if (chain.find("DESC") != std::string::npos)
            row += fmt::format(" from {:.7f}", media_start(chain, rate(holder)).value());
        row += " gain " + gain_row(cells[4].substr(0, split));
    } else {
        row += " " + shape_row(cells[4]);
    }
    to.tracks[cells[0]].insert(row);
}

std::vector<Expected> read_table(const fs::path& file) {
    static const std::regex slot(
        R"re(# slot \d+ num=(\S+) name=.* rate=(\S+) origin=\S+ (\S.*\S) \S+ len=\S+.*)re");
    static const std::regex timecode(R"re(#   TIMECODE start=(\d+) .*)re");
    std::vector<Expected> all;
    std::ifstream in(file);
    std::string holder, track;
    for (std::string line; std::getline(in, line) && !line.starts_with("### aaftool");) {
        std::smatch found;
        if (line.starts_with("## COMPOSITION \"")) {
            all.push_back({line.substr(16, line.rfind("\" usage=") - 16), {}, {}, {}, {}, false});
        } else if (all.empty()) {
            continue;
        } else if (std::regex_match(line, found, slot)) {
            track = found[1];
            holder = found[2];
        } else if (std::regex_match(line, found, timecode)) {
            if (!all.back().start) all.back().start = std::stoll(found[1]);
        } else if (line.starts_with("!!")) {
            all.back().broken = true;
        } else if (!line.starts_with("#") && line.find('\t') != std::string::npos) {
            read_row(line, holder, all.back());
        }
    }
    return all;
}

std::string name_of(conform::FadeShape shape) {
    switch (shape) {
    case conform::FadeShape::equal_power: return "equal";
    case conform::FadeShape::logarithmic: return "log";
    default: return "linear";
    }
}

// What a table would say of a track.
class TrackRows {
  public:
    TrackRows(const conform::Turnover& turnover, const conform::ListTrack& track, Rational units)
        : turnover_(turnover)
        , track_(track)
        , units_(units) {}

    Rows rows() {
        for (const conform::Event& event : track_.events)
            add_clip(event), add_fades(event);
        rows_.insert(fades_.begin(), fades_.end());
        return rows_;
    }

  private:
    std::string unit(Rational at) const {
        const Rational origin = seconds_at(turnover_.start, turnover_.timecode.rate);
        return fmt::format("{}", ((at - origin) * units_).nearest());
    }
    void add_clip(const conform::Event& event) {
        Points points;
        for (const auto& point : event.gain_curve.points)
            points.emplace_back((point.at / event.record.length()).value(), point.value);
        std::string rest;
        if (event.source >= 0 && turnover_.sources[static_cast<std::size_t>(event.source)].umids.size() > 1)
            rest = fmt::format(" from {:.7f}", event.played.start.value());
        rest += fmt::format(" gain {:+.1f}{}", event.gain.value + 0.0, curve_row(points));
        const std::string span = unit(event.record.start) + " " + unit(event.record.end) + " CLIP";
        if (track_.channels == 1) rows_.insert(span + rest);
        for (std::size_t c = 0; track_.channels > 1 && c < event.channels.size(); ++c)
            if (event.channels[c] >= 0) rows_.insert(span + fmt::format(" ch{}", c + 1) + rest);
    }
    // A fade counts once for all the channels of a clip, a crossfade once for both clips.
    void add_fades(const conform::Event& event) {
        const Rational in_end = event.record.start + event.fade_in.length;
        const Rational out_start = event.record.end - event.fade_out.length;
        const bool meets = std::ranges::any_of(track_.events, [&](const conform::Event& other) {
            return &other != &event && other.record.end == in_end;
        });
        const bool met = std::ranges::any_of(track_.events, [&](const conform::Event& other) {
            return &other != &event && other.record.start == out_start;
        });
        if (event.fade_in.length > Rational{})
            fades_.insert(unit(event.record.start) + " " + unit(in_end) + (meets ? " XFADE " : " FADE-IN ") +
                          name_of(event.fade_in.shape));
        if (event.fade_out.length > Rational{} && !met)
            fades_.insert(unit(out_start) + " " + unit(event.record.end) + " FADE-OUT " +
                          name_of(event.fade_out.shape));
    }

    const conform::Turnover& turnover_;
    const conform::ListTrack& track_;
    Rational units_;
    Rows rows_;
    std::set<std::string> fades_;
};

void list_differences(const std::string& where, const Rows& expected, const Rows& read, std::string& report) {
    std::vector<std::string> missing, extra;
    std::ranges::set_difference(expected, read, std::back_inserter(missing));
    std::ranges::set_difference(read, expected, std::back_inserter(extra));
    for (const std::string& row : missing)
        report += where + " - " + row + "\n";
    for (const std::string& row : extra)
        report += where + " + " + row + "\n";
}

std::string differences(const conform::Turnover& turnover, const Expected& expected) {
    std::string report;
    if (expected.start && turnover.start.value != *expected.start)
        report += fmt::format("starts at {}, not {}\n", turnover.start.value, *expected.start);
    std::map<std::string, Rows> read, wanted = expected.tracks;
    for (const auto& track : turnover.tracks) {
        if (track.kind != conform::TrackKind::sound || track.events.empty()) continue;
        const auto found = expected.rates.find(track.name);
        const Rational units = found == expected.rates.end() ? Rational{1} : rate(found->second);
        read[track.name].merge(TrackRows(turnover, track, units).rows());
        wanted.try_emplace(track.name);
    }
    for (const auto& [name, rows] : wanted)
        list_differences(name, rows, read[name], report);
    std::multiset<std::int64_t> markers;
    const Rational origin = seconds_at(turnover.start, turnover.timecode.rate);
    const Rational frames{turnover.timecode.rate.num, turnover.timecode.rate.den};
    for (const auto& marker : turnover.markers)
        markers.insert(((marker.at - origin) * frames).nearest());
    if (markers != expected.markers)
        report += fmt::format("{} markers, not {}\n", markers.size(), expected.markers.size());
    return report;
}

// Where the table is not to be followed; the tests below say what is right instead.
const std::map<std::string, std::string>& argued() {
    static const std::map<std::string, std::string> list{
        {"LibAAF__DR_Multichannel_7.1_single_source", "Resolve cuts the clips inside a channel combiner to "
                                                      "whole frames; the combiner's own length counts"},
        {"LibAAF__DR_Stereo_Clip_Positioning", "the same"},
        {"LibAAF__MC_Audio_Warp",
         "Avid counts inside an Audio Warp in frames of the source's rate; the table takes the sequence's"},
    };
    return list;
}

TEST(AafCorpus, every_file_says_what_an_independent_reader_says) {
    const auto folder = corpus();
    if (!folder) GTEST_SKIP() << "DUBSTAGE_CORPUS is not set";
    int compared = 0;
    for (const fs::path& file : aaf_files(*folder)) {
        for (const Expected& expected : read_table(*folder / "expected" / file.stem().concat(".txt"))) {
            if (expected.broken || argued().contains(file.stem().string())) continue;
            const auto turnover = turnover::read_turnover(file, {.timecode = {}, .sequence = expected.name});
            if (!turnover) {
                ADD_FAILURE() << turnover.error().text();
                continue;
            }
            ++compared;
            EXPECT_EQ(differences(*turnover, expected), "")
                << file.filename() << " \"" << expected.name << '"';
        }
    }
    EXPECT_GT(compared, 50);
}

conform::Turnover read_corpus(const fs::path& folder, const std::string& name) {
    auto turnover = turnover::read_turnover(folder / "files" / name);
    EXPECT_TRUE(turnover);
    return turnover ? *turnover : conform::Turnover{};
}

TEST(AafCorpus, a_channel_combiner_lasts_as_long_as_it_says_itself) {
    const auto folder = corpus();
    if (!folder) GTEST_SKIP() << "DUBSTAGE_CORPUS is not set";
    const auto turnover = read_corpus(*folder, "LibAAF__DR_Stereo_Clip_Positioning.aaf");
    const conform::Event& first = turnover.tracks.at(1).events.at(0);
    EXPECT_EQ(first.record.length(), Rational(93860, 48000)); // LibAAF: 43116 samples at 22050 Hz
    EXPECT_EQ(first.channels, (std::vector<int>{0, 1}));
    EXPECT_EQ(turnover.tracks.at(1).channels, 2);
}

TEST(AafCorpus, a_warped_clip_counts_in_frames_of_its_source) {
    const auto folder = corpus();
    if (!folder) GTEST_SKIP() << "DUBSTAGE_CORPUS is not set";
    const auto turnover = read_corpus(*folder, "LibAAF__MC_Audio_Warp.aaf");
    const auto sound =
        std::ranges::find(turnover.tracks, conform::TrackKind::sound, &conform::ListTrack::kind);
    ASSERT_NE(sound, turnover.tracks.end());
    const conform::Event& event = sound->events.at(0);
    EXPECT_EQ(event.record.length(), Rational(4)); // 100 frames at 25
    EXPECT_EQ(event.played.start, Rational(6514, 30));
    EXPECT_EQ(event.speed, Rational(1)); // 30 frames of the source in 25 of the sequence: no change of pitch
}

TEST(AafCorpus, what_others_embed_is_taken_out_as_a_file_that_opens) {
    const auto folder = corpus();
    if (!folder) GTEST_SKIP() << "DUBSTAGE_CORPUS is not set";
    const test::TempFolder out;
    test::Unwatched progress;
    const auto taken = [&](const std::string& name) {
        const auto turnover = read_corpus(*folder, name);
        const auto to = out.path() / "sound";
        EXPECT_TRUE(
            turnover::extract_essence(*folder / "files" / name, turnover.sources.at(0), to, progress));
        return test::file_text(to);
    };
    EXPECT_TRUE(taken("LibAAF__PR_WAV_Internal.aaf").starts_with("RIFF"));
    EXPECT_TRUE(taken("LibAAF__PR_AIFF_Internal.aaf").starts_with("FORM"));
    taken("LibAAF__PT_PCM_Internal.aaf"); // bare samples: two seconds at 16 kHz
    const auto info = wave::inspect_wave(out.path() / "sound");
    ASSERT_TRUE(info);
    EXPECT_EQ(info->format.length, SampleCount{32000});
    EXPECT_EQ(info->format.rate, SampleRate{16000});
}

TEST(AafCorpus, every_file_is_read_or_refused_with_a_sentence) {
    const auto folder = corpus();
    if (!folder) GTEST_SKIP() << "DUBSTAGE_CORPUS is not set";
    for (const fs::path& file : aaf_files(*folder)) {
        const auto turnover = turnover::read_turnover(file);
        EXPECT_TRUE(turnover) << (turnover ? "" : turnover.error().text());
        EXPECT_FALSE(turnover && has_error(turnover->diagnostics)) << file;
    }
}

} // namespace
} // namespace dub

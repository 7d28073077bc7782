// Overviews against brute force over the samples, and what becomes of files that are not what they should be.

#include "formats/overview/overview.h"

#include <fstream>
#include <limits>

#include <gtest/gtest.h>

#include "engine/core/atomic_file.h"
#include "formats/overview/tidy.h"
#include "tests/support/dice.h"
#include "tests/support/memory_source.h"
#include "tests/support/mix_rig.h"
#include "tests/support/signals.h"
#include "tests/support/small_session.h"
#include "tests/support/temp_folder.h"

namespace dub::test {
namespace {

using namespace overview;
namespace fs = std::filesystem;

const Layout stereo_pair{Speaker::L, Speaker::R};
constexpr std::string_view key = "1000-00ff stream -1";

// The definition, sample by sample.
Column brute_force(const Row& row, SampleRange range) {
    const SampleRange inside = range.clipped({{0}, {static_cast<std::int64_t>(row.size())}});
    if (inside.empty()) return {};
    Column column{std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity(), 0};
    double squares = 0;
    for (std::int64_t i = inside.start.value; i < inside.end.value; ++i) {
        const float sample = row[static_cast<std::size_t>(i)];
        column.min = std::min(column.min, sample);
        column.max = std::max(column.max, sample);
        squares += static_cast<double>(sample) * sample;
    }
    column.rms = static_cast<float>(std::sqrt(squares / static_cast<double>(inside.length().value)));
    return column;
}

void expect_like(const Column& drawn, const Column& expected) {
    EXPECT_EQ(drawn.min, expected.min);
    EXPECT_EQ(drawn.max, expected.max);
    EXPECT_NEAR(drawn.rms, expected.rms, 1e-5 * expected.rms);
}

// Noise whose level changes, so that each column is another.
std::vector<Row> recording(std::uint64_t seed, int channels, int samples) {
    std::vector<Row> rows;
    for (int c = 0; c < channels; ++c) {
        Row row = noise(seed + static_cast<std::uint64_t>(c), 1, samples);
        for (std::size_t i = 0; i < row.size(); ++i)
            row[i] *= static_cast<float>(0.001 + static_cast<double>(i * 37 % 100'000) * 1e-5);
        rows.push_back(std::move(row));
    }
    return rows;
}

class Overviews : public testing::Test {
  protected:
    std::shared_ptr<const Overview> built(const std::vector<Row>& rows) {
        MemorySource source(rows.size() == 1 ? Layout{Speaker::M} : stereo_pair, {48000}, rows);
        Unwatched progress;
        if (auto done = build_overview(source, file, key, progress); !done)
            throw std::logic_error(done.error().text());
        return must(Overview::open(file, key));
    }
    TempFolder folder;
    fs::path file = folder.path() / "one.peaks";
};

TEST_F(Overviews, columns_at_any_zoom_are_those_of_the_samples) {
    Dice dice(1);
    for (int round = 0; round < 8; ++round) {
        // Around whole entries and whole blocks of several levels, and far beyond.
        const int samples = static_cast<int>(
            dice.of(std::vector<std::int64_t>{256, 65'536, 2048 * 256, 700'000}) + dice.whole(-2, 300));
        const auto rows = recording(static_cast<std::uint64_t>(round), 2, samples);
        const auto drawn = built(rows);
        EXPECT_EQ(drawn->shape(), (Shape{2, {48000}, {samples}}));
        for (int look = 0; look < 40; ++look) {
            const std::int64_t start = dice.whole(-1000, samples), length = dice.whole(1, samples + 2000);
            const SampleRange range{{start}, {start + length}};
            const int count = static_cast<int>(dice.whole(1, std::max<std::int64_t>(1, length / 256)));
            const int channel = static_cast<int>(dice.whole(0, 1));
            const auto columns = must(drawn->columns(channel, range, count));
            ASSERT_EQ(columns.size(), static_cast<std::size_t>(count));
            const SampleCount grid = drawn->grid(range, count);
            EXPECT_LE(grid.value, std::max<std::int64_t>(finest_step, length / count / 2));
            for (int c = 0; c < count; c += 1 + count / 50)
                expect_like(columns[static_cast<std::size_t>(c)],
                            brute_force(rows[static_cast<std::size_t>(channel)],
                                        column_range(range, count, c, grid)));
        }
    }
}

TEST_F(Overviews, columns_narrower_than_an_entry_come_from_the_samples) {
    Dice dice(2);
    const auto rows = recording(5, 2, 30'000);
    MemorySource source(stereo_pair, {48000}, rows);
    for (int look = 0; look < 100; ++look) {
        const std::int64_t start = dice.whole(-500, 30'000), length = dice.whole(1, 31'000);
        const int count = static_cast<int>(dice.whole(1, 600));
        const SampleRange range{{start}, {start + length}};
        const auto columns = must(read_columns(source, range, count));
        ASSERT_EQ(columns.size(), 2U);
        for (int c = 0; c < count; ++c)
            for (std::size_t channel = 0; channel < 2; ++channel)
                expect_like(columns[channel][static_cast<std::size_t>(c)],
                            brute_force(rows[channel], column_range(range, count, c, {1})));
    }
}

TEST(ColumnRange, columns_follow_each_other_without_a_gap) {
    const SampleRange range{{-1'000}, {100'000'000'000}};
    for (int c = 0; c + 1 < 1920; ++c)
        EXPECT_EQ(column_range(range, 1920, c, {2048}).end, column_range(range, 1920, c + 1, {2048}).start);
    EXPECT_EQ(column_range(range, 1920, 0, {1}).start, range.start);
    EXPECT_EQ(column_range(range, 1920, 1919, {1}).end, range.end);
}

TEST(Run, what_is_no_number_is_left_out_and_the_rest_counts) {
    Row row(300, 0.25F);
    row[17] = std::numeric_limits<float>::quiet_NaN();
    row[200] = -0.5F;
    const Column column = run_of(row).column();
    EXPECT_EQ(column.min, -0.5F);
    EXPECT_EQ(column.max, 0.25F);
    EXPECT_TRUE(std::isfinite(column.rms));
    row[3] = 1e30F; // its square is no float
    EXPECT_EQ(run_of(row).column().max, 1e30F);
    EXPECT_EQ(run_of(Row(5, std::numeric_limits<float>::quiet_NaN())).column(), Column{});
}

TEST_F(Overviews, a_recording_without_samples_has_an_overview_without_entries) {
    const auto drawn = built({Row{}});
    EXPECT_EQ(drawn->shape().length.value, 0);
    EXPECT_EQ(must(drawn->columns(0, {{0}, {1000}}, 2)), std::vector<Column>(2));
}

TEST_F(Overviews, the_file_is_as_small_as_stated) {
    const int samples = 48'000 * 60;
    (void)built({Row(samples, 0.1F)});
    EXPECT_LE(static_cast<double>(fs::file_size(file)), 256 + samples * 0.054 + 3 * 3076);
}

TEST_F(Overviews, an_overview_of_another_recording_is_refused) {
    (void)built(recording(1, 1, 5'000));
    EXPECT_EQ(Overview::open(file, "another").error().code, ErrorCode::invalid);
    EXPECT_EQ(Overview::open(folder.path() / "none.peaks", key).error().code, ErrorCode::not_found);
    EXPECT_FALSE(Overview::open(folder.path(), key));
}

// Whatever bit is turned: the file is refused, the block is, or the picture is the same.
TEST_F(Overviews, damage_is_found_before_it_is_drawn) {
    const auto rows = recording(1, 1, 100'000);
    const auto before = must(built(rows)->columns(0, {{0}, {100'000}}, 300));
    const std::string whole = must(read_text_file(file, 1 << 20));
    Dice dice(3);
    int refused = 0;
    for (int round = 0; round < 300; ++round) {
        std::string bytes = whole;
        const auto at = static_cast<std::size_t>(dice.whole(0, static_cast<std::int64_t>(bytes.size()) - 1));
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << dice.whole(0, 7)));
        if (round % 3 == 0) bytes.resize(at);
        std::ofstream(file, std::ios::binary) << bytes;
        const auto opened = Overview::open(file, key);
        const auto columns = opened ? (*opened)->columns(0, {{0}, {100'000}}, 300)
                                    : Result<std::vector<Column>>(std::unexpected(opened.error()));
        if (columns)
            EXPECT_EQ(*columns, before) << at;
        else
            ++refused;
    }
    EXPECT_GT(refused, 150);
    (void)built(rows); // over the damaged one
    EXPECT_EQ(must(must(Overview::open(file, key))->columns(0, {{0}, {100'000}}, 300)), before);
}

class StopsAtOnce final : public Progress {
  public:
    bool at(double, std::string_view) override { return false; }
};

TEST_F(Overviews, a_stopped_build_leaves_nothing) {
    MemorySource source({Speaker::M}, {48000}, recording(1, 1, 50'000));
    StopsAtOnce stop;
    EXPECT_EQ(build_overview(source, file, key, stop).error().code, ErrorCode::cancelled);
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST_F(Overviews, the_oldest_make_room_and_files_of_others_stay) {
    const auto now = fs::file_time_type::clock::now();
    int age = 0; // hours
    for (const char* name :
         {"a.peaks", "b.thumbs", "c.peaks", "d.thumbs", "e.peaks", "f.peaks.part-Ab3", "note.txt"}) {
        std::ofstream(folder.path() / name) << std::string(1000, 'x');
        fs::last_write_time(folder.path() / name, now - std::chrono::hours(++age));
    }
    note_use(folder.path() / "d.thumbs");
    drop_oldest(folder.path(), 3'500);
    for (const char* name : {"c.peaks", "e.peaks", "f.peaks.part-Ab3"})
        EXPECT_FALSE(fs::exists(folder.path() / name)) << name;
    for (const char* name : {"a.peaks", "b.thumbs", "d.thumbs", "note.txt"})
        EXPECT_TRUE(fs::exists(folder.path() / name)) << name;
}

TEST_F(Overviews, one_that_is_held_in_memory_is_that_of_the_file) {
    const auto rows = recording(2, 2, 300'000);
    MemorySource source(stereo_pair, {48000}, rows), again(stereo_pair, {48000}, rows);
    Unwatched progress;
    ASSERT_TRUE(build_overview(source, file, key, progress));
    const auto kept = must(Overview::open(file, key)), held = must(hold_overview(again, key, progress));
    EXPECT_EQ(held->shape(), kept->shape());
    for (const int count : {3, 700})
        EXPECT_EQ(must(held->columns(1, {{100}, {290'000}}, count)),
                  must(kept->columns(1, {{100}, {290'000}}, count)));
}

TEST(OverviewKey, whatever_changes_what_is_heard_changes_the_key) {
    session::Media media;
    media.layout = stereo_pair;
    media.bytes = 7;
    media.hash = "00000000000000aa";
    const std::string one = key_of(media, {48000});
    EXPECT_EQ(key_of(media, {48000}), one);
    EXPECT_NE(key_of(media, {96000}), one);
    const auto changed = [&](const std::function<void(session::Media&)>& change) {
        session::Media other = media;
        change(other);
        return key_of(other, {48000});
    };
    EXPECT_NE(changed([](auto& m) { m.hash = "00000000000000ab"; }), one);
    EXPECT_NE(changed([](auto& m) { m.stream = 1; }), one);
    EXPECT_NE(changed([](auto& m) { m.speed = {25, 24}; }), one);
    EXPECT_NE(changed([](auto& m) { m.speed.method = session::SpeedMethod::stretch; }), one);
    EXPECT_EQ(changed([](auto& m) { m.path = "elsewhere.wav"; }), one);
}

} // namespace
} // namespace dub::test

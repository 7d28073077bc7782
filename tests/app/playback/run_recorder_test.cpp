// Prints in the run: what is between the punches, a little around it, and nothing else.

#include "app/playback/run_recorder.h"

#include <array>

#include <gtest/gtest.h>

#include "tests/support/file_size_limit.h"
#include "tests/support/small_session.h"
#include "tests/support/temp_folder.h"

namespace dub::app {
namespace {

constexpr SampleCount handle{4800};

// Sample n of the timeline sounds as n, on the second row as -n.
class RunRecorded : public testing::Test {
  protected:
    void play(std::int64_t from, std::int64_t to, double speed = 1) {
        AudioBuffer sound(3, 256);
        for (std::int64_t at = from; at < to; at += 256) {
            for (int i = 0; i < 256; ++i) {
                const auto value = static_cast<float>(at + i);
                sound.block().data(0)[i] = sound.block().data(1)[i] = value;
                sound.block().data(2)[i] = -value;
            }
            const ConstAudioBlock all = std::as_const(sound).block();
            const std::array outputs{OutputAudio{names[0], *layout_named("2.0"), two(all, 0)},
                                     OutputAudio{names[1], Layout{Speaker::M}, one(all, 2)}};
            tape->hear(std::span(outputs).first(static_cast<std::size_t>(heard)), {{at}, speed, holes});
            recorder.work();
        }
    }
    [[nodiscard]] ConstAudioBlock two(ConstAudioBlock all, int first) {
        stereo = {all.data(first), all.data(first + 1)};
        return {stereo.data(), 2, all.samples()};
    }
    [[nodiscard]] ConstAudioBlock one(ConstAudioBlock all, int channel) {
        mono = {all.data(channel)};
        return {mono.data(), 1, all.samples()};
    }
    [[nodiscard]] std::vector<RunTake> stop() {
        recorder.stopped();
        recorder.work();
        std::vector<RunTake> takes;
        for (auto& take : recorder.take())
            takes.push_back(test::must(std::move(take)));
        return takes;
    }

    std::array<const float*, 2> stereo{};
    std::array<const float*, 1> mono{};
    static constexpr BusId dx{1}, fx{2};
    std::array<std::string, 2> names{monitor::Tape::output_of(dx), monitor::Tape::output_of(fx)};
    int heard = 2; // of the outputs
    std::uint64_t holes = 0;
    test::TempFolder folder;
    std::shared_ptr<monitor::Tape> tape = std::make_shared<monitor::Tape>(
        std::vector<monitor::Tape::Row>{{dx, *layout_named("2.0")}, {fx, Layout{Speaker::M}}}, 192000);
    RunRecorder recorder{tape, {folder.path(), {48000}, handle}};
};

void expect_counts(const RunTake& take) {
    AudioBuffer read(2, static_cast<int>(take.held.length().value));
    ASSERT_TRUE(take.stores[0]->read({}, read.block()));
    AudioBuffer below(1, read.samples());
    ASSERT_TRUE(take.stores[1]->read({}, below.block()));
    for (int i = 0; i < read.samples(); ++i) {
        const auto value = static_cast<float>(take.held.start.value + i);
        ASSERT_EQ(read.block().data(1)[i], value) << i;
        ASSERT_EQ(below.block().data(0)[i], -value) << i;
    }
}

TEST_F(RunRecorded, a_punch_holds_what_lies_between_and_the_handles) {
    recorder.punch_in({20000}, 1);
    play(0, 51200);
    recorder.punch_out({40000});
    play(51200, 60000);
    const auto takes = stop();
    ASSERT_EQ(takes.size(), 1U);
    EXPECT_EQ(takes[0].wanted, (SampleRange{{20000}, {40000}}));
    EXPECT_EQ(takes[0].held.start, SamplePos{20000} - handle);
    EXPECT_GE(takes[0].held.end, SamplePos{40000} + handle);
    expect_counts(takes[0]);
}

TEST_F(RunRecorded, a_stop_ends_the_take_with_what_was_played) {
    recorder.punch_in({100}, 2);
    play(0, 25600);
    const auto takes = stop();
    ASSERT_EQ(takes.size(), 1U);
    EXPECT_EQ(takes[0].held, (SampleRange{{0}, {25600}}));
    EXPECT_EQ(takes[0].wanted, (SampleRange{{100}, {25600}}));
    expect_counts(takes[0]);
}

TEST_F(RunRecorded, a_jump_ends_it_and_what_follows_is_not_taken_for_the_same) {
    recorder.punch_in({1000}, 3);
    play(0, 12800);
    play(96000, 102400);
    const auto takes = stop();
    ASSERT_EQ(takes.size(), 1U);
    EXPECT_EQ(takes[0].held.end, SamplePos{12800});
    EXPECT_EQ(takes[0].end, RunTake::End::jumped);
    expect_counts(takes[0]);
}

TEST_F(RunRecorded, what_is_not_heard_is_no_silence_on_a_print) {
    recorder.punch_in({1000}, 7);
    play(0, 12800);
    heard = 1; // another plan, without FX
    play(12800, 25600);
    heard = 2;
    play(25600, 38400);
    const auto takes = stop();
    ASSERT_EQ(takes.size(), 1U);
    EXPECT_EQ(takes[0].punch, 7);
    EXPECT_EQ(takes[0].stems, (std::vector{dx, fx}));
    EXPECT_EQ(takes[0].held.end, SamplePos{12800});
    EXPECT_EQ(takes[0].end, RunTake::End::unheard);
    expect_counts(takes[0]);
}

TEST_F(RunRecorded, where_a_sound_came_too_late_it_ends_before_the_hole) {
    holes = 3; // before the punch
    play(0, 5120);
    recorder.punch_in({5120}, 2);
    play(5120, 12800);
    ++holes;
    play(12800, 25600);
    const auto takes = stop();
    ASSERT_EQ(takes.size(), 1U);
    EXPECT_EQ(takes[0].held.end, SamplePos{12800});
    EXPECT_EQ(takes[0].end, RunTake::End::torn);
    expect_counts(takes[0]);
    recorder.punch_in({25600}, 3);
    play(25600, 51200);
    ++holes;
    play(51200, 51456); // and the transport stops there
    const auto last = stop();
    ASSERT_EQ(last.size(), 1U);
    EXPECT_EQ(last[0].held.end, SamplePos{51200});
    EXPECT_EQ(last[0].end, RunTake::End::torn);
}

TEST_F(RunRecorded, what_lay_on_the_disk_when_it_was_full_is_kept) {
    const test::FileSizeLimit limit(1'000'000); // of each file, as a quota would
    recorder.punch_in({1000}, 1);
    play(0, 256000);
    const auto takes = stop();
    ASSERT_EQ(takes.size(), 1U);
    EXPECT_EQ(takes[0].end, RunTake::End::disk_failed);
    EXPECT_NE(takes[0].trouble.find(folder.path().string()), std::string::npos) << takes[0].trouble;
    EXPECT_GT(takes[0].held.length(), SampleCount{100000}) << "1 MB of two channels are 125,000 samples";
    EXPECT_EQ(takes[0].wanted.end, takes[0].held.end);
    expect_counts(takes[0]);
}

TEST_F(RunRecorded, a_punch_that_is_never_reached_and_other_speeds_leave_nothing) {
    recorder.punch_in({500000}, 4);
    play(0, 12800);
    EXPECT_TRUE(stop().empty());
    EXPECT_FALSE(recorder.punched());
    recorder.punch_in({0}, 5);
    play(0, 12800, 2);
    EXPECT_TRUE(stop().empty());
}

TEST_F(RunRecorded, what_was_heard_shortly_before_the_punch_is_still_there) {
    play(0, 96000);
    recorder.punch_in({90000}, 6); // the loudspeakers are later than the engine
    play(96000, 110080);
    const auto takes = stop();
    ASSERT_EQ(takes.size(), 1U);
    EXPECT_EQ(takes[0].held.start, SamplePos{90000} - handle);
    expect_counts(takes[0]);
}

} // namespace
} // namespace dub::app

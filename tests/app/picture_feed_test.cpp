// The window's picture: the wanted frame or the nearest, never a wait, whatever files and decoders do.

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>

#include <gtest/gtest.h>

#include "app/playback/picture_feed.h"
#include "formats/media/media.h"
#include "tests/support/dice.h"
#include "tests/support/numbered_picture.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
using app::PictureState;

constexpr PictureSize size{64, 36};

// Says that something was decoded, and can hold the decoder in the middle of a frame.
struct Stage {
    std::mutex mutex;
    std::condition_variable changed;
    std::int64_t ready = 0;
    bool held = false;
    std::atomic<int> decoded{0};

    void tell() {
        const std::scoped_lock lock(mutex);
        ++ready;
        changed.notify_all();
    }
    void hold(bool on) {
        const std::scoped_lock lock(mutex);
        held = on;
        changed.notify_all();
    }
    void pass() {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return !held; });
        ++decoded;
    }
};

class FakePicture final : public PictureSource {
  public:
    FakePicture(Stage& stage, std::int64_t length)
        : stage_(stage)
        , format_{{24, 1}, FrameCount{length}, size} {}
    [[nodiscard]] const PictureFormat& format() const override { return format_; }
    [[nodiscard]] Result<std::shared_ptr<const Picture>> frame(FrameCount index, PictureSize) override {
        stage_.pass();
        if (index.value == 13) return fail(ErrorCode::invalid, "Frame 13 is damaged.");
        return test::numbered_frame(index.value, size);
    }

  private:
    Stage& stage_;
    PictureFormat format_;
};

class PictureFeeding : public testing::Test {
  protected:
    PictureFeeding() {
        session::MediaPool pool;
        pool.pictures = {add(1, "a.mov", 100, 50), add(2, "b.mov", 160, 40), add(3, "lost.mov", 300, 10)};
        feed_.follow(pool, {24, 1}, "/session");
    }
    static session::Shared<session::Picture> add(std::uint64_t id, const char* path, std::int64_t at,
                                                 std::int64_t length) {
        return std::make_shared<const session::Picture>(
            session::Picture{PictureId{id}, path, FramePos{at}, FrameCount{length}, {24, 1}});
    }
    // Asks until the answer is no more "late".
    app::ShownPicture settled(std::int64_t frame, double speed = 0) {
        for (;;) {
            std::unique_lock lock(stage_.mutex);
            const std::int64_t before = stage_.ready;
            lock.unlock();
            auto shown = feed_.show({FramePos{frame}, speed, size});
            if (shown.state != PictureState::late) return shown;
            lock.lock();
            const bool came = stage_.changed.wait_for(lock, std::chrono::seconds(30),
                                                      [&] { return stage_.ready != before; });
            if (!came) return {PictureState::late, nullptr, {}, "nothing came in half a minute"};
        }
    }

    Stage stage_;
    bool lost_ = true;
    app::PictureFeed feed_{
        [this](const std::filesystem::path& file, const auto&) -> Result<std::unique_ptr<PictureSource>> {
            if (file.filename() == "lost.mov" && lost_)
                return fail(ErrorCode::not_found, file.string() + " does not exist.");
            return std::make_unique<FakePicture>(stage_, 30);
        },
        [this] { stage_.tell(); },
        {.cache_bytes = std::size_t{20} * 64 * 36 * 4}};
};

TEST_F(PictureFeeding, gives_the_exact_frame_of_the_right_picture) {
    test::Dice dice(3);
    for (int i = 0; i < 200; ++i) {
        const bool second = dice.chance(0.5);
        const std::int64_t index = dice.whole(14, 29);
        const auto shown =
            settled((second ? 160 : 100) + index, dice.of(std::vector<double>{0, 1, -1, 8, -3}));
        ASSERT_EQ(shown.state, PictureState::exact);
        EXPECT_EQ(test::read_number(*shown.picture), index);
    }
}

TEST_F(PictureFeeding, is_black_where_there_is_no_picture_or_the_file_is_shorter) {
    EXPECT_EQ(feed_.show({FramePos{99}, 0, size}).state, PictureState::black);
    EXPECT_EQ(feed_.show({FramePos{155}, 1, size}).state, PictureState::black);
    EXPECT_EQ(settled(130).state, PictureState::black); // 50 placed, the file has 30
}

TEST_F(PictureFeeding, a_damaged_frame_is_said_and_the_next_goes_on) {
    const auto broken = settled(113, 1);
    EXPECT_EQ(broken.state, PictureState::trouble);
    EXPECT_EQ(broken.trouble, "Frame 13 is damaged.");
    EXPECT_EQ(settled(114, 1).state, PictureState::exact);
}

TEST_F(PictureFeeding, a_missing_file_is_said_and_opened_when_it_is_back) {
    const auto shown = settled(305);
    EXPECT_EQ(shown.state, PictureState::trouble);
    EXPECT_EQ(shown.trouble, "/session/lost.mov does not exist.");
    EXPECT_EQ(settled(105).state, PictureState::exact); // it waits, so nobody reads lost_ now
    lost_ = false;
    feed_.open_again();
    EXPECT_EQ(settled(305).state, PictureState::exact);
}

TEST_F(PictureFeeding, never_waits_and_the_newest_wish_wins) {
    ASSERT_EQ(settled(102, 1).state, PictureState::exact);
    stage_.hold(true);
    const auto jumped = feed_.show({FramePos{185}, 1, size});
    EXPECT_EQ(jumped.state, PictureState::late);
    EXPECT_EQ(jumped.frame.value, 102); // what was seen last stands in, and says which it is
    for (std::int64_t frame = 160; frame < 180; ++frame)
        EXPECT_EQ(feed_.show({FramePos{frame}, 1, size}).state, PictureState::late);
    const int before = stage_.decoded;
    stage_.hold(false);
    EXPECT_EQ(settled(180, 1).picture->index.value, 20);
    // Not the twenty that were passed; by now it may have read ahead of the last.
    EXPECT_LT(stage_.decoded - before, 20);
}

TEST_F(PictureFeeding, shows_the_newest_frame_there_is_and_counts_what_was_dropped) {
    ASSERT_EQ(settled(114, 1).state, PictureState::exact);
    stage_.hold(true);
    feed_.forget_counts();
    std::int64_t frame = 115;
    std::int64_t seen = 1; // 114
    for (; frame < 165; ++frame) {
        const auto shown = feed_.show({FramePos{frame}, 1, size});
        if (shown.state != PictureState::late) {
            ++seen;
        } else if (shown.picture) {
            EXPECT_LT(shown.frame.value, frame);
        }
    }
    const auto counts = feed_.counts();
    EXPECT_EQ(counts.shown + counts.dropped, 165 - 115);
    EXPECT_EQ(counts.shown,
              seen - (feed_.show({FramePos{164}, 1, size}).state != PictureState::late ? 1 : 0));
    EXPECT_GT(counts.dropped, 0);
    stage_.hold(false);
}

TEST_F(PictureFeeding, a_jump_is_no_drop) {
    (void)settled(114, 1);
    feed_.forget_counts();
    (void)feed_.show({FramePos{185}, 1, size});
    (void)feed_.show({FramePos{100}, 1, size});
    EXPECT_EQ(feed_.counts().dropped, 0);
}

TEST_F(PictureFeeding, frames_of_unchanged_pictures_are_kept_and_moved_ones_follow) {
    session::MediaPool pool;
    pool.pictures = {add(1, "a.mov", 100, 50)};
    feed_.follow(pool, {24, 1}, "/session");
    ASSERT_EQ(settled(110).state, PictureState::exact);
    feed_.follow(pool, {24, 1}, "/session"); // as after an edit of sound
    EXPECT_EQ(feed_.show({FramePos{110}, 0, size}).state, PictureState::exact);
    pool.pictures = {add(1, "a.mov", 105, 50)};
    feed_.follow(pool, {24, 1}, "/session");
    EXPECT_EQ(settled(110).picture->index.value, 5);
}

TEST_F(PictureFeeding, ends_in_the_middle_of_things) { (void)feed_.show({FramePos{110}, 1, size}); }

// Real decoding from a file: what is shown while a sample is heard.
class FeedOfAFile : public testing::TestWithParam<const char*> {
  protected:
    static constexpr std::int64_t frames = 90;
    static constexpr SampleRate samples{48000};
    static constexpr FramePos start{86'400};

    void SetUp() override {
        ASSERT_TRUE(test::write_numbered(folder_.path() / "n.mov", timecode_, frames).has_value());
        session::MediaPool pool;
        pool.pictures = {std::make_shared<const session::Picture>(
            session::Picture{PictureId{1}, "n.mov", start, FrameCount{frames}, timecode_.rate})};
        feed_.follow(pool, timecode_.rate, folder_.path());
    }
    // The number in the frame that is seen when the sample is heard.
    std::optional<std::int64_t> number_at(SamplePos heard, double speed) {
        const FramePos frame = app::frame_seen(heard, samples, timecode_.rate, {});
        for (;;) {
            std::unique_lock lock(stage_.mutex);
            const std::int64_t before = stage_.ready;
            lock.unlock();
            const auto shown = feed_.show({frame, speed, test::numbered_size});
            if (shown.state != PictureState::late)
                return shown.picture ? test::read_number(*shown.picture) : std::nullopt;
            lock.lock();
            if (!stage_.changed.wait_for(lock, std::chrono::seconds(30),
                                         [&] { return stage_.ready != before; }))
                return std::nullopt;
        }
    }
    // Any sample of the frame.
    SamplePos within(std::int64_t index) {
        const FramePos frame = start + FrameCount{index};
        const SampleRange range = samples_of({frame, frame + FrameCount{1}}, timecode_.rate, samples);
        return range.start + SampleCount{dice_.whole(0, range.length().value - 1)};
    }

    TimecodeFormat timecode_ = *timecode_format(GetParam());
    test::TempFolder folder_;
    Stage stage_;
    test::Dice dice_{5};
    app::PictureFeed feed_{media::open_picture, [this] { stage_.tell(); }};
};

// Five rates: 1,000 seeks in all.
TEST_P(FeedOfAFile, shows_the_right_frame_after_each_of_200_seeks) {
    for (int seek = 0; seek < 200; ++seek) {
        const std::int64_t index = dice_.whole(0, frames - 1);
        const double speed = dice_.of(std::vector<double>{0, 1, -1});
        ASSERT_EQ(number_at(within(index), speed), index) << "seek " << seek;
    }
}

TEST_P(FeedOfAFile, plays_every_frame_in_both_directions) {
    for (std::int64_t index = 0; index < frames; ++index)
        ASSERT_EQ(number_at(within(index), 1), index);
    for (std::int64_t index = frames - 1; index >= 0; --index)
        ASSERT_EQ(number_at(within(index), -1), index);
}

INSTANTIATE_TEST_SUITE_P(Rates, FeedOfAFile, testing::Values("23.976", "24", "25", "29.97df", "30"),
                         [](const auto& test) {
                             std::string name = test.param;
                             std::ranges::replace(name, '.', '_');
                             return name;
                         });

} // namespace

// The window's picture: the wanted frame or the nearest, never a wait, whatever files and decoders do.

#include <atomic>
#include <condition_variable>
#include <future>
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

class Feed : public testing::Test {
  protected:
    Feed() {
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
        [this](const std::filesystem::path& file) -> Result<std::unique_ptr<PictureSource>> {
            if (file.filename() == "lost.mov" && lost_)
                return fail(ErrorCode::not_found, file.string() + " does not exist.");
            return std::make_unique<FakePicture>(stage_, 30);
        },
        [this] { stage_.tell(); },
        {.cache_bytes = std::size_t{20} * 64 * 36 * 4}};
};

TEST_F(Feed, gives_the_exact_frame_of_the_right_picture) {
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

TEST_F(Feed, is_black_where_there_is_no_picture_or_the_file_is_shorter) {
    EXPECT_EQ(feed_.show({FramePos{99}, 0, size}).state, PictureState::black);
    EXPECT_EQ(feed_.show({FramePos{155}, 1, size}).state, PictureState::black);
    EXPECT_EQ(settled(130).state, PictureState::black); // 50 placed, the file has 30
}

TEST_F(Feed, a_damaged_frame_is_said_and_the_next_goes_on) {
    const auto broken = settled(113, 1);
    EXPECT_EQ(broken.state, PictureState::trouble);
    EXPECT_EQ(broken.trouble, "Frame 13 is damaged.");
    EXPECT_EQ(settled(114, 1).state, PictureState::exact);
}

TEST_F(Feed, a_missing_file_is_said_and_opened_when_it_is_back) {
    const auto shown = settled(305);
    EXPECT_EQ(shown.state, PictureState::trouble);
    EXPECT_EQ(shown.trouble, "/session/lost.mov does not exist.");
    EXPECT_EQ(settled(105).state, PictureState::exact); // it waits, so nobody reads lost_ now
    lost_ = false;
    feed_.open_again();
    EXPECT_EQ(settled(305).state, PictureState::exact);
}

TEST_F(Feed, never_waits_and_the_newest_wish_wins) {
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
    EXPECT_LE(stage_.decoded - before, 3); // none of those that were passed
}

TEST_F(Feed, shows_the_newest_frame_there_is_and_counts_what_was_dropped) {
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

TEST_F(Feed, a_jump_is_no_drop) {
    (void)settled(114, 1);
    feed_.forget_counts();
    (void)feed_.show({FramePos{185}, 1, size});
    (void)feed_.show({FramePos{100}, 1, size});
    EXPECT_EQ(feed_.counts().dropped, 0);
}

TEST_F(Feed, frames_of_unchanged_pictures_are_kept_and_moved_ones_follow) {
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

TEST_F(Feed, ends_in_the_middle_of_things) { (void)feed_.show({FramePos{110}, 1, size}); }

// Real decoding: every frame while playing, in both directions, from a file.
TEST(FeedOfAFile, follows_play_and_jumps_exactly) {
    const test::TempFolder folder;
    const TimecodeFormat timecode = *timecode_format("29.97df");
    ASSERT_TRUE(test::write_numbered(folder.path() / "n.mov", timecode, 90).has_value());
    Stage stage;
    app::PictureFeed feed(media::open_picture, [&] { stage.tell(); });
    session::MediaPool pool;
    pool.pictures = {std::make_shared<const session::Picture>(
        session::Picture{PictureId{1}, "n.mov", FramePos{1000}, FrameCount{90}, timecode.rate})};
    feed.follow(pool, timecode.rate, folder.path());
    const auto number_at = [&](std::int64_t frame, double speed) -> std::optional<std::int64_t> {
        for (;;) {
            std::unique_lock lock(stage.mutex);
            const std::int64_t before = stage.ready;
            lock.unlock();
            const auto shown = feed.show({FramePos{frame}, speed, test::numbered_size});
            if (shown.state != PictureState::late)
                return shown.picture ? test::read_number(*shown.picture) : std::nullopt;
            lock.lock();
            if (!stage.changed.wait_for(lock, std::chrono::seconds(30),
                                        [&] { return stage.ready != before; }))
                return std::nullopt;
        }
    };
    for (std::int64_t index = 0; index < 90; ++index)
        ASSERT_EQ(number_at(1000 + index, 1), index);
    for (std::int64_t index = 89; index >= 0; --index)
        ASSERT_EQ(number_at(1000 + index, -1), index);
    test::Dice dice(5);
    for (int i = 0; i < 60; ++i) {
        const std::int64_t index = dice.whole(0, 89);
        ASSERT_EQ(number_at(1000 + index, 0), index);
    }
}

} // namespace

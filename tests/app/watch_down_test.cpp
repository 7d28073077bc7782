// A delivery is watched down: what is heard are its files' samples, where the session has their programme.

#include "app/jobs/watch_down.h"

#include <atomic>
#include <fstream>

#include <gtest/gtest.h>

#include "app/jobs/session_media.h"
#include "app/jobs/watch_notes.h"
#include "app/playback/room_listening.h"
#include "tests/app/playback/played.h"
#include "tests/app/reels_on_disk.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

namespace fs = std::filesystem;
using namespace app;

const Layout five_one = *layout_named("5.1");

fs::path report_in(const fs::path& folder) {
    for (const std::string& file : files_below(folder))
        if (file.ends_with("_delivery.json")) return folder / file;
    throw std::logic_error("there is no report");
}

const plan::Recording& recording_of(const WatchedDelivery& watched, const std::string& begins) {
    for (const plan::Recording& one : watched.recordings)
        if (one.name.starts_with(begins)) return one;
    throw std::logic_error("nothing is called " + begins);
}

// A room at 0 dB: what comes out of the plan goes to the device as it is.
monitor::MonitorSettings unity() {
    monitor::MonitorSettings settings;
    settings.source = "printmaster";
    settings.sets = {monitor::plain_set("A", five_one), monitor::plain_set("B", *layout_named("2.0"))};
    settings.sets[0].lfe = {0};
    return settings;
}

// A session that is played on a device under the test's hand.
class Playing {
  public:
    explicit Playing(const SceneOnDisk& scene)
        : session_(must(open_session(scene.file())).session)
        , room_(must(ControlRoom::open(session_, {{48000}, 6, 0}, unity())))
        , listening_(*room_, session_)
        , player_({devices_,
                   &listening_,
                   media_opener(scene.folder()),
                   {.threads = 0},
                   [this] { return now_.load(); }},
                  session_) {
        DeviceChoice choice;
        choice.layout = outputs_in_order(6);
        player_.connect(choice);
        settle();
    }
    [[nodiscard]] const session::Session& session() const { return session_; }
    [[nodiscard]] ControlRoom& room() { return *room_; }
    [[nodiscard]] Player& player() { return player_; }

    void hear(const std::vector<plan::Recording>& recordings) {
        ASSERT_TRUE(room_->hear_instead(recordings, session_));
        player_.listening_changed();
        settle();
    }
    void settle() {
        serve_until(player_, [&] { return !player_.state().connecting && !player_.state().compiling; });
        for (int i = 0; i < 40; ++i) // the plan is taken, and what it crosses over to
            step();
    }
    // Plays so long from there; what the device got since.
    Sound play(SamplePos from, std::int64_t samples) {
        player_.locate(from);
        player_.play();
        const std::size_t before = devices_->device()->heard[0].size();
        for (std::int64_t done = 0; done < samples; done += 256)
            step();
        player_.stop();
        step();
        Sound heard = devices_->device()->heard;
        for (auto& row : heard)
            row.erase(row.begin(), row.begin() + static_cast<std::int64_t>(before));
        return heard;
    }

  private:
    void step() {
        now_ += 256 * 1'000'000LL / 48;
        devices_->device()->step(256);
        player_.service();
    }

    std::shared_ptr<FakeDevices> devices_ =
        std::make_shared<FakeDevices>(DeviceInfo{"ALSA: Box", "ALSA", 6, 0, {{48000}}, {48000}, 0, true});
    std::atomic<std::int64_t> now_{1};
    session::Session session_;
    std::unique_ptr<ControlRoom> room_;
    RoomListening listening_;
    Player player_;
};

// Where a row holds these samples; none or the wrong ones fail the test later.
std::int64_t place_of(const Row& row, std::span<const float> wanted) {
    return std::ranges::search(row, wanted).begin() - row.begin();
}

TEST(WatchDown, mono_files_are_heard_together_bit_for_bit_where_the_reel_lies) {
    SceneOnDisk scene;
    scene.save_as_reel();
    const auto delivery = delivered(asked(scene, {"dcp-5.1"}));
    Playing playing(scene);
    const auto watched = must(watch_down(report_in(scene.out()), playing.session(), "reel.dub"));
    const auto& files = recording_of(watched, "printmaster 5.1");
    ASSERT_EQ(files.tracks.size(), 6U) << "a mono file for each speaker";
    const auto& reel = playing.session().segments->front();
    const SamplePos action = session::sample_of(playing.session(), reel.action.start);
    EXPECT_EQ(watched.programme.start, action);
    const SampleRange place = files.tracks.front().front()->place;
    EXPECT_EQ(place.start, action - SampleCount{8 * 48000}) << "its leader lies before it";

    playing.hear(watched.recordings);
    const std::int64_t length = place.length().value;
    const Sound heard = playing.play(place.start - SampleCount{48000}, length + 2 * 48000);
    EXPECT_EQ(playing.player().state().underruns, 0U);
    const auto file_for = [&](int channel) {
        return sound_of(scene.out() / file_where(delivery, [&](const report::DeliveredFile& file) {
                                          return file.role == delivery::FileRole::printmaster &&
                                                 file.channels == std::vector{five_one[channel]};
                                      }).path);
    };
    const AudioBuffer centre = file_for(*five_one.find(Speaker::C));
    const auto c = static_cast<std::size_t>(*five_one.find(Speaker::C));
    const std::int64_t in_file = 9 * 48000,
                       begins = place_of(heard[c], centre.block().channel(0).subspan(in_file, 64)) - in_file;
    ASSERT_GE(begins, 0);
    std::int64_t wrong = 0;
    for (int channel = 0; channel < 6; ++channel) {
        const AudioBuffer file = file_for(channel);
        const auto& row = heard[static_cast<std::size_t>(channel)];
        ASSERT_EQ(file.samples(), length);
        for (std::int64_t i = 0; i < length; ++i)
            wrong += row[static_cast<std::size_t>(begins + i)] != file.block().data(0)[i];
        for (std::int64_t i = 0; i < begins; ++i)
            wrong += row[static_cast<std::size_t>(i)] != 0;
    }
    EXPECT_EQ(wrong, 0);
}

TEST(WatchDown, an_interleaved_stem_is_chosen_like_any_source_and_the_session_comes_back) {
    const SceneOnDisk scene;
    const auto delivery = delivered(asked(scene, {"stems"}));
    Playing playing(scene);
    const auto watched = must(watch_down(report_in(scene.out()), playing.session(), "scene.dub"));
    playing.hear(watched.recordings);
    const auto& music = recording_of(watched, "stem MX 5.1");
    EXPECT_EQ(playing.room().sources(playing.session()).size(), watched.recordings.size());
    auto settings = playing.room().settings();
    settings.source = music.name;
    ASSERT_EQ(must(playing.room().set(settings, playing.session())), ControlRoom::Plan::compile_again);
    playing.player().listening_changed();
    playing.settle();
    const Sound heard = playing.play(watched.programme.start - SampleCount{4800}, 3 * 48000);
    const AudioBuffer file =
        sound_of(scene.out() / file_where(delivery, [](const report::DeliveredFile& one) {
                                   return one.stem == "MX";
                               }).path);
    const std::int64_t begins = place_of(heard[0], file.block().channel(0).subspan(24000, 64)) - 24000;
    ASSERT_GE(begins, 0);
    for (int c = 0; c < 6; ++c) // the file lies in the house's order
        for (std::size_t i = 0; i < 96000; ++i)
            ASSERT_EQ(heard[static_cast<std::size_t>(c)][static_cast<std::size_t>(begins) + i],
                      file.block().channel(c)[i])
                << c << " " << i;

    EXPECT_EQ(playing.room().settings_of_session().source, "printmaster") << "what is kept is no file";
    playing.hear({});
    EXPECT_TRUE(playing.room().hears_session());
    EXPECT_EQ(playing.room().settings().source, "printmaster");
    EXPECT_EQ(playing.room().wanted(playing.session()).session.tracks.size(), 3U);
}

TEST(WatchDown, a_device_that_dies_while_files_are_heard_comes_back_with_them) {
    const SceneOnDisk scene;
    (void)delivered(asked(scene, {"stems"}));
    Playing playing(scene);
    const auto watched = must(watch_down(report_in(scene.out()), playing.session(), "scene.dub"));
    playing.hear(watched.recordings);
    playing.player().disconnect();
    playing.player().reconnect();
    playing.settle();
    EXPECT_FALSE(playing.room().hears_session());
    const Sound heard = playing.play(watched.programme.start, 48000);
    EXPECT_GT(peak(heard[static_cast<std::size_t>(*five_one.find(Speaker::C))]), 1e-4);
}

TEST(WatchDown, a_file_that_vanished_is_told_and_heard_when_it_is_back_and_asked_for_again) {
    const SceneOnDisk scene;
    (void)delivered(asked(scene, {"stems"}));
    Playing playing(scene);
    const auto watched = must(watch_down(report_in(scene.out()), playing.session(), "scene.dub"));
    const fs::path file = watched.files.front(), away = scene.folder() / "away.wav";
    const auto loudest = [&] {
        double most = 0;
        for (const auto& row : playing.play(watched.programme.start, 48000))
            most = std::max(most, peak(row));
        return most;
    };
    fs::rename(file, away);
    playing.hear(watched.recordings);
    EXPECT_EQ(loudest(), 0);
    const Diagnostics failures = playing.player().take_failures();
    ASSERT_EQ(failures.size(), 1U);
    EXPECT_EQ(fs::path(failures.front().where), file);
    fs::rename(away, file);
    playing.player().listening_changed();
    playing.settle();
    EXPECT_GT(loudest(), 1e-4);
    EXPECT_TRUE(playing.player().take_failures().empty());
}

TEST(WatchDown, reels_lie_behind_one_another_and_a_leader_gives_way_to_the_programme) {
    ReelsOnDisk film({.fps = "24", .touching = true});
    (void)delivered(asked(film.scene(), {"dcp-5.1"}));
    const auto session = must(open_session(film.scene().file())).session;
    const auto watched = must(watch_down(report_in(film.scene().out()), session, "film.dub"));
    ASSERT_EQ(watched.recordings.size(), 1U);
    const auto& clips = watched.recordings.front().tracks.front();
    ASSERT_EQ(clips.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        const SamplePos action = session::sample_of(session, film.reel(i).action.start);
        const SampleCount lead = action - clips[i]->place.start;
        EXPECT_EQ(lead, i == 0 ? clips[0]->place.length() - film.action_samples(0) : SampleCount{});
        if (i > 0) {
            EXPECT_EQ(clips[i]->place.start, clips[i - 1]->place.end);
            EXPECT_EQ(clips[i]->source_start - SamplePos{}, SampleCount{8 * 48000})
                << "192 frames of leader are left out";
        }
    }
    EXPECT_EQ(watched.files.size(), 18U);
}

TEST(WatchDown, what_cannot_be_watched_down_says_why) {
    const SceneOnDisk scene;
    (void)delivered(asked(scene, {"stems"}));
    const fs::path report = report_in(scene.out());
    const auto session = must(open_session(scene.file())).session;
    const auto told = [&](const session::Session& of) {
        const auto watched = watch_down(report, of, "scene.dub");
        return watched ? Error{} : watched.error();
    };
    EXPECT_EQ(told(session).text(), "");

    session::Session other = session;
    auto info = *session.info;
    info.timecode = *timecode_format("25");
    other.info = std::make_shared<const session::Info>(info);
    EXPECT_EQ(told(other).code, ErrorCode::unfit);
    EXPECT_NE(told(other).text().find("this session's has 25"), std::string::npos);

    const auto watched = must(watch_down(report, session, "scene.dub"));
    fs::copy_file(scene.folder() / "DX.wav", watched.files.front(), fs::copy_options::overwrite_existing);
    EXPECT_EQ(told(session).code, ErrorCode::unfit);
    fs::remove(watched.files.front());
    EXPECT_EQ(told(session).code, ErrorCode::not_found);
    EXPECT_NE(told(session).text().find(watched.files.front().string()), std::string::npos);
    std::ofstream(report) << "{\"files\": [{\"path\": 1}]}";
    EXPECT_EQ(told(session).code, ErrorCode::invalid);
    fs::remove(report);
    EXPECT_EQ(told(session).code, ErrorCode::not_found);
}

TEST(WatchNotes, lie_beside_the_delivery_and_come_back) {
    const TempFolder folder;
    const fs::path report = folder.path() / "film_delivery.json";
    const report::WatchNotes fresh{"film_delivery.json", "film.dub", *timecode_format("29.97df"), {}};
    EXPECT_EQ(must(load_notes(report, fresh)), fresh) << "there are none yet";
    const auto noted = must(report::with_note(
        fresh, {*parse_timecode("01:00:10;02", fresh.timecode), "printmaster 5.1", "pop in L"}));
    ASSERT_TRUE(save_notes(report, noted));
    EXPECT_EQ(files_below(folder.path()), (std::set<std::string>{"film_notes.json", "film_notes.txt"}));
    EXPECT_EQ(must(load_notes(report, fresh)), noted);
    const auto text = must(read_text_file(notes_text_file(report), 10000));
    EXPECT_NE(text.find("01:00:10;02  pop in L"), std::string::npos) << text;
    std::ofstream(notes_file(report)) << "{\"kind\": \"something else\"}";
    EXPECT_EQ(load_notes(report, fresh).error().code, ErrorCode::invalid);
}

} // namespace
} // namespace dub::test

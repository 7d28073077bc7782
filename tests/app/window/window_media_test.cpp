// Media that are moved away from under a session: told, searched for, found, heard again, taken back.

#include <gtest/gtest.h>

#include <QLabel>
#include <QPushButton>
#include <QStatusBar>
#include <QTreeWidget>

#include "engine/session/edits/add_picture.h"
#include "tests/app/window/window_rig.h"
#include "tests/support/fake_device.h"
#include "tests/support/numbered_picture.h"
#include "ui/media/missing_bar.h"
#include "ui/media/missing_panel.h"

namespace dub::test {
namespace {

namespace fs = std::filesystem;

class WindowMedia : public ::testing::Test {
  protected:
    // All recordings of the scene lie elsewhere before it is opened.
    void open_without_media() {
        fs::create_directory(away);
        for (const char* const name : {"DX.wav", "FX.wav", "MX.wav"})
            fs::rename(scene.folder() / name, away / name);
        rig.open(scene.file());
        ASSERT_TRUE(rig.until([this] { return missing() == 3; }));
    }
    [[nodiscard]] std::size_t missing() { return rig.ports().missing->list().size(); }
    [[nodiscard]] ui::MissingPanel& panel() { return *child_of<ui::MissingPanel>(rig.window); }
    [[nodiscard]] ui::MissingBar& bar() { return *child_of<ui::MissingBar>(rig.window); }
    void click(QWidget& in, const QString& text) {
        for (QPushButton* const button : in.findChildren<QPushButton*>())
            if (button->text() == text && button->isEnabled())
                return QTest::mouseClick(button, Qt::LeftButton);
        ADD_FAILURE() << "no button " << text.toStdString();
    }
    // How loud the first second is that the device gets. Between two calls it asks for nothing, which looks
    // like a device that died: then it is connected again.
    double heard() {
        ui::TransportPort& transport = rig.ports().transport;
        const SamplePos start = session::sample_of(rig.session(), rig.session().info->start);
        double most = 0;
        bool playing = false;
        EXPECT_TRUE(rig.until([&] {
            const ui::TransportState now = transport.state();
            if (now.health == ui::DeviceHealth::lost) {
                playing = false;
                (void)transport.reconnect();
            }
            const auto device = devices->device();
            if (now.health != ui::DeviceHealth::running || device->callback == nullptr) return false;
            if (!playing) {
                transport.locate(start);
                transport.play(1);
            }
            playing = true;
            const std::size_t before = device->heard.front().size();
            device->step(4800);
            for (const auto& row : device->heard)
                for (std::size_t i = before; i < row.size(); ++i)
                    most = std::max(most, std::abs(static_cast<double>(row[i])));
            return transport.state().heard > start + SampleCount{48000};
        }));
        transport.stop();
        return most;
    }

    SceneOnDisk scene;
    fs::path away = scene.folder() / "away";
    std::shared_ptr<FakeDevices> devices =
        std::make_shared<FakeDevices>(app::DeviceInfo{"fake", "", 6, 0, {{48000}}, {48000}, 0, true});
    WindowRig rig{app::Machine{devices, {}}};
};

TEST_F(WindowMedia, what_is_missing_is_searched_found_heard_and_taken_back) {
    open_without_media();
    EXPECT_TRUE(rig.until([this] { return bar().isVisible(); }));
    EXPECT_EQ(bar().findChild<QLabel*>()->text(), "3 recordings are missing.");
    EXPECT_EQ(heard(), 0);
    WindowRig::shot(rig.window, "missing");

    click(bar(), "Show them");
    EXPECT_TRUE(panel().isVisible());
    auto* const list = panel().findChild<QTreeWidget*>();
    ASSERT_EQ(list->topLevelItemCount(), 3);
    EXPECT_EQ(list->topLevelItem(1)->text(0), "FX 1");
    EXPECT_EQ(list->topLevelItem(1)->text(3), "1 clip on FX 1");
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualItemRect(list->topLevelItem(1)).center());
    EXPECT_EQ(rig.timeline().selection().clips,
              std::set{session::find_track(rig.session(), "FX 1")->clips.front()->id});
    WindowRig::shot(rig.window, "missing-list");

    panel().ask_folder = [this] { return away; };
    click(panel(), "Search a folder …");
    ASSERT_TRUE(rig.job_ended());
    EXPECT_EQ(rig.newest_job().state, ui::JobState::done) << rig.newest_job().sentence;
    EXPECT_EQ(rig.session().pool->media[1]->path, "away/FX.wav");
    EXPECT_EQ(rig.document().history().back().name, "Relink 3 media");
    ASSERT_TRUE(rig.until([this] { return missing() == 0 && !bar().isVisible(); }));
    EXPECT_GT(heard(), 0.01);
    WindowRig::shot(rig.window, "found");

    rig.timeline().setFocus();
    rig.key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(rig.session().pool->media[1]->path, "FX.wav");
    EXPECT_TRUE(rig.until([this] { return missing() == 3; }));
}

TEST_F(WindowMedia, another_file_is_taken_only_when_a_person_says_so) {
    open_without_media();
    click(bar(), "Show them");
    auto* const list = panel().findChild<QTreeWidget*>();
    list->setCurrentItem(list->topLevelItem(1)); // effects, 2.0
    panel().ask_file = [this](const ui::MissingMedia&) { return away / "DX.wav"; };
    click(panel(), "Choose the file …");
    ASSERT_TRUE(rig.job_ended());
    EXPECT_EQ(rig.newest_job().state, ui::JobState::failed) << "mono where stereo was";

    panel().ask_file = [this](const ui::MissingMedia&) { return away / "MX.wav"; };
    click(panel(), "Choose the file …");
    ASSERT_TRUE(rig.job_ended());
    EXPECT_EQ(rig.document().history().size(), 1U) << "not yet";
    ASSERT_TRUE(rig.until([this] { return panel().findChildren<QPushButton*>().at(2)->isVisible(); }));
    WindowRig::shot(rig.window, "offered");
    click(panel(), "Use it");
    EXPECT_EQ(rig.session().pool->media[1]->path, "away/MX.wav");
    EXPECT_EQ(rig.session().pool->media[1]->hash, rig.session().pool->media[2]->hash);
    EXPECT_TRUE(rig.until([this] { return missing() == 2; }));
}

TEST_F(WindowMedia, a_picture_is_found_by_its_name_and_shown_again) {
    constexpr int frames = 48;
    ASSERT_TRUE(write_numbered(scene.folder() / "film.mov", *timecode_format("24"), frames));
    session::AddPicture add;
    add.picture = {{}, "film.mov", scene.session().info->start, {frames}, {24, 1}};
    scene.session() = *session::apply(scene.session(), add);
    scene.save("scene");
    fs::create_directory(away);
    fs::rename(scene.folder() / "film.mov", away / "film.mov");
    rig.open(scene.file());
    ASSERT_TRUE(rig.until([this] { return missing() == 1 && bar().isVisible(); }));
    EXPECT_EQ(bar().findChild<QLabel*>()->text(), "1 picture is missing.");
    ui::PicturePort& pictures = rig.ports().pictures;
    const SamplePos at = session::sample_of(rig.session(), rig.session().info->start) + SampleCount{4000};
    EXPECT_TRUE(rig.until([&] {
        (void)pictures.at(at, 0, 320, 180);
        return !pictures.sentence().empty();
    }));
    panel().ask_folder = [this] { return away; };
    click(bar(), "Search a folder …");
    ASSERT_TRUE(rig.job_ended());
    EXPECT_EQ(rig.document().history().back().name, "Relink film.mov");
    EXPECT_TRUE(rig.until([&] { return pictures.at(at, 0, 320, 180) != nullptr; }));
    EXPECT_TRUE(rig.until([this] { return missing() == 0; }));
}

TEST_F(WindowMedia, a_folder_that_vanishes_while_the_session_is_open_is_said_and_comes_back) {
    rig.open(scene.file());
    ASSERT_TRUE(rig.until([this] { return rig.ports().missing->revision() > 0; }));
    EXPECT_GT(heard(), 0.01);
    EXPECT_FALSE(bar().isVisible());
    const fs::path elsewhere = scene.folder().string() + " away";
    fs::rename(scene.folder(), elsewhere);
    ASSERT_TRUE(rig.until([this] { return missing() == 3 && bar().isVisible(); }));
    EXPECT_TRUE(rig.window.statusBar()->currentMessage().contains("missing"))
        << rig.window.statusBar()->currentMessage().toStdString();
    auto& overviews = rig.ports().overviews;
    const MediaId music = rig.session().pool->media[2]->id;
    EXPECT_TRUE(overviews.columns(music, 0, {{0}, {96'000}}, 100)->empty()) << "drawn as offline";
    fs::rename(elsewhere, scene.folder());
    ASSERT_TRUE(rig.until([this] { return missing() == 0 && !bar().isVisible(); }));
    EXPECT_TRUE(rig.until([&] {
        const auto columns = overviews.columns(music, 0, {{0}, {96'000}}, 100);
        return columns && columns->size() == 100;
    }));
    EXPECT_GT(heard(), 0.01);
}

} // namespace
} // namespace dub::test

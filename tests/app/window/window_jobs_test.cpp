// Import and delivery beside the editing.

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

#include "app/commands/program.h"
#include "app/window/jobs.h"
#include "tests/app/window/window_rig.h"
#include "tests/ui/named.h"
#include "ui/delivery/deliver_dialog.h"

namespace dub::test {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    if (fs::exists(folder))
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            names.push_back(entry.path().filename().string());
    return names;
}

TEST(WindowJobs, a_dropped_sound_becomes_a_track_and_one_entry_of_the_history) {
    const SceneOnDisk scene, other({.name = "other"});
    WindowRig rig;
    rig.open(scene.file());
    rig.drop({other.folder() / "FX.wav", other.folder() / "MX.wav"}, {5, 5}); // on no track
    ASSERT_TRUE(rig.job_ended());
    EXPECT_EQ(rig.newest_job().state, ui::JobState::done) << rig.newest_job().sentence;
    EXPECT_EQ(rig.session().tracks.size(), 5U);
    EXPECT_EQ(rig.document().history().size(), 2U);
    EXPECT_EQ(rig.document().history().back().name, "Import 2 files");
    rig.key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(rig.session().tracks.size(), 3U);
}

TEST(WindowJobs, editing_goes_on_while_an_import_reads_and_both_stay) {
    const SceneOnDisk scene, other({.name = "other"});
    WindowRig rig;
    rig.open(scene.file());
    rig.jobs().import({{other.folder() / "FX.wav"}, {}, {}, {}});
    ASSERT_TRUE(
        rig.document().apply({{"add_marker", {{"at", {0.0}}, {"name", {std::string("mine")}}}}}, "Mark"));
    ASSERT_TRUE(rig.job_ended());
    EXPECT_EQ(rig.session().markers->size(), 1U);
    EXPECT_EQ(rig.session().tracks.size(), 4U);
}

TEST(WindowJobs, a_sound_dropped_onto_a_track_lies_there) {
    const SceneOnDisk scene, other({.name = "other", .seconds = 1});
    WindowRig rig;
    rig.open(scene.file());
    const TrackId music = session::find_track(rig.session(), "MX 1")->id;
    const SamplePos at = session::sample_of(rig.session(), rig.session().info->start) + SampleCount{480000};
    rig.jobs().import({{other.folder() / "FX.wav", other.folder() / "MX.wav"}, music, at, {}});
    ASSERT_TRUE(rig.job_ended());
    ASSERT_EQ(rig.newest_job().state, ui::JobState::done) << rig.newest_job().sentence;
    const auto& clips = session::find_track(rig.session(), music)->clips;
    ASSERT_EQ(clips.size(), 3U);
    EXPECT_EQ(clips[1]->place.start, at);
    EXPECT_EQ(clips[2]->place.start, clips[1]->place.end) << "one behind the other";
}

TEST(WindowJobs, where_it_is_let_go_decides_the_track_and_the_frame) {
    const SceneOnDisk scene, other({.name = "other", .seconds = 1});
    WindowRig rig;
    rig.open(scene.file());
    ASSERT_TRUE(rig.until([&] { return rig.timeline().under({500, 150}).has_value(); }));
    const QPoint at(500, 150);
    const auto under = rig.timeline().under(at);
    ASSERT_TRUE(under->track);
    rig.drop({other.folder() / "DX.wav"}, rig.timeline().mapTo(&rig.window, at));
    ASSERT_TRUE(rig.job_ended());
    ASSERT_EQ(rig.newest_job().state, ui::JobState::done) << rig.newest_job().sentence;
    EXPECT_EQ(rig.session().tracks.size(), 3U);
    const auto& clips = session::find_track(rig.session(), *under->track)->clips;
    EXPECT_TRUE(std::ranges::any_of(clips, [&](const auto& clip) { return clip->place.start == under->at; }));
}

TEST(WindowJobs, a_file_that_is_no_sound_says_so_and_changes_nothing) {
    const SceneOnDisk scene;
    WindowRig rig;
    rig.open(scene.file());
    rig.jobs().import({{scene.folder() / "nothing.wav"}, {}, {}, {}});
    ASSERT_TRUE(rig.job_ended());
    EXPECT_EQ(rig.newest_job().state, ui::JobState::failed);
    EXPECT_NE(rig.newest_job().sentence.find("nothing.wav"), std::string::npos);
    EXPECT_EQ(rig.document().history().size(), 1U);
}

TEST(WindowJobs, what_is_delivered_is_the_session_as_it_was_when_it_was_asked_for) {
    const SceneOnDisk scene;
    WindowRig rig;
    rig.open(scene.file());
    // Unsaved: the file on disk still calls it "scene".
    ASSERT_TRUE(rig.document().apply({{"set_info", {{"name", {std::string("renamed")}}}}}, "Rename"));
    ui::DeliverWish wish;
    wish.specs = {"stems"};
    wish.out = scene.out();
    const auto preview = rig.jobs().preview(wish);
    ASSERT_TRUE(preview) << preview.error().text();
    rig.jobs().deliver(wish);
    ASSERT_TRUE(rig.document().apply({{"set_info", {{"name", {std::string("later")}}}}}, "Rename"));
    ASSERT_TRUE(rig.job_ended());
    const ui::JobStatus job = rig.newest_job();
    EXPECT_TRUE(job.state == ui::JobState::done || job.state == ui::JobState::did_not_pass) << job.sentence;
    for (const std::string& file : *preview)
        EXPECT_TRUE(fs::exists(scene.out() / file)) << file << " was foretold";
    bool named = false; // the page's title is the session's
    for (const auto& report : job.reports)
        named = named || read_text_file(report, 1 << 20).value_or("").find("renamed") != std::string::npos;
    EXPECT_TRUE(named);
    EXPECT_EQ(rig.session().info->name, "later");
}

TEST(WindowJobs, a_delivery_that_is_cancelled_leaves_nothing) {
    const SceneOnDisk scene({.seconds = 60});
    WindowRig rig;
    rig.open(scene.file());
    ui::DeliverWish wish;
    wish.specs = {"stems"};
    wish.out = scene.out();
    const int id = rig.jobs().deliver(wish);
    rig.jobs().cancel(id);
    ASSERT_TRUE(rig.job_ended());
    EXPECT_EQ(rig.newest_job().state, ui::JobState::cancelled) << rig.newest_job().sentence;
    EXPECT_EQ(names_in(scene.out()), std::vector<std::string>{});
}

// What `dubstage check` says of a delivery that does not pass; nothing of one that does.
std::string checked(const fs::path& folder, const std::string& spec) {
    app::Console console;
    console.out = console.err = std::tmpfile();
    const auto exit =
        app::run_program(std::vector<std::string>{"check", folder.string(), "--spec", spec}, console);
    std::string said(static_cast<std::size_t>(std::ftell(console.out)), ' ');
    std::rewind(console.out);
    said.resize(std::fread(said.data(), 1, said.size(), console.out));
    std::fclose(console.out);
    return exit == app::Exit::done ? "" : said;
}

// The deliver dialog, opened by its key, with one spec checked.
ui::DeliverDialog* deliver_dialog(WindowRig& rig, const QString& spec) {
    rig.key(Qt::Key_B, Qt::ControlModifier | Qt::AltModifier);
    auto* const dialog = child_of<ui::DeliverDialog>(rig.window);
    if (dialog == nullptr) return nullptr;
    QListWidget& specs = *named<QListWidget>(*dialog, "Delivery specs");
    for (int i = 0; i < specs.count(); ++i)
        if (specs.item(i)->text().startsWith(spec + " ")) {
            specs.setCurrentRow(i);
            QTest::keyClick(&specs, Qt::Key_Space);
        }
    EXPECT_EQ(dialog->wish().specs, std::vector{spec.toStdString()});
    return dialog;
}

std::vector<std::string> foretold(QDialog& dialog) {
    std::vector<std::string> names;
    auto* const files = named<QListWidget>(dialog, "Files this will make");
    for (int i = 0; i < files->count(); ++i)
        names.push_back(files->item(i)->text().toStdString());
    return names;
}

QPushButton* start_button(QDialog& dialog) {
    for (QPushButton* const button : dialog.findChildren<QPushButton*>())
        if (button->text() == "Deliver") return button;
    return nullptr;
}

TEST(WindowJobs, the_deliver_dialog_foretells_the_files_and_what_it_made_passes_the_check) {
    const SceneOnDisk scene;
    WindowRig rig;
    rig.open(scene.file());
    auto* const dialog = deliver_dialog(rig, "stems");
    ASSERT_NE(dialog, nullptr);
    named<QLineEdit>(*dialog, "Folder")->setText(QString::fromStdString(scene.out().string()));
    const std::vector<std::string> files = foretold(*dialog);
    EXPECT_GT(files.size(), 3U) << "five stems and two reports, said before anything is made";
    WindowRig::shot(*dialog, "deliver");
    QTest::mouseClick(start_button(*dialog), Qt::LeftButton);
    ASSERT_TRUE(rig.job_ended());
    WindowRig::shot(rig.window, "delivered");
    EXPECT_EQ(rig.newest_job().state, ui::JobState::done) << rig.newest_job().sentence;
    EXPECT_NE(rig.newest_job().sentence.find("all rules passed"), std::string::npos);
    for (const std::string& file : files)
        EXPECT_TRUE(fs::exists(scene.out() / file)) << file;
    EXPECT_EQ(checked(scene.out(), "stems"), "");
}

// Every option of the command line is here by a name a screen reader says, and what cannot be is said before
// anything begins.
TEST(WindowJobs, the_deliver_dialog_refuses_what_cannot_be_and_says_why) {
    const SceneOnDisk scene;
    WindowRig rig;
    rig.open(scene.file());
    auto* const dialog = deliver_dialog(rig, "stems");
    ASSERT_NE(dialog, nullptr);
    const auto says = [&](const char* part) {
        for (const QLabel* const label : dialog->findChildren<QLabel*>())
            if (label->text().contains(part)) return !start_button(*dialog)->isEnabled();
        return false;
    };
    auto* const source = named<QComboBox>(*dialog, "Source");
    EXPECT_TRUE(start_button(*dialog)->isEnabled());
    source->setCurrentIndex(1);
    EXPECT_EQ(dialog->wish().from, ui::DeliverFrom::prints);
    EXPECT_TRUE(says("print")) << "nothing was printed";
    source->setCurrentIndex(0);
    auto* const stems = named<QComboBox>(*dialog, "Stem limiting");
    stems->setCurrentIndex(2);
    EXPECT_EQ(dialog->wish().stem_limiting, ui::StemLimiting::each);
    EXPECT_TRUE(says("printmaster")) << "this spec alone has no limiter to go by";
    stems->setCurrentIndex(0);
    auto* const against = named<QLineEdit>(*dialog, "Compare with");
    against->setText(QString::fromStdString((scene.folder() / "no such delivery").string()));
    EXPECT_TRUE(says("no such delivery"));
    WindowRig::shot(*dialog, "deliver-refused");
    against->clear();
    EXPECT_TRUE(start_button(*dialog)->isEnabled());
    const auto before = foretold(*dialog);
    named<QLineEdit>(*dialog, "Language")->setText("nl-NL");
    EXPECT_NE(foretold(*dialog), before);
    EXPECT_NE(foretold(*dialog).back().find("nl-NL"), std::string::npos) << foretold(*dialog).back();
    for (const char* const name : {"Version", "Segments"})
        EXPECT_NE(named<QComboBox>(*dialog, name), nullptr) << name;
    EXPECT_NE(named<QCheckBox>(*dialog, "Meet the target"), nullptr);
}

TEST(WindowJobs, a_spec_that_does_not_fit_says_why) {
    const SceneOnDisk scene;
    WindowRig rig;
    rig.open(scene.file());
    bool fits = false, not_wide_enough = false;
    for (const auto& spec : rig.jobs().specs()) {
        fits = fits || spec.fits.empty();
        if (spec.id == "cinema-7.1") not_wide_enough = !spec.fits.empty();
    }
    EXPECT_TRUE(fits);
    EXPECT_TRUE(not_wide_enough) << "a 5.1 session has no 7.1 in it";
}

} // namespace
} // namespace dub::test

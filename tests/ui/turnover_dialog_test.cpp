// A turnover is looked at, changed and placed by a person.
#include <gtest/gtest.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include "tests/ui/fakes.h"
#include "tests/ui/film_scene.h"
#include "ui/conform/findings_table.h"
#include "ui/conform/rows_table.h"
#include "ui/conform/sources_table.h"
#include "ui/conform/turnover_dialog.h"
#include "ui/conform/turnover_words.h"

namespace dub::test {
namespace {

// Two sound tracks: a boom that was found and a door that was not.
std::shared_ptr<ui::SeenTurnover> small_turnover() {
    auto seen = std::make_shared<ui::SeenTurnover>();
    conform::Turnover& list = seen->list;
    list.format = "aaf";
    list.producer = "Avid Media Composer 18";
    list.name = "R3";
    list.timecode = *timecode_format("24");
    list.start = {86400};
    const Rational hour{3600};
    for (const char* name : {"boom 1", "SFX door"}) {
        conform::Event event;
        event.name = name;
        event.source = static_cast<int>(list.sources.size());
        event.record = {hour, hour + Rational{10}};
        event.played = {0, 10};
        conform::ListTrack track;
        track.name = name;
        track.events = {event, event};
        track.events[1].record = {hour + Rational{20}, hour + Rational{30}};
        list.tracks.push_back(track);
        conform::Source source;
        source.name = name;
        source.tape = "SR018";
        list.sources.push_back(source);
    }
    conform::FoundFile boom;
    boom.path = "/sound/boom 1.wav";
    boom.layout = Layout{Speaker::M};
    boom.channels = 1;
    boom.length = {480'000};
    seen->files = {boom};
    seen->links = conform::link(list, seen->files);
    seen->findings = seen->links.diagnostics;
    seen->findings.push_back({Severity::note, "list.note", "R3", "A note of no weight."});
    return seen;
}

struct FakeTurnovers final : ui::TurnoverPort {
    bool takes(const std::filesystem::path& file) const override { return file.extension() == ".aaf"; }
    int look(const ui::TurnoverAsk& ask) override {
        asked.push_back(ask);
        return 7;
    }
    std::shared_ptr<const ui::SeenTurnover> seen(int) const override { return result; }
    int place(std::shared_ptr<const ui::SeenTurnover>, const ui::PlaceAsk& ask) override {
        placed.push_back(ask);
        return 8;
    }
    Result<conform::PlaceRules> read_rules(const std::filesystem::path&) const override {
        return conform::PlaceRules{};
    }
    Result<void> write_rules(const std::filesystem::path&, const conform::PlaceRules&) const override {
        return {};
    }

    std::shared_ptr<const ui::SeenTurnover> result = small_turnover();
    std::vector<ui::TurnoverAsk> asked;
    std::vector<ui::PlaceAsk> placed;
};

struct TurnoverRig : FakePorts {
    TurnoverRig()
        : FakePorts(film_scene()) {}
    FakeTurnovers turnovers;
    std::vector<int> started;
    std::unique_ptr<ui::TurnoverDialog> dialog;

    ui::TurnoverDialog& open(ui::JobState end = ui::JobState::done, const std::string& sentence = {}) {
        dialog = std::make_unique<ui::TurnoverDialog>(
            ports, turnovers, std::vector<std::filesystem::path>{"R3.aaf"}, std::nullopt,
            [this](int job) { started.push_back(job); }, nullptr);
        ui::JobStatus status;
        status.id = 7;
        status.state = end;
        status.sentence = sentence;
        jobs.running = {status};
        dialog->tick();
        return *dialog;
    }
    template <class Widget> Widget* find(const char* name) {
        for (auto* const one : dialog->findChildren<Widget*>())
            if (one->accessibleName() == QString::fromLatin1(name)) return one;
        return nullptr;
    }
    template <class Widget> Widget* part() {
        for (auto* const one : dialog->findChildren<QWidget*>()) // no meta-objects of our own
            if (auto* const found = dynamic_cast<Widget*>(one)) return found;
        return nullptr;
    }
    QPushButton* button(const char* text) {
        for (auto* const one : dialog->findChildren<QPushButton*>())
            if (one->text() == QString::fromLatin1(text)) return one;
        return nullptr;
    }
};

TEST(TurnoverDialog, SaysWhatTheTurnoverHolds) {
    const std::string words = ui::summary_of(*small_turnover());
    EXPECT_EQ(
        words,
        "AAF of Avid Media Composer 18: “R3”, 24 fps, from 01:00:00:00. 2 sound tracks, 4 events; 2 of them "
        "play a recording that was found.");
}

TEST(TurnoverDialog, ShowsMissingRecordingsFirstAndTheWorstFindings) {
    TurnoverRig rig;
    rig.open();
    auto* const sources = rig.part<ui::SourcesTable>();
    ASSERT_EQ(sources->rowCount(), 2);
    EXPECT_EQ(sources->item(0, 0)->text(), QStringLiteral("missing"));
    EXPECT_EQ(sources->item(0, 1)->text(), QStringLiteral("SFX door"));
    EXPECT_TRUE(sources->item(1, 0)->text().startsWith(QStringLiteral("found by")));
    auto* const findings = rig.part<ui::FindingsTable>();
    EXPECT_NE(findings->item(0, 0)->text(), QStringLiteral("note"));
    EXPECT_EQ(findings->item(findings->rowCount() - 1, 0)->text(), QStringLiteral("note"));
}

TEST(TurnoverDialog, PlacesWhatAPersonChanged) {
    TurnoverRig rig;
    rig.open();
    auto* const rows = rig.part<ui::RowsTable>();
    ASSERT_EQ(rows->rowCount(), 2);
    rows->item(1, 0)->setCheckState(Qt::Unchecked);
    rig.find<QComboBox>("Where boom 1 goes")->setEditText(QStringLiteral("DX GUEST"));
    rig.find<QComboBox>("Role of boom 1")->setCurrentText(QStringLiteral("adr"));
    rig.find<QLineEdit>("Department")->setPlaceholderText(QString()); // typing the department plans anew
    QTest::mouseClick(rig.button("Import"), Qt::LeftButton);
    ASSERT_EQ(rig.turnovers.placed.size(), 1U);
    const auto& placed = rig.turnovers.placed.front().rows;
    EXPECT_EQ(placed[0].name, "DX GUEST");
    EXPECT_FALSE(placed[0].onto);
    EXPECT_EQ(placed[0].role, session::Role::adr);
    EXPECT_EQ(placed[1].take, conform::Take::no);
    EXPECT_EQ(rig.started, std::vector<int>{8});
}

TEST(TurnoverDialog, AsksForHandlesOnlyWhereTheyCount) {
    TurnoverRig rig;
    rig.open().show();
    auto* const handles = rig.find<QDoubleSpinBox>("Handles");
    EXPECT_FALSE(handles->isVisible());
    rig.find<QComboBox>("What becomes of recordings")->setCurrentIndex(2);
    EXPECT_TRUE(handles->isVisible());
    handles->setValue(5);
    EXPECT_EQ(rig.dialog->wish().media, ui::MediaTaken::consolidated);
    EXPECT_EQ(rig.dialog->wish().handles_s, 5);
}

TEST(TurnoverDialog, GoesOntoATrackThatIsThereByItsName) {
    TurnoverRig rig;
    const auto& tracks = rig.document.now().tracks;
    const auto mono =
        std::ranges::find_if(tracks, [](const auto& track) { return track->layout == Layout{Speaker::M}; });
    ASSERT_NE(mono, tracks.end());
    rig.open();
    rig.find<QComboBox>("Where boom 1 goes")->setEditText(QString::fromStdString((*mono)->name));
    EXPECT_EQ(rig.dialog->wish().rows[0].onto, (*mono)->id);
    EXPECT_FALSE(rig.find<QComboBox>("Role of boom 1")->isEnabled());
}

TEST(TurnoverDialog, LooksAgainWhenTheFrameRateIsTold) {
    TurnoverRig rig;
    rig.open();
    auto* const rate = rig.find<QComboBox>("Frame rate of the list");
    rate->setCurrentText(QStringLiteral("25"));
    QMetaObject::invokeMethod(rate, "activated", Q_ARG(int, rate->currentIndex()));
    ASSERT_EQ(rig.turnovers.asked.size(), 2U);
    EXPECT_EQ(rig.turnovers.asked.back().timecode, *timecode_format("25"));
    EXPECT_FALSE(rig.button("Import")->isEnabled()); // while it looks
}

TEST(TurnoverDialog, OffersAnUpdateOnlyForADepartmentThatIsThere) {
    TurnoverRig rig;
    rig.open();
    auto* const update = rig.find<QCheckBox>("Update the department");
    EXPECT_FALSE(update->isEnabled());
    rig.find<QLineEdit>("Department")->setText(QStringLiteral("dialogue"));
    EXPECT_FALSE(update->isEnabled());
    EXPECT_EQ(rig.dialog->wish().wish.department, "dialogue");
}

TEST(TurnoverDialog, SaysWhyItCannotBeRead) {
    TurnoverRig rig;
    rig.turnovers.result = nullptr;
    rig.open(ui::JobState::failed, "R3.aaf is an OMF; export an AAF.");
    EXPECT_EQ(rig.find<QLabel>("Summary")->text(), QStringLiteral("R3.aaf is an OMF; export an AAF."));
    EXPECT_FALSE(rig.button("Import")->isEnabled());
}

TEST(TurnoverDialog, InspectsButDoesNotImportIntoAReadOnlySession) {
    TurnoverRig rig;
    rig.document.locked = true;
    rig.open();
    EXPECT_FALSE(rig.button("Import")->isEnabled());
    EXPECT_GT(rig.part<ui::FindingsTable>()->rowCount(), 0);
}

} // namespace
} // namespace dub::test

// How missing media are told, listed, and found again through the port.

#include <gtest/gtest.h>

#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include "engine/session/lookup.h"
#include "tests/ui/fakes.h"
#include "tests/ui/film_scene.h"
#include "tests/ui/named.h"
#include "ui/media/missing_bar.h"
#include "ui/media/missing_panel.h"
#include "ui/media/missing_words.h"

namespace dub::test {
namespace {

class FakeMissing : public ui::MissingPort {
  public:
    [[nodiscard]] const std::vector<ui::MissingMedia>& list() const override { return media; }
    [[nodiscard]] std::uint64_t revision() const override { return 1; }
    int search(const std::filesystem::path& folder) override {
        asked.push_back("search " + folder.string());
        return 1;
    }
    int choose(const std::string& id, const std::filesystem::path& file) override {
        asked.push_back("choose " + id + " " + file.string());
        return 1;
    }
    Result<void> take_offer(const std::string& id) override {
        asked.push_back("take " + id);
        return {};
    }
    void refuse_offer(const std::string& id) override { asked.push_back("refuse " + id); }

    std::vector<ui::MissingMedia> media;
    std::vector<std::string> asked;
};

ui::MissingMedia gone(const std::string& id, const std::string& path,
                      ui::MediaFault fault = ui::MediaFault::missing) {
    return {id, path, path, fault, "It is not there.", {}, {}};
}

TEST(MissingWords, they_count_by_kind_and_by_fault) {
    using ui::MediaFault, ui::missing_words;
    EXPECT_EQ(missing_words({}), "");
    EXPECT_EQ(missing_words({gone("m1", "a")}), "1 recording is missing.");
    EXPECT_EQ(missing_words({gone("m1", "a"), gone("m2", "b"), gone("p3", "c")}),
              "2 recordings and 1 picture are missing.");
    EXPECT_EQ(missing_words({gone("m1", "a"), gone("m2", "b", MediaFault::exchanged),
                             gone("m3", "c", MediaFault::unusable)}),
              "1 recording is missing, 1 recording has changed, 1 recording cannot be used.");
}

TEST(MissingWords, a_folder_that_went_is_named_and_what_was_known_is_not_said_again) {
    const auto one = gone("m1", "audio/a.wav"), two = gone("m2", "audio/b.wav");
    EXPECT_EQ(ui::gone_words({}, {one, two}), "2 recordings are missing. They lay in audio.");
    EXPECT_EQ(ui::gone_words({one}, {one, gone("m3", "fx/c.wav")}), "1 recording is missing.");
    EXPECT_EQ(ui::gone_words({one, two}, {two}), "");
}

TEST(MissingBar, it_is_there_while_something_is_and_comes_back_when_more_is) {
    QWidget window;
    ui::MissingBar bar(&window);
    window.show();
    bar.refresh({});
    EXPECT_FALSE(bar.isVisible());
    bar.refresh({gone("m1", "a")});
    EXPECT_TRUE(bar.isVisible());
    QTest::mouseClick(named<QPushButton>(bar, "Hide this line"), Qt::LeftButton);
    bar.refresh({gone("m1", "a")});
    EXPECT_FALSE(bar.isVisible());
    bar.refresh({gone("m1", "a"), gone("m2", "b")});
    EXPECT_TRUE(bar.isVisible());
    bar.refresh({});
    EXPECT_FALSE(bar.isVisible());
}

class MissingList : public ::testing::Test {
  protected:
    MissingList() {
        const session::Session& scene = ports.document.now();
        missing.media = {gone(scene.pool->media.front()->id.text(), "audio/one.wav"),
                         gone(scene.pool->pictures.front()->id.text(), "film.mov"), gone("m9999", "no.wav")};
        panel.ask_folder = [] { return "/found"; };
        panel.ask_file = [](const ui::MissingMedia& one) { return "/found/" + one.path; };
        panel.go_to = [this](const ui::MediaUse& use) { went = use; };
        panel.resize(480, 300);
        panel.show();
    }
    void click(int row) {
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualItemRect(list->topLevelItem(row)).center());
    }
    void press(const char* name) { QTest::mouseClick(named<QPushButton>(panel, name), Qt::LeftButton); }

    FakePorts ports{film_scene()};
    FakeMissing missing;
    ui::MissingPanel panel{missing, ports.document};
    QTreeWidget* list = named<QTreeWidget>(panel, "Missing media");
    ui::MediaUse went;
};

TEST_F(MissingList, a_click_goes_to_the_first_clip_that_uses_it) {
    const auto uses = ui::uses_of_media(ports.document.now());
    const ui::MediaUse& first = uses.at(missing.media[0].id);
    click(0);
    EXPECT_EQ(went.clip, first.clip);
    EXPECT_EQ(session::find_clip(ports.document.now(), went.clip)->clip, 0U);
    EXPECT_EQ(list->topLevelItem(0)->text(3).toStdString(), ui::use_text(first));
    click(1);
    EXPECT_EQ(went.at, session::sample_of(ports.document.now(), ports.document.now().pool->pictures[0]->at));
    EXPECT_EQ(list->topLevelItem(2)->text(3), "not used");
    click(2);
    EXPECT_FALSE(went.at);
}

TEST_F(MissingList, its_buttons_ask_the_port) {
    press("Search a folder for all missing media");
    click(1);
    press("Choose the file of the chosen media");
    EXPECT_EQ(missing.asked, (std::vector<std::string>{"search /found", "choose " + missing.media[1].id +
                                                                            " /found/film.mov"}));
}

TEST_F(MissingList, another_file_is_offered_and_a_person_decides) {
    auto* const take = named<QPushButton>(panel, "Use the file that was offered");
    EXPECT_FALSE(take->isVisible());
    missing.media[0].offer = "/found/one.wav";
    missing.media[0].doubt = "Listen whether it is the same.";
    panel.refresh();
    click(0);
    ASSERT_TRUE(take->isVisible());
    bool told = false;
    for (const QLabel* const label : panel.findChildren<QLabel*>())
        told = told || label->text() == "/found/one.wav: Listen whether it is the same.";
    EXPECT_TRUE(told);
    press("Use the file that was offered");
    press("Do not use the file that was offered");
    const std::string id = missing.media[0].id;
    EXPECT_EQ(missing.asked, (std::vector<std::string>{"take " + id, "refuse " + id}));
}

TEST_F(MissingList, where_nothing_is_missing_it_says_so_and_offers_nothing) {
    missing.media.clear();
    panel.refresh();
    EXPECT_FALSE(list->isVisible());
    EXPECT_FALSE(named<QPushButton>(panel, "Choose the file of the chosen media")->isEnabled());
    EXPECT_FALSE(named<QPushButton>(panel, "Search a folder for all missing media")->isEnabled());
}

} // namespace
} // namespace dub::test

// What a stage does about media that are missing: the line above the timeline, the panel, the word when they
// go away.

#include "ui/stage/stage.h"

#include <fmt/format.h>

#include "ui/media/missing_bar.h"
#include "ui/media/missing_panel.h"
#include "ui/media/missing_words.h"
#include "ui/timeline/timeline.h"

namespace dub::ui {

QWidget* Stage::missing_bar() {
    missing_bar_ = new MissingBar(this);
    missing_bar_->show_list = [this] { show_missing(); };
    missing_bar_->search = [this] { missing_->ask_and_search(); };
    missing_->say = outside_.say;
    missing_->go_to = [this](const MediaUse& use) {
        if (!use.at) return outside_.say("Nothing in the session uses it.");
        if (use.clip) {
            auto selection = timeline_->selection();
            selection.clips = {use.clip};
            selection.focus = use.clip;
            timeline_->set_selection(std::move(selection));
        }
        control_.go_to(*use.at);
        timeline_->reveal(*use.at);
    };
    return missing_bar_;
}

void Stage::show_missing() {
    down_->show();
    panels_->setCurrentWidget(missing_);
}

Commands Stage::media_commands() {
    if (missing_ == nullptr) return {};
    const auto some = [this] { return !ports_.missing->list().empty(); };
    return {
        {"view.media", "Missing media", "Window", [this] { show_missing(); }},
        {"file.find-media", "Search a folder for missing media", "File",
         [this] { missing_->ask_and_search(); },
         [this, some] { return some() && !ports_.document.read_only(); }},
    };
}

void Stage::follow_media() {
    if (const std::string why = ports_.overviews.sentence(); why != unkept_) {
        unkept_ = why;
        if (!why.empty()) outside_.say(why);
    }
    if (missing_ == nullptr || ports_.missing->revision() == missing_revision_) return;
    const bool first = missing_revision_ == 0; // the line above the timeline is enough then
    missing_revision_ = ports_.missing->revision();
    const auto& list = ports_.missing->list();
    if (const std::string gone = gone_words(missing_shown_, list); !first && !gone.empty())
        outside_.say(gone);
    missing_shown_ = list;
    missing_bar_->refresh(list);
    if (missing_->isVisible()) missing_->refresh();
    const int tab = panels_->indexOf(missing_);
    panels_->setTabText(tab, list.empty() ? QStringLiteral("Media")
                                          : QStringLiteral("Media (%1)").arg(list.size()));
}

} // namespace dub::ui

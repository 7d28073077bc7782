#pragma once
// The media that are not what was imported: what is wrong with each, where it was, what uses it, and the ways
// to find it again. [window thread]

#include <functional>
#include <map>
#include <optional>

#include <QWidget>

#include "ui/media/uses.h"
#include "ui/ports/document.h"
#include "ui/ports/missing.h"

class QLabel;
class QPushButton;
class QTreeWidget;

namespace dub::ui {

class MissingPanel final : public QWidget {
  public:
    MissingPanel(MissingPort& missing, DocumentPort& document, QWidget* parent = nullptr);

    // The list is another, or the session is. Not needed while it is hidden.
    void refresh();
    void ask_and_search();

    std::function<void(const MediaUse&)> go_to = [](const MediaUse&) {};
    std::function<void(const std::string&)> say = [](const std::string&) {};
    // A person's choice; nullopt: none.
    std::function<std::optional<std::filesystem::path>()> ask_folder;
    std::function<std::optional<std::filesystem::path>(const MissingMedia&)> ask_file;

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    QLayout* make_buttons();
    [[nodiscard]] const MissingMedia* current() const;
    void show_current();
    void choose();
    void answer_offer(bool take);

    MissingPort& missing_;
    DocumentPort& document_;
    std::map<std::string, MediaUse> uses_;
    QLabel *words_, *about_;
    QTreeWidget* list_;
    QPushButton *search_, *choose_, *take_, *refuse_;
};

} // namespace dub::ui

#pragma once
// A turnover before it is imported: what it holds, what is wrong with it, where its recordings are and where
// its tracks go; all of it can be changed, and rules kept for the next episode. Without a session it only
// inspects. [window thread]

#include <QDialog>

#include "ui/ports/ports.h"
#include "ui/ports/turnovers.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QTabWidget;

namespace dub::ui {

class FindingsTable;
class RowsTable;
class SourcesTable;

class TurnoverDialog final : public QDialog {
  public:
    // `selection`: what an update may be narrowed to. `started` hears of the job that places.
    TurnoverDialog(const Ports& ports, TurnoverPort& turnovers, std::vector<std::filesystem::path> files,
                   std::optional<SampleRange> selection, std::function<void(int)> started, QWidget* parent);

    [[nodiscard]] PlaceAsk wish() const;
    void tick(); // several times a second

  private:
    QLayout* make_head();
    QWidget* make_tabs();
    QLayout* make_choices();
    QLayout* make_rules();
    QWidget* make_folders();
    void look();
    void show_seen();
    void plan();
    void tell();
    void place_it();
    void load_rules();
    void save_rules();
    [[nodiscard]] conform::PlaceWish place_wish() const;
    [[nodiscard]] bool department_is_there() const;

    Ports ports_;
    TurnoverPort& turnovers_;
    TurnoverAsk ask_;
    std::optional<SampleRange> selection_;
    std::function<void(int)> started_;
    conform::PlaceRules rules_;
    std::shared_ptr<const SeenTurnover> seen_;
    int looking_ = 0; // job; 0: none

    QLabel *summary_, *sentence_;
    QProgressBar* progress_;
    QTabWidget* tabs_;
    RowsTable* rows_;
    SourcesTable* sources_;
    FindingsTable* findings_;
    QListWidget* folders_;
    QComboBox *rate_, *media_;
    QLineEdit* department_;
    QCheckBox *update_, *narrow_;
    QDoubleSpinBox* handles_;
    QPushButton* import_;
};

} // namespace dub::ui

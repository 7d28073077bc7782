#pragma once
// What is delivered: specs (with why one does not fit), folder, level, version, segments, and the files this
// will make. Starting it makes a job. [window thread]

#include <QDialog>

#include "ui/ports/ports.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace dub::ui {

class DeliverDialog final : public QDialog {
  public:
    // `out`: the folder offered first. `started` hears of the job.
    DeliverDialog(const Ports& ports, const std::string& out, std::function<void(int)> started,
                  QWidget* parent);

    [[nodiscard]] DeliverWish wish() const;

  private:
    QLayout* make_choices();
    QLayout* make_folder(QLineEdit*& line, const char* name, const char* title);
    void fill_choices();
    void preview_on_change();
    QLayout* make_preview();
    void list_specs();
    void preview();
    void start();
    template <class Widget> Widget* named(Widget* widget, const char* name);

    Ports ports_;
    std::function<void(int)> started_;
    QListWidget *specs_, *files_;
    QLineEdit *out_, *against_, *language_;
    QComboBox *version_, *segments_, *source_, *stems_;
    QCheckBox *meet_, *replace_;
    QLabel* sentence_;
    QPushButton* start_;
};

} // namespace dub::ui

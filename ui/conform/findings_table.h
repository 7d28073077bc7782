#pragma once
// What is wrong or doubtful with something before it is used: how bad, where, what it means and the cure. The
// worst first. [window thread]

#include <QTableWidget>

#include "engine/core/diagnostics.h"

namespace dub::ui {

class FindingsTable final : public QTableWidget {
  public:
    explicit FindingsTable(QWidget* parent = nullptr);
    void show_findings(const Diagnostics& findings);
};

} // namespace dub::ui

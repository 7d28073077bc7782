#pragma once
// The recordings a turnover plays: found and how surely, to choose among several, or missing. What nothing
// heard plays is left out. [window thread]

#include <filesystem>
#include <functional>

#include <QTableWidget>

#include "engine/conform/link.h"

class QComboBox;

namespace dub::ui {

struct SeenTurnover;

class SourcesTable final : public QTableWidget {
  public:
    explicit SourcesTable(QWidget* parent = nullptr);
    void show_links(const SeenTurnover& seen);
    [[nodiscard]] int missing() const { return missing_; }

    // A file was chosen for a source.
    std::function<void(std::size_t, std::filesystem::path)> chosen = [](std::size_t, const auto&) {};

  private:
    enum Column : int { state, name, tape, events, file, columns };
    [[nodiscard]] QComboBox* make_files(const SeenTurnover& seen, std::size_t source);
    int missing_ = 0;
};

} // namespace dub::ui

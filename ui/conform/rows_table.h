#pragma once
// Where each track of a turnover goes, for changing: taken or not, onto which track, with which role. What a
// person typed stays when the proposal is made anew. [window thread]

#include <functional>
#include <vector>

#include <QTableWidget>

#include "engine/conform/track_rows.h"
#include "engine/session/session.h"

class QComboBox;

namespace dub::ui {

class RowsTable final : public QTableWidget {
  public:
    explicit RowsTable(QWidget* parent = nullptr);
    void set_rows(const session::Session& session, const conform::Turnover& list,
                  std::vector<conform::TrackRow> rows);
    [[nodiscard]] const std::vector<conform::TrackRow>& rows() const { return rows_; }
    // One rule for each row, so that the next episode's turnover goes the same way.
    [[nodiscard]] conform::PlaceRules rules() const;

    std::function<void()> changed = [] {};

  private:
    enum Column : int { taken, track, events, onto, role, why, columns };
    void fill(int row);
    [[nodiscard]] QComboBox* make_targets(int row);
    [[nodiscard]] QComboBox* make_roles(int row);
    void choose_target(int row, const QString& name);
    [[nodiscard]] conform::TrackRow& at(int row) { return rows_[static_cast<std::size_t>(row)]; }

    session::Session session_;
    conform::Turnover list_;
    std::vector<conform::TrackRow> rows_;
};

} // namespace dub::ui

#pragma once
// Turnovers of an open session: looked at and placed by jobs beside the editing. [window thread]

#include <map>

#include "app/window/jobs.h"
#include "ui/ports/turnovers.h"

namespace dub::app {

class Turnovers final : public ui::TurnoverPort {
  public:
    // Both outlive it; its jobs end before it goes.
    Turnovers(Document& document, Jobs& jobs)
        : document_(document)
        , jobs_(jobs) {}

    [[nodiscard]] bool takes(const std::filesystem::path& file) const override;
    int look(const ui::TurnoverAsk& ask) override;
    [[nodiscard]] std::shared_ptr<const ui::SeenTurnover> seen(int job) const override;
    int place(std::shared_ptr<const ui::SeenTurnover> seen, const ui::PlaceAsk& ask) override;
    [[nodiscard]] Result<conform::PlaceRules> read_rules(const std::filesystem::path& file) const override;
    [[nodiscard]] Result<void> write_rules(const std::filesystem::path& file,
                                           const conform::PlaceRules& rules) const override;

  private:
    Document& document_;
    Jobs& jobs_;
    // What was seen, and what was asked for it: it is placed from the same files.
    struct Seen {
        ui::TurnoverAsk ask;
        std::shared_ptr<std::shared_ptr<const ui::SeenTurnover>> turnover; // the job's to fill
    };
    std::map<int, Seen> seen_; // by job
};

} // namespace dub::app

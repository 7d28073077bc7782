#pragma once
// Adds any number of signals into one, in the order given. The hottest loop of the engine: for each piece of
// time short enough to stay in the first cache, every input is added to all outputs it has a gain to.
// Remembers nothing, so long windows are cut into parts that run side by side.

#include <vector>

#include "engine/plan/automation/gain_table.h"
#include "engine/plan/step.h"

namespace dub::plan {

struct Connection {
    const Signal* from = nullptr;
    const GainTable* gains = nullptr; // rows from->layout to the sum's
};

class Sum final : public Step {
  public:
    explicit Sum(Signal& out)
        : out_(out) {}
    void connect(Connection connection) { connections_.push_back(connection); }
    [[nodiscard]] const Signal& out() const { return out_; }
    [[nodiscard]] const std::vector<Connection>& connections() const { return connections_; }

    [[nodiscard]] Result<void> run(const Window& window, int part) override;
    [[nodiscard]] int parts(const Window& window) const override {
        return (window.quanta + part_quanta - 1) / part_quanta;
    }

  private:
    static constexpr int part_quanta = 8; // 512 samples x 8 outputs = 16 KB: half a first-level cache
    struct Quanta {
        int first, last;
    };
    void add(const Connection& connection, Quanta run);

    Signal& out_;
    std::vector<Connection> connections_;
};

} // namespace dub::plan

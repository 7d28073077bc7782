#pragma once
// The part of `import` that brings turnovers. [control]

#include <optional>
#include <string>
#include <vector>

#include "app/commands/verb.h"

namespace dub::app {

// The options that belong to turnovers, as they were written.
struct TurnoverOptions {
    std::optional<std::string> fps, department, rules, sequence, from, to;
    std::optional<double> handles;
    std::vector<std::string> media, recordings;
    bool update = false;
    void declare(Options& options);
    [[nodiscard]] std::optional<std::string> given() const;
};

// Those of any import that a turnover takes, too.
struct CommonImport {
    std::optional<std::string> role, track, at;
    bool copy = false;
};

[[nodiscard]] Result<Exit> run_import_turnover(const Console& console, const std::string& session,
                                               const std::vector<std::string>& lists,
                                               const CommonImport& common, const TurnoverOptions& options);

} // namespace dub::app

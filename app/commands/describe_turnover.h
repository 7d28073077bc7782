#pragma once
// What `inspect` says of a turnover and `import` of what became of it (keys in docs/cli.md). Pure. [control]

#include "app/commands/answer.h"
#include "app/jobs/import_turnover.h"

namespace dub::app {

// Every event as the list writes it: black as source "BL", keys, both halves of a dissolve.
[[nodiscard]] Value describe(const conform::Turnover& list);
// One row for each recording that is heard.
[[nodiscard]] Value describe_links(const conform::Turnover& list, const conform::Links& links,
                                   const std::vector<conform::FoundFile>& files);
[[nodiscard]] Value describe_import(const std::string& session, const TurnoverOutcome& outcome);
// Of a turnover, for people: a line for each event, tracks apart.
[[nodiscard]] std::string as_table(const conform::Turnover& list);

} // namespace dub::app

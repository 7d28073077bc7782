#pragma once
// Finished prints on their way into the open session. [window thread]

#include <memory>
#include <string>
#include <vector>

#include "app/jobs/print_laying.h"
#include "app/window/document.h"

namespace dub::app {

// Where the prints of the session that is open lie.
[[nodiscard]] PrintLaying::Place place_of_prints(const Document& document);
// "DX, MX"; those that are gone are passed over.
[[nodiscard]] std::string names_of(const session::Session& session, const std::vector<BusId>& buses);
// The files get their names and the session its entry of that name, or neither.
[[nodiscard]] Result<Diagnostics> put_prints(Document& document,
                                             const std::vector<std::unique_ptr<PrintLaying>>& layings,
                                             const std::string& name);

} // namespace dub::app

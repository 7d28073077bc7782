#pragma once
// How missing media are told in a line. Pure, any thread.

#include <string>
#include <vector>

#include "ui/ports/missing.h"

namespace dub::ui {

// "3 recordings and 1 picture are missing, 1 recording has changed." Empty: nothing is wrong.
[[nodiscard]] std::string missing_words(const std::vector<MissingMedia>& list);
// Of those in `now` that were not in `before`; with the folder when all of them lay in one. Empty: none.
[[nodiscard]] std::string gone_words(const std::vector<MissingMedia>& before,
                                     const std::vector<MissingMedia>& now);

} // namespace dub::ui

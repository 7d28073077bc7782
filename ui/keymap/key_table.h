#pragma once
// All commands with their keys, for print and for the guide. Pure.

#include <string>
#include <vector>

#include "ui/commands.h"
#include "ui/keymap/keymap.h"

namespace dub::ui {

[[nodiscard]] std::string key_table_html(const Commands& commands,
                                         const Keymap& keymap); // one page, to print
[[nodiscard]] std::string key_table_markdown(const Commands& commands, const std::vector<Keymap>& keymaps);

} // namespace dub::ui

#pragma once
// The makers of every verb, for the catalogue. To add a verb: its file, a line here and a line in
// catalogue.cpp. [control]

#include "app/commands/verb.h"

namespace dub::app {

[[nodiscard]] std::unique_ptr<Command> make_new();
[[nodiscard]] std::unique_ptr<Command> make_import();
[[nodiscard]] std::unique_ptr<Command> make_export();
[[nodiscard]] std::unique_ptr<Command> make_edit();
[[nodiscard]] std::unique_ptr<Command> make_relink();
[[nodiscard]] std::unique_ptr<Command> make_recover();
[[nodiscard]] std::unique_ptr<Command> make_backups();
[[nodiscard]] std::unique_ptr<Command> make_diff();
[[nodiscard]] std::unique_ptr<Command> make_merge();
[[nodiscard]] std::unique_ptr<Command> make_inspect();
[[nodiscard]] std::unique_ptr<Command> make_render();
[[nodiscard]] std::unique_ptr<Command> make_print();
[[nodiscard]] std::unique_ptr<Command> make_deliver();
[[nodiscard]] std::unique_ptr<Command> make_measure();
[[nodiscard]] std::unique_ptr<Command> make_check();
[[nodiscard]] std::unique_ptr<Command> make_notes();
[[nodiscard]] std::unique_ptr<Command> make_specs();
[[nodiscard]] std::unique_ptr<Command> make_devices();
[[nodiscard]] std::unique_ptr<Command> make_templates();
[[nodiscard]] std::unique_ptr<Command> make_demo_verb();

} // namespace dub::app

#pragma once
// Which keys run which command: data (keymap/*.json, built in), one file for each way of working. Key names
// are Qt's: "Ctrl+Shift+Z", "Num+Enter" for the keypad. Pure.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <QKeySequence>

#include "engine/core/result.h"

namespace dub::ui {

struct BuiltinKeymap {
    std::string_view file; // "pro-tools.json"
    std::string_view text;
};
[[nodiscard]] std::span<const BuiltinKeymap> builtin_keymaps(); // sorted by file name

struct Keymap {
    std::string id, name;                                  // "pro-tools", "Pro Tools style"
    std::map<std::string, std::vector<QKeySequence>> keys; // by command; the first is shown in menus

    [[nodiscard]] std::vector<QKeySequence> of(const std::string& command) const;
    [[nodiscard]] std::string
    text_of(const std::string& command) const; // "Space, 0 on the keypad"; may be empty
};

// Errors (invalid) name the place: not JSON, no such key, a key that runs two commands.
[[nodiscard]] Result<Keymap> parse_keymap(std::string_view json, std::string_view file);
[[nodiscard]] std::vector<Keymap> keymaps(); // ours; the first is the usual one

// "Ctrl+Shift+Z", "Keypad Enter": as people read it.
[[nodiscard]] std::string key_text(const QKeySequence& key);

} // namespace dub::ui

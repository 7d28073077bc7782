#include "ui/keymap/key_table.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::ui {
namespace {

std::vector<std::string> groups_of(const Commands& commands) {
    std::vector<std::string> groups;
    for (const Command& command : commands)
        if (std::ranges::find(groups, command.group) == groups.end()) groups.push_back(command.group);
    return groups;
}

std::string escaped(const std::string& text) {
    return QString::fromStdString(text).toHtmlEscaped().toStdString();
}

// In a table of Markdown a bar would end the cell; keys are set as code.
std::string as_code(const Keymap& keymap, const std::string& command) {
    std::string cell;
    for (const auto& key : keymap.of(command))
        cell += (cell.empty() ? "`" : ", `") + key_text(key) + "`";
    return cell;
}

} // namespace

std::string key_table_html(const Commands& commands, const Keymap& keymap) {
    std::string html = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Dubstage keys: {0}</title>\n"
        "<style>body{{font:12px sans-serif;columns:2;margin:24px}}h1{{font-size:16px;column-span:all}}"
        "h2{{font-size:13px;margin:12px 0 2px}}table{{width:100%;border-collapse:collapse;break-inside:auto}}"
        "td{{border-top:1px solid #ccc;padding:2px 4px;vertical-align:top}}td:last-child{{text-align:right;"
        "font-family:monospace}}</style></head><body>\n<h1>Dubstage keys: {0}</h1>\n",
        escaped(keymap.name));
    for (const std::string& group : groups_of(commands)) {
        html += fmt::format("<h2>{}</h2>\n<table>\n", escaped(group));
        for (const Command& command : commands)
            if (command.group == group)
                html += fmt::format("<tr><td>{}</td><td>{}</td></tr>\n", escaped(command.name),
                                    escaped(keymap.text_of(command.id)));
        html += "</table>\n";
    }
    return html + "</body></html>\n";
}

std::string key_table_markdown(const Commands& commands, const std::vector<Keymap>& keymaps) {
    std::string text = "# Keys\n\nEvery command of the window and its keys. Ctrl+P finds a command by its "
                       "name; View, Keys chooses "
                       "between the\nmaps; Help, Key table makes a page to print.\n";
    for (const std::string& group : groups_of(commands)) {
        text += fmt::format("\n## {}\n\n| command |", group);
        for (const Keymap& keymap : keymaps)
            text += fmt::format(" {} |", keymap.name);
        text += "\n|---|";
        for (std::size_t i = 0; i < keymaps.size(); ++i)
            text += "---|";
        text += "\n";
        for (const Command& command : commands) {
            if (command.group != group) continue;
            text += fmt::format("| {} |", command.name);
            for (const Keymap& keymap : keymaps)
                text += fmt::format(" {} |", as_code(keymap, command.id));
            text += "\n";
        }
    }
    return text;
}

} // namespace dub::ui

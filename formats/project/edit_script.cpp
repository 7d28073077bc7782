#include "formats/project/edit_script.h"

#include <algorithm>

#include <fmt/format.h>

#include "formats/json/json.h"

namespace dub::project {

using json::Json;
using session::Value;

namespace {

constexpr std::size_t edits_max = 1'000'000;

Value value_of(const Json& json) { // depth was bounded by json::parse
    if (json.is_boolean()) return {json.get<bool>()};
    if (json.is_number()) return {json.get<double>()};
    if (json.is_string()) return {json.get<std::string>()};
    if (json.is_array()) {
        Value::List list;
        for (const Json& entry : json)
            list.push_back(value_of(entry));
        return {std::move(list)};
    }
    if (json.is_object()) {
        Value::Object object;
        for (const auto& [key, entry] : json.items())
            object.emplace(key, value_of(entry));
        return {std::move(object)};
    }
    return {};
}

// The lines of the calls, in order. An "edit" inside a call's arguments would be a key of theirs, which no
// edit has.
std::vector<int> lines_of_calls(std::string_view text) {
    std::vector<int> lines;
    int line = 1;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\n') ++line;
        if (!text.substr(at).starts_with("\"edit\"")) continue;
        const std::size_t after = text.find_first_not_of(" \t\r\n", at + 6);
        if (after != std::string_view::npos && text[after] == ':') lines.push_back(line);
    }
    return lines;
}

std::string pad(std::string_view text, std::size_t width) {
    return std::string(text) + std::string(text.size() < width ? width - text.size() : 1, ' ');
}

} // namespace

Result<std::vector<EditCall>> parse_edit_script(std::string_view text, std::string_view name) {
    TRY(const Json document, json::parse(text, name));
    const bool wrapped = document.is_object() && document.contains("edits");
    const Json& list = wrapped ? document["edits"] : document;
    if (!list.is_array() || list.size() > edits_max)
        return fail(ErrorCode::invalid,
                    fmt::format("{}: expected a list of edits: [{{\"edit\": \"move_clips\", …}}, …].", name));
    const std::vector<int> lines = lines_of_calls(text);
    std::vector<EditCall> script;
    for (const Json& entry : list) {
        const std::size_t index = script.size();
        const auto edit = entry.is_object() ? entry.find("edit") : entry.end();
        if (!entry.is_object() || edit == entry.end() || !edit->is_string())
            return fail(ErrorCode::invalid,
                        fmt::format("{}: entry {} is no edit; expected {{\"edit\": \"move_clips\", …}}.",
                                    name, index + 1));
        EditCall call{edit->get<std::string>(), {}, index < lines.size() ? lines[index] : 0};
        if (session::find_edit(call.edit) == nullptr)
            return fail(
                ErrorCode::invalid,
                fmt::format("{}, line {}: there is no edit '{}'; `dubstage edit --list` names them all.",
                            name, call.line, call.edit));
        for (const auto& [key, argument] : entry.items())
            if (key != "edit") call.arguments.emplace(key, value_of(argument));
        script.push_back(std::move(call));
    }
    return script;
}

Result<session::Session> apply_script(const session::Session& session, const std::vector<EditCall>& script,
                                      std::string_view name) {
    session::Session next = session;
    for (const EditCall& call : script) {
        const auto* edit = session::find_edit(call.edit);
        if (edit == nullptr) return fail(ErrorCode::usage, fmt::format("There is no edit '{}'.", call.edit));
        auto after = edit->apply(next, call.arguments);
        if (!after)
            return std::unexpected(in_context(
                after.error(), fmt::format("applying {} in line {} of {}", call.edit, call.line, name)));
        next = std::move(*after);
    }
    return next;
}

std::string edit_catalogue_text() {
    std::string text;
    for (const auto& edit : session::edits()) {
        text += fmt::format("{}\n    {}\n", edit.name, edit.summary);
        for (const auto& argument : edit.arguments)
            text +=
                fmt::format("      {}{}{}\n          {}{}\n", pad(argument.name, 22), pad(argument.type, 12),
                            argument.range, argument.need == session::Need::optional ? "optional: " : "",
                            argument.meaning);
        text += "\n";
    }
    return text;
}

std::string edit_catalogue_json() {
    Json list = Json::array();
    for (const auto& edit : session::edits()) {
        Json arguments = Json::array();
        for (const auto& argument : edit.arguments)
            arguments.push_back({{"name", argument.name},
                                 {"type", argument.type},
                                 {"range", argument.range},
                                 {"required", argument.need == session::Need::required},
                                 {"meaning", argument.meaning}});
        list.push_back({{"name", edit.name}, {"summary", edit.summary}, {"arguments", std::move(arguments)}});
    }
    return json::to_text(Json{{"edits", std::move(list)}}) + "\n";
}

} // namespace dub::project

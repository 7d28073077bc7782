#include "formats/project/edit_script.h"

#include <algorithm>

#include <fmt/format.h>

#include "formats/project/value_json.h"

namespace dub::project {

using json::Json;

namespace {

constexpr std::size_t edits_max = 1'000'000;

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
        auto call = call_of(entry);
        if (!call)
            return fail(ErrorCode::invalid,
                        fmt::format("{}: entry {} is no edit; expected {{\"edit\": \"move_clips\", …}}.",
                                    name, index + 1));
        call->line = index < lines.size() ? lines[index] : 0;
        if (session::find_edit(call->edit) == nullptr)
            return fail(
                ErrorCode::invalid,
                fmt::format("{}, line {}: there is no edit '{}'; `dubstage edit --list` names them all.",
                            name, call->line, call->edit));
        script.push_back(std::move(*call));
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

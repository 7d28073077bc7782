#include "ui/keymap/keymap.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <fmt/format.h>

namespace dub::ui {
namespace {

std::unexpected<Error> bad(std::string_view file, const std::string& what) {
    return fail(ErrorCode::invalid, fmt::format("{}: {}", file, what));
}

Result<QKeySequence> key_of(const QJsonValue& value, std::string_view file, const std::string& command) {
    const auto key = QKeySequence::fromString(value.toString(), QKeySequence::PortableText);
    // Qt turns what it does not know into an unknown key.
    if (key.count() != 1 || key[0].key() == Qt::Key_unknown)
        return bad(file, fmt::format("'{}' of {} is no key; expected one like Ctrl+Shift+Z or Num+Enter.",
                                     value.toString().toStdString(), command));
    return key;
}

} // namespace

std::vector<QKeySequence> Keymap::of(const std::string& command) const {
    const auto at = keys.find(command);
    return at == keys.end() ? std::vector<QKeySequence>() : at->second;
}

std::string key_text(const QKeySequence& key) {
    std::string text = key.toString(QKeySequence::PortableText).toStdString();
    if (const auto at = text.find("Num+"); at != std::string::npos) text.replace(at, 4, "Keypad ");
    return text;
}

std::string Keymap::text_of(const std::string& command) const {
    std::string text;
    for (const auto& key : of(command))
        text += (text.empty() ? "" : ", ") + key_text(key);
    return text;
}

Result<Keymap> parse_keymap(std::string_view json, std::string_view file) {
    QJsonParseError error;
    const auto document =
        QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size())), &error);
    if (!document.isObject())
        return bad(file, fmt::format("it is not a JSON object: {} at byte {}.",
                                     error.errorString().toStdString(), error.offset));
    Keymap keymap;
    keymap.id = file.substr(0, file.find(".json"));
    keymap.name = document["name"].toString().toStdString();
    if (keymap.name.empty()) return bad(file, "it has no \"name\".");
    std::map<QKeySequence, std::string> taken;
    const QJsonObject all = document["keys"].toObject();
    for (auto entry = all.begin(); entry != all.end(); ++entry) {
        const std::string command = entry.key().toStdString();
        for (const auto& value : entry.value().toArray()) {
            TRY(const QKeySequence key, key_of(value, file, command));
            if (const auto [at, fresh] = taken.emplace(key, command); !fresh)
                return bad(file, fmt::format("{} runs both {} and {}; a key can run one command.",
                                             key_text(key), at->second, command));
            keymap.keys[command].push_back(key);
        }
    }
    return keymap;
}

std::vector<Keymap> keymaps() {
    std::vector<Keymap> all;
    for (const auto& [file, text] : builtin_keymaps())
        if (auto keymap = parse_keymap(text, file)) // tests prove that all are read
            all.insert(file == "pro-tools.json" ? all.begin() : all.end(), std::move(*keymap));
    return all;
}

} // namespace dub::ui

#pragma once
// Reads one entity of the session file: fields by name, the first thing wrong kept as the error, what is
// unknown reported. Include it only in .cpp files.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/core/diagnostics.h"
#include "formats/project/fields.h"
#include "formats/project/json_values.h"

namespace dub::project {

// What the readers share: the text for line numbers, what was doubtful, the first thing that was wrong.
struct Reading {
    std::string_view text;
    std::string_view name;
    Diagnostics diagnostics;
    std::optional<Error> error;
    std::set<std::string> unknown_keys; // said once each

    // Where the entity with this id begins: "NAME, line 12". Read only for a sentence, so it may take its
    // time.
    [[nodiscard]] std::string place(std::string_view id) const {
        const std::string quoted = "\"" + std::string(id) + "\"";
        for (std::size_t at = text.find("\"id\""); at != std::string_view::npos;
             at = text.find("\"id\"", at + 1)) {
            const std::size_t value = text.find_first_not_of(" \t\r\n:", at + 4);
            if (value == std::string_view::npos || !text.substr(value).starts_with(quoted)) continue;
            return fmt::format("{}, line {}", name, std::ranges::count(text.substr(0, at), '\n') + 1);
        }
        return std::string(name);
    }
    void unknown(const std::string& key, const std::string& title, std::string_view id) {
        if (!unknown_keys.insert(key).second) return;
        diagnostics.push_back(
            {Severity::warning, "project.unknown-key", place(id),
             fmt::format(
                 "{} (and perhaps others) has '{}', which this version does not know; it is left out, and "
                 "lost on saving.",
                 title, key)});
    }
    void fail(ErrorCode code, std::string sentence) {
        if (!error) error = Error{code, std::move(sentence), {}};
    }
};

// Reads the fields of one JSON object; afterwards what nobody asked for is reported.
class Reader {
  public:
    Reader(const Json& object, std::string what, Reading& reading)
        : object_(object)
        , what_(std::move(what))
        , reading_(reading) {
        const auto id = object.is_object() ? object.find("id") : object.end();
        if (id != object.end() && id->is_string()) id_ = id->get<std::string>();
        if (!object.is_object()) wrong("", "an object");
    }

    template <class T> void need(const char* key, T& value) {
        const Json* json = find(key);
        if (json == nullptr) return wrong(key, "a value");
        read(key, *json, value);
    }
    template <class T> void may(const char* key, T& value, const std::type_identity_t<T>& fallback = {}) {
        value = fallback;
        if (const Json* json = find(key)) read(key, *json, value);
    }
    template <class T> void may(const char* key, std::optional<T>& value) {
        if (const Json* json = find(key)) read(key, *json, value.emplace());
    }

    // Each entry of a list, read by `read`(Reader&); nothing when there is none.
    template <class Read> void each(const char* key, const Read& read_entry) {
        const Json* list = find(key);
        if (list == nullptr) return;
        if (!list->is_array()) return wrong(key, "a list");
        for (const Json& entry : *list) {
            Reader inner(entry, fmt::format("'{}' of {}", key, title()), reading_);
            read_entry(inner);
            inner.finish();
        }
    }

    // Unknown keys belong to a newer minor version: said once for each key, and lost.
    void finish() const {
        if (!object_.is_object()) return;
        for (const auto& [key, value] : object_.items())
            if (std::ranges::find(known_, key) == known_.end()) reading_.unknown(key, title(), id_);
    }

  private:
    [[nodiscard]] std::string title() const { return id_.empty() ? what_ : id_; }
    [[nodiscard]] const Json* find(const char* key) {
        known_.emplace_back(key);
        if (!object_.is_object()) return nullptr;
        const auto at = object_.find(key);
        return at == object_.end() ? nullptr : &*at;
    }
    void wrong(std::string_view key, std::string_view expected) {
        if (reading_.error) return;
        reading_.fail(ErrorCode::invalid, fmt::format("{}: {}{}{} should be {}.", reading_.place(id_),
                                                      title(), key.empty() ? "" : ": ", key, expected));
    }
    template <class T> void read(const char* key, const Json& json, T& value) {
        if (const Expected expected = from_json(json, value)) wrong(key, *expected);
    }
    template <Nested T> void read(const char* key, const Json& json, T& value) {
        Reader inner(json, fmt::format("'{}' of {}", key, title()), reading_);
        if (inner.id_.empty()) inner.id_ = id_;
        fields(inner, value, static_cast<T*>(nullptr));
        inner.finish();
    }
    template <Nested T> void read(const char* key, const Json& json, std::vector<T>& list) {
        if (!json.is_array()) return wrong(key, "a list");
        for (const Json& entry : json)
            read(key, entry, list.emplace_back());
    }

    const Json& object_;
    std::string what_;
    std::string id_;
    Reading& reading_;
    std::vector<std::string_view> known_; // literals
};

} // namespace dub::project

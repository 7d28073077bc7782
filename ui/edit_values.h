#pragma once
// Values of a session as an edit's arguments say them: ids by their text, positions and lengths as samples.
// Pure, any thread.

#include <string>
#include <vector>

#include "ui/ports/document.h"

namespace dub::ui {

[[nodiscard]] inline session::Value value(std::string text) { return {std::move(text)}; }
[[nodiscard]] inline session::Value value(const char* text) { return {std::string(text)}; }
[[nodiscard]] inline session::Value value(double number) { return {number}; }
[[nodiscard]] inline session::Value value(bool on) { return {on}; }
[[nodiscard]] inline session::Value value(SamplePos at) { return {static_cast<double>(at.value)}; }
[[nodiscard]] inline session::Value value(SampleCount length) { return {static_cast<double>(length.value)}; }
template <char Prefix> [[nodiscard]] session::Value value(Id<Prefix> id) { return {id.text()}; }
[[nodiscard]] inline session::Value value(const session::StripOwner& owner) { return {owner.text()}; }
template <class T> [[nodiscard]] session::Value value(const std::vector<T>& list) {
    session::Value::List values;
    values.reserve(list.size());
    for (const T& one : list)
        values.push_back(value(one));
    return {std::move(values)};
}

} // namespace dub::ui

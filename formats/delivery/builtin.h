#pragma once
// The specs that come with the program: the texts of specs/*.json, built in when it is compiled. Any thread.

#include <span>
#include <string_view>

namespace dub::delivery {

struct BuiltinSpec {
    std::string_view file; // "ebu-r128-5.1.json"
    std::string_view text;
};

[[nodiscard]] std::span<const BuiltinSpec> builtin_specs(); // sorted by file name

} // namespace dub::delivery

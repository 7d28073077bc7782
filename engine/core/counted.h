#pragma once
// A number with the thing it counts, for sentences: "1 byte", "3 bytes". Pure, any thread.

#include <concepts>
#include <string>
#include <string_view>

namespace dub {

template <std::integral Number> [[nodiscard]] std::string counted(Number number, std::string_view thing) {
    return std::to_string(number) + " " + std::string(thing) + (number == 1 ? "" : "s");
}

} // namespace dub

#pragma once
// How lists and files write the same name differently. Pure, any thread.

#include <string>
#include <string_view>
#include <vector>

namespace dub::conform {

[[nodiscard]] std::string lower(std::string_view text); // letters of ASCII
// Behind the last '/' or '\' of a path or URL.
[[nodiscard]] std::string_view file_name(std::string_view path);
// Without an extension of up to five letters: "door.wav" -> "door", "S01.T02" stays.
[[nodiscard]] std::string_view stem(std::string_view name);
// "%20" of a URL as the byte it stands for; what is no escape stays.
[[nodiscard]] std::string percent_decoded(std::string_view text);
// As two people write one sound roll: "SR018", "sr 18" and "018" are "18".
[[nodiscard]] std::string roll(std::string_view text);
// "92C-1*" and "092c-01" are "92c-1": zeros before numbers, case and marks of circled takes go.
[[nodiscard]] std::string slate(std::string_view text);
// Small words cut at what separates them in names, numbers apart: "DX_Boom 2" -> dx, boom, 2.
[[nodiscard]] std::vector<std::string> words(std::string_view text);

} // namespace dub::conform

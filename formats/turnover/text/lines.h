#pragma once
// The bytes of a text list as lines of UTF-8, whatever wrote them: any line ends, mixed ones too, byte order
// marks, UTF-16, and the eight-bit encodings of old systems, guessed. Nothing fails here. Any thread.

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostics.h"

namespace dub::turnover {

struct TextLines {
    std::vector<std::string> lines; // without their ends, NUL and Ctrl-Z; number n of the file is lines[n-1]
    std::string_view encoding = "UTF-8"; // what bytes that are no UTF-8 were taken for
    std::size_t guessed = 0;             // lines where that was needed
    std::size_t first_guessed = 0;       // the first of them, counted from 1
};

[[nodiscard]] TextLines lines_of(std::string_view bytes);
// A warning "text.encoding" when names had to be guessed.
void say_encoding(const TextLines& text, Diagnostics& to);

// Blanks and tabs at both ends gone.
[[nodiscard]] std::string_view trimmed(std::string_view text);
// Split at blanks and tabs; no part is empty.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view line);
// Split at each `mark`; "a\t\tb" has an empty cell.
[[nodiscard]] std::vector<std::string_view> cells_of(std::string_view line, char mark);
// In capitals, of ASCII letters only.
[[nodiscard]] std::string upper(std::string_view text);

} // namespace dub::turnover

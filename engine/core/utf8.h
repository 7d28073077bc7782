#pragma once
// UTF-8 as RFC 3629 has it: no overlong form, no surrogate, nothing above U+10FFFF. Any thread.

#include <cstddef>
#include <string>
#include <string_view>

namespace dub {

// Bytes of the character that starts at `at`, which lies in the text; 0 when what stands there is none.
[[nodiscard]] std::size_t utf8_length(std::string_view text, std::size_t at);
[[nodiscard]] bool is_utf8(std::string_view text);
// A code that is no character is written as U+FFFD.
void append_utf8(std::string& text, char32_t code);

} // namespace dub

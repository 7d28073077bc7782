#include "engine/conform/names.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace dub::conform {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// Zeros before a number go: "007" -> "7", "0" stays.
std::string without_zeros(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool starts_number = text[i] == '0' && (i == 0 || !is_digit(text[i - 1]));
        if (starts_number) {
            while (i + 1 < text.size() && text[i] == '0' && is_digit(text[i + 1]))
                ++i;
        }
        out += text[i];
    }
    return out;
}

} // namespace

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(
        out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

std::string_view file_name(std::string_view path) {
    const auto last = path.find_last_of("/\\");
    return last == std::string_view::npos ? path : path.substr(last + 1);
}

std::string_view stem(std::string_view name) {
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || name.size() - dot - 1 > 5 || dot + 1 == name.size())
        return name;
    const auto extension = name.substr(dot + 1);
    const bool letters = std::ranges::any_of(
        extension, [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
    const bool take = std::ranges::any_of(extension, is_digit) &&
                      std::toupper(static_cast<unsigned char>(extension[0])) == 'T';
    return letters && !take ? name.substr(0, dot) : name;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned byte = 0;
        const char* const digits = text.data() + i + 1;
        const bool escape = text[i] == '%' && text.size() - i > 2 &&
                            std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
        out += escape ? static_cast<char>(byte) : text[i];
        i += escape ? 2 : 0;
    }
    return out;
}

std::string roll(std::string_view text) {
    std::string kept;
    for (const char c : lower(text))
        if (is_digit(c) || is_letter(c)) kept += c;
    // A word for "sound roll" before the number says nothing.
    for (const std::string_view word : {"soundroll", "roll", "sr", "tape"})
        if (kept.starts_with(word) && kept.size() > word.size() && is_digit(kept[word.size()])) {
            kept.erase(0, word.size());
            break;
        }
    return without_zeros(kept);
}

std::string slate(std::string_view text) {
    std::string kept;
    for (const char c : lower(text))
        if (is_digit(c) || is_letter(c) || c == '-') kept += c;
    return without_zeros(kept);
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> found;
    char before = ' ';
    for (const char c : lower(text)) {
        const bool digit = is_digit(c);
        if (digit || is_letter(c) || c == '&') {
            if (found.empty() || before == ' ' || digit != is_digit(before)) found.emplace_back();
            found.back() += c;
            before = c;
        } else {
            before = ' ';
        }
    }
    return found;
}

} // namespace dub::conform

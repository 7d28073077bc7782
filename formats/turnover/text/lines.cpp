#include "formats/turnover/text/lines.h"

#include <utility>

#include <fmt/format.h>

#include "engine/core/utf8.h"

namespace dub::turnover {
namespace {

// What 0x80 to 0xFF mean on old Macintoshes (Apple's ROMAN.TXT) and on Windows (code page 1252 to 0x9F; from
// 0xA0 on it is Latin 1).
constexpr std::u16string_view macintosh_letters =
    u"ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
    u"¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
constexpr std::u16string_view windows_marks = u"€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ";
static_assert(macintosh_letters.size() == 128 && windows_marks.size() == 32);

enum class EightBit : unsigned char { mac_roman, windows_1252 };

void append_eight_bit(std::string& to, unsigned char byte, EightBit encoding) {
    if (byte < 0x80)
        to += static_cast<char>(byte);
    else if (encoding == EightBit::mac_roman)
        append_utf8(to, macintosh_letters[byte - 0x80U]);
    else
        append_utf8(to, byte < 0xA0 ? windows_marks[byte - 0x80U] : char32_t{byte});
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Accented letters lie at 0x80 to 0x9F on the Macintosh and from 0xC0 on in Windows; which of both stands
// beside letters more often tells them apart. Carriage returns alone are a Macintosh, too.
EightBit guess_eight_bit(std::string_view bytes, bool lone_returns) {
    std::ptrdiff_t mac = lone_returns ? 1 : 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        const bool in_word =
            (at > 0 && is_letter(bytes[at - 1])) || (at + 1 < bytes.size() && is_letter(bytes[at + 1]));
        if (byte < 0x80 || !in_word) continue;
        if (byte < 0xA0) ++mac;
        if (byte >= 0xC0) --mac;
    }
    return mac > 0 ? EightBit::mac_roman : EightBit::windows_1252;
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
    std::string text;
    const auto unit = [&](std::size_t at) {
        const auto first = static_cast<unsigned char>(bytes[at]);
        const auto second = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<char32_t>(big_endian ? first << 8U | second : second << 8U | first);
    };
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        char32_t code = unit(at);
        if (code >= 0xD800 && code < 0xDC00 && at + 3 < bytes.size()) {
            const char32_t low = unit(at + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
                at += 2;
            }
        }
        append_utf8(text, code);
    }
    return text;
}

struct RawLines {
    std::vector<std::string> lines;
    bool lone_returns = false; // no line feed anywhere
};

RawLines split(std::string_view bytes) {
    RawLines raw;
    raw.lone_returns = bytes.find('\r') != bytes.npos && bytes.find('\n') == bytes.npos;
    std::string line;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const char c = bytes[at];
        if (c == '\r' || c == '\n') {
            if (c == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n') ++at;
            raw.lines.push_back(std::exchange(line, {}));
        } else if (c != '\0' && c != '\x1A') { // padding of old file systems
            line += c;
        }
    }
    if (!line.empty()) raw.lines.push_back(std::move(line));
    return raw;
}

} // namespace

TextLines lines_of(std::string_view bytes) {
    std::string unpacked;
    TextLines text;
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        unpacked = from_utf16(bytes.substr(2), bytes.starts_with("\xFE\xFF"));
        bytes = unpacked;
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    RawLines raw = split(bytes);
    text.lines = std::move(raw.lines);
    std::string foreign;
    for (const std::string& line : text.lines)
        if (!is_utf8(line)) foreign += line, foreign += '\n';
    if (foreign.empty()) return text;
    const EightBit encoding = guess_eight_bit(foreign, raw.lone_returns);
    text.encoding = encoding == EightBit::mac_roman ? "Mac OS Roman" : "Windows-1252";
    for (std::size_t i = 0; i < text.lines.size(); ++i) {
        if (is_utf8(text.lines[i])) continue;
        if (text.guessed++ == 0) text.first_guessed = i + 1;
        std::string decoded;
        for (const char c : text.lines[i])
            append_eight_bit(decoded, static_cast<unsigned char>(c), encoding);
        text.lines[i] = std::move(decoded);
    }
    return text;
}

void say_encoding(const TextLines& text, Diagnostics& to) {
    if (text.guessed == 0) return;
    to.push_back({Severity::warning, "text.encoding", fmt::format("line {}", text.first_guessed),
                  fmt::format("{} line{} not UTF-8 and read as {}; letters with accents in names may be "
                              "wrong. Save the list as UTF-8 if they are.",
                              text.guessed, text.guessed == 1 ? " is" : "s are", text.encoding)});
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words;
    for (std::size_t at = line.find_first_not_of(" \t"); at != line.npos;) {
        const std::size_t end = std::min(line.find_first_of(" \t", at), line.size());
        words.push_back(line.substr(at, end - at));
        at = line.find_first_not_of(" \t", end);
    }
    return words;
}

std::vector<std::string_view> cells_of(std::string_view line, char mark) {
    std::vector<std::string_view> cells;
    for (std::size_t at = 0;;) {
        const std::size_t end = line.find(mark, at);
        cells.push_back(line.substr(at, end == line.npos ? line.npos : end - at));
        if (end == line.npos) return cells;
        at = end + 1;
    }
}

std::string upper(std::string_view text) {
    std::string capitals(text);
    for (char& c : capitals)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return capitals;
}

} // namespace dub::turnover

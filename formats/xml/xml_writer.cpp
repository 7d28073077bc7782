#include "engine/core/utf8.h"
#include "formats/xml/xml.h"

namespace dub::xml {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD"; // U+FFFD

unsigned char byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

// Bytes of the UTF-8 character that starts here; 0 when broken, or not allowed in XML (1.0, production 2).
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const std::string_view here = text.substr(at, 3);
    return here == "\xEF\xBF\xBE" || here == "\xEF\xBF\xBF" ? 0 : utf8_length(text, at);
}

std::string_view escape_of(char c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\t': return "&#9;";
    case '\n': return "&#10;";
    case '\r': return "&#13;";
    default: return {};
    }
}

} // namespace

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequence_length(text, at);
        const std::string_view escape = escape_of(text[at]);
        const bool control = byte_at(text, at) < 0x20 && escape.empty();
        if (length == 0 || control)
            out += replacement;
        else
            out += escape.empty() ? text.substr(at, length) : escape;
        at += length == 0 ? 1 : length;
    }
    return out;
}

Writer::Writer()
    : out_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>") {}

void Writer::new_line() { out_ += "\n" + std::string(2 * open_.size(), ' '); }

void Writer::end_tag_start() {
    if (in_tag_) out_ += ">";
    in_tag_ = false;
}

Writer& Writer::open(std::string_view element) {
    end_tag_start();
    new_line();
    out_ += "<" + std::string(element);
    open_.emplace_back(element);
    in_tag_ = true;
    inline_text_ = false;
    return *this;
}

Writer& Writer::attribute(std::string_view name, std::string_view value) {
    out_ += " " + std::string(name) + "=\"" + escaped(value) + "\"";
    return *this;
}

Writer& Writer::text(std::string_view value) {
    if (value.empty()) return *this;
    end_tag_start();
    out_ += escaped(value);
    inline_text_ = true;
    return *this;
}

Writer& Writer::close() {
    const std::string element = std::move(open_.back());
    open_.pop_back();
    if (in_tag_) {
        out_ += "/>";
    } else {
        if (!inline_text_) new_line();
        out_ += "</" + element + ">";
    }
    in_tag_ = false;
    inline_text_ = false;
    return *this;
}

Writer& Writer::element(std::string_view name, std::string_view value) {
    return open(name).text(value).close();
}

std::string Writer::finish() {
    while (!open_.empty())
        close();
    out_ += "\n";
    return std::move(out_);
}

} // namespace dub::xml

#include "formats/xml/xml.h"

#include <algorithm>
#include <new>

#include <fmt/format.h>
#include <pugixml.hpp>

namespace dub::xml {
namespace {

pugi::xml_node node_of(void* handle) { return pugi::xml_node(static_cast<pugi::xml_node_struct*>(handle)); }
void* handle_of(pugi::xml_node node) { return node.internal_object(); }

pugi::xml_node element_from(pugi::xml_node node) {
    while (node && node.type() != pugi::node_element)
        node = node.next_sibling();
    return node;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const std::size_t from = text.find_first_not_of(blank);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(blank) - from + 1);
}

std::unexpected<Error> too_large(std::string_view name, std::string_view what) {
    return fail(ErrorCode::invalid, fmt::format("{} is refused as XML: {}.", name, what));
}

// Walks without recursion: nesting comes from the file and may be a million deep.
bool deeper_than(pugi::xml_node root, int limit) {
    int depth = 0;
    for (pugi::xml_node node = root.first_child(); node;) {
        if (node.first_child()) {
            if (++depth >= limit) return true;
            node = node.first_child();
            continue;
        }
        while (node && node != root && !node.next_sibling()) {
            node = node.parent();
            --depth;
        }
        if (!node || node == root) return false;
        node = node.next_sibling();
    }
    return false;
}

} // namespace

struct Document::State {
    pugi::xml_document document;
    std::vector<std::size_t> line_starts; // offsets of the bytes after each line feed
    [[nodiscard]] int line_at(std::size_t offset) const {
        return static_cast<int>(std::ranges::upper_bound(line_starts, offset) - line_starts.begin()) + 1;
    }
};

Document::Document(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Result<Document> Document::parse(std::string_view text, std::string_view name, const Limits& limits) {
    while (!text.empty() && text.back() == '\0')
        text.remove_suffix(1);
    if (text.size() > limits.bytes)
        return too_large(name,
                         fmt::format("it has {} bytes, expected at most {}", text.size(), limits.bytes));
    // An upper bound of what the parser will allocate for, told before it allocates.
    const auto marks = std::ranges::count_if(text, [](char c) { return c == '<' || c == '='; });
    if (static_cast<std::size_t>(marks) > limits.nodes)
        return too_large(name, fmt::format("it may hold {} nodes, expected at most {}", marks, limits.nodes));

    auto state = std::make_unique<State>();
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\n' && state->line_starts.size() < limits.nodes) state->line_starts.push_back(i + 1);
    const auto outcome = state->document.load_buffer(text.data(), text.size(), pugi::parse_default);
    if (!outcome) {
        const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(outcome.offset, 0));
        return fail(ErrorCode::invalid, fmt::format("{} is not well-formed XML: {} in line {}.", name,
                                                    outcome.description(), state->line_at(at)));
    }
    if (deeper_than(state->document, limits.depth))
        return too_large(name, fmt::format("its elements nest deeper than {}", limits.depth));
    return Document(std::move(state));
}

Node Document::root() const { return Node(handle_of(state_->document.document_element())); }

int Document::line(Node node) const {
    if (!node) return 0;
    const std::ptrdiff_t offset = node_of(node.handle_).offset_debug();
    return offset < 0 ? 0 : state_->line_at(static_cast<std::size_t>(offset));
}

std::string_view Node::name() const { return node_of(handle_).name(); }

std::string_view Node::local_name() const {
    const std::string_view full = name();
    const std::size_t colon = full.find(':');
    return colon == std::string_view::npos ? full : full.substr(colon + 1);
}

std::string_view Node::text() const { return trimmed(node_of(handle_).text().get()); }
std::string_view Node::text_of(const char* child_name) const { return child(child_name).text(); }

std::optional<std::string_view> Node::attribute(const char* attribute_name) const {
    const auto found = node_of(handle_).attribute(attribute_name);
    if (!found) return std::nullopt;
    return found.value();
}

Node Node::child(const char* child_name) const { return Node(handle_of(node_of(handle_).child(child_name))); }

Node Node::parent() const {
    const auto up = node_of(handle_).parent();
    return up.type() == pugi::node_element ? Node(handle_of(up)) : Node();
}

Node Node::first_child() const { return Node(handle_of(element_from(node_of(handle_).first_child()))); }
Node Node::next() const { return Node(handle_of(element_from(node_of(handle_).next_sibling()))); }

std::vector<Node> Node::children() const {
    std::vector<Node> all;
    for (Node child = first_child(); child; child = child.next())
        all.push_back(child);
    return all;
}

std::vector<Node> Node::children(const char* child_name) const {
    std::vector<Node> all;
    for (const auto child : node_of(handle_).children(child_name))
        all.push_back(Node(handle_of(child)));
    return all;
}

std::vector<std::pair<std::string_view, std::string_view>> Node::attributes() const {
    std::vector<std::pair<std::string_view, std::string_view>> all;
    for (const auto one : node_of(handle_).attributes())
        all.emplace_back(one.name(), one.value());
    return all;
}

Node Node::find(std::string_view local) const {
    if (local_name() == local) return *this;
    const pugi::xml_node top = node_of(handle_);
    // Depth is limited by parse(), so that pugixml's own walk is safe.
    const auto found = top.find_node([local](const pugi::xml_node& node) {
        return node.type() == pugi::node_element && Node(handle_of(node)).local_name() == local;
    });
    return Node(handle_of(found));
}

} // namespace dub::xml

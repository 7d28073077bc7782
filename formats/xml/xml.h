#pragma once
// Reading and writing XML without a foreign type in sight (pugixml lives in xml.cpp only). A document is read
// whole, under limits that are checked before memory is asked for; entities of a DTD are never expanded,
// external ones never fetched. A Node is a small handle into its Document and dies with it. Values; one
// thread at a time per document.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"

namespace dub::xml {

struct Limits {
    std::size_t bytes = std::size_t{64} << 20;
    std::size_t nodes = 1'000'000; // elements, texts and attributes together
    int depth = 200;
};

class Document;

class Node {
  public:
    Node() = default; // no node: has no name, no text, no children
    explicit operator bool() const { return handle_ != nullptr; }

    [[nodiscard]] std::string_view name() const;       // with its prefix, as written
    [[nodiscard]] std::string_view local_name() const; // without prefix: "adm:x" is "x"
    [[nodiscard]] std::string_view text() const;       // the first text or CDATA inside, trimmed
    [[nodiscard]] std::string_view
    text_of(const char* child) const; // text of the first child of that name, or ""
    [[nodiscard]] std::optional<std::string_view> attribute(const char* name) const;
    [[nodiscard]] Node child(const char* name) const; // the first element of that name
    [[nodiscard]] Node parent() const;
    [[nodiscard]] Node first_child() const; // elements only, here and in next()
    [[nodiscard]] Node next() const;
    [[nodiscard]] std::vector<Node> children() const;
    [[nodiscard]] std::vector<Node> children(const char* name) const;
    [[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> attributes() const;
    // The first element of that local name in this subtree, in document order; itself counts.
    [[nodiscard]] Node find(std::string_view local) const;

  private:
    friend class Document;
    explicit Node(void* handle)
        : handle_(handle) {}
    void* handle_ = nullptr;
};

class Document {
  public:
    // `name` is what an error calls the text: a file, or "the axml chunk of x.wav". Zero bytes at the end are
    // passed over. Errors (invalid): not well-formed, with line and reason; no element at all; a limit is
    // exceeded.
    [[nodiscard]] static Result<Document> parse(std::string_view text, std::string_view name,
                                                const Limits& limits = {});

    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;
    ~Document();

    [[nodiscard]] Node root() const;         // the document element
    [[nodiscard]] int line(Node node) const; // 1-based; 0 when it cannot be told

  private:
    struct State;
    explicit Document(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// The text with & < > " and line ends inside attributes escaped. What XML 1.0 cannot hold (control
// characters, broken UTF-8) becomes U+FFFD, so that the output always parses.
[[nodiscard]] std::string escaped(std::string_view text);

// Writes indented elements from front to back. Calls nest like the elements; finish() closes what is open.
class Writer {
  public:
    Writer(); // begins with the XML declaration, UTF-8
    Writer& open(std::string_view element);
    Writer& attribute(std::string_view name, std::string_view value); // after open(), before anything inside
    Writer& text(std::string_view value);
    Writer& close();
    Writer& element(std::string_view name, std::string_view value); // <name>value</name>
    [[nodiscard]] std::string finish();

  private:
    void end_tag_start();
    void new_line();

    std::string out_;
    std::vector<std::string> open_;
    bool in_tag_ = false;
    bool inline_text_ = false;
};

} // namespace dub::xml

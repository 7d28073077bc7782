#pragma once
// An AAF that is to be written, as a tree of objects, and its way into a compound file. The tree is small:
// essence is named by its file and copied when the tree is written.

#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/io.h"
#include "formats/turnover/aaf/compound_writer.h"
#include "formats/turnover/aaf/ids.h"
#include "formats/turnover/aaf/object.h"

namespace dub::turnover::aaf {

// The tables that weak references point into, in the order of the file's list of them.
enum class Table : std::uint16_t { classes, types, data, operations, parameters, interpolations, containers };

// Where a property's children, index or stream get their names from: "Components" of 0x1001.
using PropertyNames = std::unordered_map<Pid, std::string>;

class Node {
  public:
    explicit Node(Class c)
        : class_(id_of(c)) {}
    explicit Node(const Auid& class_id)
        : class_(class_id) {}

    Node& bytes(Pid pid, std::span<const std::byte> value);
    template <class T> Node& number(Pid pid, T value) {
        return bytes(pid, std::as_bytes(std::span(&value, 1)));
    }
    Node& rational(Pid pid, Rational value); // brought to what 32 bits hold
    Node& text(Pid pid, std::string_view utf8);
    Node& id(Pid pid, const Auid& value);
    Node& mob(Pid pid, const MobId& value);
    Node& weak(Pid pid, Table table, const Auid& key);
    Node& weak_list(Pid pid, Table table, std::span<const Auid> keys);
    Node& child(Pid pid, Node node);
    Node& list(Pid pid, std::vector<Node> nodes);
    // `key` is the property that tells the elements apart; each has it as 16 or 32 bytes of data. Sorted by
    // it.
    Node& set(Pid pid, Pid key, std::vector<Node> nodes);
    Node& set(Pid pid, Pid key, Pid key_in_index, std::vector<Node> nodes); // the index may name another one
    Node& stream(Pid pid, std::filesystem::path file);
    Node& indirect(Pid pid, std::int32_t value);
    Node& indirect(Pid pid, Rational value);
    Node& indirect(Pid pid, std::string_view utf8);

  private:
    friend class TreeWriter;
    struct Property {
        Pid pid;
        Form form;
        std::vector<std::byte> value; // data and weak references; for a set or list, its index's head
        std::vector<Node> nodes;
        std::vector<std::vector<std::byte>> keys; // of a set's elements
        std::filesystem::path file;               // of a stream
    };
    Property& add(Pid pid, Form form);
    Auid class_;
    std::vector<Property> properties_;
};

[[nodiscard]] std::vector<std::byte> utf16_with_end(std::string_view utf8); // ends with a 0

// The whole file. Errors: io, cancelled, a recording that cannot be read.
[[nodiscard]] Result<void> write_tree(const Node& root, const PropertyNames& names, AtomicFile& out,
                                      SectorSize sectors, Progress& progress);

} // namespace dub::turnover::aaf

#include "formats/turnover/aaf/write_tree.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::turnover::aaf {
namespace {

constexpr std::size_t copied_at_once = std::size_t{1} << 20;
constexpr std::size_t name_max =
    16; // of a property, so that "-1001{ffffffff}" fits the 31 characters of a storage

Pid key_pid(Table table) {
    return table == Table::classes || table == Table::types ? pid::meta_id : pid::definition_id;
}

template <class T>
requires std::is_arithmetic_v<T>
void put(std::vector<std::byte>& to, T value) {
    const auto from = std::as_bytes(std::span(&value, 1));
    to.insert(to.end(), from.begin(), from.end());
}
void put(std::vector<std::byte>& to, std::span<const std::byte> bytes) {
    to.insert(to.end(), bytes.begin(), bytes.end());
}

// The paths of pids to each table, with a 0 after each.
std::vector<std::byte> referenced_properties() {
    constexpr std::array<Pid, 26> pids{1, 3,      0,      1,      4, 0,      2,      0x3b04, 0x2605,
                                       0, 2,      0x3b04, 0x2603, 0, 2,      0x3b04, 0x2604, 0,
                                       2, 0x3b04, 0x2609, 0,      2, 0x3b04, 0x2608, 0};
    std::vector<std::byte> bytes{std::byte{'L'}};
    put(bytes, std::uint16_t{7});
    put(bytes, static_cast<std::uint32_t>(pids.size()));
    for (const Pid pid : pids)
        put(bytes, pid);
    return bytes;
}

// What 32 bits hold, as near as they can.
std::pair<std::int32_t, std::int32_t> fit(Rational value) {
    constexpr std::int64_t most = 2'147'483'647;
    if (std::abs(value.num()) <= most && value.den() <= most)
        return {static_cast<std::int32_t>(value.num()), static_cast<std::int32_t>(value.den())};
    std::int64_t den = 1;
    while (den * 2 <= most && (value * Rational{den * 2}).nearest() <= most &&
           (value * Rational{den * 2}).nearest() >= -most)
        den *= 2;
    const std::int64_t num = std::clamp((value * Rational{den}).nearest(), -most, most);
    return {static_cast<std::int32_t>(num), static_cast<std::int32_t>(den)};
}

std::vector<std::byte> typed(const Auid& type) {
    std::vector<std::byte> bytes{std::byte{'L'}};
    put(bytes, bytes_of(type));
    return bytes;
}

} // namespace

std::vector<std::byte> utf16_with_end(std::string_view utf8) {
    std::vector<std::byte> wide;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t c = length == 1 ? lead : lead & (0x7F >> length);
        for (std::size_t i = 1; i < length; ++i)
            c = c << 6 | (at + i < utf8.size() ? static_cast<unsigned char>(utf8[at + i]) & 0x3F : 0);
        at += length;
        if (c >= 0x10000) {
            put(wide, static_cast<std::uint16_t>(0xD800 + ((c - 0x10000) >> 10 & 0x3FF)));
            put(wide, static_cast<std::uint16_t>(0xDC00 + (c & 0x3FF)));
        } else {
            put(wide, static_cast<std::uint16_t>(c));
        }
    }
    put(wide, std::uint16_t{0});
    return wide;
}

Node::Property& Node::add(Pid pid, Form form) {
    return properties_.emplace_back(Property{pid, form, {}, {}, {}, {}});
}
Node& Node::bytes(Pid pid, std::span<const std::byte> value) {
    add(pid, Form::data).value.assign(value.begin(), value.end());
    return *this;
}
Node& Node::rational(Pid pid, Rational value) {
    const auto [num, den] = fit(value);
    const std::array both{num, den};
    return bytes(pid, std::as_bytes(std::span(both)));
}
Node& Node::text(Pid pid, std::string_view utf8) {
    return bytes(pid, utf16_with_end(utf8.substr(0, 16'000)));
}
Node& Node::id(Pid pid, const Auid& value) { return bytes(pid, bytes_of(value)); }
Node& Node::mob(Pid pid, const MobId& value) { return bytes(pid, std::as_bytes(std::span(value.bytes))); }
Node& Node::weak(Pid pid, Table table, const Auid& key) {
    std::vector<std::byte>& value = add(pid, Form::weak).value;
    put(value, static_cast<std::uint16_t>(table));
    put(value, key_pid(table));
    put(value, std::uint8_t{16});
    put(value, bytes_of(key));
    return *this;
}
Node& Node::weak_list(Pid pid, Table table, std::span<const Auid> keys) {
    std::vector<std::byte>& value = add(pid, Form::weak_vector).value;
    put(value, static_cast<std::uint32_t>(keys.size()));
    put(value, static_cast<std::uint16_t>(table));
    put(value, key_pid(table));
    put(value, std::uint8_t{16});
    for (const Auid& key : keys)
        put(value, bytes_of(key));
    return *this;
}
Node& Node::child(Pid pid, Node node) {
    add(pid, Form::strong).nodes.push_back(std::move(node));
    return *this;
}
Node& Node::list(Pid pid, std::vector<Node> nodes) {
    add(pid, Form::strong_vector).nodes = std::move(nodes);
    return *this;
}
Node& Node::set(Pid pid, Pid key, std::vector<Node> nodes) { return set(pid, key, key, std::move(nodes)); }
Node& Node::set(Pid pid, Pid key, Pid key_in_index, std::vector<Node> nodes) {
    const auto key_of = [&](const Node& node) -> const std::vector<std::byte>& {
        return std::ranges::find(node.properties_, key, &Property::pid)->value;
    };
    std::ranges::sort(nodes, {}, key_of);
    Property& property = add(pid, Form::strong_set);
    for (const Node& node : nodes)
        property.keys.push_back(key_of(node));
    put(property.value, key_in_index);
    put(property.value, static_cast<std::uint8_t>(nodes.empty() ? 16 : property.keys.front().size()));
    property.nodes = std::move(nodes);
    return *this;
}
Node& Node::stream(Pid pid, std::filesystem::path file) {
    add(pid, Form::stream).file = std::move(file);
    return *this;
}
Node& Node::indirect(Pid pid, std::int32_t value) {
    auto bytes_there = typed(auid("01010700-0000-0000-060e-2b3401040101"));
    put(bytes_there, value);
    return bytes(pid, bytes_there);
}
Node& Node::indirect(Pid pid, Rational value) {
    auto bytes_there = typed(auid("03010100-0000-0000-060e-2b3401040101"));
    const auto [num, den] = fit(value);
    put(bytes_there, num);
    put(bytes_there, den);
    return bytes(pid, bytes_there);
}
Node& Node::indirect(Pid pid, std::string_view utf8) {
    auto bytes_there = typed(auid("01100200-0000-0000-060e-2b3401040101"));
    put(bytes_there, utf16_with_end(utf8.substr(0, 16'000)));
    return bytes(pid, bytes_there);
}

class TreeWriter {
  public:
    TreeWriter(CompoundWriter& file, const PropertyNames& names, Progress& progress)
        : file_(file)
        , names_(names)
        , progress_(progress) {}

    Result<void> write(CompoundWriter::Entry storage, const Node& node) {
        std::vector<std::byte> head{std::byte{'L'}, std::byte{0x20}}, values;
        put(head, static_cast<std::uint16_t>(node.properties_.size()));
        for (const Node::Property& property : node.properties_) {
            const std::size_t before = values.size();
            put(values, value_of(property));
            put(head, property.pid);
            put(head, static_cast<std::uint16_t>(property.form));
            put(head, static_cast<std::uint16_t>(values.size() - before));
        }
        put(head, values);
        CHECK(file_.add_stream(storage, "properties", head));
        for (const Node::Property& property : node.properties_)
            CHECK(write_children(storage, property));
        return {};
    }

  private:
    [[nodiscard]] std::string base_of(Pid pid) const {
        const auto found = names_.find(pid);
        const std::string name = found == names_.end() ? "Property" : found->second.substr(0, name_max);
        return fmt::format("{}-{:x}", name, pid);
    }
    [[nodiscard]] std::vector<std::byte> value_of(const Node::Property& property) const {
        if (property.form == Form::data || property.form == Form::weak) return property.value;
        std::vector<std::byte> value;
        if (property.form == Form::stream) value.push_back(std::byte{0x55});
        put(value, utf16_with_end(base_of(property.pid)));
        return value;
    }
    Result<void> write_child(CompoundWriter::Entry storage, std::string name, const Node& node) {
        return write(file_.add_storage(storage, std::move(name), node.class_), node);
    }
    Result<void> write_children(CompoundWriter::Entry storage, const Node::Property& property) {
        const std::string base = base_of(property.pid);
        switch (property.form) {
        case Form::strong: return write_child(storage, base, property.nodes.front());
        case Form::stream: return write_file(storage, base, property.file);
        case Form::weak_vector: return file_.add_stream(storage, base + " index", property.value);
        case Form::strong_vector:
        case Form::strong_set: break;
        default: return {};
        }
        std::vector<std::byte> index;
        put(index, static_cast<std::uint32_t>(property.nodes.size()));
        put(index, static_cast<std::uint32_t>(property.nodes.size()));
        put(index, std::uint32_t{0xFFFFFFFF});
        put(index, property.value);
        for (std::uint32_t i = 0; i < property.nodes.size(); ++i) {
            put(index, i);
            if (property.form == Form::strong_vector) continue;
            put(index, std::uint32_t{1});
            put(index, property.keys[i]);
        }
        CHECK(file_.add_stream(storage, base + " index", index));
        for (std::size_t i = 0; i < property.nodes.size(); ++i)
            CHECK(write_child(storage, fmt::format("{}{{{:x}}}", base, i), property.nodes[i]));
        return {};
    }
    Result<void> write_file(CompoundWriter::Entry storage, std::string name,
                            const std::filesystem::path& file) {
        TRY(const auto bytes, wave::open_bytes(file));
        CHECK(file_.begin_stream(storage, std::move(name), bytes->size()));
        std::vector<std::byte> piece;
        for (std::uint64_t at = 0; at < bytes->size(); at += piece.size()) {
            if (!progress_.at(static_cast<double>(at) / static_cast<double>(bytes->size()),
                              file.filename().string()))
                return fail(ErrorCode::cancelled, "Stopped; no AAF was written.");
            piece.resize(std::min<std::uint64_t>(copied_at_once, bytes->size() - at));
            CHECK(bytes->read(at, piece));
            CHECK(file_.append(piece));
        }
        return {};
    }

    CompoundWriter& file_;
    const PropertyNames& names_;
    Progress& progress_;
};

Result<void> write_tree(const Node& root, const PropertyNames& names, AtomicFile& out, SectorSize sectors,
                        Progress& progress) {
    CompoundWriter file(out, sectors, root_class);
    TreeWriter writer(file, names, progress);
    CHECK(file.add_stream(CompoundWriter::root, "referenced properties", referenced_properties()));
    CHECK(writer.write(CompoundWriter::root, root));
    // What programs of the AAF toolkit know the file by.
    return file.finish(sectors == SectorSize::small ? auid("42464141-000d-4d4f-060e-2b34010101ff")
                                                    : auid("0d010201-0200-0000-060e-2b3403020101"));
}

} // namespace dub::turnover::aaf

#include "formats/turnover/aaf/write_model.h"

#include <charconv>

namespace dub::turnover::aaf {
namespace {

// The pids of the objects that describe types and classes.
namespace meta {
constexpr Pid name = 0x0006, concrete = 0x000a, type = 0x000b, optional = 0x000c, unique = 0x000e;
constexpr Pid size = 0x000f, has_sign = 0x0010, referenced = 0x0011, weak_class = 0x0012, target = 0x0013;
constexpr Pid enum_type = 0x0014, enum_names = 0x0015, enum_values = 0x0016, fixed_type = 0x0017,
              count = 0x0018;
constexpr Pid variable_type = 0x0019, set_type = 0x001a, string_type = 0x001b, member_types = 0x001c,
              member_names = 0x001d, renamed = 0x001e, names = 0x001f, name_values = 0x0020;
constexpr Pid types = 0x0004;
} // namespace meta

Auid meta_class(std::uint64_t number) { return {0x0d01010100000000 | number << 16, 0x060e2b3402060101}; }

std::uint64_t hexadecimal(std::string_view text) {
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value, 16);
    return value;
}
template <class T> T decimal(std::string_view text) {
    T value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

Auid auid_of(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c != '-') digits += c;
    if (digits.size() == 16) digits += "060e2b3401040101"; // a type
    return {hexadecimal(std::string_view(digits).substr(0, 16)),
            hexadecimal(std::string_view(digits).substr(16))};
}
Auid class_of(std::string_view text) {
    return text.size() == 4 ? id_of(static_cast<Class>(hexadecimal(text))) : auid_of(text);
}

using Words = std::vector<std::string_view>;
Words words_of(std::string_view line) {
    Words words;
    while (!line.empty()) {
        const auto end = std::min(line.find(' '), line.size());
        if (end > 0) words.push_back(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return words;
}
std::vector<Words> lines_of(std::string_view text) {
    std::vector<Words> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (end > 0) lines.push_back(words_of(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// "NAME=VALUE" or "NAME:VALUE" from the fifth word on.
struct Pairs {
    std::vector<std::byte> names; // each with a 0 after it
    std::vector<std::string_view> values;
};
Pairs pairs_of(const Words& words, std::size_t from, char between) {
    Pairs pairs;
    for (std::size_t i = from; i < words.size(); ++i) {
        const auto cut = words[i].find(between);
        const auto name = utf16_with_end(words[i].substr(0, cut));
        pairs.names.insert(pairs.names.end(), name.begin(), name.end());
        pairs.values.push_back(words[i].substr(cut + 1));
    }
    return pairs;
}

Node& of_type(Node& node, Pid pid, std::string_view type) {
    return node.weak(pid, Table::types, auid_of(type));
}

Node enumeration(const Words& words) {
    Node node(meta_class(0x0207));
    const Pairs pairs = pairs_of(words, 5, '=');
    std::vector<std::byte> values;
    for (const std::string_view text : pairs.values) {
        const auto value = decimal<std::int64_t>(text);
        const auto bytes = std::as_bytes(std::span(&value, 1));
        values.insert(values.end(), bytes.begin(), bytes.end());
    }
    of_type(node, meta::enum_type, words[4])
        .bytes(meta::enum_names, pairs.names)
        .bytes(meta::enum_values, values);
    return node;
}

Node named_values(const Words& words) {
    Node node(meta_class(0x0220));
    const Pairs pairs = pairs_of(words, 4, '=');
    std::vector<std::byte> values;
    for (const std::string_view text : pairs.values) {
        const auto bytes = bytes_of(auid_of(text));
        values.insert(values.end(), bytes.begin(), bytes.end());
    }
    node.bytes(meta::names, pairs.names).bytes(meta::name_values, values);
    return node;
}

Node record(const Words& words) {
    Node node(meta_class(0x020d));
    const Pairs pairs = pairs_of(words, 4, ':');
    std::vector<Auid> types;
    for (const std::string_view type : pairs.values)
        types.push_back(auid_of(type));
    node.weak_list(meta::member_types, Table::types, types).bytes(meta::member_names, pairs.names);
    return node;
}

Node weak_reference(const Words& words) {
    Node node(meta_class(0x0206));
    std::vector<std::byte> path;
    for (std::size_t i = 5; i < words.size(); ++i) {
        const auto bytes = bytes_of(auid_of(words[i]));
        path.insert(path.end(), bytes.begin(), bytes.end());
    }
    node.weak(meta::weak_class, Table::classes, class_of(words[4])).bytes(meta::target, path);
    return node;
}

// Those of one other type.
Node array(std::uint64_t number, Pid pid, const Words& words) {
    Node node(meta_class(number));
    of_type(node, pid, words[4]);
    if (words[3] == "fixed") node.number(meta::count, decimal<std::uint32_t>(words[5]));
    return node;
}

Node bare_type(const Words& words) {
    const std::string_view kind = words[3];
    if (kind == "integer") {
        Node node(meta_class(0x0204));
        node.number(meta::size, decimal<std::uint8_t>(words[4]));
        node.number(meta::has_sign, static_cast<std::uint8_t>(words[5] == "signed"));
        return node;
    }
    if (kind == "strong") {
        Node node(meta_class(0x0205));
        node.weak(meta::referenced, Table::classes, class_of(words[4]));
        return node;
    }
    if (kind == "weak") return weak_reference(words);
    if (kind == "enum") return enumeration(words);
    if (kind == "names") return named_values(words);
    if (kind == "record") return record(words);
    if (kind == "fixed") return array(0x0208, meta::fixed_type, words);
    if (kind == "variable") return array(0x0209, meta::variable_type, words);
    if (kind == "set") return array(0x020a, meta::set_type, words);
    if (kind == "string") return array(0x020b, meta::string_type, words);
    if (kind == "rename") return array(0x020e, meta::renamed, words);
    return Node(meta_class(kind == "stream"     ? 0x020c
                           : kind == "indirect" ? 0x0221
                           : kind == "opaque"   ? 0x0222
                                                : 0x0223));
}

Node property(const Words& words) {
    Node node(meta_class(0x0202));
    node.text(meta::name, words[1]).id(pid::meta_id, auid_of(words[2])).id(meta::type, auid_of(words[3]));
    node.number(meta::optional, static_cast<std::uint8_t>(words[4] == "optional"));
    node.number(pid::local_id, static_cast<Pid>(hexadecimal(words[0])));
    if (words.size() > 5) node.number(meta::unique, std::uint8_t{1});
    return node;
}

} // namespace

Node meta_dictionary() {
    std::vector<Node> classes, types;
    const auto lines = lines_of(model_text());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Words& words = lines[i];
        if (words[0] == "type") {
            types.push_back(bare_type(words));
            types.back().id(pid::meta_id, auid_of(words[1])).text(meta::name, words[2]);
        } else if (words[0] == "class") {
            Node node(meta_class(0x0201));
            node.id(pid::meta_id, class_of(words[1])).text(meta::name, words[2]);
            node.weak(pid::parent_class, Table::classes, class_of(words[3]));
            node.number(meta::concrete, static_cast<std::uint8_t>(words[4] == "concrete"));
            std::vector<Node> properties;
            for (; i + 1 < lines.size() && lines[i + 1][0] != "class"; ++i)
                properties.push_back(property(lines[i + 1]));
            if (!properties.empty()) node.set(pid::properties, pid::meta_id, std::move(properties));
            classes.push_back(std::move(node));
        }
    }
    Node meta_dictionary(meta_class(0x0225));
    meta_dictionary.set(pid::class_definitions, pid::meta_id, std::move(classes));
    meta_dictionary.set(meta::types, pid::meta_id, std::move(types));
    return meta_dictionary;
}

PropertyNames property_names() {
    PropertyNames names{{pid::meta_dictionary, "MetaDictionary"},
                        {pid::root_header, "Header"},
                        {pid::class_definitions, "ClassDefinitions"},
                        {meta::types, "TypeDefinitions"},
                        {pid::properties, "Properties"},
                        {meta::member_types, "MemberTypes"}};
    for (const Words& words : lines_of(model_text()))
        if (words[0] != "type" && words[0] != "class")
            names[static_cast<Pid>(hexadecimal(words[0]))] = words[1];
    return names;
}

namespace {

Node definition(Class c, const Auid& id, std::string_view name) {
    Node node(c);
    node.id(pid::definition_id, id).text(pid::definition_name, name);
    return node;
}

Node operation_definition(const Auid& id, std::string_view name, std::int32_t inputs,
                          std::uint8_t time_warp) {
    constexpr Pid of_data = 0x1e01, is_time_warp = 0x1e02, number_of_inputs = 0x1e07, bypass = 0x1e08;
    Node node = definition(Class::operation_definition, id, name);
    node.weak(of_data, Table::data, data::sound).number(is_time_warp, time_warp);
    node.number(number_of_inputs, inputs).number(bypass, std::uint32_t{0});
    return node;
}

Node parameter_definition(const Auid& id, std::string_view name, const Auid& type) {
    constexpr Pid of_type_pid = 0x1f01;
    Node node = definition(Class::parameter_definition, id, name);
    node.weak(of_type_pid, Table::types, type);
    return node;
}

} // namespace

Node dictionary() {
    constexpr Auid rational = auid("03010100-0000-0000-060e-2b3401040101");
    std::vector<Node> operations, parameters, kinds, containers, interpolations;
    operations.push_back(operation_definition(operation::mono_gain, "Audio Gain", 1, 0));
    operations.push_back(operation_definition(operation::mono_pan, "Audio Pan", 1, 0));
    operations.push_back(operation_definition(operation::mono_dissolve, "Mono Audio Dissolve", 2, 0));
    operations.push_back(operation_definition(operation::channel_combiner, "Audio Channel Combiner", 1, 0));
    operations.push_back(operation_definition(operation::audio_warp, "Audio Warp", 1, 1));
    parameters.push_back(parameter_definition(parameter::amplitude, "Amplitude", rational));
    parameters.push_back(parameter_definition(parameter::pan, "Pan", rational));
    parameters.push_back(parameter_definition(parameter::level, "Level", rational));
    parameters.push_back(parameter_definition(parameter::speed_ratio, "SpeedRatio", rational));
    kinds.push_back(definition(Class::data_definition, data::sound, "Sound"));
    kinds.push_back(definition(Class::data_definition, data::picture, "Picture"));
    kinds.push_back(definition(Class::data_definition, data::timecode, "Timecode"));
    kinds.push_back(definition(Class::data_definition, data::descriptive, "Descriptive Metadata"));
    containers.push_back(definition(Class::container_definition, container::aaf, "AAF"));
    containers.push_back(definition(Class::container_definition, container::external, "External"));
    interpolations.push_back(
        definition(Class::interpolation_definition, interpolation::linear, "LinearInterp"));
    interpolations.push_back(
        definition(Class::interpolation_definition, interpolation::constant, "ConstantInterp"));
    interpolations.push_back(
        definition(Class::interpolation_definition, interpolation::logarithmic, "LogInterp"));
    interpolations.push_back(
        definition(Class::interpolation_definition, interpolation::power, "PowerInterp"));
    Node node(Class::dictionary);
    node.set(pid::operation_definitions, pid::definition_id, std::move(operations));
    node.set(pid::parameter_definitions, pid::definition_id, std::move(parameters));
    node.set(pid::data_definitions, pid::definition_id, std::move(kinds));
    node.set(pid::container_definitions, pid::definition_id, std::move(containers));
    node.set(pid::interpolation_definitions, pid::definition_id, std::move(interpolations));
    return node;
}

} // namespace dub::turnover::aaf

#include "formats/turnover/aaf/dictionary.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::turnover::aaf {
namespace {

constexpr int ancestors_max = 32;

// Every class of ids.h; any other is known through its parents or not at all.
constexpr std::array known_classes{
    Class::edge_code,
    Class::essence_group,
    Class::event,
    Class::comment_marker,
    Class::filler,
    Class::operation_group,
    Class::nested_scope,
    Class::pulldown,
    Class::scope_reference,
    Class::selector,
    Class::sequence,
    Class::source_reference,
    Class::source_clip,
    Class::timecode,
    Class::transition,
    Class::content_storage,
    Class::control_point,
    Class::dictionary,
    Class::essence_data,
    Class::essence_descriptor,
    Class::file_descriptor,
    Class::aifc_descriptor,
    Class::picture_descriptor,
    Class::cdci_descriptor,
    Class::rgba_descriptor,
    Class::tiff_descriptor,
    Class::wave_descriptor,
    Class::film_descriptor,
    Class::tape_descriptor,
    Class::header,
    Class::identification,
    Class::network_locator,
    Class::text_locator,
    Class::composition_mob,
    Class::master_mob,
    Class::source_mob,
    Class::event_mob_slot,
    Class::static_mob_slot,
    Class::timeline_mob_slot,
    Class::constant_value,
    Class::varying_value,
    Class::tagged_value,
    Class::descriptive_marker,
    Class::sound_descriptor,
    Class::multiple_descriptor,
    Class::pcm_descriptor,
    Class::physical_descriptor,
    Class::import_descriptor,
};

Class known_class(const Auid& id) {
    const auto found = std::ranges::find(known_classes, id, [](Class c) { return id_of(c); });
    return found == known_classes.end() ? Class::other : *found;
}

std::string text_of(const Auid& id) {
    return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", id.high >> 32, id.high >> 16 & 0xFFFF,
                       id.high & 0xFFFF, id.low >> 48, id.low & 0xFFFFFFFFFFFF);
}

} // namespace

Dictionary::Dictionary(const Object& root, const Object* header) {
    if (const Object* meta = root.child(pid::meta_dictionary))
        for (const Object* definition : meta->children(pid::class_definitions))
            read_class(*definition);
    if (const Object* dictionary = header ? header->child(pid::dictionary) : nullptr)
        for (const Object* definition : dictionary->children(pid::operation_definitions))
            if (const auto id = definition->id(pid::definition_id))
                operations_[*id] = definition->text(pid::definition_name);
    tag_lists_ = {pid::component_attributes, pid::component_comments, pid::mob_attributes, pid::mob_comments};
    for (const Auid& list : {extension::slot_attributes, extension::mob_attributes,
                             extension::component_attributes, extension::marker_attributes})
        if (const auto pid = pid_of(list)) tag_lists_.insert(tag_lists_.begin(), *pid);
}

void Dictionary::read_class(const Object& definition) {
    if (const auto id = definition.id(pid::meta_id), parent = definition.id(pid::parent_class); id && parent)
        parents_[*id] = *parent;
    for (const Object* property : definition.children(pid::properties))
        if (const auto id = property->id(pid::meta_id))
            if (const auto local = property->integer(pid::local_id)) pids_[*id] = static_cast<Pid>(*local);
}

std::optional<Pid> Dictionary::pid_of(const Auid& property) const {
    const auto found = pids_.find(property);
    return found == pids_.end() ? std::nullopt : std::optional(found->second);
}

Class Dictionary::class_of(const Object& object) const {
    Auid id = object.class_id();
    for (int step = 0; step < ancestors_max; ++step) {
        if (const Class known = known_class(id); known != Class::other) return known;
        const auto parent = parents_.find(id);
        if (parent == parents_.end()) break;
        id = parent->second;
    }
    return Class::other;
}

std::string Dictionary::operation_name(const Auid& operation) const {
    const auto found = operations_.find(operation);
    return found == operations_.end() || found->second.empty() ? text_of(operation) : found->second;
}

std::optional<Indirect> Dictionary::tag(const Object& object, std::string_view name) const {
    for (const Pid list : tag_lists_) {
        if (!object.has(list)) continue;
        for (const Object* value : object.children(list))
            if (value->text(pid::tag_name) == name) return value->indirect(pid::tag_value);
    }
    return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> Dictionary::comments(const Object& object, Pid list) const {
    std::vector<std::pair<std::string, std::string>> found;
    for (const Object* value : object.children(list)) {
        const Indirect content = value->indirect(pid::tag_value);
        std::string text = content.number ? fmt::format("{:g}", *content.number) : content.text;
        if (std::string name = value->text(pid::tag_name); !name.empty() && !text.empty())
            found.emplace_back(std::move(name), std::move(text));
    }
    return found;
}

bool is_file_descriptor(Class c) {
    switch (c) {
    case Class::file_descriptor:
    case Class::aifc_descriptor:
    case Class::picture_descriptor:
    case Class::cdci_descriptor:
    case Class::rgba_descriptor:
    case Class::tiff_descriptor:
    case Class::wave_descriptor:
    case Class::sound_descriptor:
    case Class::multiple_descriptor:
    case Class::pcm_descriptor: return true;
    default: return false;
    }
}
bool is_sound(const Auid& id) { return id == data::sound || id == data::legacy_sound; }
bool is_picture(const Auid& id) { return id == data::picture || id == data::legacy_picture; }
bool is_timecode(const Auid& id) { return id == data::timecode || id == data::legacy_timecode; }

} // namespace dub::turnover::aaf

#include "formats/turnover/aaf/object.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::turnover::aaf {
namespace {

constexpr std::uint64_t properties_max = 1 << 22;          // bytes of one object's properties
constexpr std::uint64_t index_max = 1 << 26;               // bytes of one vector's or set's table
constexpr std::uint64_t held_max = std::uint64_t{1} << 28; // bytes of all properties that are held
constexpr std::int64_t position_max = std::int64_t{1} << 53;

std::string utf16_of(std::string_view ascii) {
    std::string wide;
    for (const char c : ascii)
        wide += c, wide += '\0';
    return wide;
}

// The characters before the 0 that ends a name, as bytes.
std::string_view name_in(std::span<const std::byte> value) {
    std::size_t length = 0;
    while (length + 1 < value.size() && (value[length] != std::byte{} || value[length + 1] != std::byte{}))
        length += 2;
    return {reinterpret_cast<const char*>(value.data()), length};
}

} // namespace

const Object::Property* Object::find(Pid pid) const {
    const auto found = std::ranges::find(properties_, pid, &Property::pid);
    return found == properties_.end() ? nullptr : &*found;
}

std::span<const std::byte> Object::value(const Property& property) const {
    return std::span(bytes_).subspan(property.offset, property.length);
}

std::span<const std::byte> Object::data(Pid pid) const {
    const Property* property = find(pid);
    return property && property->form == Form::data ? value(*property) : std::span<const std::byte>{};
}

std::optional<std::int64_t> Object::integer(Pid pid) const {
    const auto bytes = data(pid);
    switch (bytes.size()) {
    case 1: return wave::load<std::uint8_t>(bytes, 0);
    case 2: return wave::load<std::uint16_t>(bytes, 0);
    case 4: return wave::load<std::uint32_t>(bytes, 0);
    case 8: return std::clamp(wave::load<std::int64_t>(bytes, 0), -position_max, position_max);
    default: return std::nullopt;
    }
}

std::optional<Rational> Object::rational(Pid pid) const {
    const auto bytes = data(pid);
    if (bytes.size() != 8) return std::nullopt;
    const auto den = wave::load<std::int32_t>(bytes, 4);
    if (den == 0) return std::nullopt;
    return Rational{wave::load<std::int32_t>(bytes, 0), den};
}

std::string Object::text(Pid pid) const { return utf8_of(data(pid)); }

std::optional<Auid> Object::id(Pid pid) const {
    const Property* property = find(pid);
    if (!property) return std::nullopt;
    const auto bytes = value(*property);
    if (property->form == Form::data && bytes.size() == 16) return auid_at(bytes);
    // A weak reference: which table (2 bytes), which property is the key (2), its size (1), the key.
    if (property->form == Form::weak && bytes.size() == 21 && bytes[4] == std::byte{16})
        return auid_at(bytes.subspan(5));
    return std::nullopt;
}

std::optional<MobId> Object::mob(Pid pid) const {
    const Property* property = find(pid);
    if (!property) return std::nullopt;
    auto bytes = value(*property);
    if (property->form == Form::weak && bytes.size() == 37) bytes = bytes.subspan(5);
    if (bytes.size() != 32) return std::nullopt;
    MobId id;
    std::memcpy(id.bytes.data(), bytes.data(), id.bytes.size());
    return id;
}

Indirect Object::indirect(Pid pid) const { return indirect_of(data(pid)); }

const Object* Object::child(Pid pid) const {
    const Property* property = find(pid);
    if (!property || property->form != Form::strong) return nullptr;
    const auto entry = store_->file().find(storage_, name_in(value(*property)));
    const Object* found = entry ? store_->object(*entry) : nullptr;
    if (!found) store_->note_damage();
    return found;
}

std::vector<const Object*> Object::children(Pid pid) const {
    const Property* property = find(pid);
    if (!property || (property->form != Form::strong_vector && property->form != Form::strong_set)) return {};
    const std::string base(name_in(value(*property)));
    const auto table = store_->file().find(storage_, base + utf16_of(" index"));
    if (!table) {
        store_->note_damage();
        return {};
    }
    // Count, first free key, last free key; a set then says what its key is, and has one with each element.
    const auto index = store_->file().read(*table, index_max);
    const bool set = property->form == Form::strong_set;
    const std::size_t head = set ? 15 : 12;
    if (index.size() < head) return {};
    const std::size_t step = set ? 8 + std::to_integer<std::size_t>(index[14]) : 4;
    const std::size_t there = (index.size() - head) / step;
    const std::size_t count = std::min<std::size_t>(wave::load<std::uint32_t>(index, 0), there);
    if (count != wave::load<std::uint32_t>(index, 0)) store_->note_damage();
    std::vector<const Object*> found;
    found.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto key = wave::load<std::uint32_t>(index, head + i * step);
        const auto entry = store_->file().find(storage_, base + utf16_of(fmt::format("{{{:x}}}", key)));
        if (const Object* element = entry ? store_->object(*entry) : nullptr)
            found.push_back(element);
        else
            store_->note_damage();
    }
    return found;
}

std::optional<CompoundFile::Entry> Object::stream(Pid pid) const {
    const Property* property = find(pid);
    if (!property || property->form != Form::stream || property->length < 3) return std::nullopt;
    const auto entry = store_->file().find(storage_, name_in(value(*property).subspan(1)));
    if (!entry || !store_->file().is_stream(*entry)) return std::nullopt;
    return entry;
}

Result<std::unique_ptr<Store>> Store::open(std::unique_ptr<wave::ByteSource> bytes) {
    TRY(auto file, CompoundFile::open(std::move(bytes)));
    if (file.class_of(CompoundFile::root) != root_class)
        return fail(
            ErrorCode::invalid,
            fmt::format("{} is a compound file, but no AAF: another program's document. Ask for an AAF "
                        "export.",
                        file.name()));
    std::unique_ptr<Store> store(new Store(std::move(file)));
    const auto properties = store->file_.find(CompoundFile::root, utf16_of("properties"));
    const auto head = properties ? store->file_.read(*properties, 4) : std::vector<std::byte>{};
    if (!head.empty() && head[0] == std::byte{'B'})
        return fail(
            ErrorCode::invalid,
            fmt::format("{} is a big-endian AAF, written by a program of old Macintosh computers; only "
                        "little-endian files can be read. Export it again with a newer version, or as an "
                        "EDL or XML.",
                        store->file_.name()));
    return store;
}

const Object* Store::object(CompoundFile::Entry storage) {
    if (file_.is_stream(storage)) return nullptr;
    auto& place = objects_[storage];
    if (!place) {
        place = std::make_unique<Object>();
        place->store_ = this;
        place->storage_ = storage;
        place->class_ = file_.class_of(storage);
        decode(*place);
    }
    return place.get();
}

// Byte order, version, count; then for each property its pid, form and length; then the values.
void Store::decode(Object& object) {
    static const std::string stream_name = utf16_of("properties");
    const auto stream = file_.find(object.storage_, stream_name);
    if (!stream || held_bytes_ > held_max) return note_damage();
    object.bytes_ = file_.read(*stream, properties_max);
    held_bytes_ += object.bytes_.size();
    const std::span bytes(object.bytes_);
    if (bytes.size() < 4 || bytes[0] != std::byte{'L'}) return note_damage();
    const std::size_t count = wave::load<std::uint16_t>(bytes, 2);
    std::size_t offset = 4 + 6 * count;
    for (std::size_t i = 0; i < count && offset <= bytes.size(); ++i) {
        const std::size_t at = 4 + 6 * i;
        const std::size_t length = wave::load<std::uint16_t>(bytes, at + 4);
        if (length > bytes.size() - offset) return note_damage();
        object.properties_.push_back({wave::load<std::uint16_t>(bytes, at),
                                      static_cast<Form>(wave::load<std::uint16_t>(bytes, at + 2)),
                                      static_cast<std::uint32_t>(offset),
                                      static_cast<std::uint32_t>(length)});
        offset += length;
    }
    if (object.properties_.size() != count) note_damage();
}

std::string utf8_of(std::span<const std::byte> utf16) {
    std::string text;
    const auto put = [&](char32_t c) {
        if (c < 0x80) {
            text += static_cast<char>(c);
        } else if (c < 0x800) {
            text += static_cast<char>(0xC0 | c >> 6);
            text += static_cast<char>(0x80 | (c & 0x3F));
        } else {
            if (c >= 0x10000) {
                text += static_cast<char>(0xF0 | c >> 18);
                text += static_cast<char>(0x80 | (c >> 12 & 0x3F));
            } else {
                text += static_cast<char>(0xE0 | c >> 12);
            }
            text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
            text += static_cast<char>(0x80 | (c & 0x3F));
        }
    };
    for (std::size_t at = 0; at + 1 < utf16.size(); at += 2) {
        const char32_t unit = wave::load<std::uint16_t>(utf16, at);
        if (unit == 0) break;
        const char32_t low = at + 3 < utf16.size() ? wave::load<std::uint16_t>(utf16, at + 2) : 0;
        if (unit >= 0xD800 && unit < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
            put(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
            at += 2;
        } else {
            put(unit >= 0xD800 && unit < 0xE000 ? U'?' : unit);
        }
    }
    return text;
}

// Byte order, the type's AUID, the value. Types are told by the third byte of their AUID's family.
Indirect indirect_of(std::span<const std::byte> value) {
    constexpr Auid rational = auid("03010100-0000-0000-060e-2b3401040101");
    constexpr Auid string = auid("01100200-0000-0000-060e-2b3401040101");
    if (value.size() < 17) return {};
    const Auid type = auid_at(value.subspan(1));
    const auto bytes = value.subspan(17);
    if (type == string) return {.number = {}, .text = utf8_of(bytes)};
    if (type == rational && bytes.size() == 8) {
        const auto den = wave::load<std::int32_t>(bytes, 4);
        if (den == 0) return {};
        return {.number = static_cast<double>(wave::load<std::int32_t>(bytes, 0)) / den, .text = {}};
    }
    // 01010100 to 01010400 are UInt8 to UInt64, 01010500 to 01010800 Int8 to Int64, 01040100 Boolean.
    const bool whole = type.low == string.low && (type.high >> 48 == 0x0101 || type.high >> 32 == 0x01040100);
    const bool has_sign = type.high >> 32 >= 0x01010500 && type.high >> 48 == 0x0101;
    if (!whole) return {};
    switch (bytes.size()) {
    case 1: return {has_sign ? wave::load<std::int8_t>(bytes, 0) : wave::load<std::uint8_t>(bytes, 0), {}};
    case 2: return {has_sign ? wave::load<std::int16_t>(bytes, 0) : wave::load<std::uint16_t>(bytes, 0), {}};
    case 4: {
        const auto signed_value = wave::load<std::int32_t>(bytes, 0);
        return {has_sign ? double{static_cast<double>(signed_value)} : wave::load<std::uint32_t>(bytes, 0),
                {}};
    }
    case 8: return {static_cast<double>(wave::load<std::int64_t>(bytes, 0)), {}};
    default: return {};
    }
}

} // namespace dub::turnover::aaf

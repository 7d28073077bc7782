#pragma once
// The objects of an AAF: each is a storage of the compound file, its properties a stream in it, what it owns
// the storages below it. Found and decoded when asked for, kept until the store goes.
//
// Nothing here trusts the file: a property longer than its stream, a count beyond its index, a child that is
// not there are left out and counted (Store::damage). No object owns itself: a storage has one parent.

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/rational.h"
#include "formats/turnover/aaf/compound_file.h"
#include "formats/turnover/aaf/ids.h"

namespace dub::turnover::aaf {

class Store;

// How a property lies in its stream.
enum class Form : std::uint16_t {
    data = 0x82,
    stream = 0x42,
    strong = 0x22,
    strong_vector = 0x32,
    strong_set = 0x3a,
    weak = 0x02,
    weak_vector = 0x12,
    weak_set = 0x1a,
};

// A value that carries its own type ("indirect"): a parameter, a tagged value.
struct Indirect {
    std::optional<double> number; // rationals and integers
    std::string text;             // strings
};

class Object {
  public:
    [[nodiscard]] const Auid& class_id() const { return class_; }
    [[nodiscard]] bool has(Pid pid) const { return find(pid) != nullptr; }
    [[nodiscard]] std::span<const std::byte> data(Pid pid) const; // empty when absent
    // Of 1, 2 or 4 bytes without a sign, of 8 bytes with one; positions are kept within 2^53.
    [[nodiscard]] std::optional<std::int64_t> integer(Pid pid) const;
    [[nodiscard]] std::optional<Rational> rational(Pid pid) const; // nullopt for a denominator of 0
    [[nodiscard]] std::string text(Pid pid) const;
    [[nodiscard]] std::optional<Auid> id(Pid pid) const; // an AUID as data, or the key of a weak reference
    [[nodiscard]] std::optional<MobId> mob(Pid pid) const;
    [[nodiscard]] Indirect indirect(Pid pid) const;
    [[nodiscard]] const Object* child(Pid pid) const;                 // nullptr when absent
    [[nodiscard]] std::vector<const Object*> children(Pid pid) const; // of a vector or set, in its order
    [[nodiscard]] std::optional<CompoundFile::Entry> stream(Pid pid) const;

  private:
    friend class Store;
    struct Property {
        Pid pid;
        Form form;
        std::uint32_t offset, length; // in bytes_
    };
    [[nodiscard]] const Property* find(Pid pid) const;
    [[nodiscard]] std::span<const std::byte> value(const Property& property) const;

    Store* store_ = nullptr;
    CompoundFile::Entry storage_ = CompoundFile::root;
    Auid class_;
    std::vector<std::byte> bytes_; // the stream of properties
    std::vector<Property> properties_;
};

class Store {
  public:
    // Errors (invalid): no compound file, no AAF, or one of the other byte order.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(std::unique_ptr<wave::ByteSource> bytes);

    [[nodiscard]] const Object& root() { return *object(CompoundFile::root); }
    [[nodiscard]] const Object* object(CompoundFile::Entry storage); // nullptr for a stream
    [[nodiscard]] CompoundFile& file() { return file_; }
    [[nodiscard]] int damage() const { return damage_; } // objects and properties left out
    void note_damage() { ++damage_; }

  private:
    explicit Store(CompoundFile file)
        : file_(std::move(file)) {}
    void decode(Object& object);

    CompoundFile file_;
    std::unordered_map<CompoundFile::Entry, std::unique_ptr<Object>> objects_;
    std::uint64_t held_bytes_ = 0;
    int damage_ = 0;
};

[[nodiscard]] std::string
utf8_of(std::span<const std::byte> utf16); // up to the first 0; halves of pairs are '?'
[[nodiscard]] Indirect indirect_of(std::span<const std::byte> value);

} // namespace dub::turnover::aaf

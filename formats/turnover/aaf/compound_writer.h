#pragma once
// Writes a compound file (Microsoft [MS-CFB]) from front to back: storages and streams are named first, large
// streams go to the file as they come, the small ones and all tables at the end. Version 3 with sectors of
// 512 bytes, version 4 with 4096, whose files and streams may exceed 4 GB.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/atomic_file.h"
#include "formats/turnover/aaf/auid.h"

namespace dub::turnover::aaf {

enum class SectorSize : std::uint32_t { small = 512, large = 4096 };

class CompoundWriter {
  public:
    using Entry = std::uint32_t; // a storage or stream
    static constexpr Entry root = 0;

    CompoundWriter(AtomicFile& out, SectorSize sectors, const Auid& root_class);
    CompoundWriter(const CompoundWriter&) = delete;
    CompoundWriter& operator=(const CompoundWriter&) = delete;
    ~CompoundWriter() = default;

    // Names: at most 31 characters, in ASCII, each once in its storage.
    Entry add_storage(Entry parent, std::string name, const Auid& class_id);
    [[nodiscard]] Result<void> add_stream(Entry parent, std::string name, std::span<const std::byte> bytes);
    // A stream of known size, given in pieces.
    [[nodiscard]] Result<void> begin_stream(Entry parent, std::string name, std::uint64_t size);
    [[nodiscard]] Result<void> append(std::span<const std::byte> bytes);
    // Nothing may follow. `file_kind` is what the header says the file is.
    [[nodiscard]] Result<void> finish(const Auid& file_kind);

  private:
    struct Item {
        std::string name;
        Auid class_id;
        bool storage = false;
        std::uint32_t start;
        std::uint64_t size = 0;
        std::vector<Entry> children;
        std::uint32_t left, right, child;
        bool red = false;
    };
    Entry add(Entry parent, std::string name);
    [[nodiscard]] std::uint32_t claim(std::uint32_t before); // the next sector, linked to the one before
    [[nodiscard]] Result<void> pad_sector();
    [[nodiscard]] Result<std::uint32_t> write_chain(std::span<const std::byte> bytes); // the first sector
    [[nodiscard]] Entry balance(std::span<const Entry> sorted, int depth, int depth_max);
    void order_children();
    [[nodiscard]] std::vector<std::byte> directory(std::uint32_t mini_start) const;
    [[nodiscard]] Result<void> write_allocation(std::uint32_t directory_start, std::uint32_t mini_table_start,
                                                std::uint32_t mini_tables, const Auid& file_kind);

    AtomicFile& out_;
    std::size_t sector_;
    std::vector<Item> items_;
    std::vector<std::uint32_t> next_, mini_next_; // allocation tables
    std::vector<std::byte> mini_;                 // the mini stream
    Entry open_ = root;                           // the stream that append() fills
    std::uint32_t last_ = 0;                      // its last sector
};

} // namespace dub::turnover::aaf

#pragma once
// Reads a compound file (Microsoft [MS-CFB]): a file system of storages and streams in one file. Its whole
// directory is held, streams are read where they lie, so that essence of any size costs nothing. Files of
// more than 4 GB and streams of more than 4 GB are read. docs/decisions/0014 says why no library does this.
//
// Everything in the file is doubted: chains that run in a circle, sectors outside the file, entries with two
// parents, sizes beyond the file. What is damaged ends where the damage is. Tolerated, because it is found in
// the wild: counts in the header that do not fit the tables. One thread at a time.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/result.h"
#include "formats/turnover/aaf/auid.h"
#include "formats/wave/bytes.h"

namespace dub::turnover::aaf {

inline constexpr std::string_view compound_signature{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8};

struct Extent { // consecutive bytes of the file
    std::uint64_t offset = 0, length = 0;
};

class CompoundFile {
  public:
    using Entry = std::uint32_t; // a storage or stream
    static constexpr Entry root = 0;

    // Errors (invalid): no compound file, or its tables cannot be followed at all.
    [[nodiscard]] static Result<CompoundFile> open(std::unique_ptr<wave::ByteSource> bytes);

    [[nodiscard]] const std::string& name() const { return bytes_->name(); }
    // The child of that name; names are UTF-16 with the low byte first, as properties give them.
    [[nodiscard]] std::optional<Entry> find(Entry storage, std::string_view utf16_name);
    [[nodiscard]] Auid class_of(Entry entry) const;
    [[nodiscard]] bool is_stream(Entry entry) const;
    [[nodiscard]] std::uint64_t size_of(Entry stream) const;
    // Where a stream's bytes lie. Shorter than size_of when its chain breaks off.
    [[nodiscard]] std::vector<Extent> extents_of(Entry stream);
    // A whole stream, at most `limit` bytes of it; what cannot be read is left out.
    [[nodiscard]] std::vector<std::byte> read(Entry stream, std::uint64_t limit);
    [[nodiscard]] wave::ByteSource& bytes() { return *bytes_; }

  private:
    struct Child {
        std::string_view name;
        Entry entry;
    };
    explicit CompoundFile(std::unique_ptr<wave::ByteSource> bytes)
        : bytes_(std::move(bytes)) {}
    Result<void> read_header();
    void read_allocation(std::span<const std::byte> header);
    Result<void> read_directory(std::uint32_t first);
    [[nodiscard]] std::vector<std::uint32_t> chain(std::uint32_t first, std::uint64_t sectors_max) const;
    [[nodiscard]] std::span<const std::byte> entry(Entry entry) const;
    [[nodiscard]] const std::vector<Child>& children_of(Entry storage);
    [[nodiscard]] std::uint64_t offset_of(std::uint32_t sector) const {
        return (std::uint64_t{sector} + 1) << shift_;
    }
    // Through a few pages that are kept: streams of properties are small and lie side by side.
    bool read_paged(std::uint64_t offset, std::span<std::byte> out);

    std::unique_ptr<wave::ByteSource> bytes_;
    unsigned shift_ = 9, mini_shift_ = 6; // sector sizes as powers of two
    unsigned version_ = 3;
    std::uint32_t mini_cutoff_ = 4096; // streams below it lie in the mini stream
    std::uint64_t sectors_ = 0;        // that the file has
    std::vector<std::uint32_t> next_, mini_next_;
    std::vector<std::uint32_t> mini_sectors_; // of the mini stream, in order
    std::vector<std::byte> directory_;
    std::vector<bool> claimed_; // entries that have a parent
    std::unordered_map<Entry, std::vector<Child>> children_;
    std::unordered_map<std::uint64_t, std::vector<std::byte>> pages_;
};

} // namespace dub::turnover::aaf

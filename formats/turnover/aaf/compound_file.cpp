#include "formats/turnover/aaf/compound_file.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::turnover::aaf {
namespace {

constexpr std::uint32_t last_regular = 0xFFFFFFF9;
constexpr std::uint32_t no_link = 0xFFFFFFFF;
constexpr std::size_t header_bytes = 512, directory_entry = 128;
constexpr std::size_t header_table = 76,
                      header_table_entries = 109;               // the first sectors of the table of tables
constexpr std::uint64_t directory_max = std::uint64_t{1} << 28; // two million storages and streams
constexpr std::uint64_t listed_max = std::uint64_t{1} << 26;    // sectors: 256 GB of 4096 bytes each
constexpr std::uint64_t page_bytes = std::uint64_t{1} << 16;
constexpr std::size_t pages_max = 512;

template <class T> T field(std::span<const std::byte> bytes, std::size_t at) {
    return wave::load<T>(bytes, at);
}

void add(std::vector<Extent>& extents, Extent more) {
    if (!extents.empty() && extents.back().offset + extents.back().length == more.offset)
        extents.back().length += more.length;
    else
        extents.push_back(more);
}

} // namespace

Result<CompoundFile> CompoundFile::open(std::unique_ptr<wave::ByteSource> bytes) {
    CompoundFile file(std::move(bytes));
    CHECK(file.read_header());
    return file;
}

Result<void> CompoundFile::read_header() {
    std::vector<std::byte> header(header_bytes);
    if (bytes_->size() < header_bytes)
        return fail(ErrorCode::invalid,
                    fmt::format("{} ends inside its header ({} bytes); it was cut off. Ask for it again.",
                                name(), bytes_->size()));
    CHECK(bytes_->read(0, header));
    const std::string_view begin(reinterpret_cast<const char*>(header.data()), compound_signature.size());
    if (begin != compound_signature)
        return fail(
            ErrorCode::invalid,
            fmt::format("{} is no compound file, which every AAF is; it begins with other bytes.", name()));
    version_ = field<std::uint16_t>(header, 26);
    shift_ = field<std::uint16_t>(header, 30);
    mini_shift_ = field<std::uint16_t>(header, 32);
    if (shift_ < 9 || shift_ > 16 || mini_shift_ < 4 || mini_shift_ >= shift_)
        return fail(ErrorCode::invalid,
                    fmt::format("The header of {} is damaged: sectors of 2^{} and 2^{} bytes.", name(),
                                shift_, mini_shift_));
    mini_cutoff_ = field<std::uint32_t>(header, 56);
    sectors_ = (bytes_->size() - 1) >> shift_; // the header takes the place of one; the last may be cut off
    read_allocation(header);
    CHECK(read_directory(field<std::uint32_t>(header, 48)));
    const std::uint64_t mini_tables_max =
        (sectors_ >> (mini_shift_ - 2)) + 1; // four bytes for each small sector
    for (const std::uint32_t sector : chain(field<std::uint32_t>(header, 60), mini_tables_max)) {
        std::vector<std::byte> table(std::size_t{1} << shift_);
        if (!read_paged(offset_of(sector), table)) break;
        for (std::size_t at = 0; at < table.size(); at += 4)
            mini_next_.push_back(field<std::uint32_t>(table, at));
    }
    mini_sectors_ = chain(field<std::uint32_t>(entry(root), 116), sectors_);
    return {};
}

// The header's counts are not looked at: some writers get them wrong. Every table sector must lie in the
// file, and there can be no more of them than the file's sectors ask for.
void CompoundFile::read_allocation(std::span<const std::byte> header) {
    const std::size_t per_sector = std::size_t{1} << (shift_ - 2);
    const std::uint64_t tables_max = std::min(sectors_, listed_max) / per_sector + 1;
    std::uint64_t tables = 0;
    std::vector<std::byte> table(std::size_t{1} << shift_);
    const auto read_table = [&](std::uint32_t sector) {
        if (tables == tables_max) return;
        ++tables;
        // A table that is not there keeps its place: what it would list cannot be reached.
        const bool there = sector < sectors_ && read_paged(offset_of(sector), table);
        for (std::size_t at = 0; at < table.size(); at += 4)
            next_.push_back(there ? field<std::uint32_t>(table, at) : no_link);
    };
    for (std::size_t i = 0; i < header_table_entries; ++i)
        if (const auto sector = field<std::uint32_t>(header, header_table + 4 * i); sector <= last_regular)
            read_table(sector);
    std::uint32_t more = field<std::uint32_t>(header, 68);
    std::vector<std::byte> list(std::size_t{1} << shift_);
    for (std::uint64_t lists = 0; more < sectors_ && tables < tables_max && lists <= tables_max; ++lists) {
        if (!read_paged(offset_of(more), list)) break;
        for (std::size_t i = 0; i + 1 < per_sector; ++i)
            if (const auto sector = field<std::uint32_t>(list, 4 * i); sector <= last_regular)
                read_table(sector);
        more = field<std::uint32_t>(list, list.size() - 4);
    }
}

Result<void> CompoundFile::read_directory(std::uint32_t first) {
    const auto sectors = chain(first, directory_max >> shift_);
    for (const std::uint32_t sector : sectors) {
        const std::size_t at = directory_.size();
        directory_.resize(at + (std::size_t{1} << shift_));
        if (!read_paged(offset_of(sector), std::span(directory_).subspan(at))) {
            directory_.resize(at);
            break;
        }
    }
    if (directory_.size() < directory_entry)
        return fail(
            ErrorCode::invalid,
            fmt::format("The directory of {} cannot be found: the file is damaged or was cut off. Ask for "
                        "it again.",
                        name()));
    claimed_.resize(directory_.size() / directory_entry);
    claimed_.at(root) = true;
    return {};
}

// The sectors from `first` on; ends at the end of the chain, at the limit, or where it leaves the file.
std::vector<std::uint32_t> CompoundFile::chain(std::uint32_t first, std::uint64_t sectors_max) const {
    std::vector<std::uint32_t> found;
    std::vector<bool> seen(next_.size());
    for (std::uint32_t sector = first; sector < sectors_ && found.size() < sectors_max;
         sector = next_[sector]) {
        if (sector < seen.size() && seen[sector]) break; // a circle
        found.push_back(sector);
        if (sector >= next_.size()) break;
        seen[sector] = true;
    }
    return found;
}

std::span<const std::byte> CompoundFile::entry(Entry entry) const {
    return std::span(directory_).subspan(std::size_t{entry} * directory_entry, directory_entry);
}

Auid CompoundFile::class_of(Entry e) const { return auid_at(entry(e).subspan(80)); }
bool CompoundFile::is_stream(Entry e) const { return field<std::uint8_t>(entry(e), 66) == 2; }

std::uint64_t CompoundFile::size_of(Entry e) const {
    const auto size = field<std::uint64_t>(entry(e), 120);
    return version_ < 4 ? size & 0xFFFFFFFF : size; // in version 3 the upper half may be anything
}

// The children form a tree by name, here walked whole without trusting its order; an entry belongs to the
// first parent that claims it, so that no circle can form.
const std::vector<CompoundFile::Child>& CompoundFile::children_of(Entry storage) {
    const auto [place, fresh] = children_.try_emplace(storage);
    std::vector<Child>& children = place->second;
    if (!fresh) return children;
    std::vector<Entry> open{field<std::uint32_t>(entry(storage), 76)};
    while (!open.empty()) {
        const Entry at = open.back();
        open.pop_back();
        if (at >= claimed_.size() || claimed_[at]) continue;
        claimed_[at] = true;
        const auto bytes = entry(at);
        const std::size_t length = field<std::uint16_t>(bytes, 64);
        if (length >= 2 && length <= 64)
            children.push_back({{reinterpret_cast<const char*>(bytes.data()), length - 2}, at});
        open.push_back(field<std::uint32_t>(bytes, 68));
        open.push_back(field<std::uint32_t>(bytes, 72));
    }
    std::ranges::sort(children, {}, &Child::name);
    return children;
}

std::optional<CompoundFile::Entry> CompoundFile::find(Entry storage, std::string_view utf16_name) {
    const auto& children = children_of(storage);
    const auto found = std::ranges::lower_bound(children, utf16_name, {}, &Child::name);
    if (found == children.end() || found->name != utf16_name) return std::nullopt;
    return found->entry;
}

std::vector<Extent> CompoundFile::extents_of(Entry stream) {
    std::vector<Extent> extents;
    std::uint64_t left = std::min(size_of(stream), bytes_->size());
    const bool mini = size_of(stream) < mini_cutoff_;
    const unsigned shift = mini ? mini_shift_ : shift_;
    const auto& next = mini ? mini_next_ : next_;
    std::uint32_t sector = field<std::uint32_t>(entry(stream), 116);
    // A circle ends when the size is reached.
    for (; left > 0 && sector <= last_regular; sector = sector < next.size() ? next[sector] : no_link) {
        std::uint64_t offset = offset_of(sector);
        if (mini) {
            const std::uint64_t within = std::uint64_t{sector} << mini_shift_;
            const std::uint64_t host = within >> shift_;
            if (host >= mini_sectors_.size()) break;
            offset = offset_of(mini_sectors_[host]) + (within & ((std::uint64_t{1} << shift_) - 1));
        }
        const std::uint64_t length = std::min(left, std::uint64_t{1} << shift);
        if (offset + length > bytes_->size()) break;
        add(extents, {offset, length});
        left -= length;
    }
    return extents;
}

std::vector<std::byte> CompoundFile::read(Entry stream, std::uint64_t limit) {
    std::vector<std::byte> bytes;
    for (const Extent& extent : extents_of(stream)) {
        const std::size_t at = bytes.size();
        const std::uint64_t length = std::min(extent.length, limit - at);
        bytes.resize(at + length);
        if (!read_paged(extent.offset, std::span(bytes).subspan(at))) {
            bytes.resize(at);
            break;
        }
        if (bytes.size() == limit) break;
    }
    return bytes;
}

bool CompoundFile::read_paged(std::uint64_t offset, std::span<std::byte> out) {
    while (!out.empty()) {
        const std::uint64_t number = offset / page_bytes, within = offset % page_bytes;
        auto page = pages_.find(number);
        if (page == pages_.end()) {
            if (pages_.size() == pages_max) pages_.clear();
            const std::uint64_t begin = number * page_bytes;
            if (begin >= bytes_->size()) return false;
            std::vector<std::byte> fresh(std::min(page_bytes, bytes_->size() - begin));
            if (!bytes_->read(begin, fresh)) return false;
            page = pages_.emplace(number, std::move(fresh)).first;
        }
        if (within >= page->second.size()) return false;
        const std::size_t part = std::min<std::size_t>(out.size(), page->second.size() - within);
        std::memcpy(out.data(), page->second.data() + within, part);
        out = out.subspan(part);
        offset += part;
    }
    return true;
}

} // namespace dub::turnover::aaf

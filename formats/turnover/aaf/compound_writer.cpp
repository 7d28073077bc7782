#include "formats/turnover/aaf/compound_writer.h"

#include <algorithm>
#include <bit>
#include <cctype>

#include "formats/turnover/aaf/compound_file.h"

namespace dub::turnover::aaf {
namespace {

constexpr std::uint32_t table_sector = 0xFFFFFFFD, table_list_sector = 0xFFFFFFFC, chain_end = 0xFFFFFFFE,
                        no_sector = 0xFFFFFFFF, no_entry = 0xFFFFFFFF;
constexpr std::size_t mini_sector = 64, mini_cutoff = 4096, entry_bytes = 128, header_tables = 109;
// Programs of old lock these bytes: the sector that has them stays empty ([MS-CFB] 2.8).
constexpr std::uint64_t lock_offset = 0x7FFFFF00;

// Shorter names first, then by their capitals ([MS-CFB] 2.6.4).
bool before(const std::string& a, const std::string& b) {
    if (a.size() != b.size()) return a.size() < b.size();
    return std::ranges::lexicographical_compare(
        a, b, {}, [](unsigned char c) { return std::toupper(c); },
        [](unsigned char c) { return std::toupper(c); });
}

std::vector<std::byte> bytes_of_table(std::span<const std::uint32_t> table, std::size_t sector) {
    const auto bytes = std::as_bytes(table);
    std::vector<std::byte> padded(bytes.begin(), bytes.end());
    padded.resize((padded.size() + sector - 1) / sector * sector, std::byte{0xFF});
    return padded;
}

} // namespace

CompoundWriter::CompoundWriter(AtomicFile& out, SectorSize sectors, const Auid& root_class)
    : out_(out)
    , sector_(static_cast<std::size_t>(sectors)) {
    items_.push_back({"Root Entry", root_class, true, chain_end, 0, {}, no_entry, no_entry, no_entry, false});
}

CompoundWriter::Entry CompoundWriter::add(Entry parent, std::string name) {
    const auto entry = static_cast<Entry>(items_.size());
    items_.push_back({std::move(name), {}, false, chain_end, 0, {}, no_entry, no_entry, no_entry, false});
    items_[parent].children.push_back(entry);
    return entry;
}

CompoundWriter::Entry CompoundWriter::add_storage(Entry parent, std::string name, const Auid& class_id) {
    const Entry entry = add(parent, std::move(name));
    items_[entry].storage = true;
    items_[entry].class_id = class_id;
    return entry;
}

Result<void> CompoundWriter::add_stream(Entry parent, std::string name, std::span<const std::byte> bytes) {
    CHECK(begin_stream(parent, std::move(name), bytes.size()));
    return append(bytes);
}

Result<void> CompoundWriter::begin_stream(Entry parent, std::string name, std::uint64_t size) {
    if (out_.size() == 0) CHECK(out_.write(std::vector<std::byte>(sector_))); // the header's place
    CHECK(pad_sector());
    open_ = add(parent, std::move(name));
    items_[open_].size = size;
    last_ = no_sector;
    if (size == 0 || size >= mini_cutoff) return {};
    mini_.resize((mini_.size() + mini_sector - 1) / mini_sector * mini_sector);
    items_[open_].start = static_cast<std::uint32_t>(mini_next_.size());
    for (std::size_t n = (size + mini_sector - 1) / mini_sector; n > 0; --n)
        mini_next_.push_back(n == 1 ? chain_end : static_cast<std::uint32_t>(mini_next_.size() + 1));
    return {};
}

Result<void> CompoundWriter::append(std::span<const std::byte> bytes) {
    if (items_[open_].size < mini_cutoff) {
        mini_.insert(mini_.end(), bytes.begin(), bytes.end());
        return {};
    }
    while (!bytes.empty()) {
        const std::size_t used = out_.size() % sector_;
        if (used == 0) {
            last_ = claim(last_);
            if (items_[open_].start == chain_end) items_[open_].start = last_;
            // A sector that was left out for the lock:
            const std::uint64_t begin = (std::uint64_t{last_} + 1) * sector_;
            if (begin > out_.size()) CHECK(out_.write(std::vector<std::byte>(begin - out_.size())));
        }
        const auto part = bytes.first(std::min(bytes.size(), sector_ - used));
        CHECK(out_.write(part));
        bytes = bytes.subspan(part.size());
    }
    return {};
}

std::uint32_t CompoundWriter::claim(std::uint32_t before) {
    const std::uint64_t offset = (std::uint64_t{next_.size()} + 1) * sector_;
    if (offset <= lock_offset && offset + sector_ > lock_offset) next_.push_back(chain_end);
    const auto sector = static_cast<std::uint32_t>(next_.size());
    next_.push_back(chain_end);
    if (before != no_sector) next_[before] = sector;
    return sector;
}

Result<void> CompoundWriter::pad_sector() {
    const std::size_t used = out_.size() % sector_;
    if (used == 0) return {};
    return out_.write(std::vector<std::byte>(sector_ - used));
}

Result<std::uint32_t> CompoundWriter::write_chain(std::span<const std::byte> bytes) {
    CHECK(pad_sector());
    items_.push_back({"",
                      {},
                      false,
                      chain_end,
                      std::max<std::uint64_t>(bytes.size(), mini_cutoff),
                      {},
                      no_entry,
                      no_entry,
                      no_entry,
                      false}); // only for append()
    open_ = static_cast<Entry>(items_.size() - 1);
    last_ = no_sector;
    CHECK(append(bytes));
    CHECK(pad_sector());
    const std::uint32_t start = items_.back().start;
    items_.pop_back();
    return start;
}

// The middle one above two halves. All paths are equally long but for the deepest level, which is red.
CompoundWriter::Entry CompoundWriter::balance(std::span<const Entry> sorted, int depth, int depth_max) {
    if (sorted.empty()) return no_entry;
    const std::size_t middle = sorted.size() / 2;
    Item& item = items_[sorted[middle]];
    item.red = depth > 0 && depth == depth_max;
    item.left = balance(sorted.first(middle), depth + 1, depth_max);
    item.right = balance(sorted.subspan(middle + 1), depth + 1, depth_max);
    return sorted[middle];
}

void CompoundWriter::order_children() {
    for (Item& item : items_) {
        std::ranges::sort(item.children, before,
                          [&](Entry e) -> const std::string& { return items_[e].name; });
        const auto levels = static_cast<int>(std::bit_width(item.children.size()));
        const bool full = std::has_single_bit(item.children.size() + 1);
        item.child = balance(item.children, 0, full ? -1 : levels - 1);
    }
}

std::vector<std::byte> CompoundWriter::directory(std::uint32_t mini_start) const {
    wave::ByteWriter bytes;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const Item& item = items_[i];
        for (const char c : item.name)
            bytes.put(static_cast<std::uint16_t>(static_cast<unsigned char>(c)));
        bytes.zeros(64 - 2 * item.name.size()).put(static_cast<std::uint16_t>(2 * item.name.size() + 2));
        bytes.put(static_cast<std::uint8_t>(i == root ? 5 : item.storage ? 1 : 2));
        bytes.put(static_cast<std::uint8_t>(item.red ? 0 : 1)).put(item.left).put(item.right).put(item.child);
        bytes.append(bytes_of(item.class_id)).zeros(4 + 16);
        bytes.put(i == root ? mini_start : item.storage ? std::uint32_t{0} : item.start);
        bytes.put(i == root ? std::uint64_t{mini_.size()} : item.size);
    }
    const std::size_t per_sector = sector_ / entry_bytes;
    for (std::size_t rest = items_.size() % per_sector; rest != 0 && rest < per_sector; ++rest)
        bytes.zeros(68).put(no_entry).put(no_entry).put(no_entry).zeros(48);
    return bytes.take();
}

Result<void> CompoundWriter::finish(const Auid& file_kind) {
    if (out_.size() == 0) CHECK(out_.write(std::vector<std::byte>(sector_)));
    order_children();
    mini_.resize(mini_next_.size() * mini_sector);
    TRY(const std::uint32_t mini_start, write_chain(mini_));
    const auto mini_table = bytes_of_table(mini_next_, sector_);
    TRY(const std::uint32_t mini_table_start, write_chain(mini_table));
    TRY(const std::uint32_t directory_start, write_chain(directory(mini_start)));
    return write_allocation(directory_start, mini_table_start,
                            static_cast<std::uint32_t>(mini_table.size() / sector_), file_kind);
}

// The table of all sectors lists its own, and the lists of its sectors beyond those the header has room for.
Result<void> CompoundWriter::write_allocation(std::uint32_t directory_start, std::uint32_t mini_table_start,
                                              std::uint32_t mini_tables, const Auid& file_kind) {
    const std::size_t per_table = sector_ / 4, per_list = per_table - 1;
    std::vector<std::uint32_t> tables, lists;
    for (;;) {
        const std::size_t lists_needed =
            tables.size() <= header_tables ? 0 : (tables.size() - header_tables + per_list - 1) / per_list;
        if (lists.size() < lists_needed) {
            lists.push_back(claim(no_sector));
            next_[lists.back()] = table_list_sector;
        } else if (tables.size() * per_table < next_.size()) {
            tables.push_back(claim(no_sector));
            next_[tables.back()] = table_sector;
        } else {
            break;
        }
    }
    const auto place = [&](std::uint32_t sector) { return (std::uint64_t{sector} + 1) * sector_; };
    const std::uint64_t end = (std::uint64_t{next_.size()} + 1) * sector_;
    if (out_.size() < end) CHECK(out_.write(std::vector<std::byte>(end - out_.size())));
    const auto table = bytes_of_table(next_, sector_);
    for (std::size_t i = 0; i < tables.size(); ++i)
        CHECK(out_.write_at(place(tables[i]), std::span(table).subspan(i * sector_, sector_)));
    for (std::size_t i = 0; i < lists.size(); ++i) {
        std::vector<std::uint32_t> list;
        for (std::size_t k = header_tables + i * per_list; k < tables.size() && list.size() < per_list; ++k)
            list.push_back(tables[k]);
        list.resize(per_list, no_sector);
        list.push_back(i + 1 < lists.size() ? lists[i + 1] : chain_end);
        CHECK(out_.write_at(place(lists[i]), std::as_bytes(std::span(list))));
    }
    const bool large = sector_ == static_cast<std::size_t>(SectorSize::large);
    const std::size_t directory_sectors = (items_.size() * entry_bytes + sector_ - 1) / sector_;
    wave::ByteWriter header;
    header.text(compound_signature).append(bytes_of(file_kind)).put(std::uint16_t{0x3E});
    header.put(std::uint16_t(large ? 4 : 3)).put(std::uint16_t{0xFFFE}).put(std::uint16_t(large ? 12 : 9));
    header.put(std::uint16_t{6}).zeros(6).put(static_cast<std::uint32_t>(large ? directory_sectors : 0));
    header.put(static_cast<std::uint32_t>(tables.size())).put(directory_start).zeros(4);
    header.put(static_cast<std::uint32_t>(mini_cutoff)).put(mini_table_start).put(mini_tables);
    header.put(lists.empty() ? chain_end : lists.front()).put(static_cast<std::uint32_t>(lists.size()));
    for (std::size_t i = 0; i < header_tables; ++i)
        header.put(i < tables.size() ? tables[i] : no_sector);
    return out_.write_at(0, header.take());
}

} // namespace dub::turnover::aaf

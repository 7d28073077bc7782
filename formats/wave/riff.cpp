#include "formats/wave/riff.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "engine/core/counted.h"

namespace dub::wave {
namespace {

constexpr std::uint32_t unknown_size = 0xFFFFFFFF;
constexpr std::uint32_t sox_pipe_size = 0x7FFFF000;
constexpr std::uint64_t four_gib = std::uint64_t{1} << 32U;
constexpr std::size_t chunks_max = 4096;
constexpr std::uint32_t ds64_min = 28;

struct Ds64 {
    std::uint64_t riff_size = 0, data_size = 0;
    std::vector<Chunk> table; // id and size of other large chunks
};

struct Walk {
    ByteSource& bytes;
    RiffMap map;
    std::optional<Ds64> ds64;
    std::uint32_t riff_size_32 = 0;
    std::uint64_t file_size = 0;
    std::uint64_t end = 0;    // where the chunks end
    std::uint64_t stated = 0; // what the header says of the whole file; 0 when it says nothing

    [[nodiscard]] std::unexpected<Error> refuse(const std::string& why) const {
        return fail(ErrorCode::invalid, fmt::format("{}: {}", bytes.name(), why));
    }
    void warn(std::string code, std::string sentence) {
        map.diagnostics.push_back({Severity::warning, std::move(code), bytes.name(), std::move(sentence)});
    }
};

std::string printable(std::string_view id) {
    std::string text;
    for (const char c : id)
        text += c >= 0x20 && c < 0x7F ? c : '?';
    return text;
}

bool plausible(std::string_view id) {
    return std::ranges::all_of(id, [](char c) { return c >= 0x20 && c < 0x7F; });
}

Result<void> read_ds64(Walk& walk) {
    if (walk.file_size < 12 + 8 + ds64_min)
        return walk.refuse(
            fmt::format("it is {} but ends before its ds64 chunk; it was cut off.", walk.map.container));
    std::array<std::byte, 8 + ds64_min> head{};
    CHECK(walk.bytes.read(12, head));
    const auto size = load<std::uint32_t>(head, 4);
    const std::string id(reinterpret_cast<const char*>(head.data()), 4);
    if (id != "ds64")
        return walk.refuse(
            fmt::format("it is {} without a ds64 chunk (found '{}' at byte 12), so its sizes cannot be "
                        "known; copy it again or export it as plain WAVE.",
                        walk.map.container, printable(id)));
    if (size < ds64_min || 20 + std::uint64_t{size} > walk.file_size)
        return walk.refuse(fmt::format("its ds64 chunk says {} bytes; expected at least {} within the file.",
                                       size, ds64_min));
    Ds64 ds64{load<std::uint64_t>(head, 8), load<std::uint64_t>(head, 16), {}};
    const auto entries = load<std::uint32_t>(head, 32);
    if (entries > (size - ds64_min) / 12)
        return walk.refuse(fmt::format("its ds64 table says {} entries, but the chunk has room for {}.",
                                       entries, (size - ds64_min) / 12));
    for (std::uint32_t i = 0; i < std::min<std::uint32_t>(entries, chunks_max); ++i) {
        std::array<std::byte, 12> entry{};
        CHECK(walk.bytes.read(48 + std::uint64_t{i} * 12, entry));
        ds64.table.push_back(
            {std::string(reinterpret_cast<const char*>(entry.data()), 4), 0, load<std::uint64_t>(entry, 4)});
    }
    walk.ds64 = std::move(ds64);
    return {};
}

// Where the chunks end by what the header says, held against the length of the file.
Result<void> find_end(Walk& walk) {
    const bool streamed = !walk.ds64 && (walk.riff_size_32 == 0 || walk.riff_size_32 == unknown_size ||
                                         walk.riff_size_32 == sox_pipe_size + 36);
    const bool interrupted = walk.ds64 && walk.ds64->riff_size == 0;
    walk.end = walk.file_size;
    if (streamed || interrupted) return {};
    std::uint64_t size = walk.riff_size_32;
    if (walk.ds64 && walk.riff_size_32 == unknown_size) size = walk.ds64->riff_size;
    if (size > std::numeric_limits<std::int64_t>::max() - 8U)
        return walk.refuse(fmt::format("its header says {} bytes, which no file has.", size));
    const std::uint64_t stated = walk.stated = size + 8;
    if (!walk.ds64 && walk.file_size > stated && (walk.file_size - stated) % four_gib <= 8 &&
        walk.file_size >= four_gib)
        return walk.refuse(
            "it was written past 4 GiB by a program that does not know RF64, so its sizes have wrapped; "
            "export it again as RF64 or BW64.");
    walk.end = std::min(stated, walk.file_size);
    if (stated < walk.file_size && walk.file_size - stated > 1)
        walk.warn("wave.bytes-after-end",
                  fmt::format("A rest of {} after the end that the header states is passed over.",
                              counted(walk.file_size - stated, "byte")));
    return {};
}

// What a chunk's size field means: ds64 holds the true one where 32 bits do not suffice.
Result<std::uint64_t> true_size(Walk& walk, const std::string& id, std::uint32_t size_32,
                                std::uint64_t offset) {
    const std::uint64_t rest = walk.end - offset;
    if (walk.ds64 && id == "data") {
        const std::uint64_t size = walk.ds64->data_size;
        if (size_32 != unknown_size && size != 0 && size != size_32)
            return walk.refuse(
                fmt::format("its header contradicts itself: ds64 says {} bytes of sound, the data chunk {}.",
                            size, size_32));
        if (size_32 != unknown_size) return size_32;
        if (size != 0) return size;
    } else if (walk.ds64 && size_32 == unknown_size) {
        for (const Chunk& entry : walk.ds64->table)
            if (entry.id == id) return entry.size;
        return walk.refuse(fmt::format(
            "chunk '{}' at byte {} has its size in ds64, but ds64 does not list it.", id, offset - 8));
    } else {
        const bool covered =
            walk.riff_size_32 != 0 && walk.riff_size_32 != unknown_size && walk.end == walk.file_size;
        const bool placeholder = size_32 == unknown_size ||
                                 (size_32 == sox_pipe_size && rest < sox_pipe_size) ||
                                 (size_32 == 0 && walk.file_size > offset && !covered);
        if (id != "data" || !placeholder) return size_32;
    }
    walk.end = walk.file_size; // an interrupted header's RIFF size is as old as its data size
    walk.stated = 0;
    const std::uint64_t to_end = walk.file_size - offset;
    walk.warn("wave.streamed",
              fmt::format("The header was never completed (a stream or an interrupted recording); the {} "
                          "bytes up to the end of the file are taken as sound.",
                          to_end));
    return to_end;
}

Result<void> refuse_cut_chunk(const Walk& walk, const Chunk& chunk) {
    const std::uint64_t there = walk.file_size - chunk.offset;
    if (chunk.offset + chunk.size > walk.file_size)
        return walk.refuse(fmt::format(
            "the file is cut off: its '{}' chunk at byte {} has {} bytes, only {} are there "
            "({} missing). Copy it again from the source.",
            printable(chunk.id), chunk.offset - 8, chunk.size, there, counted(chunk.size - there, "byte")));
    return walk.refuse(
        fmt::format("its header contradicts itself: the '{}' chunk at byte {} has {} bytes, but by the size "
                    "of the whole only {} are left.",
                    printable(chunk.id), chunk.offset - 8, chunk.size, walk.end - chunk.offset));
}

Result<void> add_chunk(Walk& walk, Chunk chunk) {
    const bool twice = walk.map.find(chunk.id) != nullptr;
    if (twice && (chunk.id == "fmt " || chunk.id == "data"))
        return walk.refuse(fmt::format("it has two '{}' chunks (the second at byte {}); expected one.",
                                       chunk.id, chunk.offset - 8));
    if (walk.map.chunks.size() == chunks_max)
        return walk.refuse(fmt::format("it has more than {} chunks.", chunks_max));
    walk.map.chunks.push_back(std::move(chunk));
    return {};
}

Result<void> walk_chunks(Walk& walk) {
    std::uint64_t at = 12;
    while (at + 8 <= walk.end) {
        std::array<std::byte, 8> head{};
        CHECK(walk.bytes.read(at, head));
        Chunk chunk{std::string(reinterpret_cast<const char*>(head.data()), 4), at + 8, 0};
        if (!plausible(chunk.id)) {
            if (walk.map.find("data") == nullptr)
                return walk.refuse(
                    fmt::format("expected a chunk at byte {}, found none; the header is damaged.", at));
            walk.warn("wave.bytes-after-data",
                      fmt::format("A rest of {} from byte {} on is no chunk; it is passed over.",
                                  counted(walk.end - at, "byte"), at));
            return {};
        }
        TRY(chunk.size, true_size(walk, chunk.id, load<std::uint32_t>(head, 4), chunk.offset));
        if (chunk.size > walk.end - chunk.offset) return refuse_cut_chunk(walk, chunk);
        at = chunk.offset + chunk.size + (chunk.size & 1U);
        CHECK(add_chunk(walk, std::move(chunk)));
    }
    return {};
}

// A cut exactly between two chunks shows only here. Eight bytes of grace: some writers count the RIFF head
// itself.
Result<void> refuse_cut_end(const Walk& walk) {
    if (walk.stated <= walk.file_size + 8) return {};
    return walk.refuse(
        fmt::format("the file is cut off: its header states {} bytes, there are {} ({} missing). Copy "
                    "it again from the source.",
                    walk.stated, walk.file_size, counted(walk.stated - walk.file_size, "byte")));
}

} // namespace

const Chunk* RiffMap::find(std::string_view id) const {
    const auto at = std::ranges::find_if(chunks, [id](const Chunk& chunk) { return chunk.id == id; });
    return at == chunks.end() ? nullptr : &*at;
}

Result<RiffMap> map_riff(ByteSource& bytes) {
    Walk walk{.bytes = bytes,
              .map = {},
              .ds64 = {},
              .riff_size_32 = 0,
              .file_size = bytes.size(),
              .end = 0,
              .stated = 0};
    if (walk.file_size == 0) return walk.refuse("the file is empty; expected a WAVE file.");
    std::array<std::byte, 12> head{};
    const std::size_t there = static_cast<std::size_t>(std::min<std::uint64_t>(walk.file_size, head.size()));
    CHECK(bytes.read(0, std::span(head).first(there)));
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    const std::string_view id = text.substr(0, 4);
    const bool known = id == "RIFF" || id == "RF64" || id == "BW64";
    if (there < head.size() && known)
        return walk.refuse(
            fmt::format("the file is cut off after {} bytes; expected at least a WAVE header of 12.", there));
    if (!known || text.substr(8, 4) != "WAVE")
        return walk.refuse(
            fmt::format("it is not a WAVE file (it begins with '{}'); expected RIFF, RF64 or BW64 with WAVE.",
                        printable(text.substr(0, there))));
    walk.map.container = id;
    walk.riff_size_32 = load<std::uint32_t>(head, 4);
    if (id != "RIFF") CHECK(read_ds64(walk));
    CHECK(find_end(walk));
    CHECK(walk_chunks(walk));
    CHECK(refuse_cut_end(walk));
    return std::move(walk.map);
}

} // namespace dub::wave

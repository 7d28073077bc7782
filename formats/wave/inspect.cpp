#include "formats/wave/inspect.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "engine/core/counted.h"
#include "formats/wave/bext.h"
#include "formats/wave/chna_speakers.h"
#include "formats/wave/fmt_chunk.h"
#include "formats/wave/ixml.h"
#include "formats/wave/riff.h"
#include "formats/wave/told_layout.h"

namespace dub::wave {
namespace {

// No honest file holds more; what is larger is passed over with a diagnostic instead of being read into
// memory.
constexpr std::uint64_t text_max = std::uint64_t{64} << 20U;
constexpr std::uint64_t axml_max = std::uint64_t{256} << 20U;

struct Inspection {
    ByteSource& bytes;
    RiffMap map;
    WaveInfo info;

    void warn(std::string code, std::string sentence) {
        info.diagnostics.push_back({Severity::warning, std::move(code), bytes.name(), std::move(sentence)});
    }
    // The payload of the first chunk of that id; empty when there is none or it is too large.
    Result<std::vector<std::byte>> payload(std::string_view id, std::uint64_t limit) {
        const Chunk* const chunk = map.find(id);
        std::vector<std::byte> out;
        if (chunk == nullptr) return out;
        if (chunk->size > limit) {
            warn("wave.chunk-too-large",
                 fmt::format("The '{}' chunk has {} bytes, more than the {} this reads; it is passed over.",
                             id, chunk->size, limit));
            return out;
        }
        out.resize(
            static_cast<std::size_t>(chunk->size)); // map_riff has held the size against the file's length
        CHECK(bytes.read(chunk->offset, out));
        return out;
    }
};

std::string_view as_text(const std::vector<std::byte>& bytes) {
    std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    while (!text.empty() && text.back() == '\0')
        text.remove_suffix(1);
    return text;
}

Result<FormatChunk> read_format(Inspection& at) {
    const Chunk* const chunk = at.map.find("fmt ");
    if (chunk == nullptr)
        return fail(ErrorCode::invalid,
                    fmt::format("{}: it has no fmt chunk; expected one before the sound.", at.bytes.name()));
    std::vector<std::byte> payload(static_cast<std::size_t>(std::min<std::uint64_t>(chunk->size, 40)));
    CHECK(at.bytes.read(chunk->offset, payload));
    return parse_format(payload, at.bytes.name());
}

Result<void> read_data(Inspection& at, const FormatChunk& format) {
    const Chunk* const data = at.map.find("data");
    if (data == nullptr)
        return fail(ErrorCode::invalid,
                    fmt::format("{}: it has no data chunk; there is no sound in it.", at.bytes.name()));
    const auto align = static_cast<std::uint64_t>(format.block_align());
    const std::uint64_t samples = data->size / align;
    if (samples == 0)
        return fail(ErrorCode::invalid,
                    fmt::format("{} holds no sound (its data has {} bytes).", at.bytes.name(), data->size));
    if (data->size % align != 0)
        at.warn("wave.partial-sample", fmt::format("A rest of {} after the last whole sample is passed over.",
                                                   counted(data->size % align, "byte")));
    at.info.data_offset = data->offset;
    at.info.data_bytes = samples * align;
    at.info.format.length = {static_cast<std::int64_t>(samples)};
    return {};
}

Result<void> read_metadata(Inspection& at) {
    TRY(const auto bext, at.payload("bext", text_max));
    if (!bext.empty()) {
        at.info.bext = parse_bext(bext);
        if (!at.info.bext)
            at.warn("wave.bext",
                    fmt::format("The bext chunk has {} bytes, too few to be one; it is passed over.",
                                bext.size()));
    }
    TRY(const auto ixml, at.payload("iXML", text_max));
    if (const auto text = as_text(ixml); !text.empty()) {
        auto parsed = parse_ixml(text, "The iXML chunk");
        if (parsed)
            at.info.ixml = std::move(*parsed);
        else
            at.warn("wave.ixml", parsed.error().sentence + " It is passed over.");
    }
    TRY(const auto chna, at.payload("chna", text_max));
    if (!chna.empty()) {
        auto entries = parse_chna(chna);
        if (entries)
            at.info.chna = std::move(*entries);
        else
            at.warn("wave.chna", "The chna chunk contradicts its own size; it is passed over.");
    }
    TRY(const auto axml, at.payload("axml", axml_max));
    at.info.axml = as_text(axml);
    return {};
}

void note_extension(Inspection& at) {
    std::string extension = std::filesystem::path(at.bytes.name()).extension().string();
    std::ranges::transform(extension, extension.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    // .part- is what an AtomicFile is called until it is whole.
    constexpr std::array<std::string_view, 6> usual{"", ".wav", ".wave", ".bwf", ".rf64", ".bw64"};
    if (std::ranges::find(usual, extension) != usual.end() || extension.starts_with(".part-")) return;
    at.warn("wave.extension-mismatch",
            fmt::format("It is a WAVE file under the extension {}; it was read by its content.", extension));
}

} // namespace

Result<WaveInfo> inspect_wave(ByteSource& bytes) {
    TRY(RiffMap map, map_riff(bytes));
    Inspection at{bytes, std::move(map), {}};
    at.info.container = at.map.container;
    at.info.diagnostics = std::move(at.map.diagnostics);
    TRY(const FormatChunk format, read_format(at));
    at.info.type = format.type;
    at.info.mask = format.mask;
    at.info.channels = format.channels;
    at.info.format.rate = format.rate;
    CHECK(read_data(at, format));
    CHECK(read_metadata(at));
    note_extension(at);
    tell_layout(at.info, bytes.name());
    return std::move(at.info);
}

Result<WaveInfo> inspect_wave(const std::filesystem::path& path) {
    TRY(const auto bytes, open_bytes(path));
    return inspect_wave(*bytes);
}

} // namespace dub::wave

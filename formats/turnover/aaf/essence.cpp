// Recordings that lie in the AAF itself, copied out piece by piece.
#include <algorithm>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"
#include "formats/turnover/aaf/aaf.h"
#include "formats/turnover/aaf/sources.h"
#include "formats/wave/fmt_chunk.h"

namespace dub::turnover::aaf {
namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 20;

Result<wave::SampleType> sample_type(const conform::Source& source) {
    switch (source.bits) {
    case 8: return wave::SampleType::pcm8;
    case 16: return wave::SampleType::pcm16;
    case 24: return wave::SampleType::pcm24;
    case 32: return wave::SampleType::pcm32;
    default:
        return fail(ErrorCode::unfit,
                    fmt::format("The sound of \"{}\" has {} bits a sample; 8, 16, 24 and 32 are known.",
                                source.name, source.bits));
    }
}

// The beginning of a wave file of that many bytes of sound; RF64 (EBU Tech 3306) where RIFF cannot say the
// size.
Result<std::vector<std::byte>> wave_header(const conform::Source& source, std::uint64_t bytes) {
    if (!source.rate || source.channels <= 0)
        return fail(
            ErrorCode::unfit,
            fmt::format("The file does not say the rate or the channels of \"{}\"; its sound cannot be read.",
                        source.name));
    TRY(const auto type, sample_type(source));
    const auto format = wave::format_payload({type, source.channels, *source.rate, {}});
    constexpr std::uint32_t elsewhere = 0xFFFFFFFF;
    const std::uint64_t riff = 4 + 36 + 8 + format.size() + 8 + bytes + bytes % 2;
    const bool large = riff >= elsewhere;
    wave::ByteWriter header;
    header.text(large ? "RF64" : "RIFF")
        .put(large ? elsewhere : static_cast<std::uint32_t>(riff))
        .text("WAVE");
    header.text(large ? "ds64" : "JUNK").put(std::uint32_t{28});
    header.put(large ? riff : 0).put(large ? bytes : 0);
    header.put(large ? bytes / static_cast<std::uint64_t>(source.channels * source.bits / 8) : 0)
        .put(std::uint32_t{0});
    header.text("fmt ").put(static_cast<std::uint32_t>(format.size())).append(format);
    header.text("data").put(large ? elsewhere : static_cast<std::uint32_t>(bytes));
    return header.take();
}

Result<void> copy(Store& store, CompoundFile::Entry stream, std::uint64_t bytes, AtomicFile& to,
                  const std::string& name, Progress& progress) {
    std::uint64_t left = bytes;
    std::vector<std::byte> piece;
    for (const Extent& extent : store.file().extents_of(stream))
        for (std::uint64_t done = 0; done < extent.length && left > 0;) {
            if (!progress.at(1 - static_cast<double>(left) / static_cast<double>(bytes), name))
                return fail(ErrorCode::cancelled, "Stopped; the recording was not written.");
            piece.resize(std::min({std::uint64_t{piece_bytes}, extent.length - done, left}));
            CHECK(store.file().bytes().read(extent.offset + done, piece));
            CHECK(to.write(piece));
            done += piece.size();
            left -= piece.size();
        }
    if (left > 0)
        return fail(
            ErrorCode::invalid,
            fmt::format("{} ends inside the sound of \"{}\": {} bytes are missing. Ask for the file again.",
                        store.file().name(), name, left));
    return {};
}

} // namespace

Result<void> extract(const std::filesystem::path& file, const conform::Source& source,
                     const std::filesystem::path& to, Progress& progress) {
    TRY(auto bytes, wave::open_bytes(file));
    TRY(const auto store, Store::open(std::move(bytes)));
    const Object* header = store->root().child(pid::root_header);
    const Object* content = header ? header->child(pid::content) : nullptr;
    const auto streams = content ? essence_streams(*content) : decltype(essence_streams(*content)){};
    const auto stream = source.essence ? streams.find(mob_id_of(source.essence->id)) : streams.end();
    if (stream == streams.end())
        return fail(ErrorCode::not_found,
                    fmt::format("{} does not bring the sound of \"{}\" along.", file.string(), source.name));
    std::uint64_t size = store->file().size_of(stream->second);
    const bool headerless = source.essence->kind == conform::EssenceKind::pcm;
    const auto frame = static_cast<std::uint64_t>(std::max(source.channels * source.bits / 8, 1));
    if (headerless) size -= size % frame;
    TRY(auto out, AtomicFile::create(to, IfExists::replace));
    if (headerless) {
        TRY(const auto begin, wave_header(source, size));
        CHECK(out.write(begin));
    }
    CHECK(copy(*store, stream->second, size, out, source.name, progress));
    if (headerless && size % 2 != 0) CHECK(out.write(std::string_view("\0", 1)));
    return out.commit();
}

} // namespace dub::turnover::aaf

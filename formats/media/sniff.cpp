#include "formats/media/sniff.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <fstream>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"
#include "formats/wave/wave_reader.h"

namespace dub::media {
namespace fs = std::filesystem;
namespace {

struct KindName {
    FileKind kind;
    std::string_view name;
    std::string_view extensions; // the first is the one to rename to
};
constexpr std::array kinds{
    KindName{FileKind::wave, "a RIFF wave file", ".wav .wave .bwf .rf64 .bw64 "},
    KindName{FileKind::aiff, "AIFF", ".aiff .aif .aifc "},
    KindName{FileKind::flac, "FLAC", ".flac .fla "},
    KindName{FileKind::caf, "CAF", ".caf "},
    KindName{FileKind::ogg, "Ogg", ".ogg .oga .opus .ogv .ogx .spx "},
    KindName{FileKind::w64, "Wave64", ".w64 "},
    KindName{FileKind::au, "AU", ".au .snd "},
    KindName{FileKind::mov, "QuickTime or MP4", ".mov .mp4 .m4a .m4v .qt .3gp .m4b "},
    KindName{FileKind::matroska, "Matroska or WebM", ".mkv .mka .webm "},
    KindName{FileKind::mxf, "MXF", ".mxf "},
    KindName{FileKind::avi, "AVI", ".avi "},
    KindName{FileKind::mpeg_audio, "MPEG audio", ".mp3 .mp2 .mpa "},
    KindName{FileKind::adts, "AAC", ".aac "},
};

const KindName* entry_of(FileKind kind) {
    const auto* found = std::ranges::find(kinds, kind, &KindName::kind);
    return found == kinds.end() ? nullptr : found;
}

std::uint64_t big_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char c : bytes)
        value = value << 8 | static_cast<unsigned char>(c);
    return value;
}
std::uint64_t little_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

constexpr std::string_view w64_riff{"riff\x2e\x91\xcf\x11", 8};
constexpr std::uint32_t au_unknown_size = 0xFFFFFFFF;

// The end that the header promises; 0 when it promises none.
std::uint64_t promised_bytes(FileKind kind, std::string_view head) {
    if (kind == FileKind::aiff) return big_endian(head.substr(4, 4)) + 8;
    if (kind == FileKind::w64 && head.size() >= 24) return little_endian(head.substr(16, 8));
    if (kind == FileKind::au && head.size() >= 12) {
        const std::uint64_t data = big_endian(head.substr(8, 4));
        return data == au_unknown_size ? 0 : big_endian(head.substr(4, 4)) + data;
    }
    if (kind != FileKind::caf) return 0;
    // CAF: chunks of a four-letter type and a 64-bit size; the data chunk's may be -1 for "to the end".
    constexpr std::size_t header = 12;
    for (std::uint64_t at = 8; at + header <= head.size();) {
        const std::uint64_t size = big_endian(head.substr(at + 4, 8));
        if (head.substr(at, 4) == "data") return static_cast<std::int64_t>(size) < 0 ? 0 : at + header + size;
        if (size > head.size()) return 0;
        at += header + size;
    }
    return 0;
}

} // namespace

Result<std::string> read_head(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::unexpected(io_error("read", path, errno));
    std::string head(head_bytes, '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    if (file.bad()) return std::unexpected(io_error("read", path, EIO));
    head.resize(static_cast<std::size_t>(file.gcount()));
    return head;
}

FileKind sniff(std::string_view head) {
    const auto at = [&](std::size_t offset, std::string_view magic) {
        return head.size() >= offset + magic.size() && head.substr(offset, magic.size()) == magic;
    };
    if (wave::sniff_wave(head)) return FileKind::wave;
    if (at(0, "FORM") && (at(8, "AIFF") || at(8, "AIFC"))) return FileKind::aiff;
    if (at(0, "fLaC")) return FileKind::flac;
    if (at(0, "caff")) return FileKind::caf;
    if (at(0, "OggS")) return FileKind::ogg;
    if (at(0, w64_riff)) return FileKind::w64;
    if (at(0, ".snd")) return FileKind::au;
    for (const std::string_view atom : {"ftyp", "moov", "mdat", "wide", "free", "skip", "pnot"})
        if (at(4, atom)) return FileKind::mov;
    if (at(0, "\x1A\x45\xDF\xA3")) return FileKind::matroska;
    if (at(0, std::string_view("\x06\x0E\x2B\x34\x02\x05\x01\x01", 8))) return FileKind::mxf;
    if (at(0, "RIFF") && at(8, "AVI ")) return FileKind::avi;
    if (at(0, "ID3")) return FileKind::mpeg_audio;
    if (head.size() >= 2 && head[0] == '\xFF' && (head[1] & '\xF6') == '\xF0') return FileKind::adts;
    if (head.size() >= 2 && head[0] == '\xFF' && (head[1] & '\xE0') == '\xE0') return FileKind::mpeg_audio;
    return FileKind::other;
}

std::string_view name_of(FileKind kind) {
    const KindName* entry = entry_of(kind);
    return entry == nullptr ? "another kind of file" : entry->name;
}

std::optional<Diagnostic> extension_mismatch(const fs::path& path, FileKind kind) {
    std::string extension = path.extension().string();
    std::ranges::transform(extension, extension.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const KindName* inside = entry_of(kind);
    if (extension.size() < 2 || inside == nullptr) return std::nullopt;
    const auto* claimed = std::ranges::find_if(kinds, [&](const KindName& k) {
        return k.extensions.find(extension + " ") != std::string_view::npos;
    });
    if (claimed == kinds.end() || claimed->kind == kind) return std::nullopt;
    return Diagnostic{
        Severity::warning, "media.extension-mismatch", path.string(),
        fmt::format("{} is named as {} but is {} inside; it was read by its content. Rename it to {}.",
                    path.filename().string(), claimed->name, inside->name,
                    inside->extensions.substr(0, inside->extensions.find(' ')))};
}

Result<void> check_whole(const fs::path& path, std::string_view head, std::uint64_t bytes) {
    const std::uint64_t promised = head.size() < 12 ? 0 : promised_bytes(sniff(head), head);
    if (promised <= bytes) return {};
    return fail(ErrorCode::invalid,
                fmt::format("{} is cut short: its header promises {} bytes, the file has {}; copy it again "
                            "from where it came from.",
                            path.string(), promised, bytes));
}

} // namespace dub::media

#include <fmt/format.h>

#include "formats/turnover/aaf/aaf.h"
#include "formats/turnover/aaf/object.h"

namespace dub::turnover::aaf {
namespace {

// In the header of a compound file: what programs of the AAF toolkit write for sectors of 512 and 4096 bytes.
constexpr std::string_view kind_512{"AAFB\r\0OM\x06\x0e\x2b\x34\x01\x01\x01\xff", 16};
constexpr std::string_view kind_4096{"\x01\x02\x01\x0d\0\x02\0\0\x06\x0e\x2b\x34\x03\x02\x01\x01", 16};
constexpr std::string_view klv_key{"\x06\x0e\x2b\x34", 4};
constexpr std::string_view mxf_partition{"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01\x01", 13};
constexpr std::string_view bento_label{"\xA4\x43\x4D\xA5\x48\x64\x72\xD7", 8}; // ends an OMF

bool ends_as_omf(const std::filesystem::path& file) {
    const auto bytes = wave::open_bytes(file);
    if (!bytes || (*bytes)->size() < 24) return false;
    std::array<std::byte, 24> tail{};
    if (!(*bytes)->read((*bytes)->size() - tail.size(), tail)) return false;
    return std::string_view(reinterpret_cast<const char*>(tail.data()), tail.size()).find(bento_label) !=
           std::string_view::npos;
}

} // namespace

bool sniff(std::string_view head, const std::filesystem::path& file) {
    if (!head.starts_with(compound_signature) || head.size() < 24) return false;
    const std::string_view kind = head.substr(8, 16);
    if (kind == kind_512 || kind == kind_4096) return true;
    auto bytes = wave::open_bytes(file);
    if (!bytes) return false;
    const auto compound = CompoundFile::open(std::move(*bytes));
    return compound && compound->class_of(CompoundFile::root) == root_class;
}

std::string mistaken_for_aaf(std::string_view head, const std::filesystem::path& file) {
    const std::string name = file.string();
    if (head.starts_with(mxf_partition))
        return fmt::format("{} is an MXF recording, no list of edits; import it as media.", name);
    if (head.starts_with(klv_key))
        return fmt::format(
            "{} is an AAF wrapped in KLV, as MXF files are, which few programs read; export a plain "
            "AAF instead.",
            name);
    if (head.starts_with(compound_signature) && !sniff(head, file))
        return fmt::format("{} is a compound file of another program (an office document, perhaps), no AAF.",
                           name);
    if (ends_as_omf(file))
        return fmt::format(
            "{} is an OMF, the format that came before AAF, which is not read; export an AAF instead.", name);
    return {};
}

} // namespace dub::turnover::aaf

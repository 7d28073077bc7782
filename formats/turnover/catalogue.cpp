#include <algorithm>

#include <fmt/format.h>

#include "engine/core/file_head.h"
#include "formats/turnover/aaf/aaf.h"
#include "formats/turnover/edl/edl.h"
#include "formats/turnover/fcpxml/fcpxml.h"
#include "formats/turnover/format.h"
#include "formats/turnover/otio/otio.h"
#include "formats/turnover/text/ale.h"
#include "formats/turnover/text/session_text.h"
#include "formats/turnover/xmeml/xmeml.h"

namespace dub::turnover {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t head_bytes = 4096;

// What is opened for an .otiod or .fcpxmld: the list inside the folder.
fs::path list_of(const fs::path& file) {
    for (const char* inside : {"content.otio", "Info.fcpxml"}) {
        std::error_code ignored;
        if (fs::is_directory(file, ignored) && fs::is_regular_file(file / inside, ignored))
            return file / inside;
    }
    return file;
}

Result<std::string> head_of(const fs::path& file) { return read_head(file, head_bytes, "a list or AAF"); }

} // namespace

std::span<const Format> formats() {
    // In the order they are asked: what has a signature first, plain text last.
    static const std::vector<Format> list{
        {"aaf", "AAF", aaf::sniff, aaf::read},
        {"otio", "OpenTimelineIO", otio::sniff, otio::read},
        {"fcpxml", "Final Cut Pro XML", fcpxml::sniff, fcpxml::read},
        {"xmeml", "Final Cut Pro 7 XML", xmeml::sniff, xmeml::read},
        {"ale", "Avid log exchange", ale::sniff, ale::read},
        {"pt-text", "Pro Tools session text", pt_text::sniff, pt_text::read},
        {"edl", "CMX3600 EDL", edl::sniff, edl::read},
    };
    return list;
}

const Format* format_of(std::string_view head, const fs::path& file) {
    const auto all = formats();
    const auto found = std::ranges::find_if(all, [&](const Format& one) { return one.sniff(head, file); });
    return found == all.end() ? nullptr : &*found;
}

bool is_turnover(const fs::path& given) {
    const fs::path file = list_of(given);
    const auto head = head_of(file);
    return head && format_of(*head, file) != nullptr;
}

Result<conform::Turnover> read_turnover(const fs::path& given, const ReadOptions& options) {
    const fs::path file = list_of(given);
    TRY(const auto head, head_of(file));
    const Format* format = format_of(head, file);
    if (const std::string mistaken = format ? "" : aaf::mistaken_for_aaf(head, file); !mistaken.empty())
        return fail(ErrorCode::invalid, mistaken);
    if (!format)
        return fail(
            ErrorCode::invalid,
            fmt::format("{} is no list or AAF that is known; expected an AAF, a CMX3600 EDL, an XML of "
                        "Final Cut Pro, an OTIO, an ALE or a session text of Pro Tools.",
                        file.string()));
    return format->read(file, options);
}

Result<void> extract_essence(const fs::path& turnover, const conform::Source& source, const fs::path& to,
                             Progress& progress) {
    TRY(const auto head, head_of(turnover));
    if (otio::sniff(head, turnover)) return otio::extract(turnover, source, to, progress);
    if (aaf::sniff(head, turnover)) return aaf::extract(turnover, source, to, progress);
    return fail(ErrorCode::unfit,
                fmt::format("{} does not bring the sound of \"{}\" along.", turnover.string(), source.name));
}

} // namespace dub::turnover

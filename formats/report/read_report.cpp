#include "formats/report/read_report.h"

#include <fmt/format.h>

#include "formats/json/json.h"

namespace dub::report {
namespace {

using json::Json;

std::optional<std::int64_t> whole(const Json& object, const char* key) {
    const auto at = object.find(key);
    if (at == object.end() || !at->is_number_integer()) return std::nullopt;
    return at->get<std::int64_t>();
}

std::optional<SampleRange> range_of(const Json& object, const char* from, const char* to,
                                    SampleCount within) {
    const auto start = whole(object, from), end = whole(object, to);
    if (!start || !end || *start < 0 || *end < *start || *end > within.value) return std::nullopt;
    return SampleRange{{*start}, {*end}};
}

std::string text_of(const Json& object, const char* key) {
    const auto at = object.find(key);
    return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

std::optional<StampedFile> read_file(const Json& entry) {
    const auto samples = whole(entry, "samples");
    if (!samples || *samples < 0) return std::nullopt;
    StampedFile file{text_of(entry, "path"), text_of(entry, "set"), {*samples}, {}, {}};
    const auto programme = range_of(entry, "programme_in_samples", "programme_out_samples", file.samples);
    if (!programme) return std::nullopt;
    file.programme = *programme;
    const auto pops = entry.find("pops");
    if (pops == entry.end() || !pops->is_array()) return std::nullopt;
    for (const Json& pop : *pops) {
        const auto range =
            pop.is_object() ? range_of(pop, "from_samples", "to_samples", file.samples) : std::nullopt;
        if (!range) return std::nullopt;
        file.pops.push_back(*range);
    }
    return file;
}

Result<Json> report_of(std::string_view text, std::string_view name) {
    TRY(Json document, json::parse(text, name));
    const auto files = document.is_object() ? document.find("files") : document.end();
    if (!document.is_object() || files == document.end() || !files->is_array())
        return fail(ErrorCode::invalid, fmt::format("{} is no delivery report: it lists no files.", name));
    return document;
}

} // namespace

Result<std::vector<EarlierFile>> earlier_files(std::string_view text, std::string_view name) {
    TRY(const Json document, report_of(text, name));
    std::vector<EarlierFile> files;
    for (const Json& entry : document["files"]) {
        if (!entry.is_object()) continue;
        EarlierFile file{text_of(entry, "path"),       text_of(entry, "session"),
                         text_of(document, "version"), text_of(entry, "spec"),
                         text_of(entry, "role"),       text_of(entry, "stem"),
                         text_of(entry, "segment"),    {}};
        const auto channels = entry.find("channels");
        if (channels == entry.end() || !channels->is_array() || file.path.empty()) continue;
        for (const Json& one : *channels)
            if (one.is_string()) file.channels.push_back(one.get<std::string>());
        files.push_back(std::move(file));
    }
    return files;
}

Result<std::vector<StampedFile>> stamped_files(std::string_view text, std::string_view name) {
    TRY(const Json document, report_of(text, name));
    std::vector<StampedFile> stamped;
    for (const Json& entry : document["files"]) {
        if (!entry.is_object() || !entry.contains("programme_in_samples")) continue;
        auto file = read_file(entry);
        if (!file)
            return fail(ErrorCode::invalid,
                        fmt::format("{} says of {} where its programme lies, but not within the file.", name,
                                    text_of(entry, "path")));
        stamped.push_back(std::move(*file));
    }
    return stamped;
}

} // namespace dub::report

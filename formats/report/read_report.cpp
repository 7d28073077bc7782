#include "formats/report/read_report.h"

#include <algorithm>

#include <fmt/format.h>

#include "formats/json/json.h"

namespace dub::report {
namespace {

using json::Json;
using json::text_of;

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

namespace {

constexpr std::int64_t rate_max = 768000, samples_max = std::int64_t{1} << 40;

std::optional<std::vector<Speaker>> speakers_of(const Json& entry) {
    const auto channels = entry.find("channels");
    if (channels == entry.end() || !channels->is_array() || channels->empty() ||
        channels->size() > static_cast<std::size_t>(Layout::max_channels))
        return std::nullopt;
    std::vector<Speaker> speakers;
    for (const Json& one : *channels) {
        const auto speaker = one.is_string() ? speaker_named(one.get<std::string>()) : std::nullopt;
        if (!speaker || std::ranges::find(speakers, *speaker) != speakers.end()) return std::nullopt;
        speakers.push_back(*speaker);
    }
    return speakers;
}

std::optional<FileToHear> file_to_hear(const Json& entry) {
    const auto stamped = entry.is_object() ? read_file(entry) : std::nullopt;
    if (!stamped || stamped->path.empty()) return std::nullopt;
    auto speakers = speakers_of(entry);
    const auto rate = whole(entry, "sample_rate"), at = whole(entry, "time_reference");
    if (!speakers || !rate || *rate < 1 || *rate > rate_max || !at || *at < 0 || *at > samples_max ||
        stamped->samples.value > samples_max)
        return std::nullopt;
    return FileToHear{stamped->path,
                      stamped->set,
                      text_of(entry, "session"),
                      text_of(entry, "spec"),
                      text_of(entry, "role"),
                      text_of(entry, "stem"),
                      text_of(entry, "segment"),
                      std::move(*speakers),
                      {*rate},
                      stamped->samples,
                      {*at},
                      stamped->programme};
}

} // namespace

Result<DeliveryToHear> delivery_to_hear(std::string_view text, std::string_view name) {
    TRY(const Json document, report_of(text, name));
    DeliveryToHear delivery{text_of(document, "fps"), text_of(document, "rate_sentence"), {}};
    for (const Json& entry : document["files"]) {
        auto file = file_to_hear(entry);
        if (!file)
            return fail(ErrorCode::invalid,
                        fmt::format("{} does not say of {} what lies in it and where; deliver again, or "
                                    "choose another report.",
                                    name, entry.is_object() ? text_of(entry, "path") : "a file"));
        delivery.files.push_back(std::move(*file));
    }
    if (delivery.files.empty())
        return fail(ErrorCode::invalid, fmt::format("{} lists no files: nothing was delivered.", name));
    return delivery;
}

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

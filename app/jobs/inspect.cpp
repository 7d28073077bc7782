#include "app/jobs/inspect.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/core/file_head.h"
#include "formats/wave/wave_reader.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

Result<std::string> head_of(const fs::path& file) {
    return read_head(file, 64, "a session, sound or a picture");
}

bool is_session_head(std::string_view head) {
    const auto first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return first != std::string_view::npos && head[first] == '{';
}

Result<Inspected> inspect_session(const fs::path& file) {
    TRY(auto opened, open_session(file));
    TRY(auto media, look_at_media(opened.session, opened.folder));
    TRY(auto prints, print_status(opened.session, opened.folder));
    Diagnostics all = opened.diagnostics;
    append(all, Diagnostics(media.diagnostics));
    append(all, Diagnostics(prints.diagnostics));
    return Inspected{file, InspectedSession{std::move(opened), std::move(media), std::move(prints)},
                     std::move(all)};
}

Result<Inspected> inspect_wave(const fs::path& file) {
    // The probe, not the reader, compares the name with the content.
    TRY(auto probed, media::probe(file));
    TRY(const auto reader, wave::WaveReader::open(file));
    Diagnostics all = reader->info().diagnostics;
    for (auto& told : probed.diagnostics)
        if (std::ranges::find(all, told) == all.end()) all.push_back(std::move(told));
    return Inspected{file, reader->info(), std::move(all)};
}

} // namespace

bool is_turnover_name(const fs::path& file) {
    constexpr std::array<std::string_view, 8> known{".aaf",  ".edl",   ".xml", ".fcpxml",
                                                    ".otio", ".otioz", ".ale", ".txt"};
    std::string extension = file.extension().string();
    std::ranges::transform(extension, extension.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::ranges::find(known, extension) != known.end();
}

Result<bool> looks_like_session(const fs::path& file) {
    TRY(const auto head, head_of(file));
    return is_session_head(head);
}

Result<Inspected> inspect(const fs::path& file) {
    TRY(const auto head, head_of(file));
    if (wave::sniff_wave(head)) return inspect_wave(file);
    if (is_session_head(head) || file.extension() == ".dub") return inspect_session(file);
    TRY(auto probed, media::probe(file));
    Diagnostics all = probed.diagnostics;
    return Inspected{file, std::move(probed), std::move(all)};
}

} // namespace dub::app

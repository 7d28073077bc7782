#include "app/jobs/export_turnover.h"

#include <algorithm>
#include <array>
#include <deque>

#include <fmt/format.h>

#include "app/jobs/publication.h"
#include "app/jobs/session_media.h"
#include "engine/conform/names.h"
#include "engine/conform/turnover_from.h"
#include "formats/turnover/edl/edl.h"
#include "formats/turnover/otio/otio.h"
#include "formats/turnover/xmeml/xmeml.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

struct Text {
    fs::path path;
    std::string text;
};
struct Texts {
    std::vector<Text> files;
    Diagnostics diagnostics;
};

Result<Texts> as_otio(const conform::Turnover& list, const fs::path& out) {
    auto written = turnover::otio::write(list);
    return Texts{{{out, std::move(written.text)}}, std::move(written.diagnostics)};
}

Result<Texts> as_xmeml(const conform::Turnover& list, const fs::path& out) {
    auto written = turnover::xmeml::write(list);
    return Texts{{{out, std::move(written.text)}}, std::move(written.diagnostics)};
}

std::string plain(std::string name) {
    std::ranges::replace_if(
        name, [](unsigned char c) { return c < 0x20 || c == '/' || c == '\\'; }, '_');
    return name;
}

Result<Texts> as_edl(const conform::Turnover& list, const fs::path& out) {
    TRY(auto written, turnover::edl::write_edl(list, turnover::edl::Reels::thirty_two));
    Texts texts{{}, std::move(written.diagnostics)};
    for (auto& one : written.lists) {
        const fs::path path =
            written.lists.size() == 1
                ? out
                : out.parent_path() / fmt::format("{} {}.edl", out.stem().string(), plain(one.name));
        texts.files.push_back({path, std::move(one.text)});
    }
    if (texts.files.empty())
        return fail(ErrorCode::unfit, "No track with clips was asked for: there is nothing to write.");
    return texts;
}

struct Writer {
    std::string_view id, extension;
    conform::SourceOrigin clock;
    Result<Texts> (*write)(const conform::Turnover&, const fs::path&);
};
constexpr std::array writers{
    Writer{"otio", ".otio", conform::SourceOrigin::media, as_otio},
    Writer{"edl", ".edl", conform::SourceOrigin::timecode, as_edl},
    Writer{"xml", ".xml", conform::SourceOrigin::media, as_xmeml},
};

Result<const Writer*> writer_for(const ExportRequest& request) {
    const std::string extension = conform::lower(request.out.extension().string());
    for (const Writer& one : writers)
        if (request.format.empty() ? one.extension == extension : one.id == request.format) return &one;
    return fail(ErrorCode::usage,
                fmt::format("--format: '{}' is not known; otio, edl and xml are.",
                            request.format.empty() ? request.out.filename().string() : request.format));
}

// A URL of an absolute path, as RFC 8089 has it.
std::string url_of(const fs::path& path) {
    std::string url = "file://";
    for (const char c : fs::absolute(path).lexically_normal().generic_string()) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain_letter = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                                  (byte >= 'a' && byte <= 'z') ||
                                  std::string_view("/-._~").find(c) != std::string_view::npos;
        url += plain_letter ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return url;
}

Result<std::vector<TrackId>> tracks_of(const ExportRequest& request, const session::Session& session) {
    std::vector<TrackId> ids;
    for (const std::string& name : request.tracks) {
        const auto id = TrackId::parse(name);
        const session::Track* track = id ? session::find_track(session, *id) : nullptr;
        if (track == nullptr) track = session::find_track(session, name);
        if (track == nullptr)
            return fail(ErrorCode::usage, fmt::format("--tracks: there is no track '{}'.", name));
        ids.push_back(track->id);
    }
    return ids;
}

Result<void> write_all(const Texts& texts, IfExists if_exists) {
    std::deque<AtomicFile> files;
    std::vector<Publishable> publishable;
    for (const Text& one : texts.files) {
        TRY(auto file, AtomicFile::create(one.path, if_exists));
        CHECK(file.write(one.text));
        files.push_back(std::move(file));
        publishable.push_back({one.path, [&last = files.back()] { return last.commit(); }});
    }
    return publish(publishable, if_exists);
}

} // namespace

Result<ExportOutcome> export_turnover(const ExportRequest& request) {
    TRY(const Writer* writer, writer_for(request));
    TRY(auto opened, open_session(request.session));
    conform::TurnoverWish wish;
    TRY(wish.tracks, tracks_of(request, opened.session));
    wish.clock = writer->clock;
    wish.locate = [&](const session::Media& media) { return url_of(media_file(opened.folder, media.path)); };
    wish.locate_picture = [&](const session::Picture& picture) {
        return url_of(media_file(opened.folder, picture.path));
    };
    TRY(const auto list, conform::turnover_from(opened.session, wish));
    TRY(auto texts, writer->write(list, request.out));
    CHECK(write_all(texts, request.if_exists));
    ExportOutcome outcome{std::string(writer->id), {}, list.tracks.size(), 0, std::move(opened.diagnostics)};
    for (const auto& track : list.tracks)
        outcome.clips += track.events.size();
    append(outcome.diagnostics, Diagnostics(list.diagnostics));
    append(outcome.diagnostics, std::move(texts.diagnostics));
    for (Text& one : texts.files)
        outcome.files.push_back(std::move(one.path));
    return outcome;
}

} // namespace dub::app

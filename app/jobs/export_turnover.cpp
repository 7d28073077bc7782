#include "app/jobs/export_turnover.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>

#include <fmt/format.h>

#include "app/jobs/publication.h"
#include "app/jobs/session_media.h"
#include "engine/conform/names.h"
#include "engine/conform/turnover_from.h"
#include "formats/turnover/aaf/write.h"
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

enum class Form : unsigned char { aaf, otio, edl, xmeml };

struct Writer {
    std::string_view id, extension;
    Form form;
};
constexpr std::array writers{
    Writer{"aaf", ".aaf", Form::aaf},
    Writer{"otio", ".otio", Form::otio},
    Writer{"edl", ".edl", Form::edl},
    Writer{"xml", ".xml", Form::xmeml},
};

Result<const Writer*> writer_for(const ExportRequest& request) {
    const std::string extension = conform::lower(request.out.extension().string());
    for (const Writer& one : writers)
        if (request.format.empty() ? one.extension == extension : one.id == request.format) return &one;
    return fail(ErrorCode::usage,
                fmt::format("--format: '{}' is not known; aaf, otio, edl and xml are.",
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

// What a list refers to, and where that lies.
struct Leaving {
    conform::Turnover list;
    std::vector<fs::path> files; // of each source; pictures empty
};

Result<Leaving> leaving(const ExportRequest& request, const OpenedSession& opened,
                        conform::SourceOrigin clock) {
    conform::TurnoverWish wish;
    TRY(wish.tracks, tracks_of(request, opened.session));
    wish.clock = clock;
    std::map<std::string, fs::path> files;
    wish.locate = [&](const session::Media& media) {
        const fs::path file = media_file(opened.folder, media.path);
        return files.emplace(url_of(file), file).first->first;
    };
    wish.locate_picture = [&](const session::Picture& picture) {
        return url_of(media_file(opened.folder, picture.path));
    };
    TRY(auto list, conform::turnover_from(opened.session, wish));
    Leaving out{std::move(list), {}};
    for (const auto& source : out.list.sources) {
        const auto known = source.locators.empty() ? files.end() : files.find(source.locators.front());
        out.files.push_back(known == files.end() ? fs::path() : known->second);
    }
    return out;
}

Result<Diagnostics> write_aaf(const ExportRequest& request, const Leaving& leaving, Progress& progress) {
    turnover::aaf::WriteOptions options;
    options.if_exists = request.if_exists;
    if (request.embed == Embed::yes) {
        options.essence = turnover::aaf::EssencePlace::embedded;
        options.media = leaving.files;
    }
    return turnover::aaf::write(leaving.list, request.out, options, progress);
}

Result<Texts> as_texts(Form form, const conform::Turnover& list, const fs::path& out) {
    if (form == Form::otio) return as_otio(list, out);
    return form == Form::edl ? as_edl(list, out) : as_xmeml(list, out);
}

} // namespace

Result<ExportOutcome> export_turnover(const ExportRequest& request, Progress& progress) {
    TRY(const Writer* writer, writer_for(request));
    if (request.embed == Embed::yes && writer->form != Form::aaf)
        return fail(ErrorCode::usage, "--embed: only an AAF can hold its recordings; the others name them.");
    TRY(auto opened, open_session(request.session));
    // Lists of pictures write timecodes; the others count from the recording's first sample.
    const auto clock =
        writer->form == Form::edl ? conform::SourceOrigin::timecode : conform::SourceOrigin::media;
    TRY(const auto out, leaving(request, opened, clock));
    ExportOutcome outcome{
        std::string(writer->id), {}, out.list.tracks.size(), 0, std::move(opened.diagnostics)};
    for (const auto& track : out.list.tracks)
        outcome.clips += track.events.size();
    append(outcome.diagnostics, Diagnostics(out.list.diagnostics));
    if (writer->form == Form::aaf) {
        TRY(auto told, write_aaf(request, out, progress));
        append(outcome.diagnostics, std::move(told));
        outcome.files.push_back(request.out);
        return outcome;
    }
    TRY(auto texts, as_texts(writer->form, out.list, request.out));
    CHECK(write_all(texts, request.if_exists));
    append(outcome.diagnostics, std::move(texts.diagnostics));
    for (Text& one : texts.files)
        outcome.files.push_back(std::move(one.path));
    return outcome;
}

} // namespace dub::app

#include "app/jobs/import_turnover.h"

#include <algorithm>
#include <fstream>
#include <set>

#include <fmt/format.h>

#include "app/jobs/import_place.h"
#include "app/jobs/save.h"
#include "app/jobs/turnover_media.h"
#include "engine/conform/settle.h"
#include "formats/turnover/format.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

// All files of one call are one timeline: reels that go on, or an EDL's four tracks and the next four.
Result<conform::Turnover> read_lists(const TurnoverRequest& request, const session::Session& session) {
    turnover::ReadOptions options;
    options.timecode = request.fps.value_or(session.info->timecode);
    options.sequence = request.sequence;
    std::vector<conform::Part> parts;
    for (const fs::path& file : request.lists) {
        TRY(auto list, turnover::read_turnover(file, options));
        parts.push_back({std::move(list), {}});
    }
    if (parts.size() == 1) return conform::heard(std::move(parts.front().list));
    TRY(auto joined, conform::join(std::move(parts)));
    return conform::heard(std::move(joined));
}

Result<void> check_sound(const conform::Turnover& list, const fs::path& file) {
    for (const auto& track : list.tracks)
        for (const auto& event : track.events)
            if (is_heard(track, event)) return {};
    return fail(ErrorCode::unfit,
                fmt::format("{} holds no sound: its tracks are picture or empty. Ask for a turnover "
                            "with sound, or import its video as a picture.",
                            file.string()));
}

std::vector<fs::path> folders_of(const TurnoverRequest& request, const fs::path& session_folder) {
    std::vector<fs::path> folders{session_folder};
    for (const fs::path& list : request.lists)
        folders.push_back(fs::absolute(list).parent_path());
    folders.insert(folders.end(), request.media.begin(), request.media.end());
    for (fs::path& folder : folders) {
        std::error_code error;
        if (const auto whole = fs::canonical(folder, error); !error) folder = whole;
    }
    return folders;
}

struct Pooled {
    std::vector<session::Media> media; // one for each found file; of those that are not played only empty
};

// What the pool says of each recording that was taken; copied beside the session when asked.
Result<Pooled> pool_entries(const TurnoverRequest& request, const fs::path& folder, TurnoverMedia& found,
                            const conform::Links& links, MediaCopies& copies) {
    std::set<std::size_t> taken;
    for (const auto& link : links.sources)
        if (link.taken) taken.insert(link.taken->file);
    Pooled pooled;
    pooled.media.resize(found.files.size());
    for (const std::size_t i : taken) {
        fs::path file = found.files[i].path;
        const bool embedded =
            std::ranges::find(found.facts.embedded, std::optional(i)) != found.facts.embedded.end();
        if (request.copy == Copy::yes && !embedded) {
            TRY(file, copies.add(file));
        }
        TRY(const auto identity, media::identity_of(file));
        pooled.media[i] = media_of(found.sounds[i], file, identity);
        pooled.media[i].path = pool_path(folder, file);
    }
    return pooled;
}

Result<std::optional<FramePos>> timecode_of(const char* option, const std::optional<std::string>& text,
                                            const session::Session& session) {
    if (!text) return std::nullopt;
    const auto at = parse_timecode(*text, session.info->timecode);
    if (!at) return fail(ErrorCode::usage, std::string(option) + ": " + at.error().text());
    return *at;
}

Result<std::optional<SampleRange>> update_range(const TurnoverRequest& request,
                                                const session::Session& session) {
    TRY(const auto from, timecode_of("--from", request.from, session));
    TRY(const auto to, timecode_of("--to", request.to, session));
    if (!from && !to) return std::nullopt;
    // One end alone: from there to the end of time, or from its beginning.
    constexpr std::int64_t far = std::int64_t{1} << 46;
    const SampleRange range{from ? sample_of(session, *from) : SamplePos{},
                            to ? sample_of(session, *to) : SamplePos{far}};
    if (range.empty())
        return fail(ErrorCode::usage,
                    fmt::format("--from: {} is not before --to {}.", *request.from, *request.to));
    return range;
}

class TurnoverImport {
  public:
    TurnoverImport(const TurnoverRequest& request, Progress& progress)
        : request_(request)
        , progress_(progress)
        , copies_(media_folder_of(request.session)) {}

    Result<TurnoverOutcome> run() {
        TRY(auto opened, open_session(request_.session));
        SaveRules rules;
        rules.if_exists = request_.loss;
        CHECK(may_save_over(opened, rules)); // before any work
        CHECK(read(opened));
        CHECK(find(opened));
        CHECK(place(opened));
        CHECK(bring_recordings(opened));
        if (!progress_.at(1, "saving"))
            return fail(ErrorCode::cancelled, "Stopped; the session is unchanged.");
        TRY(auto saved, save_over(opened, out_.session, rules));
        append(out_.diagnostics, std::move(saved.diagnostics));
        copies_.keep();
        return std::move(out_);
    }

  private:
    Result<void> read(OpenedSession& opened) {
        append(out_.diagnostics, std::move(opened.diagnostics));
        wish_ = request_.wish;
        TRY(wish_.at, timecode_of("--at", request_.at, opened.session));
        TRY(range_, update_range(request_, opened.session));
        TRY(out_.list, read_lists(request_, opened.session));
        append(out_.diagnostics, Diagnostics(out_.list.diagnostics));
        return check_sound(out_.list, request_.lists.front());
    }

    Result<void> find(const OpenedSession& opened) {
        const auto folders = folders_of(request_, opened.folder);
        MediaHunt hunt{out_.list, request_.lists.front(), folders, &copies_};
        TRY(found_, find_media_of(hunt, progress_));
        append(out_.diagnostics, std::move(found_.diagnostics));
        out_.links = conform::link(out_.list, found_.files, found_.facts);
        append(out_.diagnostics, Diagnostics(out_.links.diagnostics));
        TRY(pooled_, pool_entries(request_, opened.folder, found_, out_.links, copies_));
        return {};
    }

    Result<void> place(const OpenedSession& opened) {
        const session::Session& session = opened.session;
        out_.rows = conform::plan_tracks(session, out_.list, found_.files, out_.links, wish_);
        const conform::PlaceSources sources{found_.files, out_.links, pooled_.media};
        if (request_.update == Update::yes) {
            TRY(out_.updated,
                conform::update_department(session, out_.list, sources, out_.rows, wish_, range_));
            out_.session = out_.updated->session;
            append(out_.diagnostics, std::move(out_.updated->diagnostics));
        } else {
            TRY(auto placed, conform::place(session, out_.list, sources, out_.rows, wish_));
            out_.session = std::move(placed.session);
            out_.tracks = std::move(placed.tracks);
            out_.clips = placed.clips;
            out_.markers = placed.markers;
            out_.lanes = placed.lanes;
            append(out_.diagnostics, std::move(placed.diagnostics));
        }
        out_.files = std::move(found_.files);
        return {};
    }

    Result<void> bring_recordings(const OpenedSession& opened) {
        if (request_.recordings.empty()) return {};
        const ProductionRequest wanted{out_.list, out_.links,    out_.files,         out_.tracks,
                                       wish_.at,  opened.folder, request_.recordings};
        TRY(out_.production, bring_production_sound(out_.session, wanted, progress_));
        out_.session = out_.production->session;
        append(out_.diagnostics, std::move(out_.production->diagnostics));
        return {};
    }

    const TurnoverRequest& request_;
    Progress& progress_;
    MediaCopies copies_;
    conform::PlaceWish wish_;
    std::optional<SampleRange> range_;
    TurnoverMedia found_;
    Pooled pooled_;
    TurnoverOutcome out_;
};

} // namespace

Result<TurnoverOutcome> import_turnover(const TurnoverRequest& request, Progress& progress) {
    return TurnoverImport(request, progress).run();
}

Result<bool> looks_like_turnover(const fs::path& file) {
    constexpr std::size_t head_bytes = 4096;
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return false; // said where it is opened
    std::string head(head_bytes, '\0');
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(stream.gcount()));
    return turnover::format_of(head, file) != nullptr;
}

} // namespace dub::app

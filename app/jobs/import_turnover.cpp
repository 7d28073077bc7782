#include "app/jobs/import_turnover.h"

#include <fmt/format.h>

#include "app/jobs/save.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

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
        CHECK(look(opened));
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
    Result<void> look(OpenedSession& opened) {
        append(out_.diagnostics, std::move(opened.diagnostics));
        order_.wish = request_.wish;
        order_.update = request_.update;
        TRY(order_.wish.at, timecode_of("--at", request_.at, opened.session));
        TRY(order_.range, update_range(request_, opened.session));
        const TurnoverLook look{request_.lists,    request_.fps.value_or(opened.session.info->timecode),
                                request_.media,    opened.folder,
                                request_.sequence, {}};
        TRY(looked_, look_at_turnover(look, &copies_, progress_));
        append(out_.diagnostics, looked_.diagnostics());
        const MediaTaken how = request_.copy == Copy::yes ? MediaTaken::copied : MediaTaken::linked;
        return pool_recordings(looked_, opened.folder, how, copies_, progress_, request_.handles);
    }

    Result<void> place(const OpenedSession& opened) {
        TRY(auto placed, place_turnover(opened.session, looked_, order_));
        out_.session = std::move(placed.session);
        out_.rows = std::move(placed.rows);
        out_.tracks = std::move(placed.tracks);
        out_.updated = std::move(placed.updated);
        out_.clips = placed.clips;
        out_.markers = placed.markers;
        out_.lanes = placed.lanes;
        append(out_.diagnostics, std::move(placed.diagnostics));
        out_.list = std::move(looked_.list);
        out_.files = std::move(looked_.found.files);
        out_.links = std::move(looked_.links);
        return {};
    }

    Result<void> bring_recordings(const OpenedSession& opened) {
        if (request_.recordings.empty()) return {};
        const ProductionRequest wanted{out_.list,      out_.links,    out_.files,         out_.tracks,
                                       order_.wish.at, opened.folder, request_.recordings};
        TRY(out_.production, bring_production_sound(out_.session, wanted, progress_));
        out_.session = out_.production->session;
        append(out_.diagnostics, std::move(out_.production->diagnostics));
        return {};
    }

    const TurnoverRequest& request_;
    Progress& progress_;
    MediaCopies copies_;
    PlacingOrder order_;
    LookedTurnover looked_;
    TurnoverOutcome out_;
};

} // namespace

Result<TurnoverOutcome> import_turnover(const TurnoverRequest& request, Progress& progress) {
    return TurnoverImport(request, progress).run();
}

} // namespace dub::app

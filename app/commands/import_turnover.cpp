#include "app/commands/import_turnover.h"

#include <cmath>

#include <fmt/format.h>

#include "app/commands/answer.h"
#include "app/commands/describe_turnover.h"
#include "app/commands/reading.h"
#include "app/jobs/import_turnover.h"
#include "engine/core/atomic_file.h"
#include "formats/project/place_rules.h"

namespace dub::app {
namespace {

constexpr std::uint64_t rules_bytes_max = std::uint64_t{1} << 20;

Result<TurnoverRequest> request_of(const Console& console, const std::string& session,
                                   const std::vector<std::string>& lists, const CommonImport& common,
                                   const TurnoverOptions& options) {
    TurnoverRequest request;
    request.session = session;
    request.lists.assign(lists.begin(), lists.end());
    request.media.assign(options.media.begin(), options.media.end());
    request.recordings.assign(options.recordings.begin(), options.recordings.end());
    request.sequence = options.sequence.value_or("");
    request.at = common.at;
    request.from = options.from;
    request.to = options.to;
    request.copy = common.copy ? Copy::yes : Copy::no;
    request.update = options.update ? Update::yes : Update::no;
    request.loss = console.if_exists();
    request.wish.department = options.department.value_or("");
    request.wish.track = common.track.value_or("");
    if (options.fps) {
        TRY(request.fps, for_option("--fps", timecode_format(*options.fps)));
    }
    if (options.handles) request.handles = Rational(std::llround(*options.handles * 1000), 1000);
    if (common.role) {
        TRY(request.wish.role, role_option("--role", *common.role));
    }
    if (options.rules) {
        TRY(const auto text, read_text_file(*options.rules, rules_bytes_max));
        TRY(request.wish.rules, project::place_rules_from_text(text, *options.rules));
    }
    return request;
}

Result<void> check(const TurnoverOptions& options, const CommonImport& common) {
    if (options.update && !options.department)
        return bad_option("--update", "say which department's clips it replaces with --department NAME.");
    if (options.handles && !(*options.handles >= 0 && *options.handles <= 3600))
        return bad_option("--handles", "expected 0 to 3600 seconds.");
    if (options.handles && !common.copy) return bad_option("--handles", "it belongs to --copy.");
    if (options.update && !options.recordings.empty())
        return bad_option("--recordings",
                          "an update replaces clips only; bring recordings with a first import.");
    if (!options.update && (options.from || options.to))
        return bad_option(options.from ? "--from" : "--to", "it bounds an update; give --update, too.");
    return {};
}

void tell_rows(const Console& console, const TurnoverOutcome& outcome) {
    for (const auto& row : outcome.rows) {
        const auto& list = outcome.list.tracks[row.list];
        if (row.take == conform::Take::no) {
            tell(console, fmt::format("{}: left out, {}.", list.name, row.why));
            continue;
        }
        for (const auto& placed : outcome.tracks) {
            if (placed.list != row.list) continue;
            const session::Track& track = *session::find_track(outcome.session, placed.track);
            tell(console, fmt::format("{}: {} clips on {} ({}, {}), {}.", list.name, placed.clips, track.name,
                                      track.layout.name(),
                                      track.role ? session::name_of(*track.role) : "no role", row.why));
        }
    }
}

void tell_changes(const Console& console, const TurnoverOutcome& outcome) {
    const auto at = [&](const SampleRange& range) {
        return to_timecode(frame_of(outcome.session, range.start), outcome.session.info->timecode);
    };
    for (const auto& change : outcome.updated->changes)
        tell(console, fmt::format("{:<8} {} {} '{}'{}{}", name_of(change.kind),
                                  at(change.after ? *change.after : *change.before), change.track,
                                  change.name, change.what.empty() ? "" : ": ", change.what));
    tell(console, fmt::format("{} changes, {} clips as they were.", outcome.updated->changes.size(),
                              outcome.updated->unchanged));
}

} // namespace

void TurnoverOptions::declare(Options& options) {
    options.option("--fps", "R", "of a list that does not say its frame rate (default: the session's)", &fps);
    options.option("--media", "DIR", "of a turnover: look for its recordings there, too; may be given again",
                   &media);
    options.option("--handles", "SECONDS",
                   "with --copy: only what is played of each recording, with so much on both sides",
                   &handles);
    options.option("--department", "NAME", "whose turnover it is; its tracks remember", &department);
    options.option("--update", "", "replace that department's clips, and nothing else", &update);
    options.option("--from", "TC", "of an update: from there (default: the list's start)", &from);
    options.option("--to", "TC", "of an update: to there (default: the end of its last event)", &to);
    options.option("--rules", "FILE", "which tracks go where, as JSON", &rules);
    options.option("--recordings", "DIR",
                   "the field recorder's files: boom and lavaliers come muted on tracks below the guide's",
                   &recordings);
    options.option("--sequence", "NAME", "of a file that holds several", &sequence);
}

std::optional<std::string> TurnoverOptions::given() const {
    if (fps) return "--fps";
    if (!media.empty()) return "--media";
    if (handles) return "--handles";
    if (department) return "--department";
    if (update) return "--update";
    if (from) return "--from";
    if (to) return "--to";
    if (rules) return "--rules";
    if (sequence) return "--sequence";
    if (!recordings.empty()) return "--recordings";
    return std::nullopt;
}

Result<Exit> run_import_turnover(const Console& console, const std::string& session,
                                 const std::vector<std::string>& lists, const CommonImport& common,
                                 const TurnoverOptions& options) {
    CHECK(check(options, common));
    TRY(const auto request, request_of(console, session, lists, common, options));
    auto outcome = [&] {
        ConsoleProgress progress(console);
        return import_turnover(request, progress);
    }();
    if (!outcome) return std::unexpected(std::move(outcome).error());
    show(console, outcome->diagnostics);
    tell_rows(console, *outcome);
    if (outcome->updated) tell_changes(console, *outcome);
    answer(console, describe_import(session, *outcome));
    return outcome->complete() ? Exit::done : Exit::not_passed;
}

} // namespace dub::app

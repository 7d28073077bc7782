#include "app/jobs/deliver_session.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fmt/format.h>

#include "app/jobs/deliver_null.h"
#include "app/jobs/deliver_report.h"
#include "app/jobs/measure_source.h"
#include "app/jobs/parallel.h"
#include "app/jobs/part_progress.h"
#include "app/jobs/publication.h"
#include "formats/delivery/file_name.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

// Where the parts of the work end, of its time.
constexpr double pass_end = 0.55, finish_end = 0.9, null_end = 0.97;

} // namespace

Result<void> SessionDelivery::decide(const std::vector<delivery::Spec>& known,
                                     const std::vector<delivery::Spec>& chosen) {
    if (request_.instead) {
        opened_ = OpenedSession{file_, fs::absolute(file_).parent_path(), *request_.instead, {}, {}, {}};
    } else {
        TRY(opened_, open_session(file_));
    }
    TRY(version_, choose_version(opened_->session, request_.version, request_.language));
    TRY(plan_, plan_delivery({.session = session(),
                              .session_file = file_.filename().string(),
                              .version = version_->name,
                              .language = version_->language,
                              .specs = chosen,
                              .rate = version_->rate,
                              .segments = request_.segments,
                              .stem_limiting = request_.stem_limiting,
                              .known = known}));
    return {};
}

std::vector<SampleRange> SessionDelivery::heard_ranges() const {
    std::vector<SampleRange> heard;
    for (const Piece& piece : plan_->programme.pieces)
        heard.push_back(piece.session);
    return heard;
}

Result<void> SessionDelivery::foretell(const std::vector<delivery::Spec>& known,
                                       const std::vector<delivery::Spec>& chosen) {
    CHECK(decide(known, chosen));
    CHECK(outputs_are_free());
    if (!request_.against.empty()) {
        TRY(earlier_, earlier_delivery(request_.against));
    }
    if (request_.source == Source::live) return {};
    return prints_reach(*opened_, version_->id, plan_->target, heard_ranges());
}

Result<void> SessionDelivery::prepare(const std::vector<delivery::Spec>& known,
                                      const std::vector<delivery::Spec>& chosen) {
    CHECK(foretell(known, chosen));
    if (request_.source == Source::prints) {
        TRY(prints_, source_from_prints(*opened_, version_->id, plan_->target, heard_ranges()));
        plan_->target = prints_->target;
    }
    TRY(media_, look_at_media(heard(), opened_->folder));
    return {};
}

std::vector<std::string> SessionDelivery::outputs() const {
    std::vector<std::string> files = report_names();
    for (const PlannedSet& set : plan_->sets)
        for (const PlannedPart& part : set.parts)
            files.insert(files.end(), part.files.begin(), part.files.end());
    return files;
}

Result<report::Delivery> SessionDelivery::run(Progress& progress) {
    const auto begun = std::chrono::steady_clock::now();
    CHECK(folders_.make(fs::absolute(request_.out)));
    for (const PlannedSet& set : plan_->sets)
        CHECK(folders_.make(fs::absolute(request_.out / set.path).parent_path()));
    // Again: sessions before this one may have taken hours.
    TRY(media_, look_at_media(heard(), opened_->folder));
    const auto stamps = stamp_media(heard(), opened_->folder);
    CHECK(mix(progress));
    CHECK(finish(progress));
    CHECK(still_the_same(stamps));
    PartProgress share(progress, finish_end, null_end);
    TRY(const report::NullTest null,
        null_test({*plan_, *mixed_, finished_, session().info->home,
                   [&](double done) { return share.at(done, "proving the sums"); }}));
    report::Delivery delivery = told(null);
    CHECK(compare(delivery, share));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    delivery.realtime_factor = delivery.duration_s / std::max(took.count(), 1e-6);
    CHECK(publish_all(delivery, progress));
    folders_.keep();
    return delivery;
}

// Told before hours of work, and again by each writer.
Result<void> SessionDelivery::outputs_are_free() const {
    std::error_code error;
    for (const std::string& name : outputs()) {
        const fs::path file = request_.out / name;
        if (request_.if_exists == IfExists::refuse && fs::exists(file, error))
            return fail(
                ErrorCode::usage,
                fmt::format("{} exists already: let it be replaced (--force), or name another folder (--out)",
                            file.string()));
        if (fs::is_directory(file, error))
            return fail(ErrorCode::io, fmt::format("{} is a folder, and a file of this delivery would be "
                                                   "called so; --out names another folder",
                                                   file.string()));
    }
    return {};
}

std::vector<std::string> SessionDelivery::report_names() const {
    const std::string version = delivery::tame(version_->name);
    const std::string stem = file_.stem().string() + (version.empty() ? "" : "_" + version);
    std::vector<std::string> names{stem + "_delivery.json", stem + "_delivery.html"};
    if (plan_->programme.segmented) names.push_back(stem + "-reels.csv");
    return names;
}

Result<void> SessionDelivery::mix(Progress& progress) {
    PartProgress share(progress, 0, pass_end);
    TRY(Mixed mixed,
        mix_once({heard(), *plan_, media_opener(opened_->folder), request_.out, thread_count(request_.jobs)},
                 share));
    mixed_ = std::move(mixed);
    return {};
}

Result<void> SessionDelivery::finish(Progress& progress) {
    levels_.of_set.assign(plan_->sets.size(), Db{});
    levels_.of_speech = levels_.of_set;
    if (request_.level == LevelMode::meet) levels_ = levels_to_meet(*plan_, *mixed_, session().info->home);
    const std::size_t count = plan_->sets.size();
    PartProgress share(progress, pass_end, finish_end);
    std::vector<std::atomic<double>> done(count);
    std::vector<std::optional<FinishedSet>> finished(count);
    CHECK(run_parallel(count, request_.jobs, [&](std::size_t i) -> Result<void> {
        const FinishRequest request{
            session(), *plan_, *mixed_, request_.out, request_.if_exists, [&](double part) {
                done[i] = part;
                double sum = 0;
                for (const auto& one : done)
                    sum += one;
                return share.at(sum / static_cast<double>(count), "finishing the files");
            }};
        TRY(finished[i], finish_set(request, plan_->sets[i], {levels_.of_set[i], levels_.of_speech[i]}));
        return {};
    }));
    for (auto& set : finished)
        finished_.push_back(std::move(*set));
    return {};
}

report::Delivery SessionDelivery::told(const report::NullTest& null) {
    report::Delivery delivery = delivery_of({.file = file_,
                                             .session = session(),
                                             .plan = *plan_,
                                             .prints = prints_ ? &*prints_ : nullptr,
                                             .levels = levels_,
                                             .finished = finished_,
                                             .null_test = null});
    delivery.media_complete = media_.complete;
    if (prints_) append(delivery.diagnostics, std::move(prints_->diagnostics));
    mixed_->diagnostics = without_missing(std::move(mixed_->diagnostics), media_.missing);
    for (Diagnostics* const more : {&opened_->diagnostics, &plan_->diagnostics, &media_.diagnostics,
                                    &mixed_->diagnostics, &levels_.diagnostics})
        append(delivery.diagnostics, std::move(*more));
    for (FinishedSet& set : finished_)
        append(delivery.diagnostics, std::move(set.diagnostics));
    delivery.reports = report_names();
    return delivery;
}

Result<void> SessionDelivery::compare(report::Delivery& delivery, Progress& progress) const {
    if (!earlier_) return {};
    std::vector<NewFile> files;
    for (const FinishedSet& set : finished_)
        for (const FinishedPart& part : set.parts)
            for (std::size_t f = 0; f < part.writers.size(); ++f)
                files.push_back({&part.files[f], part.writers[f]->temporary_path()});
    TRY(auto changes, compare_delivery({*earlier_, std::move(files), delivery.session, delivery.version,
                                        plan_->programme.timecode,
                                        [&](double done) { return progress.at(done, "comparing"); }}));
    delivery.against = request_.against.string();
    delivery.changed = std::move(changes.changed);
    delivery.not_compared = std::move(changes.not_compared);
    return {};
}

Result<void> SessionDelivery::publish_all(const report::Delivery& delivery, Progress& progress) {
    std::vector<AtomicFile> reports;
    std::vector<std::string> texts{report::delivery_json({&delivery, 1}), report::delivery_html(delivery)};
    if (!delivery.reels.empty()) texts.push_back(report::reel_csv(delivery.reels));
    for (std::size_t i = 0; i < texts.size(); ++i) {
        TRY(AtomicFile report, AtomicFile::create(request_.out / delivery.reports[i], request_.if_exists));
        CHECK(report.write(texts[i]));
        reports.push_back(std::move(report));
    }
    PartProgress share(progress, null_end, 1);
    const auto count = static_cast<double>(delivery.files.size() + reports.size());
    std::vector<Publishable> files;
    const auto add = [&](const fs::path& path, auto& file) {
        const double done = static_cast<double>(files.size()) / count;
        files.push_back({path, [&share, &file, done]() -> Result<void> {
                             if (!share.at(done, "publishing")) return std::unexpected(cancelled_error());
                             return file.commit();
                         }});
    };
    for (FinishedSet& set : finished_)
        for (FinishedPart& part : set.parts)
            for (std::size_t f = 0; f < part.writers.size(); ++f)
                add(request_.out / part.files[f].path, *part.writers[f]);
    for (AtomicFile& report : reports)
        add(report.path(), report);
    return publish(files, request_.if_exists);
}

} // namespace dub::app

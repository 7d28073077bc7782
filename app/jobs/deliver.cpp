#include "app/jobs/deliver.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <ctime>
#include <fmt/format.h>
#include <map>
#include <mutex>

#include "app/jobs/chosen_version.h"
#include "app/jobs/compare_delivery.h"
#include "app/jobs/deliver_finish.h"
#include "app/jobs/deliver_level.h"
#include "app/jobs/deliver_null.h"
#include "app/jobs/disk_space.h"
#include "app/jobs/made_folders.h"
#include "app/jobs/measure_source.h"
#include "app/jobs/parallel.h"
#include "app/jobs/publication.h"
#include "app/jobs/session_media.h"
#include "engine/session/names.h"
#include "formats/delivery/file_name.h"
#include "formats/report/numbers.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

// Where the parts of the work end, of its time.
constexpr double pass_end = 0.55, finish_end = 0.9, null_end = 0.97;

// A part of the whole's progress, callable from any thread.
class Share final : public Progress {
  public:
    Share(Progress& whole, double from, double to)
        : whole_(whole)
        , from_(from)
        , to_(to) {}
    bool at(double done, std::string_view what) override {
        const std::scoped_lock lock(mutex_);
        furthest_ = std::max(furthest_, done);
        return whole_.at(from_ + (to_ - from_) * furthest_, what);
    }

  private:
    Progress& whole_;
    double from_, to_, furthest_ = 0;
    std::mutex mutex_;
};

std::string now_text() {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02} UTC", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday,
                       utc.tm_hour, utc.tm_min);
}

// One session on its way to its files.
class SessionDelivery {
  public:
    SessionDelivery(const DeliverRequest& request, const fs::path& file)
        : request_(request)
        , file_(file) {}

    // All that can be known before any sound is read.
    Result<void> prepare(const std::vector<delivery::Spec>& known,
                         const std::vector<delivery::Spec>& chosen) {
        CHECK(decide(known, chosen));
        CHECK(outputs_are_free());
        if (request_.source == Source::prints) {
            std::vector<SampleRange> heard;
            for (const Piece& piece : plan_->programme.pieces)
                heard.push_back(piece.session);
            TRY(prints_,
                source_from_prints(opened_->session, version_->id, plan_->target, heard, opened_->folder));
            plan_->target = prints_->target;
        }
        if (!request_.against.empty()) {
            TRY(earlier_, earlier_delivery(request_.against));
        }
        TRY(media_, look_at_media(heard(), opened_->folder));
        return {};
    }

    // Which files there will be.
    Result<void> decide(const std::vector<delivery::Spec>& known, const std::vector<delivery::Spec>& chosen) {
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

    // Relative to the delivery's folder.
    [[nodiscard]] std::vector<std::string> outputs() const {
        std::vector<std::string> files = report_names();
        for (const PlannedSet& set : plan_->sets)
            for (const PlannedPart& part : set.parts)
                files.insert(files.end(), part.files.begin(), part.files.end());
        return files;
    }
    [[nodiscard]] DiskNeed need() const { return disk_need(*plan_); }
    [[nodiscard]] const fs::path& file() const { return file_; }

    Result<report::Delivery> run(Progress& progress) {
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
        Share share(progress, finish_end, null_end);
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

  private:
    // Told before hours of work, and again by each writer.
    [[nodiscard]] Result<void> outputs_are_free() const {
        std::error_code error;
        for (const std::string& name : outputs()) {
            const fs::path file = request_.out / name;
            if (request_.if_exists == IfExists::refuse && fs::exists(file, error))
                return fail(ErrorCode::usage,
                            fmt::format("{} exists already; --force replaces it, --out names another folder",
                                        file.string()));
            if (fs::is_directory(file, error))
                return fail(ErrorCode::io, fmt::format("{} is a folder, and a file of this delivery would be "
                                                       "called so; --out names another folder",
                                                       file.string()));
        }
        return {};
    }

    [[nodiscard]] const session::Session& session() const { return version_->session; }

    // What is played: the session, or its prints.
    [[nodiscard]] const session::Session& heard() const { return prints_ ? prints_->session : session(); }

    Result<void> compare(report::Delivery& delivery, Progress& progress) const {
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

    [[nodiscard]] std::vector<std::string> report_names() const {
        const std::string version = delivery::tame(version_->name);
        const std::string stem = file_.stem().string() + (version.empty() ? "" : "_" + version);
        std::vector<std::string> names{stem + "_delivery.json", stem + "_delivery.html"};
        if (plan_->programme.segmented) names.push_back(stem + "-reels.csv");
        return names;
    }

    Result<void> mix(Progress& progress) {
        Share share(progress, 0, pass_end);
        TRY(Mixed mixed, mix_once({heard(), *plan_, media_opener(opened_->folder), request_.out,
                                   thread_count(request_.jobs)},
                                  share));
        mixed_ = std::move(mixed);
        return {};
    }

    Result<void> finish(Progress& progress) {
        levels_.of_set.assign(plan_->sets.size(), Db{});
        levels_.of_speech = levels_.of_set;
        if (request_.level == LevelMode::meet)
            levels_ = levels_to_meet(*plan_, *mixed_, session().info->home);
        const std::size_t count = plan_->sets.size();
        Share share(progress, pass_end, finish_end);
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

    report::Delivery told(const report::NullTest& null) {
        const session::Session& session = this->session();
        const Programme& programme = plan_->programme;
        const report::Reel& first = programme.pieces.front().reel;
        const report::Reel& last = programme.pieces.back().reel;
        report::Delivery delivery;
        delivery.session = file_.filename().string();
        delivery.name = session.info->name.empty() ? file_.stem().string() : session.info->name;
        delivery.version = plan_->version;
        delivery.language = plan_->language;
        delivery.fps = report::rate_name(programme.timecode.rate);
        delivery.speed = speed_words();
        delivery.method = method_name();
        if (programme.segmented)
            for (const Piece& piece : programme.pieces)
                delivery.reels.push_back(piece.reel);
        delivery.start = to_timecode(first.ffoa, programme.timecode);
        delivery.end = to_timecode(last.ffoa + last.length, programme.timecode);
        delivery.made = now_text();
        delivery.duration_s = seconds(programme.length, programme.rate);
        delivery.media_complete = media_.complete;
        if (prints_) {
            delivery.source = "prints";
            delivery.stale = prints_->stale;
            append(delivery.diagnostics, std::move(prints_->diagnostics));
        }
        delivery.specs = plan_->specs;
        delivery.offsets = levels_.told;
        delivery.null_test = null;
        for (std::size_t i = 0; i < finished_.size(); ++i)
            add_set(delivery, plan_->sets[i], finished_[i]);
        mixed_->diagnostics = without_missing(std::move(mixed_->diagnostics), media_.missing);
        for (Diagnostics* const more : {&opened_->diagnostics, &plan_->diagnostics, &media_.diagnostics,
                                        &mixed_->diagnostics, &levels_.diagnostics})
            append(delivery.diagnostics, std::move(*more));
        for (FinishedSet& set : finished_)
            append(delivery.diagnostics, std::move(set.diagnostics));
        delivery.reports = report_names();
        return delivery;
    }

    [[nodiscard]] std::string method_name() const {
        const session::Speed& speed = plan_->programme.speed;
        return speed.is_normal()
                   ? std::string()
                   : std::string(session::speed_method_names[static_cast<std::size_t>(speed.method)]);
    }

    // How the files' rate came about; empty at the session's own.
    [[nodiscard]] std::string speed_words() const {
        const Programme& programme = plan_->programme;
        if (programme.speed.is_normal()) return {};
        const std::string from = report::rate_name(session().info->timecode.rate);
        const std::string to = report::rate_name(programme.timecode.rate);
        const double cents = 1200 * std::log2(static_cast<double>(programme.speed.num) /
                                              static_cast<double>(programme.speed.den));
        if (programme.resamples())
            return fmt::format("RESAMPLED from {} to {} fps: {}/{} as fast, the pitch {:+.1f} cents, {} Hz",
                               from, to, programme.speed.num, programme.speed.den, cents, programme.rate.hz);
        return fmt::format(
            "RESTAMPED from {} to {} fps: not one sample changed, the files say {} Hz; played so "
            "the pitch is {:+.1f} cents",
            from, to, programme.rate.hz, cents);
    }

    void add_set(report::Delivery& delivery, const PlannedSet& set, const FinishedSet& finished) const {
        for (std::size_t i = 0; i < set.parts.size(); ++i) {
            const PlannedPart& planned = set.parts[i];
            const FinishedPart& part = finished.parts[i];
            delivery.files.insert(delivery.files.end(), part.files.begin(), part.files.end());
            const bool whole = planned.cut.segment.empty();
            judge(delivery, set,
                  {.path = planned.path,
                   .wanted = &set.wanted,
                   .measured = part.measured,
                   .rate = part.files.front().rate,
                   .bits = part.files.front().bits,
                   .layout = part.layout,
                   .length_expected = planned.cut.length_expected,
                   .holds = whole ? delivery::Holds::programme : delivery::Holds::segment});
        }
        if (finished.joined)
            judge(delivery, set,
                  {.path = set.path,
                   .wanted = &set.wanted,
                   .measured = *finished.joined,
                   .rate = plan_->programme.rate,
                   .bits = set.wanted.bits,
                   .layout = *set.wanted.layout,
                   .length_expected = {},
                   .holds = delivery::Holds::all_segments});
    }

    void judge(report::Delivery& delivery, const PlannedSet& set, const delivery::JudgedFile& file) const {
        const delivery::Spec& spec = plan_->specs[set.spec];
        delivery.sets.push_back({file.path, spec.id, set.wanted.role, file.measured});
        const auto verdicts = delivery::judge(spec, file);
        delivery.verdicts.insert(delivery.verdicts.end(), verdicts.begin(), verdicts.end());
    }

    Result<void> publish_all(const report::Delivery& delivery, Progress& progress) {
        std::vector<AtomicFile> reports;
        std::vector<std::string> texts{report::delivery_json({&delivery, 1}),
                                       report::delivery_html(delivery)};
        if (!delivery.reels.empty()) texts.push_back(report::reel_csv(delivery.reels));
        for (std::size_t i = 0; i < texts.size(); ++i) {
            TRY(AtomicFile report,
                AtomicFile::create(request_.out / delivery.reports[i], request_.if_exists));
            CHECK(report.write(texts[i]));
            reports.push_back(std::move(report));
        }
        Share share(progress, null_end, 1);
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

    const DeliverRequest& request_;
    const fs::path& file_;
    MadeFolders folders_; // goes last: what is left in them has gone by then
    std::optional<OpenedSession> opened_;
    std::optional<ChosenVersion> version_;
    std::optional<PrintSource> prints_;
    std::optional<EarlierDelivery> earlier_;
    std::optional<DeliverPlan> plan_;
    std::optional<Mixed> mixed_;
    MediaState media_;
    Levels levels_;
    std::vector<FinishedSet> finished_;
};

using SessionDeliveries = std::vector<std::unique_ptr<SessionDelivery>>;

Result<void> outputs_differ(const SessionDeliveries& all) {
    std::map<std::string, fs::path> owners;
    for (const auto& one : all)
        for (const std::string& name : one->outputs())
            if (const auto [at, fresh] = owners.emplace(name, one->file()); !fresh)
                return fail(ErrorCode::usage,
                            fmt::format("{} and {} would both deliver {}: give each a folder of its own "
                                        "with --out",
                                        at->second.string(), one->file().string(), name));
    return {};
}

// At the fullest moment: the files of the sessions before, and one session's stores and files.
std::uint64_t most_needed(const SessionDeliveries& all) {
    std::uint64_t files = 0, most = 0;
    for (const auto& one : all) {
        const DiskNeed need = one->need();
        files += need.files;
        most = std::max(most, files + need.stores);
    }
    return most;
}

// The session is named once.
Error about(Error error, const fs::path& session) {
    if (error.sentence.find(session.string()) != std::string::npos) return error;
    return in_context(std::move(error), "delivering " + session.string());
}

// What is delivered stays; the error says which sessions that is, and which are still to do.
void stop_at(std::size_t failed, const Error& error, const DeliverRequest& request, DeliverOutcome& outcome) {
    const auto names = [&](std::size_t from, std::size_t to) {
        std::string list;
        for (std::size_t i = from; i < to; ++i)
            list += (list.empty() ? "" : ", ") + request.sessions[i].string();
        return list;
    };
    const std::size_t count = request.sessions.size();
    const std::string why =
        error.code == ErrorCode::cancelled ? "stopped" : about(error, request.sessions[failed]).text();
    outcome.undelivered.push_back({request.sessions[failed].filename().string(), why});
    for (std::size_t i = failed + 1; i < count; ++i)
        outcome.undelivered.push_back({request.sessions[i].filename().string(), "not begun"});
    outcome.stopped = Error{error.code,
                            fmt::format("{}. Delivered, and kept: {}. Not delivered: {}",
                                        why.ends_with('.') ? why.substr(0, why.size() - 1) : why,
                                        names(0, failed), names(failed, count)),
                            {}};
}

} // namespace

bool DeliverOutcome::passed() const {
    return !stopped && std::ranges::all_of(deliveries, [](const report::Delivery& one) {
        return one.media_complete && report::passed(one.verdicts);
    });
}

Result<std::vector<std::string>> files_to_deliver(const DeliverRequest& request) {
    TRY(const auto known, delivery::load_specs(request.user_spec_folder));
    TRY(const auto chosen, delivery::choose_specs(known, request.specs));
    SessionDelivery one(request, request.sessions.front());
    CHECK(one.decide(known, chosen));
    return one.outputs();
}

Result<DeliverOutcome> deliver(const DeliverRequest& request, Progress& progress) {
    TRY(const auto known, delivery::load_specs(request.user_spec_folder));
    TRY(const auto chosen, delivery::choose_specs(known, request.specs));
    if (chosen.empty())
        return fail(ErrorCode::usage, "no delivery spec was named; `dubstage specs` lists them");
    if (request.sessions.empty()) return fail(ErrorCode::usage, "no session was named");
    SessionDeliveries all;
    for (const fs::path& session : request.sessions) {
        all.push_back(std::make_unique<SessionDelivery>(request, session));
        if (auto ready = all.back()->prepare(known, chosen); !ready)
            return std::unexpected(about(ready.error(), session));
    }
    CHECK(outputs_differ(all));
    CHECK(check_space(request.out, most_needed(all), "this delivery",
                      "make room, choose another folder with --out, or deliver fewer specs at once"));
    DeliverOutcome outcome;
    const auto count = static_cast<double>(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        Share share(progress, static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
        auto delivered = all[i]->run(share);
        if (!delivered && i == 0) return std::unexpected(about(delivered.error(), request.sessions[i]));
        if (!delivered) {
            stop_at(i, delivered.error(), request, outcome);
            return outcome;
        }
        outcome.deliveries.push_back(std::move(*delivered));
        all[i].reset(); // with it the stores
    }
    return outcome;
}

} // namespace dub::app

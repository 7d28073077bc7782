#include "app/jobs/deliver.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <fmt/format.h>
#include <mutex>

#include "app/jobs/deliver_finish.h"
#include "app/jobs/deliver_level.h"
#include "app/jobs/deliver_null.h"
#include "app/jobs/measure_source.h"
#include "app/jobs/parallel.h"
#include "app/jobs/session_media.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

constexpr double pass_share = 0.6; // of the time: the rest is finishing

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

// Folders made for a delivery go again when nothing came of it.
class MadeFolders {
  public:
    MadeFolders() = default;
    MadeFolders(const MadeFolders&) = delete;
    MadeFolders& operator=(const MadeFolders&) = delete;
    ~MadeFolders() {
        std::error_code ignored; // a folder that holds something stays: it is not empty
        for (auto at = made_.rbegin(); at != made_.rend(); ++at)
            fs::remove(*at, ignored);
    }
    Result<void> make(const fs::path& folder) {
        std::error_code error;
        if (fs::is_directory(folder, error)) return {};
        if (folder.has_parent_path() && folder.parent_path() != folder) CHECK(make(folder.parent_path()));
        if (fs::create_directory(folder, error)) made_.push_back(folder);
        if (error) return std::unexpected(io_error("making the folder", folder, error.value()));
        return {};
    }
    void keep() { made_.clear(); }

  private:
    std::vector<fs::path> made_;
};

std::string now_text() {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02} UTC", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday,
                       utc.tm_hour, utc.tm_min);
}

std::string size_text(std::uint64_t bytes) {
    return bytes >= 1'000'000'000 ? fmt::format("{:.1f} GB", static_cast<double>(bytes) / 1e9)
                                  : fmt::format("{:.0f} MB", static_cast<double>(bytes) / 1e6);
}

Result<void> check_space(const fs::path& folder, std::uint64_t needed) {
    std::error_code error;
    const fs::space_info space = fs::space(folder, error);
    if (error || space.available >= needed) return {}; // where it cannot be asked, writing will tell
    return fail(ErrorCode::io,
                fmt::format("this delivery needs {} in {} while it works, and {} are free: make room, choose "
                            "another folder with --out, or deliver fewer specs at once",
                            size_text(needed), folder.string(), size_text(space.available)));
}

// One session on its way to its files.
class SessionDelivery {
  public:
    SessionDelivery(const DeliverRequest& request, const fs::path& file, Progress& progress)
        : request_(request)
        , file_(file)
        , progress_(progress) {}

    Result<report::Delivery> run(const std::vector<delivery::Spec>& known,
                                 const std::vector<delivery::Spec>& chosen) {
        const auto begun = std::chrono::steady_clock::now();
        TRY(opened_, open_session(file_));
        TRY(plan_,
            plan_delivery({opened_->session, file_.filename().string(), request_.language, chosen, known}));
        CHECK(outputs_are_free());
        MadeFolders folders;
        CHECK(folders.make(fs::absolute(request_.out)));
        CHECK(check_space(request_.out, bytes_needed(*plan_)));
        for (const PlannedSet& set : plan_->sets)
            CHECK(folders.make(fs::absolute(request_.out / set.path).parent_path()));
        TRY(const MediaState media, look_at_media(opened_->session, opened_->folder));
        media_ = media;
        const auto stamps = stamp_media(opened_->session, opened_->folder);
        CHECK(mix());
        CHECK(finish());
        CHECK(still_the_same(stamps));
        TRY(const report::NullTest null,
            null_test({*plan_, *mixed_, finished_, opened_->session.info->home}));
        report::Delivery delivery = told(null);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
        delivery.realtime_factor = delivery.duration_s / std::max(took.count(), 1e-6);
        CHECK(publish(delivery));
        folders.keep();
        return delivery;
    }

  private:
    // Told before hours of work, and again by each writer.
    Result<void> outputs_are_free() const {
        if (request_.if_exists == IfExists::replace) return {};
        std::error_code error;
        std::vector<std::string> files = report_names();
        for (const PlannedSet& set : plan_->sets)
            files.insert(files.end(), set.files.begin(), set.files.end());
        for (const std::string& file : files)
            if (fs::exists(request_.out / file, error))
                return fail(ErrorCode::usage,
                            fmt::format("{} exists already; --force replaces it, --out names another folder",
                                        (request_.out / file).string()));
        return {};
    }

    [[nodiscard]] std::vector<std::string> report_names() const {
        const std::string stem = file_.stem().string();
        return {stem + "_delivery.json", stem + "_delivery.html"};
    }

    Result<void> mix() {
        Share share(progress_, 0, pass_share);
        TRY(Mixed mixed, mix_once({opened_->session, *plan_, media_opener(opened_->folder), request_.out,
                                   thread_count(request_.jobs)},
                                  share));
        mixed_ = std::move(mixed);
        return {};
    }

    Result<void> finish() {
        levels_.of_set.assign(plan_->sets.size(), Db{});
        if (request_.level == LevelMode::meet)
            levels_ = levels_to_meet(*plan_, *mixed_, opened_->session.info->home);
        const std::size_t count = plan_->sets.size();
        Share share(progress_, pass_share, 1);
        std::vector<std::atomic<double>> done(count);
        std::vector<std::optional<FinishedSet>> finished(count);
        CHECK(run_parallel(count, request_.jobs, [&](std::size_t i) -> Result<void> {
            const FinishRequest request{
                opened_->session, *plan_, *mixed_, request_.out, request_.if_exists, [&](double part) {
                    done[i] = part;
                    double sum = 0;
                    for (const auto& one : done)
                        sum += one;
                    return share.at(sum / static_cast<double>(count), "finishing the files");
                }};
            TRY(finished[i], finish_set(request, plan_->sets[i], levels_.of_set[i]));
            return {};
        }));
        for (auto& set : finished)
            finished_.push_back(std::move(*set));
        return {};
    }

    [[nodiscard]] std::optional<SampleCount> length_expected(const Stamps& stamps) const {
        if (!plan_->picture) return std::nullopt;
        // What a spec's leader or pops add outside the picture is meant to be there.
        SampleCount expected = plan_->picture->length();
        if (stamps.file.start < plan_->programme.start)
            expected += plan_->programme.start - stamps.file.start;
        if (stamps.file.end > plan_->programme.end) expected += stamps.file.end - plan_->programme.end;
        return expected;
    }

    report::Delivery told(const report::NullTest& null) {
        const session::Session& session = opened_->session;
        const TimecodeFormat& timecode = session.info->timecode;
        report::Delivery delivery;
        delivery.session = file_.filename().string();
        delivery.name = session.info->name.empty() ? file_.stem().string() : session.info->name;
        delivery.fps = name_of(timecode);
        delivery.start = to_timecode(session::frame_of(session, plan_->programme.start), timecode);
        delivery.end = to_timecode(session::frame_of(session, plan_->programme.end), timecode);
        delivery.made = now_text();
        delivery.duration_s = seconds(plan_->programme.length(), session.info->rate);
        delivery.media_complete = media_.complete;
        delivery.specs = plan_->specs;
        delivery.offsets = levels_.told;
        delivery.null_test = null;
        for (std::size_t i = 0; i < finished_.size(); ++i)
            add_set(delivery, plan_->sets[i], finished_[i]);
        for (Diagnostics* const more : {&opened_->diagnostics, &plan_->diagnostics, &media_.diagnostics,
                                        &mixed_->diagnostics, &levels_.diagnostics})
            append(delivery.diagnostics, std::move(*more));
        for (FinishedSet& set : finished_)
            append(delivery.diagnostics, std::move(set.diagnostics));
        delivery.reports = report_names();
        return delivery;
    }

    void add_set(report::Delivery& delivery, const PlannedSet& set, const FinishedSet& finished) const {
        const delivery::Spec& spec = plan_->specs[set.spec];
        delivery.files.insert(delivery.files.end(), finished.files.begin(), finished.files.end());
        delivery.sets.push_back({set.path, spec.id, set.wanted.role, finished.measured});
        const auto verdicts = delivery::judge(spec, {.path = set.path,
                                                     .wanted = &set.wanted,
                                                     .measured = finished.measured,
                                                     .rate = opened_->session.info->rate,
                                                     .bits = finished.bits,
                                                     .layout = finished.measured.layout,
                                                     .length_expected = length_expected(finished.stamps)});
        delivery.verdicts.insert(delivery.verdicts.end(), verdicts.begin(), verdicts.end());
    }

    // All or nothing: what was renamed before an error is taken back.
    Result<void> publish(const report::Delivery& delivery) {
        std::vector<AtomicFile> reports;
        const std::vector<std::string> texts{report::delivery_json({&delivery, 1}),
                                             report::delivery_html(delivery)};
        for (std::size_t i = 0; i < texts.size(); ++i) {
            TRY(AtomicFile report,
                AtomicFile::create(request_.out / delivery.reports[i], request_.if_exists));
            CHECK(report.write(texts[i]));
            reports.push_back(std::move(report));
        }
        std::vector<fs::path> appeared;
        const auto commit_all = [&]() -> Result<void> {
            for (std::size_t s = 0; s < finished_.size(); ++s)
                for (std::size_t f = 0; f < finished_[s].writers.size(); ++f) {
                    CHECK(finished_[s].writers[f]->commit());
                    appeared.push_back(request_.out / plan_->sets[s].files[f]);
                }
            for (AtomicFile& report : reports) {
                CHECK(report.commit());
                appeared.push_back(report.path());
            }
            return {};
        };
        auto committed = commit_all();
        std::error_code ignored;
        if (!committed)
            for (const fs::path& file : appeared)
                fs::remove(file, ignored);
        return committed;
    }

    const DeliverRequest& request_;
    const fs::path& file_;
    Progress& progress_;
    std::optional<OpenedSession> opened_;
    std::optional<DeliverPlan> plan_;
    std::optional<Mixed> mixed_;
    MediaState media_;
    Levels levels_;
    std::vector<FinishedSet> finished_;
};

} // namespace

bool DeliverOutcome::passed() const {
    return std::ranges::all_of(deliveries, [](const report::Delivery& one) {
        return one.media_complete && report::passed(one.verdicts);
    });
}

Result<DeliverOutcome> deliver(const DeliverRequest& request, Progress& progress) {
    TRY(const auto known, delivery::load_specs(request.user_spec_folder));
    TRY(const auto chosen, delivery::choose_specs(known, request.specs));
    if (chosen.empty())
        return fail(ErrorCode::usage, "no delivery spec was named; `dubstage specs` lists them");
    if (request.sessions.empty()) return fail(ErrorCode::usage, "no session was named");
    for (std::size_t i = 0; i < request.sessions.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (request.sessions[i].stem() == request.sessions[j].stem())
                return fail(
                    ErrorCode::usage,
                    fmt::format("{} and {} would deliver files of the same names: give each a folder of "
                                "its own with --out",
                                request.sessions[j].string(), request.sessions[i].string()));
    DeliverOutcome outcome;
    const auto count = static_cast<double>(request.sessions.size());
    for (std::size_t i = 0; i < request.sessions.size(); ++i) {
        Share share(progress, static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
        SessionDelivery delivery(request, request.sessions[i], share);
        auto delivered = delivery.run(known, chosen);
        if (!delivered)
            return std::unexpected(
                in_context(delivered.error(), "delivering " + request.sessions[i].string()));
        outcome.deliveries.push_back(std::move(*delivered));
    }
    return outcome;
}

} // namespace dub::app

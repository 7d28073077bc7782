#pragma once
// One session on its way to its files: what it plays, the one pass, the finished files, the report. In the
// order of the functions. [control; uses worker threads]

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/jobs/chosen_version.h"
#include "app/jobs/compare_delivery.h"
#include "app/jobs/deliver.h"
#include "app/jobs/deliver_finish.h"
#include "app/jobs/deliver_level.h"
#include "app/jobs/made_folders.h"
#include "app/jobs/session_media.h"

namespace dub::app {

class SessionDelivery {
  public:
    // Both must outlive it.
    SessionDelivery(const DeliverRequest& request, const std::filesystem::path& file)
        : request_(request)
        , file_(file) {}

    // Which files there will be, with the refusals that cost no reading of sound. Errors: as deliver().
    [[nodiscard]] Result<void> foretell(const std::vector<delivery::Spec>& known,
                                        const std::vector<delivery::Spec>& chosen);
    // All that can be known before any sound is read. Errors: as deliver().
    [[nodiscard]] Result<void> prepare(const std::vector<delivery::Spec>& known,
                                       const std::vector<delivery::Spec>& chosen);
    [[nodiscard]] std::vector<std::string> outputs() const; // relative to the delivery's folder
    [[nodiscard]] DiskNeed need() const { return disk_need(*plan_); }
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

    // Once. On an error nothing is left behind.
    [[nodiscard]] Result<report::Delivery> run(Progress& progress);

  private:
    [[nodiscard]] Result<void> decide(const std::vector<delivery::Spec>& known,
                                      const std::vector<delivery::Spec>& chosen);
    [[nodiscard]] Result<void> outputs_are_free() const;
    [[nodiscard]] std::vector<SampleRange> heard_ranges() const; // of the session
    [[nodiscard]] const session::Session& session() const { return version_->session; }
    // What is played: the session, or its prints.
    [[nodiscard]] const session::Session& heard() const { return prints_ ? prints_->session : session(); }
    [[nodiscard]] std::vector<std::string> report_names() const;
    [[nodiscard]] Result<void> mix(Progress& progress);
    [[nodiscard]] Result<void> finish(Progress& progress);
    [[nodiscard]] report::Delivery told(const report::NullTest& null);
    [[nodiscard]] Result<void> compare(report::Delivery& delivery, Progress& progress) const;
    [[nodiscard]] Result<void> publish_all(const report::Delivery& delivery, Progress& progress);

    const DeliverRequest& request_;
    const std::filesystem::path& file_;
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

} // namespace dub::app

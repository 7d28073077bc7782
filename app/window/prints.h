#pragma once
// Prints of an open session: recorded in the run from what is heard, printed by jobs, and compared with the
// session as it is edited. [window thread]

#include <chrono>
#include <future>
#include <set>

#include "app/jobs/print.h"
#include "app/jobs/print_status.h"
#include "app/jobs/run_take.h"
#include "app/playback/run_recorder.h"
#include "app/window/jobs.h"
#include "app/window/sound.h"
#include "ui/ports/prints.h"

namespace dub::app {

class Prints final : public ui::PrintPort {
  public:
    // All outlive it; its jobs end before it goes. No sound: nothing can be recorded in the run.
    Prints(Document& document, Jobs& jobs, Sound* sound)
        : document_(document)
        , jobs_(jobs)
        , sound_(sound) {}
    ~Prints() override;
    Prints(const Prints&) = delete;
    Prints& operator=(const Prints&) = delete;

    void follow();  // after every change of the document
    void service(); // with the sound's, after it
    [[nodiscard]] std::string take_sentence() { return std::exchange(said_, {}); } // to be said once

    [[nodiscard]] ui::Armed armed(BusId stem) const override;
    Result<void> arm(BusId stem, ui::Armed armed) override;
    Result<void> punch_in() override;
    void punch_out() override;
    [[nodiscard]] bool recording() const override { return recorder_ && recorder_->punched(); }
    int print(std::optional<SampleRange> range) override;
    [[nodiscard]] const std::vector<ui::PrintRow>& prints() const override { return rows_; }
    [[nodiscard]] bool looking() const override { return looking_.valid() || look_at_.has_value(); }
    [[nodiscard]] std::uint64_t revision() const override { return revision_; }

  private:
    using Found = Result<PrintStatuses>;
    using Clock = std::chrono::steady_clock;
    [[nodiscard]] PrintLaying::Place place() const;
    [[nodiscard]] std::vector<BusId> armed_stems() const; // that are still there, in the session's order
    [[nodiscard]] Result<void> make_recorder();
    void lay(RunTake take);
    void lay_takes();
    // On the window's thread, when a job has ended.
    [[nodiscard]] Result<Diagnostics> put(const std::vector<std::unique_ptr<PrintLaying>>& layings,
                                          const std::string& name);
    void collect_takes();
    void collect_status();
    void begin_look();

    Document& document_;
    Jobs& jobs_;
    Sound* sound_;
    std::string said_;

    std::set<BusId> armed_;
    std::unique_ptr<RunRecorder> recorder_; // while something is armed
    std::vector<BusId> recorded_;           // its rows
    bool was_playing_ = false;
    std::vector<HeardSession> sessions_; // heard since the first punch-in of this run
    std::vector<RunTake> takes_;         // until the transport stands

    std::vector<ui::PrintRow> rows_;
    std::uint64_t revision_ = 1;
    std::optional<session::Session> followed_; // as follow() saw it last
    std::optional<Clock::time_point> look_at_; // when to look, if nothing is edited until then
    std::future<Found> looking_;
};

} // namespace dub::app

#pragma once
// Prints of an open session: recorded in the run from what is heard, printed by jobs, and compared with the
// session as it is edited. [window thread]

#include <chrono>
#include <future>

#include "app/jobs/print.h"
#include "app/jobs/print_status.h"
#include "app/window/run_prints.h"
#include "ui/ports/prints.h"

namespace dub::app {

class Prints final : public ui::PrintPort {
  public:
    // All outlive it; its jobs end before it goes. No sound: nothing can be recorded in the run.
    Prints(Document& document, Jobs& jobs, Sound* sound)
        : document_(document)
        , jobs_(jobs)
        , run_(document, jobs, sound) {}
    ~Prints() override;
    Prints(const Prints&) = delete;
    Prints& operator=(const Prints&) = delete;

    void follow();  // after every change of the document
    void service(); // with the sound's, after it
    [[nodiscard]] std::string take_sentence() { return run_.take_sentence(); } // to be said once
    void finish() { run_.finish(); }                        // the transport was told to stop
    [[nodiscard]] bool busy() const { return run_.busy(); } // something is recorded, or not laid yet

    [[nodiscard]] ui::Armed armed(BusId stem) const override {
        return run_.armed(stem) ? ui::Armed::yes : ui::Armed::no;
    }
    Result<void> arm(BusId stem, ui::Armed armed) override { return run_.arm(stem, armed); }
    Result<void> punch_in() override { return run_.punch_in(); }
    void punch_out() override { run_.punch_out(); }
    [[nodiscard]] bool recording() const override { return run_.recording(); }
    [[nodiscard]] std::size_t unlaid() const override { return run_.unlaid(); }
    void lay_again() override { run_.lay_again(); }
    void give_up() override { run_.give_up(); }
    int print(std::optional<SampleRange> range) override;
    [[nodiscard]] const std::vector<ui::PrintRow>& prints() const override { return rows_; }
    [[nodiscard]] bool looking() const override { return looking_.valid() || look_at_.has_value(); }
    [[nodiscard]] std::uint64_t revision() const override { return revision_; }

  private:
    using Found = Result<PrintStatuses>;
    using Clock = std::chrono::steady_clock;
    void collect_status();
    void begin_look();

    Document& document_;
    Jobs& jobs_;
    RunPrints run_;
    std::size_t unlaid_ = 0; // as it was shown last

    std::vector<ui::PrintRow> rows_;
    std::uint64_t revision_ = 1;
    std::optional<session::Session> followed_; // as follow() saw it last
    std::optional<Clock::time_point> look_at_; // when to look, if nothing is edited until then
    std::future<Found> looking_;
};

} // namespace dub::app

#pragma once
// Prints recorded in the run: which stems are armed, what was heard between the punches, and its way into the
// session when the transport stands. What could not be laid is kept until it is, or until it is given up.
// [window thread]

#include <list>

#include "app/jobs/run_take.h"
#include "app/playback/run_recorder.h"
#include "app/window/jobs.h"
#include "app/window/sound.h"
#include "ui/ports/prints.h"

namespace dub::app {

class RunPrints {
  public:
    // All outlive it; its jobs end before it goes.
    RunPrints(Document& document, Jobs& jobs, Sound* sound)
        : document_(document)
        , jobs_(jobs)
        , sound_(sound) {}
    ~RunPrints();
    RunPrints(const RunPrints&) = delete;
    RunPrints& operator=(const RunPrints&) = delete;

    void follow();  // after a change of what is heard
    void service(); // with the sound's, after it
    void finish();  // the transport was told to stop: what was recorded is laid, by a job
    [[nodiscard]] std::string take_sentence() { return std::exchange(said_, {}); } // to be said once

    [[nodiscard]] bool armed(BusId stem) const { return armed_.contains(stem); }
    [[nodiscard]] std::vector<BusId> armed_stems() const; // that are still there, in the session's order
    Result<void> arm(BusId stem, ui::Armed armed);
    Result<void> punch_in();
    void punch_out();
    [[nodiscard]] bool recording() const { return recorder_ && recorder_->punched(); }
    // Something is recorded, or on its way into the session.
    [[nodiscard]] bool busy() const;

    [[nodiscard]] std::size_t unlaid() const;
    void lay_again();
    void give_up();

  private:
    // The session as it was heard since a punch-in.
    struct Punch {
        int number = 0;
        std::vector<HeardSession> sessions;
    };
    // A take on its way into the session, or one that did not get there.
    struct Laying {
        RunTake take;
        std::vector<HeardSession> sessions;
        std::string name;
        int job = 0;
        std::atomic<bool> settled{false}; // laid, or nothing can be
    };
    [[nodiscard]] std::vector<monitor::Tape::Row> rows() const; // of the armed stems
    [[nodiscard]] Result<void> make_recorder();
    void let_go_of_recorder(); // its takes are kept
    [[nodiscard]] Result<void> check_room(SamplePos at);
    void collect_takes();
    void tell_end(const RunTake& take);
    void lay_takes();
    void lay(const std::shared_ptr<Laying>& laying);
    [[nodiscard]] bool is_running(int job) const;

    Document& document_;
    Jobs& jobs_;
    Sound* sound_;
    std::string said_;

    std::set<BusId> armed_;
    std::unique_ptr<RunRecorder> recorder_;    // while something is armed
    std::vector<monitor::Tape::Row> recorded_; // its tape's
    bool was_playing_ = false;
    std::vector<Punch> punches_;                // whose takes have not been laid
    int punched_ = 0;                           // how often
    std::string ended_by_itself_;               // why, while it plays on
    std::vector<RunTake> takes_;                // until the transport stands
    std::list<std::shared_ptr<Laying>> laying_; // until they are in the session
};

} // namespace dub::app

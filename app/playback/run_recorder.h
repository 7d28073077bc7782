#pragma once
// Takes recorded in the run: from a tape to the disk, between a punch-in and a punch-out, with a little sound
// before and behind for crossfades. Nothing is kept but that. [control; writes on a thread of its own]

#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "app/jobs/run_take.h"
#include "engine/core/audio_buffer.h"
#include "engine/monitor/tape.h"

namespace dub::app {

class RunRecorder {
  public:
    // Where takes lie until they are taken: a folder that exists. `handle`: samples before and behind.
    struct Place {
        std::filesystem::path folder;
        SampleRate rate;
        SampleCount handle;
    };
    RunRecorder(std::shared_ptr<monitor::Tape> tape, Place place);
    RunRecorder(const RunRecorder&) = delete;
    RunRecorder& operator=(const RunRecorder&) = delete;
    ~RunRecorder();

    // A place that is heard: some of what came before it is still held. `punch`: its number, above 0.
    void punch_in(SamplePos at, int punch);
    void punch_out(SamplePos at);
    [[nodiscard]] bool punched() const; // in, and not yet out
    [[nodiscard]] int punch() const;    // the one that is in, or still being written; 0: none
    // The transport stands and all it played is on the tape: a take ends with what it has, a punch-in that
    // was not reached is forgotten.
    void stopped();
    [[nodiscard]] bool busy() const; // a take is being written, or ended
    // What the thread does fifty times a second: takes what lies on the tape. [any]
    void work();
    // Takes that have ended since the last call. Errors: nothing could be kept (disk full); told once.
    [[nodiscard]] std::vector<Result<RunTake>> take();

  private:
    void serve(const std::stop_token& stop);
    void add(const monitor::Tape::Piece& piece);
    void remember(const monitor::Tape::Piece& piece);
    [[nodiscard]] Result<void> begin_take();
    [[nodiscard]] Result<void> make_stores();
    [[nodiscard]] Result<void> write(const monitor::Tape::Piece& piece);
    void end_take(RunTake::End why);
    void fail_take(Error error);
    [[nodiscard]] RunTake::End why_it_ended(RunTake::End otherwise) const;
    void forget_punches();

    const std::shared_ptr<monitor::Tape> tape_;
    const Place place_;

    mutable std::mutex mutex_; // guards all below
    struct Remembered {
        SamplePos position;
        AudioBuffer audio;
    };
    std::deque<Remembered> memory_; // the last two seconds, without a gap
    std::optional<SamplePos> in_, out_;
    int punch_ = 0;
    bool stopped_ = false;
    std::uint64_t lost_ = 0, unheard_ = 0, torn_ = 0; // the tape's, when the punch began to be written
    std::optional<RunTake> now_;                      // being written
    std::vector<Result<RunTake>> ended_;

    std::jthread thread_; // last: it uses all of the above
};

} // namespace dub::app

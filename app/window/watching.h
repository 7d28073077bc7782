#pragma once
// A watch-down: looks at a delivery, puts its files in the place of the session, keeps the notes. It ends by
// itself, with a sentence, when a file cannot be read or was delivered anew. [window thread]

#include <future>
#include <optional>

#include "app/jobs/watch_down.h"
#include "app/jobs/watch_notes.h"
#include "app/window/sound.h"
#include "ui/ports/watch.h"

namespace dub::app {

class Watching final : public ui::WatchPort {
  public:
    struct Session {
        std::function<const session::Session&()> now;
        std::function<std::string()> file_name;
    };
    Watching(Sound& sound, Session session) // which must outlive it
        : sound_(sound)
        , session_(std::move(session)) {}

    [[nodiscard]] const ui::WatchState& state() const override { return state_; }
    void begin(const std::filesystem::path& report) override;
    void leave() override { end({}); }
    [[nodiscard]] const std::vector<ui::WatchNote>& notes() const override { return shown_; }
    Result<void> note(SamplePos at, const std::string& text) override;
    Result<void> remove(std::size_t note) override;
    [[nodiscard]] std::filesystem::path notes_file() const override;

    void service();                                                  // with the sound's, after it
    void made_anew(const std::vector<std::filesystem::path>& files); // by a job of this program
    [[nodiscard]] std::string take_sentence() { return std::exchange(said_, {}); } // to be said once

  private:
    struct Looked {
        WatchedDelivery delivery;
        report::WatchNotes notes;
    };
    void looked(Result<Looked> found);
    void end(const std::string& sentence);
    void say(const std::string& sentence);
    Result<void> keep(report::WatchNotes notes);
    void show_notes();

    Sound& sound_;
    Session session_;
    ui::WatchState state_;
    std::string said_;
    std::future<Result<Looked>> looking_;
    std::optional<WatchedDelivery> delivery_; // the last; heard while state_ says so
    report::WatchNotes notes_;
    std::vector<ui::WatchNote> shown_;
};

} // namespace dub::app

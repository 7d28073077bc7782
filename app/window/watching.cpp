#include "app/window/watching.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/device/apart.h"

namespace dub::app {
namespace fs = std::filesystem;

using Phase = ui::WatchState::Phase;

void Watching::say(const std::string& sentence) {
    state_.sentence = said_ = sentence;
    ++state_.revision;
}

void Watching::begin(const fs::path& report) {
    end({});
    state_.phase = Phase::looking;
    state_.delivery = report.filename().string();
    say("Looking at the files of " + state_.delivery + ".");
    looking_ = apart([report, session = session_.now(), file = session_.file_name()]() -> Result<Looked> {
        TRY(auto delivery, watch_down(report, session, file));
        TRY(auto notes, load_notes(report, {report.filename().string(), file, session.info->timecode, {}}));
        return Looked{std::move(delivery), std::move(notes)};
    });
}

void Watching::looked(Result<Looked> found) {
    Result<void> heard;
    if (found) heard = sound_.hear_instead(found->delivery.recordings);
    if (!found || !heard) return end("Not watched down: " + (found ? heard.error() : found.error()).text());
    delivery_ = std::move(found->delivery);
    notes_ = std::move(found->notes);
    state_.phase = Phase::watching;
    show_notes();
    say(fmt::format("The files of {} are heard, not the session. {}", state_.delivery, delivery_->sentence));
    const SamplePos at = sound_.transport().state().heard;
    if (at < delivery_->programme.start || at >= delivery_->programme.end)
        sound_.transport().locate(delivery_->programme.start);
}

void Watching::end(const std::string& sentence) {
    looking_ = {};
    const bool was_heard = state_.phase == Phase::watching;
    if (state_.phase == Phase::idle && sentence.empty()) return;
    state_.phase = Phase::idle;
    state_.delivery.clear();
    if (was_heard) sound_.hear_session();
    say(sentence.empty() && was_heard ? "The session is heard again." : sentence);
    state_.sentence = sentence;
}

void Watching::service() {
    if (looking_.valid() && looking_.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
        looked(looking_.get());
    for (const Diagnostic& failure : sound_.take_failures()) {
        if (state_.phase != Phase::watching) continue;
        if (std::ranges::find(delivery_->files, fs::path(failure.where)) == delivery_->files.end()) continue;
        return end(fmt::format("{} cannot be heard, so the session is heard again: {}",
                               fs::path(failure.where).filename().string(), failure.sentence));
    }
}

void Watching::made_anew(const std::vector<fs::path>& files) {
    if (state_.phase != Phase::watching) return;
    for (const fs::path& file : files)
        if (std::ranges::find(delivery_->files, fs::absolute(file).lexically_normal()) !=
            delivery_->files.end())
            return end(fmt::format("{} was delivered anew, so the session is heard again. Watch down the new "
                                   "files.",
                                   file.filename().string()));
}

Result<void> Watching::note(SamplePos at, const std::string& text) {
    if (state_.phase != Phase::watching)
        return fail(ErrorCode::usage, "Nothing is watched down: choose a delivery first (Jobs, Watch down).");
    const auto& sources = sound_.monitor().settings();
    TRY(auto notes, report::with_note(notes_, {session::frame_of(session_.now(), at), sources.source, text}));
    return keep(std::move(notes));
}

Result<void> Watching::remove(std::size_t note) {
    if (note >= notes_.notes.size()) return fail(ErrorCode::usage, "There is no such note.");
    report::WatchNotes notes = notes_;
    notes.notes.erase(notes.notes.begin() + static_cast<std::ptrdiff_t>(note));
    return keep(std::move(notes));
}

Result<void> Watching::keep(report::WatchNotes notes) {
    CHECK(save_notes(delivery_->report, notes));
    notes_ = std::move(notes);
    show_notes();
    ++state_.revision;
    return {};
}

void Watching::show_notes() {
    shown_.clear();
    for (const report::WatchNote& note : notes_.notes)
        shown_.push_back({session::sample_of(session_.now(), note.at), to_timecode(note.at, notes_.timecode),
                          note.heard, note.text});
}

fs::path Watching::notes_file() const { return delivery_ ? notes_text_file(delivery_->report) : fs::path(); }

} // namespace dub::app

#include "app/window/run_prints.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/jobs/disk_space.h"
#include "app/jobs/print.h"
#include "app/window/put_prints.h"

namespace dub::app {
namespace {

constexpr int tape_seconds = 2;
constexpr std::uint64_t least_seconds = 60; // room for less, and it is not begun
constexpr std::uint64_t copies = 2;         // what is recorded, and the files that are laid

std::uint64_t bytes_of_second(const std::vector<monitor::Tape::Row>& rows, SampleRate rate) {
    std::uint64_t channels = 0;
    for (const auto& row : rows)
        channels += static_cast<std::uint64_t>(row.layout.channels());
    return channels * sizeof(float) * static_cast<std::uint64_t>(rate.hz);
}

std::string_view reason_of(RunTake::End end) {
    switch (end) {
    case RunTake::End::jumped: return "the transport jumped";
    case RunTake::End::unheard: return "not all of its stems were heard any more";
    case RunTake::End::too_slow: return "the disk was too slow to write it";
    case RunTake::End::torn: return "the disk was too slow to read some of the sound, which was silent";
    case RunTake::End::disk_failed: return "the disk did not take more";
    case RunTake::End::punched_out:
    case RunTake::End::stopped: break;
    }
    return {};
}

// A pass that has ended says what was heard; any other edit begins where it is made.
bool is_pass(const std::string& name) { return name.starts_with("Pass"); }

} // namespace

RunPrints::~RunPrints() {
    if (sound_ != nullptr) sound_->record(nullptr);
}

std::vector<BusId> RunPrints::armed_stems() const {
    std::vector<BusId> stems;
    for (const auto& bus : document_.now().routing->buses)
        if (armed_.contains(bus->id)) stems.push_back(bus->id);
    return stems;
}

std::vector<monitor::Tape::Row> RunPrints::rows() const {
    std::vector<monitor::Tape::Row> rows;
    for (const BusId stem : armed_stems())
        rows.push_back({stem, session::find_bus(document_.now(), stem)->layout});
    return rows;
}

Result<void> RunPrints::arm(BusId stem, ui::Armed armed) {
    if (recorder_ && (recorder_->punched() || recorder_->busy()))
        return fail(ErrorCode::unfit, "A print is being recorded: stop it before others are armed.");
    if (document_.read_only() && armed == ui::Armed::yes)
        return fail(ErrorCode::unfit, "The session is open to be read only; nothing can be printed.");
    if (armed == ui::Armed::yes)
        armed_.insert(stem);
    else
        armed_.erase(stem);
    if (sound_ == nullptr) return {};
    let_go_of_recorder();
    if (armed_stems().empty()) return {};
    auto made = make_recorder();
    if (!made) armed_.erase(stem);
    return made;
}

Result<void> RunPrints::make_recorder() {
    recorded_ = rows();
    const SampleRate rate = document_.now().info->rate;
    auto tape = std::make_shared<monitor::Tape>(recorded_, rate.hz * tape_seconds);
    recorder_ = std::make_unique<RunRecorder>(
        tape, RunRecorder::Place{document_.folder(), rate, {rate.hz * print_handle_ms / 1000}});
    sound_->record(std::move(tape));
    return {};
}

void RunPrints::let_go_of_recorder() {
    if (!recorder_) return;
    recorder_->stopped();
    recorder_->work(); // what it was writing ends here
    collect_takes();
    recorder_.reset();
    sound_->record(nullptr);
}

Result<void> RunPrints::check_room(SamplePos at) {
    const session::Session& session = document_.now();
    const std::uint64_t second = copies * bytes_of_second(recorded_, session.info->rate);
    const std::filesystem::path folder = document_.folder();
    CHECK(check_space(folder, second * least_seconds, "a minute of this print",
                      "make room, or print fewer stems"));
    const SamplePos end = session::sample_of(session, session::programme(session).end);
    const std::int64_t left = std::max<std::int64_t>((end - at).value, 0) / session.info->rate.hz;
    if (auto room = check_space(folder, second * static_cast<std::uint64_t>(left),
                                "The rest of the programme", "the print ends where the disk is full");
        !room)
        said_ = room.error().text();
    return {};
}

Result<void> RunPrints::punch_in() {
    if (document_.read_only())
        return fail(ErrorCode::unfit, "The session is open to be read only; nothing can be printed.");
    if (!recorder_)
        return fail(ErrorCode::unfit, "No stem is armed: press R on the strips of those to be printed.");
    if (!sound_->hears_session())
        return fail(ErrorCode::unfit,
                    "Delivered files are heard, not the session: end the watch-down to print.");
    if (sound_->hands().version()) // its sound would lie in a print of the mix
        return fail(ErrorCode::unfit,
                    "A version is heard, and prints in the run are of the main mix: hear that, or print the "
                    "version with dubstage print --version.");
    if (!ended_by_itself_.empty())
        return fail(ErrorCode::unfit,
                    std::exchange(ended_by_itself_, {}) + " Once more begins another print.");
    const auto heard = sound_->transport().state();
    CHECK(check_room(heard.heard));
    if (const std::size_t silent = sound_->unreadable(); silent > 0)
        said_ = fmt::format("{} cannot be read: where {} should sound, the print is silent.",
                            silent == 1 ? "A recording" : fmt::format("{} recordings", silent),
                            silent == 1 ? "it" : "they");
    for (const auto& row : recorded_) // what is printed is the mix, not what was printed of it
        sound_->pec_direct().hear(row.stem, ui::PecDirect::direct);
    recorder_->punch_in(heard.heard, ++punched_);
    punches_.push_back({punched_, {{heard.heard, document_.now()}}});
    return {};
}

void RunPrints::punch_out() {
    if (recorder_) recorder_->punch_out(sound_->transport().state().heard);
}

void RunPrints::follow() {
    if (recorder_ && recorded_ != rows()) { // a stem went, came back, or has another layout
        let_go_of_recorder();
        if (!armed_stems().empty())
            if (const auto made = make_recorder(); !made) said_ = made.error().text();
    }
    if (punches_.empty()) return;
    const auto& history = document_.history();
    if (!history.empty() && is_pass(history.back().name)) {
        for (Punch& punch : punches_)
            punch.sessions.back().session = document_.now();
        return;
    }
    const auto heard = sound_->transport().state();
    Punch& last = punches_.back();
    const bool open = recorder_ && recorder_->punch() == last.number;
    if (heard.speed == 0 && open)
        last.sessions.back().session = document_.now(); // not begun yet, or already over
    else if (open && heard.heard >= last.sessions.back().from)
        last.sessions.push_back({heard.heard, document_.now()});
}

void RunPrints::service() {
    if (sound_ != nullptr && recorder_) {
        const bool playing = sound_->transport().state().speed != 0;
        if (was_playing_ && !playing) recorder_->stopped();
        was_playing_ = playing;
        if (!playing) ended_by_itself_.clear();
        const bool idle = !playing && !recorder_->busy() && !recorder_->punched(); // all takes have ended
        collect_takes();
        if (idle) lay_takes();
    }
    std::erase_if(laying_, [](const auto& one) { return one->settled.load(); });
}

void RunPrints::finish() {
    if (!recorder_) return;
    recorder_->stopped();
    recorder_->work();
    collect_takes();
    lay_takes();
}

void RunPrints::collect_takes() {
    for (auto& take : recorder_->take()) {
        if (take) {
            tell_end(*take);
            takes_.push_back(std::move(*take));
        } else
            said_ = "Nothing was printed: " + take.error().text();
    }
}

void RunPrints::tell_end(const RunTake& take) {
    const std::string names = [&] {
        std::string all = names_of(document_.now(), take.stems);
        return all.empty() ? std::string("stems that are gone") : all;
    }();
    const std::string where = session::timecode(document_.now(), take.wanted.end);
    const auto now = sound_->transport().state();
    if (const std::string_view why = reason_of(take.end); !why.empty()) {
        said_ = fmt::format("The print of {} ended at {}: {}.", names, where, why);
        if (!take.trouble.empty()) said_ += " " + take.trouble;
        if (now.speed != 0) ended_by_itself_ = said_;
    }
}

void RunPrints::lay_takes() {
    for (RunTake& take : std::exchange(takes_, {})) {
        const auto punch = std::ranges::find(punches_, take.punch, &Punch::number);
        auto laying = std::make_shared<Laying>();
        laying->sessions = punch->sessions;
        const auto after = std::find_if(laying->sessions.begin() + 1, laying->sessions.end(),
                                        [&](const HeardSession& one) { return one.from >= take.wanted.end; });
        laying->sessions.erase(after, laying->sessions.end());
        laying->name = "Print " + names_of(document_.now(), take.stems);
        laying->take = std::move(take);
        laying_.push_back(laying);
        lay(laying);
    }
    punches_.clear();
}

void RunPrints::lay(const std::shared_ptr<Laying>& laying) {
    laying->job =
        jobs_.begin(laying->name, [this, laying, where = place_of_prints(document_)](Progress& progress) {
            auto laid = lay_take(laying->take, laying->sessions, where, progress);
            if (!laid) {
                if (laid.error().code == ErrorCode::unfit) laying->settled = true; // no other time either
                return end_of(laid.error());
            }
            auto layings = std::make_shared<std::vector<std::unique_ptr<PrintLaying>>>(std::move(*laid));
            Job::End end;
            end.sentence = laying->name + " recorded in the run.";
            end.hand_over = [this, laying, layings]() -> Result<Diagnostics> {
                TRY(auto told, put_prints(document_, *layings, laying->name));
                laying->settled = true;
                return told;
            };
            return end;
        });
}

bool RunPrints::is_running(int job) const {
    return std::ranges::any_of(jobs_.jobs(), [job](const ui::JobStatus& one) {
        return one.id == job && one.state == ui::JobState::running;
    });
}

bool RunPrints::busy() const {
    if (recorder_ && (recorder_->punched() || recorder_->busy())) return true;
    return !takes_.empty() || std::ranges::any_of(laying_, [&](const auto& one) {
        return !one->settled && is_running(one->job);
    });
}

std::size_t RunPrints::unlaid() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        laying_, [&](const auto& one) { return !one->settled && !is_running(one->job); }));
}

void RunPrints::lay_again() {
    for (const auto& one : laying_)
        if (!one->settled && !is_running(one->job)) lay(one);
}

void RunPrints::give_up() {
    std::erase_if(laying_, [&](const auto& one) { return !is_running(one->job); });
}

} // namespace dub::app

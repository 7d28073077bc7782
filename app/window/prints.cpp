#include "app/window/prints.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::app {
namespace {

constexpr auto editing_pause = std::chrono::milliseconds(700); // a compare costs two compiles for each print
constexpr int tape_seconds = 2;

std::string names_of(const session::Session& session, const std::vector<BusId>& buses) {
    std::string names;
    for (const BusId bus : buses)
        if (const auto* const one = session::find_bus(session, bus))
            names += (names.empty() ? "" : ", ") + one->name;
    return names;
}

// What may make a print out of date, or change what is told of it.
bool alike(const session::Session& a, const session::Session& b) {
    return a.tracks == b.tracks && a.routing == b.routing && a.pool == b.pool && a.prints == b.prints &&
           a.versions == b.versions;
}

std::vector<ui::PrintRow> rows_of(const PrintStatuses& statuses) {
    std::vector<ui::PrintRow> rows;
    for (const PrintStatus& status : statuses.prints)
        rows.push_back({status.print, status.name, status.bus, status.version, status.heard, status.stale,
                        status.unknown});
    return rows;
}

} // namespace

Prints::~Prints() {
    if (sound_ != nullptr) sound_->record(nullptr);
    if (looking_.valid()) looking_.wait();
}

PrintLaying::Place Prints::place() const {
    const auto file = document_.file();
    return {file ? *file : document_.folder() / (document_.file_name() + ".dub"), document_.folder(), {}};
}

ui::Armed Prints::armed(BusId stem) const { return armed_.contains(stem) ? ui::Armed::yes : ui::Armed::no; }

std::vector<BusId> Prints::armed_stems() const {
    std::vector<BusId> stems;
    for (const auto& bus : document_.now().routing->buses)
        if (armed_.contains(bus->id)) stems.push_back(bus->id);
    return stems;
}

Result<void> Prints::arm(BusId stem, ui::Armed armed) {
    if (recording() || (recorder_ && recorder_->busy()))
        return fail(ErrorCode::unfit, "A print is being recorded: stop it before others are armed.");
    if (document_.read_only() && armed == ui::Armed::yes)
        return fail(ErrorCode::unfit, "The session is open to be read only; nothing can be printed.");
    if (armed == ui::Armed::yes)
        armed_.insert(stem);
    else
        armed_.erase(stem);
    if (sound_ == nullptr) return {};
    collect_takes();
    lay_takes();
    recorder_.reset();
    sound_->record(nullptr);
    if (armed_stems().empty()) return {};
    auto made = make_recorder();
    if (!made) armed_.erase(stem);
    return made;
}

Result<void> Prints::make_recorder() {
    const session::Session& session = document_.now();
    recorded_ = armed_stems();
    std::vector<monitor::Tape::Row> rows;
    for (const BusId stem : recorded_) {
        const session::Bus& bus = *session::find_bus(session, stem);
        rows.push_back({bus.name, bus.layout});
    }
    const SampleRate rate = session.info->rate;
    auto tape = std::make_shared<monitor::Tape>(std::move(rows), rate.hz * tape_seconds);
    recorder_ = std::make_unique<RunRecorder>(
        tape, RunRecorder::Place{document_.folder(), rate, {rate.hz * print_handle_ms / 1000}});
    sound_->record(std::move(tape));
    return {};
}

Result<void> Prints::punch_in() {
    if (document_.read_only())
        return fail(ErrorCode::unfit, "The session is open to be read only; nothing can be printed.");
    if (!recorder_)
        return fail(ErrorCode::unfit, "No stem is armed: press R on the strips of those to be printed.");
    for (const BusId stem : recorded_) // what is printed is the mix, not what was printed of it
        sound_->pec_direct().hear(stem, ui::PecDirect::direct);
    const SamplePos at = sound_->transport().state().heard;
    recorder_->punch_in(at);
    if (sessions_.empty()) sessions_ = {{at, document_.now()}};
    return {};
}

void Prints::punch_out() {
    if (recorder_) recorder_->punch_out(sound_->transport().state().heard);
}

// An edit while it is recorded: from there on another session is heard.
void Prints::follow() {
    const session::Session& now = document_.now();
    if (followed_ && alike(*followed_, now)) return;
    followed_ = now;
    look_at_ = Clock::now() + editing_pause;
    ++revision_;
    if (recorder_ && recorded_ != armed_stems()) { // a stem went, or came back
        recorder_.reset();
        sound_->record(nullptr);
        if (!armed_stems().empty())
            if (const auto made = make_recorder(); !made) said_ = made.error().text();
    }
    if (sessions_.empty()) return;
    const auto heard = sound_->transport().state();
    if (heard.speed == 0) // what a pass writes when the transport stops is what was heard
        sessions_.back().session = now;
    else
        sessions_.push_back({heard.heard, now});
}

void Prints::service() {
    if (sound_ != nullptr && recorder_) {
        const bool playing = sound_->transport().state().speed != 0;
        if (was_playing_ && !playing) recorder_->stopped();
        was_playing_ = playing;
        const bool idle = !playing && !recorder_->busy() && !recorder_->punched(); // all takes have ended
        collect_takes();
        if (idle) lay_takes();
    }
    collect_status();
}

void Prints::lay_takes() {
    for (RunTake& take : std::exchange(takes_, {}))
        lay(std::move(take));
    sessions_.clear();
}

void Prints::collect_takes() {
    if (!recorder_) return;
    for (auto& take : recorder_->take()) {
        if (take)
            takes_.push_back(std::move(*take));
        else
            said_ = take.error().text();
    }
}

void Prints::lay(RunTake taken) {
    auto sessions = sessions_;
    const auto after = std::find_if(sessions.begin() + 1, sessions.end(),
                                    [&](const HeardSession& one) { return one.from >= taken.wanted.end; });
    sessions.erase(after, sessions.end());
    const std::string name = "Print " + names_of(document_.now(), recorded_);
    auto take = std::make_shared<RunTake>(std::move(taken));
    jobs_.begin(name, [this, name, take, sessions, buses = recorded_, where = place()](Progress& progress) {
        auto laid = lay_take(*take, buses, sessions, where, progress);
        if (!laid) return end_of(laid.error());
        auto layings = std::make_shared<std::vector<std::unique_ptr<PrintLaying>>>(std::move(*laid));
        Job::End end;
        end.sentence = name + " recorded in the run.";
        end.hand_over = [this, name, layings]() -> Result<Diagnostics> { return put(*layings, name); };
        return end;
    });
}

Result<Diagnostics> Prints::put(const std::vector<std::unique_ptr<PrintLaying>>& layings,
                                const std::string& name) {
    session::Session next = document_.now();
    std::vector<Publishable> files;
    Diagnostics told;
    for (const auto& laying : layings) {
        TRY(next, laying->lay(std::move(next)));
        for (Publishable& file : laying->files())
            files.push_back(std::move(file));
        append(told, Diagnostics(laying->diagnostics()));
    }
    CHECK(publish(files, IfExists::refuse));
    TRY(auto more, document_.put(std::move(next), name));
    for (const auto& laying : layings)
        laying->keep();
    append(told, std::move(more));
    return told;
}

int Prints::print(std::optional<SampleRange> range) {
    const session::Session& session = document_.now();
    PrintRequest request;
    auto stems = armed_stems();
    if (stems.empty())
        for (const auto& bus : session.routing->buses)
            if (bus->kind == session::BusKind::stem) stems.push_back(bus->id);
    for (const BusId stem : stems)
        request.buses.push_back(stem.text());
    if (range) {
        const FrameRange frames = frames_around(*range, session.info->timecode.rate, session.info->rate);
        request.from = to_timecode(frames.start, session.info->timecode);
        request.to = to_timecode(frames.end, session.info->timecode);
    }
    const PrintLaying::Place where = place();
    auto opened = std::make_shared<OpenedSession>();
    opened->file = where.session;
    opened->folder = where.folder;
    opened->session = session;
    const std::string name = "Print " + names_of(session, stems);
    return jobs_.begin(name, [this, name, request, opened](Progress& progress) {
        auto printed = print_opened(*opened, request, progress);
        if (!printed) return end_of(printed.error());
        auto layings = std::make_shared<std::vector<std::unique_ptr<PrintLaying>>>();
        layings->push_back(std::move(printed->laying));
        Job::End end;
        end.sentence = fmt::format("{}: {} to {}.", name, printed->outcome.from, printed->outcome.to);
        end.diagnostics = std::move(printed->outcome.diagnostics);
        end.hand_over = [this, name, layings]() -> Result<Diagnostics> { return put(*layings, name); };
        return end;
    });
}

void Prints::begin_look() {
    look_at_.reset();
    if (document_.now().prints.empty()) {
        rows_.clear();
        ++revision_;
        return;
    }
    looking_ = std::async(std::launch::async, [session = document_.now(), folder = document_.folder()] {
        return print_status(session, folder, Files::trusted);
    });
}

void Prints::collect_status() {
    if (looking_.valid() && looking_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
        const Found found = looking_.get();
        if (found) rows_ = rows_of(*found);
        ++revision_;
    }
    if (!looking_.valid() && look_at_ && Clock::now() >= *look_at_) begin_look();
}

} // namespace dub::app

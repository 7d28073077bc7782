#include "app/jobs/print.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/jobs/chosen_version.h"
#include "app/jobs/save.h"
#include "app/jobs/wanted_signal.h"
#include "engine/render/offline.h"
#include "engine/session/punch.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

SampleCount milliseconds(std::int64_t ms, SampleRate rate) { return {ms * rate.hz / 1000}; }

// Stands between the render, whose outputs are all equally long, and a file that begins later or ends
// earlier.
class Part final : public AudioSink {
  public:
    Part(AudioSink& to, SampleRange all, SampleRange wanted)
        : to_(to)
        , at_(all.start)
        , wanted_(wanted) {}
    Result<void> write(ConstAudioBlock block) override {
        const SampleRange here{at_, at_ + SampleCount{block.samples()}};
        const SampleRange part = here.clipped(wanted_);
        at_ = here.end;
        if (part.empty()) return {};
        return to_.write(block.part(static_cast<int>((part.start - here.start).value),
                                    static_cast<int>(part.length().value)));
    }
    Result<void> finish() override { return {}; }

  private:
    AudioSink& to_;
    SamplePos at_;
    SampleRange wanted_;
};

void add_bus_word(const session::Session& session, const std::string& word, std::vector<std::string>& words) {
    if (word != "stems" && word != "all") return words.push_back(word);
    for (const auto& bus : session.routing->buses)
        if (bus->kind == session::BusKind::stem) words.push_back(bus->id.text());
    if (word == "all") words.emplace_back("printmaster");
}

// Which prints are asked for, each once.
Result<std::vector<PassWanted>> wanted_passes(const session::Session& session, const PrintRequest& request,
                                              VersionId version) {
    std::vector<std::string> words;
    for (const std::string& word : request.buses)
        add_bus_word(session, word, words);
    if (words.empty() && request.whose == Whose::music_and_effects) words.emplace_back("printmaster");
    if (words.empty())
        return fail(ErrorCode::usage, "--bus: say which buses to print: --bus DX,FX, stems, or all.");
    std::vector<PassWanted> passes;
    for (const std::string& word : words) {
        TRY(const auto wanted, wanted_signal(session, word));
        PassWanted pass;
        pass.print.bus = wanted.tap.bus;
        pass.print.roles =
            request.whose == Whose::music_and_effects ? session::music_and_effects_roles : wanted.tap.roles;
        pass.print.undipped = request.dips == plan::Dips::bypassed;
        pass.print.version = version;
        pass.layout = wanted.layout;
        const bool again = std::ranges::any_of(passes, [&](const PassWanted& one) {
            return one.print.bus == pass.print.bus && one.print.roles == pass.print.roles;
        });
        if (const auto* known = session::find_print(session.prints, pass.print)) pass.print = *known;
        if (!again) passes.push_back(std::move(pass));
    }
    return passes;
}

class Printing {
  public:
    Printing(const OpenedSession& opened, const PrintRequest& request, Progress& progress)
        : opened_(opened)
        , request_(request)
        , progress_(progress) {}

    Result<PrintedBuses> run() {
        CHECK(prepare());
        TRY(laying_,
            PrintLaying::create(session(), {opened_.file, opened_.folder, request_.media, request_.type},
                                std::move(passes_)));
        CHECK(render());
        TRY(outcome_.session, laying_->lay(session()));
        for (std::size_t pass = 0; pass < laying_->count(); ++pass)
            tell(pass);
        outcome_.snapshot = laying_->snapshot();
        return PrintedBuses{std::move(laying_), std::move(outcome_)};
    }

  private:
    [[nodiscard]] const session::Session& session() const { return opened_.session; }

    Result<void> prepare() {
        TRY(auto version, choose_version(session(), request_.version, ""));
        version_ = version.id;
        laid_ = std::move(version.session);
        TRY(passes_, wanted_passes(session(), request_, version_));
        TRY(const FrameRange frames, wanted_range(laid_, opened_.file, request_.from, request_.to));
        const SampleRate rate = session().info->rate;
        const SampleRange range = samples_of(frames, session().info->timecode.rate, rate);
        const SampleCount handle = milliseconds(print_handle_ms, rate);
        for (PassWanted& pass : passes_) {
            pass.name = print_name(pass.print);
            pass.heard = session::punch_range(pass.print, range, milliseconds(print_crossfade_ms, rate));
            // A file cannot begin before midnight.
            pass.file = {std::max(SamplePos{}, pass.heard.start - handle), pass.heard.end + handle};
            all_.start = &pass == passes_.data() ? pass.file.start : std::min(all_.start, pass.file.start);
            all_.end = std::max(all_.end, pass.file.end);
        }
        outcome_.from = to_timecode(frames.start, session().info->timecode);
        outcome_.to = to_timecode(frames.end, session().info->timecode);
        outcome_.samples = range.length();
        TRY(media_, look_at_media(laid_, opened_.folder));
        stamps_ = stamp_media(laid_, opened_.folder);
        return {};
    }

    Result<void> render() {
        plan::Target target;
        std::vector<Part> parts;
        parts.reserve(laying_->count());
        std::vector<AudioSink*> sinks;
        for (std::size_t pass = 0; pass < laying_->count(); ++pass) {
            const PassWanted& wanted = laying_->wanted(pass);
            target.outputs.push_back(
                {title_of_print(session(), wanted.print), tap_of(wanted.print), wanted.layout});
            sinks.push_back(&parts.emplace_back(laying_->output(pass), all_, wanted.file));
        }
        TRY(auto compiled, plan::compile(laid_, target, media_opener(opened_.folder)));
        CHECK(render::render_offline(*compiled.plan, all_, sinks, {request_.jobs}, progress_));
        CHECK(laying_->finish());
        CHECK(still_the_same(stamps_));
        outcome_.media_complete = media_.complete;
        outcome_.diagnostics = opened_.diagnostics;
        append(outcome_.diagnostics, Diagnostics(laying_->diagnostics()));
        append(outcome_.diagnostics, std::move(media_.diagnostics));
        append(outcome_.diagnostics, without_missing(std::move(compiled.diagnostics), media_.missing));
        return {};
    }

    [[nodiscard]] std::string print_name(const session::Print& print) const {
        if (request_.name.empty()) return title_of_print(session(), print);
        return passes_.size() == 1 ? request_.name
                                   : fmt::format("{} {}", request_.name, title_of_print(session(), print));
    }

    void tell(std::size_t pass) {
        const PassWanted& wanted = laying_->wanted(pass);
        const fs::path& path = laying_->path(pass);
        const session::Print* const print = session::find_print(outcome_.session.prints, wanted.print);
        outcome_.passes.push_back(
            {print->id, print->name, print->bus, path, wanted.layout, wanted.file, wanted.heard});
        auto clipped = laying_->output(pass).clipped().warning(
            session().info->timecode, session().info->rate, path.string(),
            "--bits 32f keeps them, or lower the level of the mix.");
        if (clipped) outcome_.diagnostics.push_back(std::move(*clipped));
    }

    const OpenedSession& opened_;
    const PrintRequest& request_;
    Progress& progress_;
    VersionId version_;
    session::Session laid_;
    MediaState media_;
    std::vector<MediaStamp> stamps_;
    std::vector<PassWanted> passes_; // until they are laying_'s
    std::unique_ptr<PrintLaying> laying_;
    SampleRange all_; // of all files
    PrintOutcome outcome_;
};

} // namespace

Result<PrintedBuses> print_opened(const OpenedSession& opened, const PrintRequest& request,
                                  Progress& progress) {
    return Printing(opened, request, progress).run();
}

// The session last: whatever stops this before, it names no file that is not there.
Result<PrintOutcome> print_buses(const PrintRequest& request, Progress& progress) {
    TRY(const OpenedSession opened, open_session(request.session));
    CHECK(may_save_over(opened, {request.loss}));
    TRY(PrintedBuses printed, print_opened(opened, request, progress));
    if (!progress.at(1, "saving")) return fail(ErrorCode::cancelled, "Stopped; the session is unchanged.");
    PrintOutcome outcome = std::move(printed.outcome);
    auto files = printed.laying->files();
    files.push_back({request.session, [&]() -> Result<void> {
                         TRY(auto saved, save_over(opened, outcome.session, {request.loss}));
                         append(outcome.diagnostics, std::move(saved.diagnostics));
                         return {};
                     }});
    CHECK(publish(files, IfExists::refuse));
    printed.laying->keep();
    return outcome;
}

} // namespace dub::app

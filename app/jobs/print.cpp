#include "app/jobs/print.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/jobs/chosen_version.h"
#include "app/jobs/disk_space.h"
#include "app/jobs/made_folders.h"
#include "app/jobs/print_files.h"
#include "app/jobs/publication.h"
#include "app/jobs/save.h"
#include "app/jobs/wanted_signal.h"
#include "app/jobs/wave_output.h"
#include "engine/render/offline.h"
#include "engine/session/edits/add_media.h"
#include "engine/session/edits/record_print.h"
#include "engine/session/punch.h"
#include "formats/media/identity.h"
#include "formats/wave/wave_reader.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

SampleCount milliseconds(std::int64_t ms, SampleRate rate) { return {ms * rate.hz / 1000}; }

// One bus on its way to its file.
struct Pass {
    session::Print print; // as it is in the session, or as it will be made
    Layout layout;
    SampleRange heard, file;
    std::unique_ptr<WaveOutput> output;
    [[nodiscard]] const fs::path& path() const { return output->files().front().path; }
};

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
Result<std::vector<Pass>> wanted_passes(const session::Session& session, const PrintRequest& request,
                                        VersionId version) {
    std::vector<std::string> words;
    for (const std::string& word : request.buses)
        add_bus_word(session, word, words);
    if (words.empty() && request.whose == Whose::music_and_effects) words.emplace_back("printmaster");
    if (words.empty())
        return fail(ErrorCode::usage, "--bus: say which buses to print: --bus DX,FX, stems, or all.");
    std::vector<Pass> passes;
    for (const std::string& word : words) {
        TRY(const auto wanted, wanted_signal(session, word));
        Pass pass;
        pass.print.bus = wanted.tap.bus;
        pass.print.roles =
            request.whose == Whose::music_and_effects ? session::music_and_effects_roles : wanted.tap.roles;
        pass.print.undipped = request.dips == plan::Dips::bypassed;
        pass.print.version = version;
        pass.layout = wanted.layout;
        const bool again = std::ranges::any_of(passes, [&](const Pass& one) {
            return one.print.bus == pass.print.bus && one.print.roles == pass.print.roles;
        });
        if (const auto* known = session::find_print(session.prints, pass.print)) pass.print = *known;
        if (!again) passes.push_back(std::move(pass));
    }
    return passes;
}

class Printing {
  public:
    Printing(const PrintRequest& request, Progress& progress)
        : request_(request)
        , progress_(progress) {}

    Result<PrintOutcome> run() {
        CHECK(prepare());
        CHECK(make_files());
        CHECK(render());
        TRY(outcome_.session, with_prints());
        CHECK(publish_all());
        folders_.keep();
        return std::move(outcome_);
    }

  private:
    [[nodiscard]] const session::Session& session() const { return opened_->session; }

    Result<void> prepare() {
        TRY(opened_, open_session(request_.session));
        CHECK(may_save_over(*opened_, {request_.loss}));
        TRY(auto version, choose_version(session(), request_.version, ""));
        version_ = version.id;
        laid_ = std::move(version.session);
        TRY(passes_, wanted_passes(session(), request_, version_));
        TRY(const FrameRange frames, wanted_range(laid_, request_.session, request_.from, request_.to));
        const SampleRate rate = session().info->rate;
        const SampleRange range = samples_of(frames, session().info->timecode.rate, rate);
        const SampleCount handle = milliseconds(print_handle_ms, rate);
        for (Pass& pass : passes_) {
            pass.heard = session::punch_range(pass.print, range, milliseconds(print_crossfade_ms, rate));
            // A file cannot begin before midnight.
            pass.file = {std::max(SamplePos{}, pass.heard.start - handle), pass.heard.end + handle};
            all_.start = &pass == passes_.data() ? pass.file.start : std::min(all_.start, pass.file.start);
            all_.end = std::max(all_.end, pass.file.end);
        }
        outcome_.from = to_timecode(frames.start, session().info->timecode);
        outcome_.to = to_timecode(frames.end, session().info->timecode);
        outcome_.samples = range.length();
        TRY(media_, look_at_media(laid_, opened_->folder));
        stamps_ = stamp_media(laid_, opened_->folder);
        return {};
    }

    Result<void> make_files() {
        const fs::path folder =
            request_.media.empty() ? print_folder_of(request_.session) : fs::absolute(request_.media);
        std::uint64_t needed = 0;
        for (const Pass& pass : passes_)
            needed += static_cast<std::uint64_t>(pass.file.length().value) *
                      static_cast<std::uint64_t>(pass.layout.channels() * wave::bits_of(request_.type) / 8);
        CHECK(check_space(folder, needed, "this print",
                          "make room, name another folder with --media, or print a shorter range"));
        CHECK(folders_.make(folder));
        CHECK(folders_.make(folder / "snapshots"));
        sweep_unfinished_prints(folder);
        std::set<fs::path> taken;
        for (const auto& media : session().pool->media)
            taken.insert(media_file(opened_->folder, media->path));
        if (request_.media.empty()) tell_unnamed(unnamed_prints(folder, taken));
        for (Pass& pass : passes_) {
            const fs::path file = free_print_file(folder, title_of_print(session(), pass.print), taken);
            taken.insert(file);
            TRY(pass.output, WaveOutput::create(file, options_for(pass), Split::no, pass.file.start));
        }
        TRY(snapshot_, Snapshot::create(folder / "snapshots", session()));
        return {};
    }

    void tell_unnamed(const std::vector<fs::path>& files) {
        if (files.empty()) return;
        std::string names;
        for (const fs::path& file : files)
            names += (names.empty() ? "" : ", ") + file.filename().string();
        unnamed_.push_back(
            {Severity::note, "print.unnamed-files", files.front().parent_path().string(),
             fmt::format("no recording of this session is {}: a print that was ended left {}, "
                         "or an older state of the session plays {}.",
                         names, files.size() == 1 ? "it" : "them", files.size() == 1 ? "it" : "them")});
    }

    [[nodiscard]] wave::WriteOptions options_for(const Pass& pass) const {
        wave::WriteOptions options;
        options.layout = pass.layout;
        options.rate = session().info->rate;
        options.type = request_.type;
        options.mask = wave_mask(pass.layout) ? wave::Mask::yes : wave::Mask::no;
        options.bext = bext_for(fmt::format("{}, print {} {}", session().info->name,
                                            title_of_print(session(), pass.print), pass.layout.name()),
                                pass.file.start);
        options.ixml = ixml_for(*session().info, pass.file.start);
        return options;
    }

    Result<void> render() {
        plan::Target target;
        for (const Pass& pass : passes_)
            target.outputs.push_back(
                {title_of_print(session(), pass.print), tap_of(pass.print), pass.layout});
        TRY(auto compiled, plan::compile(laid_, target, media_opener(opened_->folder)));
        std::vector<Part> parts;
        parts.reserve(passes_.size());
        std::vector<AudioSink*> sinks;
        for (const Pass& pass : passes_)
            sinks.push_back(&parts.emplace_back(*pass.output, all_, pass.file));
        CHECK(render::render_offline(*compiled.plan, all_, sinks, {request_.jobs}, progress_));
        for (const Pass& pass : passes_)
            CHECK(pass.output->finish());
        CHECK(still_the_same(stamps_));
        outcome_.media_complete = media_.complete;
        outcome_.diagnostics = opened_->diagnostics;
        append(outcome_.diagnostics, std::move(unnamed_));
        append(outcome_.diagnostics, std::move(media_.diagnostics));
        append(outcome_.diagnostics, without_missing(std::move(compiled.diagnostics), media_.missing));
        return {};
    }

    Result<session::Media> media_of(const Pass& pass) const {
        const fs::path file = pass.output->writer(0).temporary_path();
        TRY(const auto identity, media::identity_of(file));
        TRY(const auto reader, wave::WaveReader::open(file));
        session::Media media;
        media.name = pass.path().stem().string();
        media.path = pool_path(opened_->folder, pass.path());
        media.layout = reader->info().format.layout;
        media.rate = session().info->rate;
        media.length = pass.file.length();
        media.bits = wave::bits_of(request_.type);
        media.timestamp = pass.file.start;
        media.bytes = identity.bytes;
        media.hash = identity.hash;
        return media;
    }

    Result<session::Session> with_prints() {
        session::Session next = session();
        for (const Pass& pass : passes_) {
            TRY(auto media, media_of(pass));
            TRY(next, session::apply(next, session::AddMedia{std::move(media)}));
            session::RecordPrint record;
            record.bus = pass.print.bus;
            record.name = print_name(pass);
            record.roles = pass.print.roles;
            record.undipped = pass.print.undipped;
            record.version = pass.print.version;
            record.media = next.pool->media.back()->id;
            record.range = pass.heard;
            record.handle = pass.heard.start - pass.file.start;
            record.crossfade = milliseconds(print_crossfade_ms, session().info->rate);
            record.snapshot = pool_path(opened_->folder, snapshot_->path());
            TRY(next, session::apply(next, record));
            tell(next, pass);
        }
        return next;
    }

    [[nodiscard]] std::string print_name(const Pass& pass) const {
        if (request_.name.empty()) return title_of_print(session(), pass.print);
        return passes_.size() == 1
                   ? request_.name
                   : fmt::format("{} {}", request_.name, title_of_print(session(), pass.print));
    }

    void tell(const session::Session& next, const Pass& pass) {
        const session::Print* const print = session::find_print(next.prints, pass.print);
        outcome_.passes.push_back(
            {print->id, print->name, print->bus, pass.path(), pass.layout, pass.file, pass.heard});
        auto clipped = pass.output->clipped().warning(
            session().info->timecode, session().info->rate, pass.path().string(),
            "--bits 32f keeps them, or lower the level of the mix.");
        if (clipped) outcome_.diagnostics.push_back(std::move(*clipped));
    }

    // The session last: whatever stops this before, it names no file that is not there.
    Result<void> publish_all() {
        if (!progress_.at(1, "saving"))
            return fail(ErrorCode::cancelled, "Stopped; the session is unchanged.");
        std::vector<Publishable> files;
        for (const Pass& pass : passes_)
            files.push_back({pass.path(), [&pass] { return pass.output->commit(); }});
        if (snapshot_->is_new()) files.push_back({snapshot_->path(), [this] { return snapshot_->commit(); }});
        files.push_back({request_.session, [this] { return save_session(); }});
        CHECK(publish(files, IfExists::refuse));
        outcome_.snapshot = snapshot_->path();
        return {};
    }

    Result<void> save_session() {
        TRY(auto saved, save_over(*opened_, outcome_.session, {request_.loss}));
        append(outcome_.diagnostics, std::move(saved.diagnostics));
        return {};
    }

    const PrintRequest& request_;
    Progress& progress_;
    MadeFolders folders_; // goes last: what is left in them has gone by then
    std::optional<OpenedSession> opened_;
    VersionId version_;
    session::Session laid_;
    MediaState media_;
    std::vector<MediaStamp> stamps_;
    std::vector<Pass> passes_;
    SampleRange all_; // of all files
    std::optional<Snapshot> snapshot_;
    Diagnostics unnamed_;
    PrintOutcome outcome_;
};

} // namespace

Result<PrintOutcome> print_buses(const PrintRequest& request, Progress& progress) {
    return Printing(request, progress).run();
}

} // namespace dub::app

#include "app/jobs/render.h"

#include <array>

#include <fmt/format.h>

#include "app/jobs/chosen_version.h"
#include "app/jobs/wanted_signal.h"
#include "app/jobs/wave_head.h"
#include "app/jobs/wave_output.h"
#include "engine/render/offline.h"

namespace dub::app {
namespace {

constexpr std::string_view stem_prefix = "stem:";

// "Reel 1, printmaster 5.1", "Reel 1, nearfield, nl, printmaster 5.1", "Reel 1, stem dialogue 7.1", "Reel 1,
// FX 7.1".
std::string described(const session::Session& session, const RenderRequest& request, const Layout& layout,
                      const std::string& of_version) {
    std::string signal = request.bus;
    if (signal == "m-and-e") signal = "music and effects";
    if (signal.starts_with(stem_prefix)) signal.replace(stem_prefix.size() - 1, 1, " ");
    if (const auto id = BusId::parse(request.bus))
        if (const session::Bus* const bus = session::find_bus(session, *id)) signal = bus->name;
    const std::string& name = session.info->name;
    return fmt::format("{}{}{}{} {}", name, name.empty() ? "" : ", ", of_version, signal, layout.name());
}

wave::WriteOptions write_options(const ChosenVersion& version, const RenderRequest& request,
                                 const Layout& layout, SamplePos start) {
    const session::Session& session = version.session;
    wave::WriteOptions options;
    options.layout = layout;
    options.rate = session.info->rate;
    options.type = request.format.type;
    options.large = request.format.large;
    options.order = request.format.order == FileOrder::film ? ChannelOrder::film : ChannelOrder::smpte;
    // BS.2088 leaves the meaning of channels to chna: an ADM file has no mask beside it.
    const bool mask = request.format.order == FileOrder::by_mask && !request.format.adm;
    options.mask = mask && wave_mask(layout) ? wave::Mask::yes : wave::Mask::no;
    options.if_exists = request.if_exists;
    options.bext =
        bext_for(described(session, request, layout, version_words(version.name, version.language)), start);
    options.ixml = ixml_for(*session.info, start);
    return options;
}

adm::Bed bed_of(const session::Session& session, const wave::WriteOptions& options, SampleCount length) {
    adm::Bed bed = bed_for(options, length);
    bed.programme = session.info->name;
    bed.content = session.info->name;
    bed.object = "Bed";
    return bed;
}

// The whole way of one signal to its files; they appear when the media they were made of are still the same.
struct Job {
    const RenderRequest& request;
    const session::Session& session;
    plan::Plan& plan;
    SampleRange range;
    const std::vector<MediaStamp>& stamps;
};

struct Written {
    std::vector<WaveOutputFile> files;
    std::int64_t clipped_samples = 0;
    std::optional<Diagnostic> clipped;
};

Result<Written> write_files(const Job& job, wave::WriteOptions options, Progress& progress) {
    const RenderRequest& request = job.request;
    const adm::Bed bed = bed_of(job.session, options, job.range.length());
    if (request.format.adm) {
        TRY(auto chunks, adm::bed_chunks(bed));
        options.axml = std::move(chunks.axml);
        options.chna = std::move(chunks.chna);
    }
    const Split split = request.format.split ? Split::yes : Split::no;
    TRY(const auto output, WaveOutput::create(request.out, std::move(options), split, job.range.start));
    const std::array<AudioSink*, 1> sinks{output.get()};
    CHECK(render::render_offline(job.plan, job.range, sinks, {request.jobs}, progress));
    CHECK(output->finish());
    if (request.format.adm) CHECK(adm::verify_bed(output->writer(0).temporary_path(), bed));
    CHECK(still_the_same(job.stamps));
    if (!progress.at(1, request.out.filename().string()))
        return fail(ErrorCode::cancelled, "Stopped; nothing was written.");
    CHECK(output->commit());
    return Written{output->files(), output->clipped().samples(),
                   output->clipped().warning(job.session.info->timecode, job.session.info->rate,
                                             request.out.string(),
                                             "--bits 32f keeps them, or lower the level of the mix.")};
}

} // namespace

Result<RenderOutcome> render(const RenderRequest& request, Progress& progress) {
    TRY(const auto opened, open_session(request.session));
    TRY(const auto version, choose_version(opened.session, request.version, request.language));
    const session::Session& session = version.session;
    TRY(const auto wanted, wanted_signal(session, request.bus));
    TRY(const auto frames, wanted_range(session, request.session, request.from, request.to));
    const Layout layout = request.layout.value_or(wanted.layout);
    const SampleRange range = samples_of(frames, session.info->timecode.rate, session.info->rate);

    PrintSource heard{session, {{{request.bus, wanted.tap, layout}}}, {}, {}};
    if (request.source == Source::prints) {
        TRY(heard, source_from_prints(opened, version.id, heard.target, {range}));
    }
    TRY(auto media, look_at_media(heard.session, opened.folder));
    const auto stamps = stamp_media(heard.session, opened.folder);
    TRY(auto compiled, plan::compile(heard.session, heard.target, media_opener(opened.folder)));

    const Job job{request, session, *compiled.plan, range, stamps};
    TRY(auto written, write_files(job, write_options(version, request, layout, range.start), progress));

    RenderOutcome outcome;
    outcome.files = std::move(written.files);
    outcome.clipped_samples = written.clipped_samples;
    outcome.version = version.name;
    outcome.language = version.language;
    outcome.layout = layout;
    outcome.rate = session.info->rate;
    outcome.bits = wave::bits_of(request.format.type);
    outcome.samples = range.length();
    outcome.time_reference = range.start;
    outcome.from = to_timecode(frames.start, session.info->timecode);
    outcome.to = to_timecode(frames.end, session.info->timecode);
    outcome.media_complete = media.complete;
    outcome.diagnostics = opened.diagnostics;
    outcome.source = request.source;
    outcome.stale = std::move(heard.stale);
    append(outcome.diagnostics, std::move(heard.diagnostics));
    append(outcome.diagnostics, std::move(media.diagnostics));
    append(outcome.diagnostics, without_missing(std::move(compiled.diagnostics), media.missing));
    if (version.rate)
        outcome.diagnostics.push_back(
            {Severity::warning, "render.version-rate", version.name,
             fmt::format("{} runs at another frame rate; a render keeps the session's, deliver changes it",
                         version.name)});
    if (written.clipped) outcome.diagnostics.push_back(std::move(*written.clipped));
    return outcome;
}

} // namespace dub::app

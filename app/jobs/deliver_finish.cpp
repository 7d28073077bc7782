#include "app/jobs/deliver_finish.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

#include "app/jobs/deliver_wave.h"
#include "app/jobs/limited_reader.h"
#include "app/jobs/measure_source.h"
#include "engine/core/timecode.h"
#include "engine/dsp/dither.h"
#include "engine/measure/meter.h"
#include "formats/media/identity.h"
#include "formats/wave/wave_reader.h"

namespace dub::app {
namespace {

using delivery::FileForm;
using delivery::FileRole;

constexpr double heavy_reduction_db = 6; // deeper is a mix to be looked at, not a peak to be caught
constexpr double heavy_share = 0.05;     // of the programme's length

bool is_whole_mix(FileRole role) { return role == FileRole::printmaster || role == FileRole::adm_bed; }

// One set on its way; the members live as long as finish_set().
class SetWork {
  public:
    SetWork(const FinishRequest& request, const PlannedSet& set, Db offset)
        : request_(request)
        , set_(set)
        , spec_(request.plan.specs[set.spec])
        , mixed_(request.mixed.outputs[set.output])
        , rate_(request.session.info->rate) {
        done_.stamps = stamps_for(request.session, request.plan.programme, spec_.leader);
        done_.offset = offset;
        done_.bits = set.wanted.bits;
    }

    Result<FinishedSet> run() {
        CHECK(open());
        CHECK(write());
        CHECK(read_back());
        return std::move(done_);
    }

  private:
    [[nodiscard]] DeliveredWave wave() const { return {request_.session, spec_, set_, done_.stamps.file}; }
    [[nodiscard]] SamplePos in_store(SamplePos session) const {
        return SamplePos{} + (session - request_.plan.programme.start);
    }
    [[nodiscard]] SampleRange in_file(SampleRange session) const {
        return {SamplePos{} + (session.start - done_.stamps.file.start),
                SamplePos{} + (session.end - done_.stamps.file.start)};
    }

    Result<void> open() {
        wave::WriteOptions options = write_options(wave(), request_.if_exists);
        if (set_.wanted.adm) {
            TRY(auto chunks, adm::bed_chunks(bed_of(wave(), {})));
            options.chna = std::move(chunks.chna);
            options.axml = std::move(chunks.axml);
        }
        for (std::size_t i = 0; i < set_.files.size(); ++i) {
            if (set_.wanted.form == FileForm::split_mono)
                options.layout = Layout{(*set_.wanted.layout)[static_cast<int>(i)]};
            TRY(auto writer, wave::WaveWriter::create(request_.out / set_.files[i], options));
            done_.writers.push_back(std::move(writer));
            add_file(set_.files[i], file_order(options));
        }
        return {};
    }

    void add_file(const std::string& path, std::vector<Speaker> channels) {
        report::DeliveredFile file;
        file.path = path;
        file.set = set_.path;
        file.spec = spec_.id;
        file.role = set_.wanted.role;
        file.stem = set_.stem_name;
        file.layout = *set_.wanted.layout;
        file.channels = std::move(channels);
        file.rate = rate_;
        file.bits = set_.wanted.bits;
        file.samples = done_.stamps.file.length();
        file.time_reference = time_of_day(wave());
        file.offset = done_.offset;
        done_.files.push_back(std::move(file));
    }

    // Only a file whose own true peak would exceed the ceiling meets the limiter at all.
    [[nodiscard]] std::optional<Dbtp> ceiling() const {
        if (!spec_.limiter_ceiling || set_.wanted.role == FileRole::stem || !mixed_.measured.true_peak)
            return std::nullopt;
        const bool exceeds =
            mixed_.measured.true_peak->value + done_.offset.value > spec_.limiter_ceiling->value;
        return exceeds ? spec_.limiter_ceiling : std::nullopt;
    }

    Result<void> write() {
        const std::optional<Dbtp> ceiling_here = ceiling();
        const SampleRange range{in_store(done_.stamps.file.start), in_store(done_.stamps.file.end)};
        LimitedReader reader(*mixed_.store, range, done_.offset, ceiling_here);
        const bool untouched = !ceiling_here && done_.offset.value == 0;
        const bool dithers = set_.wanted.bits < 32 &&
                             !(untouched && mixed_.exact_bits != 0 && mixed_.exact_bits <= set_.wanted.bits);
        // Without the limiter the pass has measured already all that bext tells.
        std::optional<measure::Meter> meter;
        if (ceiling_here) meter.emplace(*set_.wanted.layout, rate_);
        AudioBuffer work(set_.wanted.layout->channels(), LimitedReader::block_samples);
        while (true) {
            TRY(const ConstAudioBlock mixed, reader.next());
            if (mixed.samples() == 0) break;
            const SamplePos at =
                done_.stamps.file.start + (reader.position() - SampleCount{mixed.samples()} - range.start);
            if (meter) meter->add(mixed);
            const AudioBlock block = work.block(mixed.samples());
            for (int c = 0; c < block.channels(); ++c)
                std::ranges::copy(mixed.channel(c), block.data(c));
            stamp(block, at);
            if (dithers) dither(block, at);
            CHECK(pass_on(block));
            if (!going(0.5 * seconds(at - done_.stamps.file.start, rate_)))
                return std::unexpected(cancelled_error());
        }
        note_limiting(reader);
        set_loudness(meter ? meter->result() : mixed_.measured, meter ? Db{} : done_.offset);
        CHECK(complete_adm());
        for (const auto& writer : done_.writers)
            CHECK(writer->close_header());
        return {};
    }

    // One frame of 1 kHz at -20 dBFS in place of what is there (in every channel, so that mono files of a set
    // line up too).
    void stamp(AudioBlock block, SamplePos at) const {
        const SampleRange here{at, at + SampleCount{block.samples()}};
        for (const SampleRange& pop : done_.stamps.pops) {
            const SampleRange part = here.clipped(pop);
            for (SamplePos p = part.start; p < part.end; p += SampleCount{1}) {
                const double turns = 1000.0 * seconds(p - pop.start, rate_);
                const auto value = static_cast<float>(0.1 * std::sin(2 * std::numbers::pi * turns));
                for (int c = 0; c < block.channels(); ++c)
                    block.data(c)[(p - at).value] = value;
            }
        }
    }

    // Noise of each file's own: the same in all stems it would add up, not average out.
    void dither(AudioBlock block, SamplePos at) const {
        const dsp::DitherSpec spec{.bits = set_.wanted.bits,
                                   .seed = std::hash<std::string>{}(spec_.id + "/" + set_.stem_name)};
        for (int c = 0; c < block.channels(); ++c)
            dsp::dither(block.channel(c), spec, at, c);
    }

    Result<void> pass_on(ConstAudioBlock block) {
        if (done_.writers.size() == 1) return done_.writers.front()->write(block);
        for (int c = 0; c < block.channels(); ++c) {
            const float* const row = block.data(c);
            CHECK(
                done_.writers[static_cast<std::size_t>(c)]->write(ConstAudioBlock(&row, 1, block.samples())));
        }
        return {};
    }

    bool going(double seconds_done) const {
        const double all = std::max(seconds(done_.stamps.file.length(), rate_), 1e-3);
        return !request_.progress || request_.progress(std::min(seconds_done / all, 1.0));
    }

    void note_limiting(const LimitedReader& reader) {
        const TimecodeFormat& timecode = request_.session.info->timecode;
        double deepest = 0;
        for (const dsp::LimitedRange& range : reader.limited()) {
            const SampleRange session = range.at.moved(request_.plan.programme.start - SamplePos{});
            const FrameRange frames = frames_around(session, timecode.rate, rate_);
            done_.limited.push_back({set_.path, in_file(session), to_timecode(frames.start, timecode),
                                     to_timecode(frames.end, timecode), Db{-range.reduction.value}});
            deepest = std::max(deepest, -range.reduction.value);
        }
        for (auto& file : done_.files)
            file.limited = Db{deepest};
        const double share = static_cast<double>(reader.limited_samples().value) /
                             static_cast<double>(std::max<std::int64_t>(done_.stamps.file.length().value, 1));
        if (deepest <= heavy_reduction_db && share <= heavy_share) return;
        done_.diagnostics.push_back({Severity::warning, "deliver.heavy-limiting", set_.path,
                                     fmt::format("the limiter took up to {:.1f} dB and worked {:.1f} % of "
                                                 "the time: this level is mixed too high for {}; "
                                                 "lower the mix rather than lean on the limiter",
                                                 deepest, share * 100, spec_.id)});
    }

    // Loudness belongs to the whole set: a mono file of it says nothing.
    void set_loudness(const measure::Measurement& measured, Db offset) {
        if (done_.writers.size() != 1) return;
        loudness_ = loudness_of(measured, offset);
        done_.writers.front()->set_loudness(loudness_);
    }

    // The texts are made again with what is known only now; the entries of chna are the same.
    Result<void> complete_adm() {
        if (!set_.wanted.adm) return {};
        TRY(auto chunks, adm::bed_chunks(bed_of(wave(), loudness_)));
        done_.writers.front()->set_axml(std::move(chunks.axml));
        return {};
    }

    Result<void> read_back() {
        if (set_.wanted.adm)
            CHECK(adm::verify_bed(done_.writers.front()->temporary_path(), bed_of(wave(), loudness_)));
        auto reader = read_set(set_, done_);
        if (!reader) return std::unexpected(in_context(reader.error(), "reading back " + set_.path));
        if ((*reader)->format().length != done_.stamps.file.length())
            return fail(ErrorCode::io,
                        fmt::format("{} reads back with {} samples, {} were written; the disk may be failing",
                                    set_.path, (*reader)->format().length.value,
                                    done_.stamps.file.length().value));
        std::vector<SampleRange> pops;
        for (const SampleRange& pop : done_.stamps.pops)
            pops.push_back(in_file(pop));
        std::vector<measure::Measurement> each;
        TRY(done_.measured,
            measure_source(
                **reader,
                {.range = in_file(request_.plan.programme),
                 .silenced = pops,
                 .speech_100ms = is_whole_mix(set_.wanted.role) ? &request_.mixed.speech_100ms : nullptr,
                 .each_channel = done_.files.size() > 1 ? &each : nullptr,
                 .progress = [&](double done) {
                     return !request_.progress || request_.progress(0.5 + 0.5 * done);
                 }}));
        for (std::size_t i = 0; i < done_.files.size(); ++i) {
            done_.files[i].measured = each.empty() ? done_.measured : each[i];
            TRY(done_.files[i].sha256, media::sha256_of(done_.writers[i]->temporary_path()));
        }
        return {};
    }

    const FinishRequest& request_;
    const PlannedSet& set_;
    const delivery::Spec& spec_;
    const MixedOutput& mixed_;
    SampleRate rate_;
    wave::BextLoudness loudness_;
    FinishedSet done_;
};

} // namespace

Result<FinishedSet> finish_set(const FinishRequest& request, const PlannedSet& set, Db offset) {
    return SetWork(request, set, offset).run();
}

Result<std::unique_ptr<SetReader>> read_set(const PlannedSet& set, const FinishedSet& finished) {
    std::vector<std::unique_ptr<AudioSource>> files;
    for (const auto& writer : finished.writers) {
        TRY(auto file, wave::WaveReader::open(writer->temporary_path()));
        files.push_back(std::move(file));
    }
    if (files.size() == 1) return SetReader::interleaved(std::move(files.front()), *set.wanted.layout);
    return SetReader::split(std::move(files), *set.wanted.layout);
}

} // namespace dub::app

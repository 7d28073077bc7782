#include "app/jobs/deliver_finish.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

#include "app/jobs/clipping.h"
#include "app/jobs/deliver_wave.h"
#include "app/jobs/limited_reader.h"
#include "app/jobs/measure_source.h"
#include "engine/core/checksum.h"
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
// Of the time a set takes; the rest is its checksum.
constexpr double write_share = 0.45, measure_share = 0.45;
constexpr double heavy_share = 0.05; // of the programme's length

bool is_whole_mix(FileRole role) { return role == FileRole::printmaster || role == FileRole::adm_bed; }

// One set on its way; the members live as long as finish_set().
class SetWork {
  public:
    SetWork(const FinishRequest& request, const PlannedSet& set, const SetLevel& level)
        : request_(request)
        , set_(set)
        , spec_(request.plan.specs[set.spec])
        , mixed_(request.mixed.outputs[set.output])
        , rate_(request.session.info->rate)
        , speech_(level.speech)
        , clipped_(*set.wanted.layout, set.wanted.bits) {
        done_.stamps = stamps_for(request.session, request.plan.programme, spec_.leader);
        done_.offset = level.offset;
    }

    Result<FinishedSet> run() {
        CHECK(open());
        CHECK(write());
        CHECK(read_back());
        return std::move(done_);
    }

  private:
    [[nodiscard]] DeliveredWave wave() const {
        return {request_.session, request_.plan, spec_, set_, done_.stamps.file};
    }
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
            TRY(auto chunks, adm::bed_chunks(bed_of(wave(), options, {})));
            options.chna = std::move(chunks.chna);
            options.axml = std::move(chunks.axml);
        }
        const std::string of_set = options.bext->description;
        for (std::size_t i = 0; i < set_.files.size(); ++i) {
            if (set_.wanted.form == FileForm::split_mono) {
                const Speaker speaker = (*set_.wanted.layout)[static_cast<int>(i)];
                options.layout = Layout{speaker};
                options.bext->description = channel_description(of_set, speaker);
            }
            TRY(auto writer, wave::WaveWriter::create(request_.out / set_.files[i], options));
            done_.writers.push_back(std::move(writer));
            meant_.push_back(options);
            report::DeliveredFile file;
            file.path = set_.files[i];
            file.set = set_.path;
            file.spec = spec_.id;
            file.role = set_.wanted.role;
            file.stem = set_.stem_name;
            file.offset = done_.offset;
            file.programme = in_file(request_.plan.programme);
            for (const SampleRange& pop : done_.stamps.pops)
                file.pops.push_back(in_file(pop));
            done_.files.push_back(std::move(file));
        }
        return {};
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
            clipped_.add(mixed, at);
            const AudioBlock block = work.block(mixed.samples());
            for (int c = 0; c < block.channels(); ++c)
                std::ranges::copy(mixed.channel(c), block.data(c));
            stamp(block, at);
            if (dithers) dither(block, at);
            CHECK(pass_on(block));
            if (!going(at - done_.stamps.file.start)) return std::unexpected(cancelled_error());
        }
        note_limiting(reader);
        note_clipping();
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

    // Noise of each set's own: the same in all stems it would add up, not average out.
    void dither(AudioBlock block, SamplePos at) const {
        const dsp::DitherSpec spec{.bits = set_.wanted.bits, .seed = fnv1a(set_.path)};
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

    bool going(SampleCount written) const {
        const auto all = static_cast<double>(std::max<std::int64_t>(done_.stamps.file.length().value, 1));
        return still(write_share * static_cast<double>(written.value) / all);
    }
    [[nodiscard]] bool still(double done) const {
        return !request_.progress || request_.progress(std::clamp(done, 0.0, 1.0));
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

    void note_clipping() {
        for (auto& file : done_.files)
            file.clipped_samples = clipped_.samples();
        if (auto warning =
                clipped_.warning(request_.session, set_.path,
                                 "lower the mix there, or take a spec that limits it or wants 32 bits."))
            done_.diagnostics.push_back(std::move(*warning));
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
        TRY(auto chunks, adm::bed_chunks(bed_of(wave(), meant_.front(), loudness_)));
        done_.writers.front()->set_axml(std::move(chunks.axml));
        return {};
    }

    // From here on only what the files say of themselves counts: the verdicts rest on it.
    Result<void> read_back() {
        if (set_.wanted.adm)
            CHECK(adm::verify_bed(done_.writers.front()->temporary_path(),
                                  bed_of(wave(), meant_.front(), loudness_)));
        std::vector<Speaker> speakers;
        for (std::size_t i = 0; i < done_.files.size(); ++i) {
            TRY(const WaveShape found, read_shape(i));
            note_shape(found, done_.files[i]);
            speakers.insert(speakers.end(), found.channels.begin(), found.channels.end());
        }
        done_.layout = layout_found(speakers);
        for (auto& file : done_.files)
            file.layout = done_.layout;
        CHECK(measure());
        return sum_up();
    }

    [[nodiscard]] Result<WaveShape> read_shape(std::size_t i) const {
        const auto reader = wave::WaveReader::open(done_.writers[i]->temporary_path());
        if (!reader) return std::unexpected(in_context(reader.error(), "reading back " + set_.files[i]));
        WaveShape found = shape_of((*reader)->info());
        const WaveShape meant = shape_of(meant_[i], done_.stamps.file.length());
        CHECK(check_read_back(found, meant, set_.files[i]));
        if (!meant.names_channels) found.channels = meant.channels; // equal in number
        return found;
    }

    static void note_shape(const WaveShape& found, report::DeliveredFile& file) {
        file.channels = found.channels;
        file.rate = found.rate;
        file.bits = wave::bits_of(found.type);
        file.samples = found.length;
        file.time_reference = found.time_reference.value_or(SamplePos{});
    }

    // In the wanted order when these are its speakers: the order in the file is another matter.
    [[nodiscard]] Layout layout_found(const std::vector<Speaker>& speakers) const {
        const Layout& wanted = *set_.wanted.layout;
        const bool same = speakers.size() == wanted.speakers().size() &&
                          std::ranges::all_of(wanted.speakers(), [&](Speaker s) {
                              return std::ranges::count(speakers, s) == 1;
                          });
        return same ? wanted : layout_of(speakers).value_or(Layout(speakers));
    }

    Result<void> measure() {
        auto reader = read_set(set_, done_);
        if (!reader) return std::unexpected(in_context(reader.error(), "reading back " + set_.path));
        std::vector<measure::Measurement> each;
        std::vector<bool> speech;
        if (is_whole_mix(set_.wanted.role)) speech = request_.mixed.speech_100ms(speech_);
        TRY(done_.measured,
            measure_source(**reader, {.range = in_file(request_.plan.programme),
                                      .silenced = done_.files.front().pops,
                                      .speech_100ms = is_whole_mix(set_.wanted.role) ? &speech : nullptr,
                                      .each_channel = done_.files.size() > 1 ? &each : nullptr,
                                      .progress = [&](double done) {
                                          return still(write_share + measure_share * done);
                                      }}));
        for (std::size_t i = 0; i < done_.files.size(); ++i)
            done_.files[i].measured = each.empty() ? done_.measured : each[i];
        return {};
    }

    Result<void> sum_up() {
        const auto count = static_cast<double>(done_.files.size());
        const double before = write_share + measure_share;
        for (std::size_t i = 0; i < done_.files.size(); ++i) {
            const auto progress = [&](double done) {
                return still(before + (1 - before) * (static_cast<double>(i) + done) / count);
            };
            TRY(done_.files[i].sha256, media::sha256_of(done_.writers[i]->temporary_path(), progress));
        }
        return {};
    }

    const FinishRequest& request_;
    const PlannedSet& set_;
    const delivery::Spec& spec_;
    const MixedOutput& mixed_;
    SampleRate rate_;
    Db speech_;
    ClipCounter clipped_;
    wave::BextLoudness loudness_;
    std::vector<wave::WriteOptions> meant_; // of each file
    FinishedSet done_;
};

} // namespace

Result<FinishedSet> finish_set(const FinishRequest& request, const PlannedSet& set, const SetLevel& level) {
    return SetWork(request, set, level).run();
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

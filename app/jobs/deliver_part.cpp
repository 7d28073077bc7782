#include "app/jobs/deliver_part.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/jobs/measure_source.h"
#include "engine/core/audio_buffer.h"
#include "formats/media/identity.h"
#include "formats/wave/wave_reader.h"

namespace dub::app {
namespace {

using delivery::FileForm;

constexpr double measure_share = 0.8; // of reading back; the rest is the checksum

} // namespace

Result<std::unique_ptr<SetReader>> read_part(const PlannedSet& set, const FinishedPart& part) {
    std::vector<std::unique_ptr<AudioSource>> files;
    for (const auto& writer : part.writers) {
        TRY(auto file, wave::WaveReader::open(writer->temporary_path()));
        files.push_back(std::move(file));
    }
    if (files.size() == 1) return SetReader::interleaved(std::move(files.front()), *set.wanted.layout);
    return SetReader::split(std::move(files), *set.wanted.layout);
}

PartWork::PartWork(const session::Session& session, const DeliverPlan& plan, const PlannedSet& set,
                   const PlannedPart& part)
    : session_(session)
    , plan_(plan)
    , set_(set)
    , part_(part)
    , clipped_(*set.wanted.layout, set.wanted.bits) {
    if (!is_whole()) meter_.emplace(*set.wanted.layout, plan.programme.rate);
}

Result<void> PartWork::open(const std::filesystem::path& folder, IfExists if_exists, Db offset) {
    wave::WriteOptions options = write_options(wave(), if_exists);
    if (set_.wanted.adm) {
        TRY(auto chunks, adm::bed_chunks(bed_of(wave(), options, {})));
        options.chna = std::move(chunks.chna);
        options.axml = std::move(chunks.axml);
    }
    const std::string of_set = options.bext->description;
    for (std::size_t i = 0; i < part_.files.size(); ++i) {
        if (set_.wanted.form == FileForm::split_mono) {
            const Speaker speaker = (*set_.wanted.layout)[static_cast<int>(i)];
            options.layout = Layout{speaker};
            options.bext->description = channel_description(of_set, speaker);
        }
        TRY(auto writer, wave::WaveWriter::create(folder / part_.files[i], options));
        done_.writers.push_back(std::move(writer));
        meant_.push_back(options);
        report::DeliveredFile file;
        file.path = part_.files[i];
        file.set = part_.path;
        file.spec = plan_.specs[set_.spec].id;
        file.role = set_.wanted.role;
        file.stem = set_.stem_name;
        file.segment = part_.cut.segment;
        file.offset = offset;
        file.programme = part_.cut.programme();
        file.pops = part_.cut.pops;
        done_.files.push_back(std::move(file));
    }
    return black({}, SamplePos{} + part_.cut.lead);
}

Result<void> PartWork::write(SamplePos at, ConstAudioBlock sound, ConstAudioBlock in_file) {
    const SampleRange here = SampleRange{at, at + SampleCount{sound.samples()}}.clipped(part_.cut.joined);
    if (here.empty()) return {};
    const int from = static_cast<int>((here.start - at).value);
    const int samples = static_cast<int>(here.length().value);
    if (meter_) meter_->add(sound.part(from, samples));
    // Counted where the file's own timecode says.
    clipped_.add(sound.part(from, samples),
                 part_.cut.start + part_.cut.lead + (here.start - part_.cut.joined.start));
    return pass_on(in_file.part(from, samples));
}

// Digital zero but for the pops: one frame of 1 kHz at -20 dBFS in every channel, so that mono files of a set
// line up too.
Result<void> PartWork::black(SamplePos from, SamplePos to) {
    constexpr std::int64_t block_samples = 4096;
    AudioBuffer buffer(set_.wanted.layout->channels(), block_samples);
    for (SamplePos at = from; at < to; at += SampleCount{block_samples}) {
        const AudioBlock block =
            buffer.block(static_cast<int>(std::min<std::int64_t>(block_samples, (to - at).value)));
        for (int c = 0; c < block.channels(); ++c)
            std::ranges::fill(block.channel(c), 0.0F);
        stamp(block, at);
        CHECK(pass_on(block));
    }
    return {};
}

void PartWork::stamp(AudioBlock block, SamplePos at) const {
    const SampleRange here{at, at + SampleCount{block.samples()}};
    for (const SampleRange& pop : part_.cut.pops) {
        const SampleRange part = here.clipped(pop);
        for (SamplePos p = part.start; p < part.end; p += SampleCount{1}) {
            const double turns = 1000.0 * seconds(p - pop.start, plan_.programme.rate);
            const auto value = static_cast<float>(0.1 * std::sin(2 * std::numbers::pi * turns));
            for (int c = 0; c < block.channels(); ++c)
                block.data(c)[(p - at).value] = value;
        }
    }
}

Result<void> PartWork::pass_on(ConstAudioBlock block) {
    if (done_.writers.size() == 1) return done_.writers.front()->write(block);
    for (int c = 0; c < block.channels(); ++c) {
        const float* const row = block.data(c);
        CHECK(done_.writers[static_cast<std::size_t>(c)]->write(ConstAudioBlock(&row, 1, block.samples())));
    }
    return {};
}

Result<void> PartWork::close(const measure::Measurement& whole, Db offset) {
    CHECK(black(part_.cut.programme().end, SamplePos{} + part_.cut.length()));
    for (auto& file : done_.files)
        file.clipped_samples = clipped_.samples();
    // Loudness belongs to the whole set: a mono file of it says nothing.
    if (done_.writers.size() == 1) {
        loudness_ = meter_ ? loudness_of(meter_->result(), Db{}) : loudness_of(whole, offset);
        done_.writers.front()->set_loudness(loudness_);
    }
    // The texts are made again with what is known only now; the entries of chna are the same.
    if (set_.wanted.adm) {
        TRY(auto chunks, adm::bed_chunks(bed_of(wave(), meant_.front(), loudness_)));
        done_.writers.front()->set_axml(std::move(chunks.axml));
    }
    for (const auto& writer : done_.writers)
        CHECK(writer->close_header());
    return {};
}

void PartWork::note_limited(std::span<const dsp::LimitedRange> joined) {
    const Cut& cut = part_.cut;
    const Programme& programme = plan_.programme;
    for (const dsp::LimitedRange& range : joined) {
        const SampleRange here = range.at.clipped(cut.joined);
        if (here.empty()) continue;
        const SampleRange in_file = here.moved(cut.lead - (cut.joined.start - SamplePos{}));
        const SampleRange stamped = in_file.moved(cut.start - SamplePos{});
        const FrameRange frames = frames_around(stamped, programme.timecode.rate, programme.rate);
        done_.limited.push_back({part_.path, in_file, to_timecode(frames.start, programme.timecode),
                                 to_timecode(frames.end, programme.timecode), Db{-range.reduction.value}});
        for (auto& file : done_.files)
            file.limited = Db{std::max(file.limited.value, -range.reduction.value)};
    }
}

std::optional<Diagnostic> PartWork::clipped() const {
    return clipped_.warning(plan_.programme.timecode, plan_.programme.rate, part_.path,
                            "lower the mix there, or take a spec that limits it or wants 32 bits.");
}

Result<void> PartWork::read_back(const std::vector<bool>* speech,
                                 const std::function<bool(double)>& progress) {
    if (set_.wanted.adm)
        CHECK(adm::verify_bed(done_.writers.front()->temporary_path(),
                              bed_of(wave(), meant_.front(), loudness_)));
    std::vector<Speaker> speakers;
    for (std::size_t i = 0; i < done_.files.size(); ++i) {
        TRY(const WaveShape found, read_shape(i));
        report::DeliveredFile& file = done_.files[i];
        file.channels = found.channels;
        file.rate = found.rate;
        file.bits = wave::bits_of(found.type);
        file.samples = found.length;
        file.time_reference = found.time_reference.value_or(SamplePos{});
        speakers.insert(speakers.end(), found.channels.begin(), found.channels.end());
    }
    done_.layout = layout_found(speakers);
    for (auto& file : done_.files)
        file.layout = done_.layout;
    CHECK(measure(speech, progress));
    return sum_up(progress);
}

Result<WaveShape> PartWork::read_shape(std::size_t i) const {
    const auto reader = wave::WaveReader::open(done_.writers[i]->temporary_path());
    if (!reader) return std::unexpected(in_context(reader.error(), "reading back " + part_.files[i]));
    WaveShape found = shape_of((*reader)->info());
    const WaveShape meant = shape_of(meant_[i], part_.cut.length());
    CHECK(check_read_back(found, meant, part_.files[i]));
    if (!meant.names_channels) found.channels = meant.channels; // equal in number
    return found;
}

// In the wanted order when these are its speakers: the order in the file is another matter.
Layout PartWork::layout_found(const std::vector<Speaker>& speakers) const {
    const Layout& wanted = *set_.wanted.layout;
    const bool same = speakers.size() == wanted.speakers().size() &&
                      std::ranges::all_of(wanted.speakers(),
                                          [&](Speaker s) { return std::ranges::count(speakers, s) == 1; });
    return same ? wanted : layout_of(speakers).value_or(Layout(speakers));
}

Result<void> PartWork::measure(const std::vector<bool>* speech, const std::function<bool(double)>& progress) {
    auto reader = read_part(set_, done_);
    if (!reader) return std::unexpected(in_context(reader.error(), "reading back " + part_.path));
    std::vector<measure::Measurement> each;
    std::vector<bool> here;
    if (speech != nullptr) here = speech_within(*speech, part_.cut.joined, plan_.programme.rate);
    TRY(done_.measured,
        measure_source(**reader, {.range = part_.cut.programme(),
                                  .silenced = part_.cut.pops,
                                  .speech_100ms = speech != nullptr ? &here : nullptr,
                                  .each_channel = done_.files.size() > 1 ? &each : nullptr,
                                  .progress = [&](double done) { return progress(measure_share * done); }}));
    for (std::size_t i = 0; i < done_.files.size(); ++i)
        done_.files[i].measured = each.empty() ? done_.measured : each[i];
    return {};
}

Result<void> PartWork::sum_up(const std::function<bool(double)>& progress) {
    const auto count = static_cast<double>(done_.files.size());
    for (std::size_t i = 0; i < done_.files.size(); ++i) {
        const auto part = [&](double done) {
            return progress(measure_share + (1 - measure_share) * (static_cast<double>(i) + done) / count);
        };
        TRY(done_.files[i].sha256, media::sha256_of(done_.writers[i]->temporary_path(), part));
    }
    return {};
}

} // namespace dub::app

#include "app/jobs/wave_output.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/jobs/publication.h"
#include "engine/dsp/dither.h"
#include "formats/wave/wave_reader.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

// "mix.wav" -> "mix.Lss.wav", as dubbing stages name them.
fs::path split_name(const fs::path& path, Speaker speaker) {
    return path.parent_path() /
           fmt::format("{}.{}{}", path.stem().string(), label(speaker), path.extension().string());
}

// Adds dither to the samples that `bits` cannot hold.
void dither_inexact(std::span<float> samples, int bits, SamplePos start, int channel) {
    const auto steps = static_cast<float>(1U << (bits - 1));
    const auto exact = [steps](float sample) { return sample * steps == std::nearbyint(sample * steps); };
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (exact(samples[i])) continue;
        const SamplePos at = start + SampleCount{static_cast<std::int64_t>(i)};
        dsp::dither(samples.subspan(i, 1), {bits, 0}, at, channel);
    }
}

} // namespace

WaveOutput::WaveOutput(wave::WriteOptions options, Split split, SamplePos start)
    : options_(std::move(options))
    , split_(split)
    , start_(start)
    , clipped_(options_.layout, wave::bits_of(options_.type)) {}

Result<std::unique_ptr<WaveOutput>> WaveOutput::create(const fs::path& path, wave::WriteOptions options,
                                                       Split split, SamplePos start) {
    std::unique_ptr<WaveOutput> output(new WaveOutput(std::move(options), split, start));
    if (split == Split::no) {
        CHECK(output->add_file(path, output->options_));
        return output;
    }
    for (const Speaker speaker : output->options_.layout.speakers()) {
        wave::WriteOptions one = output->options_;
        one.layout = Layout{speaker};
        one.mask = wave::Mask::no; // a lone speaker's mask would say centre, or be misread
        if (one.bext) one.bext->description = channel_description(one.bext->description, speaker);
        CHECK(output->add_file(split_name(path, speaker), one));
    }
    return output;
}

Result<void> WaveOutput::add_file(const fs::path& path, const wave::WriteOptions& options) {
    TRY(auto writer, wave::WaveWriter::create(path, options));
    writers_.push_back(std::move(writer));
    files_.push_back({path, file_order(options)});
    meant_.push_back(shape_of(options, {}));
    return {};
}

Result<void> WaveOutput::write(ConstAudioBlock block) {
    clipped_.add(block, start_ + written_); // before the dither clips
    const ConstAudioBlock ready = options_.type == wave::SampleType::float32 ? block : dithered(block);
    written_ += SampleCount{block.samples()};
    return pass_on(ready);
}

ConstAudioBlock WaveOutput::dithered(ConstAudioBlock block) {
    if (work_.channels() != block.channels() || work_.samples() < block.samples())
        work_ = AudioBuffer(block.channels(), block.samples());
    const AudioBlock copy = work_.block(block.samples());
    for (int channel = 0; channel < block.channels(); ++channel) {
        std::ranges::copy(block.channel(channel), copy.data(channel));
        dither_inexact(copy.channel(channel), wave::bits_of(options_.type), start_ + written_, channel);
    }
    return copy;
}

Result<void> WaveOutput::pass_on(ConstAudioBlock block) {
    if (split_ == Split::no) return writers_.front()->write(block);
    for (int channel = 0; channel < block.channels(); ++channel) {
        const float* const data = block.data(channel);
        CHECK(writers_[static_cast<std::size_t>(channel)]->write(ConstAudioBlock(&data, 1, block.samples())));
    }
    return {};
}

Result<void> WaveOutput::finish() {
    for (std::size_t i = 0; i < writers_.size(); ++i) {
        CHECK(writers_[i]->close_header());
        const std::string name = files_[i].path.string();
        const auto reader = wave::WaveReader::open(writers_[i]->temporary_path());
        if (!reader) return std::unexpected(in_context(reader.error(), "reading back " + name));
        meant_[i].length = written_;
        CHECK(check_read_back(shape_of((*reader)->info()), meant_[i], name));
    }
    return {};
}

Result<void> WaveOutput::commit() {
    std::vector<Publishable> files;
    for (std::size_t i = 0; i < writers_.size(); ++i)
        files.push_back({files_[i].path, [this, i] { return writers_[i]->commit(); }});
    return publish(files, options_.if_exists);
}

} // namespace dub::app

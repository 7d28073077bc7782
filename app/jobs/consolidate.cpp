#include "app/jobs/consolidate.h"

#include <algorithm>

#include "engine/core/audio_buffer.h"
#include "formats/wave/wave_writer.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

// What all events together play of the file, with handles, inside it.
std::optional<SampleRange> used(const conform::Turnover& list, const conform::Links& links,
                                const conform::FoundFile& file, std::size_t index, Rational handles) {
    std::optional<conform::TimeSpan> span;
    for (const auto& track : list.tracks)
        for (const auto& event : track.events) {
            const conform::LinkCandidate* const link = is_heard(track, event) ? links.of(event) : nullptr;
            if (link == nullptr || link->file != index) continue;
            const conform::TimeSpan played = played_of(list, event, file);
            if (!span) span = played;
            span->start = std::min(span->start, played.start);
            span->end = std::max(span->end, played.end);
        }
    if (!span) return std::nullopt;
    const Rational rate(file.rate.hz);
    const SampleRange range{SamplePos{((span->start - handles) * rate).floor()},
                            SamplePos{((span->end + handles) * rate).ceil()}};
    return range.clipped({SamplePos{}, SamplePos{} + file.length});
}

// The type that holds every sample exactly; what has no depth of its own (lossy) is kept as decoded.
wave::SampleType type_for(int bits) {
    if (bits == 16) return wave::SampleType::pcm16;
    return bits == 24 ? wave::SampleType::pcm24 : wave::SampleType::float32;
}

wave::WriteOptions options_for(const conform::FoundFile& file, const media::SoundStream& sound,
                               SamplePos from) {
    wave::WriteOptions options;
    options.layout = file.layout;
    options.rate = file.rate;
    options.type = type_for(sound.bits);
    if (file.begins) {
        wave::Bext bext;
        bext.originator = "Dubstage";
        bext.time_reference =
            SamplePos{(*file.begins * Rational(file.rate.hz)).nearest()} + (from - SamplePos{});
        options.bext = bext;
    }
    wave::Ixml ixml;
    ixml.scene = file.scene;
    ixml.take = file.take;
    ixml.tape = file.tape;
    ixml.track_names = file.track_names;
    if (!ixml.scene.empty() || !ixml.tape.empty() || !ixml.track_names.empty()) options.ixml = ixml;
    return options;
}

Result<void> write_part(const conform::FoundFile& file, const media::SoundStream& sound, SampleRange range,
                        const fs::path& to, Progress& progress) {
    constexpr int block_samples = 1 << 15;
    TRY(const auto source, media::open_sound(file.path, file.stream));
    TRY(const auto out, wave::WaveWriter::create(to, options_for(file, sound, range.start)));
    AudioBuffer buffer(file.channels, block_samples);
    for (SamplePos at = range.start; at < range.end; at += SampleCount{block_samples}) {
        const auto samples = static_cast<int>(std::min<std::int64_t>((range.end - at).value, block_samples));
        CHECK(source->read(at, buffer.block(samples)));
        CHECK(out->write(buffer.block(samples)));
        const double done =
            static_cast<double>((at - range.start).value) / static_cast<double>(range.length().value);
        if (!progress.at(done, to.filename().string()))
            return fail(ErrorCode::cancelled, "Stopped; the session is unchanged.");
    }
    return out->finish();
}

} // namespace

Result<fs::path> consolidate(const conform::Turnover& list, const conform::Links& links, TurnoverMedia& found,
                             std::size_t index, Rational handles, MediaCopies& copies, Progress& progress) {
    conform::FoundFile& file = found.files[index];
    const auto range = used(list, links, file, index, handles);
    if (!range || range->empty() || range->length() == file.length) return copies.add(file.path);
    const std::string name = fs::path(file.path).stem().string() + ".wav";
    TRY(const fs::path copy, copies.make(name, [&](const fs::path& to) {
        return write_part(file, found.sounds[index], *range, to, progress);
    }));
    TRY(const auto probe, media::probe(copy));
    found.sounds[index] = probe.sounds.front();
    file.skipped = Rational((range->start - SamplePos{}).value, file.rate.hz);
    file.length = range->length();
    file.stream = -1;
    return copy;
}

} // namespace dub::app

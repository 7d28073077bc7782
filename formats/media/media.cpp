#include "formats/media/media.h"

#include <fmt/format.h>

#include "formats/media/container.h"
#include "formats/media/container_sound.h"
#include "formats/media/indexed_source.h"
#include "formats/media/picture.h"
#include "formats/media/sniff.h"
#include "formats/media/sound_file.h"
#include "formats/media/watched_source.h"
#include "formats/wave/wave_reader.h"

namespace dub::media {
namespace fs = std::filesystem;
namespace {

std::string codec_name(wave::SampleType type) {
    const bool floating = type == wave::SampleType::float32 || type == wave::SampleType::float64;
    return fmt::format("{}{}", floating ? "float" : "pcm", wave::bits_of(type));
}

SoundStream describe(const wave::WaveInfo& info) {
    SoundStream stream;
    stream.format = info.format;
    stream.bits = wave::bits_of(info.type);
    stream.codec = codec_name(info.type);
    if (info.bext) stream.timestamp = info.bext->time_reference;
    if (info.ixml && !stream.timestamp) stream.timestamp = info.ixml->timestamp;
    if (info.ixml) stream.track_names = info.ixml->track_names;
    return stream;
}

// What libsndfile knows. Everything it refuses may still be a container that FFmpeg reads (Theora in Ogg, odd
// AIFC codecs).
bool is_sound_file(FileKind kind) {
    return kind == FileKind::aiff || kind == FileKind::flac || kind == FileKind::caf ||
           kind == FileKind::ogg || kind == FileKind::w64 || kind == FileKind::au;
}

struct Opened {
    FileStamp stamp;
    FileKind kind = FileKind::other;
};

Result<Opened> look_at(const fs::path& path) {
    TRY(const FileStamp stamp, stamp_of(path));
    TRY(const std::string head, read_head(path));
    const FileKind kind = sniff(head);
    CHECK(check_whole(path, head, stamp.bytes));
    return Opened{stamp, kind};
}

Result<Probe> probe_wave(const fs::path& path) {
    TRY(const auto reader, wave::WaveReader::open(path));
    Probe probe;
    probe.container = reader->info().container;
    probe.sounds.push_back(describe(reader->info()));
    probe.diagnostics = reader->info().diagnostics;
    return probe;
}

bool is_lossless(AVCodecID id) {
    const AVCodecDescriptor* codec = avcodec_descriptor_get(id);
    return codec != nullptr && (codec->props & AV_CODEC_PROP_LOSSLESS) != 0;
}

int bits_of(const AVCodecParameters& par) {
    if (!is_lossless(par.codec_id) && av_get_exact_bits_per_sample(par.codec_id) == 0) return 0;
    const std::string_view codec = avcodec_get_name(par.codec_id);
    if (codec.starts_with("pcm_") && (codec.ends_with("law"))) return 0;
    return par.bits_per_raw_sample > 0 ? par.bits_per_raw_sample : av_get_bits_per_sample(par.codec_id);
}

std::string codec_name(const AVCodecParameters& par) {
    const std::string codec = avcodec_get_name(par.codec_id);
    if (!codec.starts_with("pcm_") || codec.ends_with("law")) return codec;
    return fmt::format("{}{}", codec.starts_with("pcm_f") ? "float" : "pcm", bits_of(par));
}

// The timecode of the container, as a sample of the stream's own grid.
std::optional<SamplePos> timestamp_of(const Probe& probe, SampleRate rate) {
    if (!probe.picture || !probe.picture->start_timecode) return std::nullopt;
    const std::string& text = *probe.picture->start_timecode;
    const DropFrame drop = text.find(';') != std::string::npos ? DropFrame::yes : DropFrame::no;
    for (const auto& known : timecode_formats())
        if (known.format.rate == probe.picture->rate && known.format.drop == drop)
            if (const auto frame = parse_timecode(text, known.format))
                return first_sample(*frame, known.format.rate, rate);
    return std::nullopt;
}

Result<SoundStream> describe_stream(const Container& container, int index, Probe& probe) {
    TRY(const auto sound, ContainerSound::open(container.path(), index));
    const AVCodecParameters& par = *container.stream(index).codecpar;
    SoundStream stream;
    stream.format = sound->format();
    stream.bits = bits_of(par);
    stream.codec = codec_name(par);
    stream.index = index;
    stream.timestamp = timestamp_of(probe, stream.format.rate);
    if (!layout_of(par.ch_layout))
        probe.diagnostics.push_back(layout_assumed(container.path(), stream.format.layout));
    return stream;
}

// A whole file holds every sample its index lists.
Result<void> check_index(const Container& container, std::uint64_t bytes) {
    for (unsigned i = 0; i < container.context().nb_streams; ++i) {
        AVStream& stream = container.stream(static_cast<int>(i));
        const int entries = avformat_index_get_entries_count(&stream);
        if (entries < 1) continue;
        const AVIndexEntry* last = avformat_index_get_entry(&stream, entries - 1);
        const std::uint64_t end =
            static_cast<std::uint64_t>(last->pos) + static_cast<std::uint64_t>(last->size);
        if (last->pos >= 0 && end > bytes)
            return fail(ErrorCode::invalid,
                        fmt::format("{} is cut short: its index reaches to byte {}, the file has {}; copy it "
                                    "again from where it came from.",
                                    container.path().string(), end, bytes));
    }
    return {};
}

Result<Probe> probe_container(const fs::path& path, const FileStamp& stamp) {
    TRY(const Container container, Container::open(path));
    CHECK(check_index(container, stamp.bytes));
    Probe probe;
    probe.container = container.context().iformat->name;
    TRY(probe.picture, picture_in(container, probe.diagnostics));
    for (unsigned i = 0; i < container.context().nb_streams; ++i) {
        if (container.stream(static_cast<int>(i)).codecpar->codec_type != AVMEDIA_TYPE_AUDIO) continue;
        TRY(auto stream, describe_stream(container, static_cast<int>(i), probe));
        probe.sounds.push_back(std::move(stream));
    }
    if (probe.sounds.empty() && !probe.picture)
        return fail(ErrorCode::invalid,
                    fmt::format("{} holds neither sound nor a moving picture.", path.string()));
    return probe;
}

// Error code unfit: not for libsndfile after all.
Result<Probe> probe_sound_file(const fs::path& path, FileKind kind) {
    TRY(auto sound, open_sound_file(path, kind));
    Probe probe;
    probe.container = name_of(kind);
    probe.sounds.push_back(std::move(sound.stream));
    probe.diagnostics = std::move(sound.diagnostics);
    return probe;
}

Result<Probe> probe_any(const fs::path& path, const Opened& opened) {
    if (opened.kind == FileKind::wave) return probe_wave(path);
    if (!is_sound_file(opened.kind)) return probe_container(path, opened.stamp);
    auto probe = probe_sound_file(path, opened.kind);
    const bool other = !probe && probe.error().code == ErrorCode::unfit;
    return other ? probe_container(path, opened.stamp) : std::move(probe);
}

Result<std::unique_ptr<AudioSource>> open_stream(const fs::path& path, int stream) {
    TRY(auto sound, ContainerSound::open(path, stream));
    GridOptions options{sound->format(), sound->access(), path.string()};
    return grid_source(std::move(sound), std::move(options));
}

Result<std::unique_ptr<AudioSource>> open_file(const fs::path& path, FileKind kind) {
    if (kind == FileKind::wave) {
        TRY(std::unique_ptr<AudioSource> reader, wave::WaveReader::open(path));
        return reader;
    }
    TRY(auto sound, open_sound_file(path, kind));
    return std::move(sound.source);
}

} // namespace

Result<Probe> probe(const fs::path& path) {
    TRY(const Opened opened, look_at(path));
    TRY(Probe probe, probe_any(path, opened));
    if (auto mismatch = extension_mismatch(path, opened.kind))
        probe.diagnostics.push_back(std::move(*mismatch));
    return probe;
}

Result<std::unique_ptr<AudioSource>> open_sound(const fs::path& path, int stream) {
    TRY(const Opened opened, look_at(path));
    const bool file = opened.kind == FileKind::wave || is_sound_file(opened.kind);
    if (stream < 0 && !file)
        return fail(
            ErrorCode::unfit,
            fmt::format("{} is a container; say which of its sound streams is meant.", path.string()));
    TRY(auto source, stream < 0 ? open_file(path, opened.kind) : open_stream(path, stream));
    return watched(std::move(source), path, opened.stamp);
}

Result<std::unique_ptr<PictureSource>> open_picture(const fs::path& path,
                                                    const std::function<bool(double)>& progress) {
    TRY(const Opened opened, look_at(path));
    TRY(Container container, Container::open(path));
    CHECK(check_index(container, opened.stamp.bytes));
    return indexed_source(std::move(container), opened.stamp, progress);
}

} // namespace dub::media

#include "formats/media/sound_file.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <sndfile.h>

#include "formats/media/container.h"
#include "formats/media/grid_source.h"

namespace dub::media {
namespace fs = std::filesystem;
namespace {

constexpr int read_samples = 4096;

struct CloseSndfile {
    void operator()(SNDFILE* file) const { sf_close(file); }
};
using Handle = std::unique_ptr<SNDFILE, CloseSndfile>;

struct Codec {
    int subtype;
    std::string_view name;
    int bits; // 0: lossy
};
constexpr std::array codecs{
    Codec{SF_FORMAT_PCM_S8, "pcm8", 8},     Codec{SF_FORMAT_PCM_U8, "pcm8", 8},
    Codec{SF_FORMAT_PCM_16, "pcm16", 16},   Codec{SF_FORMAT_PCM_24, "pcm24", 24},
    Codec{SF_FORMAT_PCM_32, "pcm32", 32},   Codec{SF_FORMAT_FLOAT, "float32", 32},
    Codec{SF_FORMAT_DOUBLE, "float64", 64}, Codec{SF_FORMAT_ALAC_16, "alac", 16},
    Codec{SF_FORMAT_ALAC_20, "alac", 20},   Codec{SF_FORMAT_ALAC_24, "alac", 24},
    Codec{SF_FORMAT_ALAC_32, "alac", 32},   Codec{SF_FORMAT_VORBIS, "vorbis", 0},
    Codec{SF_FORMAT_OPUS, "opus", 0},       Codec{SF_FORMAT_ULAW, "mu-law", 0},
    Codec{SF_FORMAT_ALAW, "a-law", 0},      Codec{SF_FORMAT_IMA_ADPCM, "ima-adpcm", 0},
};

// Uncompressed and lossless samples do not depend on where the reading began. libsndfile's jumps in Ogg and
// in block codecs are not trusted with that.
Access access_of(int subtype, int bits) {
    const bool alac = subtype >= SF_FORMAT_ALAC_16 && subtype <= SF_FORMAT_ALAC_32;
    return bits > 0 && !alac ? Access::anywhere : Access::on_grid;
}

class SndfileDecoder final : public Decoder {
  public:
    SndfileDecoder(Handle file, int channels, Access access)
        : file_(std::move(file))
        , access_(access)
        , interleaved_(static_cast<std::size_t>(channels) * read_samples) {}

    Result<void> restart(SamplePos at) override {
        // A lossy decoder is led in: what it gives right after a jump still rings with what it does not know.
        const std::int64_t lead_in =
            access_ == Access::anywhere ? 0 : std::min<std::int64_t>(at.value, lead_in_samples);
        const sf_count_t from = at.value - lead_in;
        if (sf_seek(file_.get(), from, SEEK_SET) != from) return damaged(at);
        for (std::int64_t left = lead_in; left > 0;) {
            const sf_count_t got =
                sf_readf_float(file_.get(), interleaved_.data(), std::min<std::int64_t>(left, read_samples));
            if (got <= 0) return damaged(at);
            left -= got;
        }
        return {};
    }

    Result<int> next(AudioBlock out) override {
        int done = 0;
        while (done < out.samples()) {
            const int want = std::min(out.samples() - done, read_samples);
            const auto got = static_cast<int>(sf_readf_float(file_.get(), interleaved_.data(), want));
            for (int c = 0; c < out.channels(); ++c) {
                const float* from = interleaved_.data() + c;
                for (float& sample :
                     out.channel(c).subspan(static_cast<std::size_t>(done), static_cast<std::size_t>(got))) {
                    sample = *from;
                    from += out.channels();
                }
            }
            done += got;
            if (got < want) break;
        }
        return done;
    }

  private:
    static constexpr std::int64_t lead_in_samples = 24000;

    std::unexpected<Error> damaged(SamplePos at) const {
        return fail(ErrorCode::invalid, fmt::format("The sound cannot be read at sample {}: {}", at.value,
                                                    sf_strerror(file_.get())));
    }

    Handle file_;
    Access access_;
    std::vector<float> interleaved_;
};

// Vorbis I section 4.3.9 and RFC 7845 section 5.1.1: the order of the channels is fixed by their number.
std::optional<Layout> ogg_layout(int channels) {
    using enum Speaker;
    switch (channels) {
    case 3: return Layout{L, C, R};
    case 4: return Layout{L, R, Ls, Rs};
    case 5: return Layout{L, C, R, Ls, Rs};
    case 6: return Layout{L, C, R, Ls, Rs, LFE};
    case 8: return Layout{L, C, R, Lss, Rss, Lrs, Rrs, LFE};
    default: return std::nullopt;
    }
}

// libsndfile's own channel map is not used: it is missing for FLAC and 7.1 CAF, and for AIFF it reads past a
// table.
std::optional<Layout> named_layout(const fs::path& path, FileKind kind, int channels) {
    if (channels <= 2) return layout_by_count(channels);
    if (kind == FileKind::ogg) return ogg_layout(channels);
    const auto container = Container::open(path);
    if (!container || container->context().nb_streams < 1) return std::nullopt;
    const auto layout = layout_of(container->stream(0).codecpar->ch_layout);
    return layout && layout->channels() == channels ? layout : std::nullopt;
}

// An Ogg stream closes with a page that says so; without it the end is missing, and nothing else tells.
bool ogg_has_end(const fs::path& path) {
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) return true;
    std::fseek(file, 0, SEEK_END);
    const long size = std::ftell(file);
    std::string tail(static_cast<std::size_t>(std::min<long>(size, 128 * 1024)), '\0');
    std::fseek(file, -static_cast<long>(tail.size()), SEEK_END);
    tail.resize(std::fread(tail.data(), 1, tail.size(), file));
    std::fclose(file);
    const std::size_t page = tail.rfind("OggS");
    return page == std::string::npos || page + 5 >= tail.size() || (tail[page + 5] & 4) != 0;
}

std::string refusal(int number) { return sf_error_number(number); }

// Samples that the header promises must be there; decoding the last one shows it without reading the whole
// file.
Result<void> check_last_sample(SNDFILE* file, const fs::path& path, const SF_INFO& info) {
    if (info.frames < 1)
        return fail(ErrorCode::invalid, fmt::format("{} holds no samples; export it anew.", path.string()));
    if (info.frames >= SF_COUNT_MAX) // an Ogg stream whose last page is missing
        return fail(
            ErrorCode::invalid,
            fmt::format("{} is cut short: its end is missing, and with it its length; copy it again from "
                        "where it came from.",
                        path.string()));
    std::vector<float> one(static_cast<std::size_t>(info.channels));
    if (sf_seek(file, info.frames - 1, SEEK_SET) == info.frames - 1 &&
        sf_readf_float(file, one.data(), 1) == 1)
        return {};
    return fail(
        ErrorCode::invalid,
        fmt::format("{} is cut short or damaged: its header promises {} samples, the last cannot be read; "
                    "copy it again from where it came from.",
                    path.string(), info.frames));
}

SoundStream describe(const SF_INFO& info, const Layout& layout) {
    SoundStream stream;
    stream.format = {layout, SampleRate{info.samplerate}, SampleCount{info.frames}};
    const auto* codec = std::ranges::find(codecs, info.format & SF_FORMAT_SUBMASK, &Codec::subtype);
    stream.codec = codec == codecs.end() ? "other" : std::string(codec->name);
    stream.bits = codec == codecs.end() ? 0 : codec->bits;
    const int major = info.format & SF_FORMAT_TYPEMASK;
    if (major == SF_FORMAT_FLAC) stream.codec = "flac";
    return stream;
}

} // namespace

Result<SoundFile> open_sound_file(const fs::path& path, FileKind kind) {
    SF_INFO info{};
    Handle file(sf_open(path.c_str(), SFM_READ, &info));
    if (!file)
        return fail(ErrorCode::unfit,
                    fmt::format("{} cannot be read: {}", path.string(), refusal(sf_error(nullptr))));
    CHECK(check_sound(path, info.channels, info.samplerate));
    CHECK(check_last_sample(file.get(), path, info));
    SoundFile sound;
    const auto named = named_layout(path, kind, info.channels);
    const Layout layout = named ? *named : assumed_layout(info.channels);
    if (!named) sound.diagnostics.push_back(layout_assumed(path, layout));
    if (kind == FileKind::ogg && !ogg_has_end(path))
        sound.diagnostics.push_back(
            {Severity::warning, "media.no-end-mark", path.string(),
             fmt::format("{} lacks its last page: it is probably cut short. The {} samples that are there "
                         "were taken.",
                         path.filename().string(), info.frames)});
    sound.stream = describe(info, layout);
    const Access access = access_of(info.format & SF_FORMAT_SUBMASK, sound.stream.bits);
    sound.source = grid_source(std::make_unique<SndfileDecoder>(std::move(file), info.channels, access),
                               {sound.stream.format, access, path.string()});
    return sound;
}

} // namespace dub::media

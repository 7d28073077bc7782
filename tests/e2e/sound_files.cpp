#include "tests/e2e/sound_files.h"

#include <cmath>
#include <complex>
#include <cstring>
#include <map>
#include <numbers>
#include <stdexcept>

#include "formats/json/json.h"
#include "tests/e2e/program.h"
#include "tests/support/signals.h"

namespace dub::test {
namespace {

void must(const Result<void>& result) {
    if (!result) throw std::runtime_error(result.error().text());
}

} // namespace

void write_wave(const std::filesystem::path& file, wave::WriteOptions options, const Rows& rows) {
    options.if_exists = IfExists::replace;
    auto writer = wave::WaveWriter::create(file, std::move(options));
    if (!writer) throw std::runtime_error(writer.error().text());
    std::vector<const float*> channels;
    for (const auto& row : rows)
        channels.push_back(row.data());
    must((*writer)->write(ConstAudioBlock(channels.data(), static_cast<int>(rows.size()),
                                          static_cast<int>(rows.front().size()))));
    must((*writer)->finish());
}

void write_tone(const std::filesystem::path& file) {
    wave::WriteOptions options;
    options.layout = Layout{Speaker::M};
    write_wave(file, options, {tone({997, 0.1, 0}, {48000}, 48000)});
}

Probed ffprobe(const std::filesystem::path& file) {
    const Ran ran =
        run("ffprobe",
            {"-v", "error", "-of", "json", "-select_streams", "a:0", "-show_entries",
             "stream=channel_layout,channels,sample_rate,duration_ts,codec_name:format_tags=time_reference",
             file.string()},
            file.parent_path());
    const auto document = json::parse(ran.out, "ffprobe");
    if (!document) throw std::runtime_error(document.error().text() + ran.err);
    const auto& stream = document->at("streams").at(0);
    Probed probed;
    probed.layout = stream.value("channel_layout", "unknown");
    probed.channels = stream.value("channels", 0);
    probed.rate = std::stoi(stream.value("sample_rate", "0"));
    probed.samples = stream.value("duration_ts", std::int64_t{0});
    probed.codec = stream.value("codec_name", "");
    if (document->at("format").contains("tags"))
        probed.time_reference = document->at("format").at("tags").value("time_reference", "");
    return probed;
}

Rows ffmpeg_decode(const std::filesystem::path& file) {
    const Ran ran =
        run("ffmpeg", {"-v", "error", "-i", file.string(), "-f", "f32le", "-c:a", "pcm_f32le", "-"},
            file.parent_path());
    const auto channels = static_cast<std::size_t>(ffprobe(file).channels);
    if (ran.exit != 0 || channels == 0) throw std::runtime_error("ffmpeg: " + ran.err);
    std::vector<float> samples(ran.out.size() / sizeof(float));
    std::memcpy(samples.data(), ran.out.data(), samples.size() * sizeof(float));
    Rows rows(channels);
    for (std::size_t i = 0; i < samples.size(); ++i)
        rows[i % channels].push_back(samples[i]);
    return rows;
}

std::vector<Speaker> speakers_by_ffmpeg(const std::string& layout) {
    using enum Speaker;
    // libavutil's native order of its named layouts: BL and BR are the rears when SL and SR are there, too.
    static const std::map<std::string, std::vector<Speaker>> known{
        {"mono", {M}},
        {"stereo", {L, R}},
        {"5.1", {L, R, C, LFE, Ls, Rs}},
        {"5.1(side)", {L, R, C, LFE, Ls, Rs}},
        {"7.1", {L, R, C, LFE, Lrs, Rrs, Lss, Rss}},
    };
    const auto at = known.find(layout);
    return at == known.end() ? std::vector<Speaker>{} : at->second;
}

double amplitude_at(const std::vector<float>& row, double hz, int rate) {
    std::complex<double> sum = 0;
    for (std::size_t i = 0; i < row.size(); ++i)
        sum += static_cast<double>(row[i]) *
               std::polar(1.0, -2 * std::numbers::pi * hz * static_cast<double>(i) / rate);
    return 2 * std::abs(sum) / static_cast<double>(row.size());
}

} // namespace dub::test

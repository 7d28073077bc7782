#pragma once
// A file opened by FFmpeg: through our own reading functions, so that no name in it can lead to another file
// or a network, and no extension decides what it is. Only real containers are let in, no playlists. Private
// to this folder. [disk]

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/diagnostics.h"
#include "engine/core/layout.h"
#include "engine/core/result.h"
#include "engine/core/time.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace dub::media {

struct AvFree {
    void operator()(AVCodecContext* p) const { avcodec_free_context(&p); }
    void operator()(AVFrame* p) const { av_frame_free(&p); }
    void operator()(AVPacket* p) const { av_packet_free(&p); }
};
template <class T> using Av = std::unique_ptr<T, AvFree>;

enum class Reading : unsigned char {
    content,
    // Only when packets are shown and which are key frames; what is in them is undefined. Where the container
    // keeps this apart from the pictures (MOV and MP4; MXF of intra-frame codecs) the pictures are not read
    // from the disk: an index of a feature takes seconds. Elsewhere as content.
    places,
};

class Container {
  public:
    // Decoders have looked at the first packets, so that every stream is described (a MOV read for places: as
    // its header says).
    [[nodiscard]] static Result<Container> open(const std::filesystem::path& path,
                                                Reading reading = Reading::content);
    Container(Container&&) noexcept;
    Container& operator=(Container&&) noexcept;
    ~Container();

    [[nodiscard]] AVFormatContext& context() const;
    [[nodiscard]] AVStream& stream(int index) const { return *context().streams[index]; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    // Packets of all others are passed over.
    void listen_only_to(int stream) const;

  private:
    struct State;
    explicit Container(std::unique_ptr<State> state);
    std::filesystem::path path_;
    std::unique_ptr<State> state_;
};

// "Cannot read PATH: reason."
[[nodiscard]] Error av_read_error(const std::filesystem::path& path, int code);

// The speakers FFmpeg names; nullopt when it names none or one that has no name here.
[[nodiscard]] std::optional<Layout> layout_of(const AVChannelLayout& layout);
// The layout of a file that names no speakers: by its count, else that many recordings without a place.
[[nodiscard]] Layout assumed_layout(int channels);
[[nodiscard]] Diagnostic layout_assumed(const std::filesystem::path& path, const Layout& layout);
// "01:00:00:00" of the stream, a timecode track, or the whole file.
[[nodiscard]] std::string timecode_in(const AVFormatContext& context, const AVStream* stream);
// Sound channels and rate as a session can hold them; an error names what is wrong.
[[nodiscard]] Result<void> check_sound(const std::filesystem::path& path, int channels, std::int64_t rate_hz);

inline constexpr std::int64_t max_rate_hz = 768'000;

} // namespace dub::media

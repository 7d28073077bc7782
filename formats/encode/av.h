#pragma once
// FFmpeg's objects with owners, and its error numbers as sentences. Private to this folder. [writer]

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "engine/core/result.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
}

namespace dub::encode {

struct AvFree {
    void operator()(AVCodecContext* p) const { avcodec_free_context(&p); }
    void operator()(AVFrame* p) const { av_frame_free(&p); }
    void operator()(AVPacket* p) const { av_packet_free(&p); }
    void operator()(SwsContext* p) const { sws_freeContext(p); }
};
template <class T> using Av = std::unique_ptr<T, AvFree>;

struct AvCloseInput {
    void operator()(AVFormatContext* p) const { avformat_close_input(&p); }
};
struct AvCloseOutput {
    void operator()(AVFormatContext* p) const {
        avio_closep(&p->pb);
        avformat_free_context(p);
    }
};
using AvInput = std::unique_ptr<AVFormatContext, AvCloseInput>;
using AvOutput = std::unique_ptr<AVFormatContext, AvCloseOutput>;

// "Cannot DOING PATH: reason." An errno of the system (no space, no permission) has code io, all else
// `otherwise`.
[[nodiscard]] Error av_error(std::string_view doing, const std::filesystem::path& path, int code,
                             ErrorCode otherwise);

// A MOV that is written to `file`, an existing temporary neighbour of `shown`, which the sentences name.
struct MovPlace {
    std::filesystem::path file;
    std::filesystem::path shown;
};
[[nodiscard]] Result<AvOutput> open_mov(const MovPlace& place);
// Header's counterpart: index written, everything flushed, write errors found at last (a full disk often
// shows only here).
[[nodiscard]] Result<void> close_mov(AvOutput output, const std::filesystem::path& shown);

} // namespace dub::encode

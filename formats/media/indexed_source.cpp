#include "formats/media/indexed_source.h"

#include <fmt/format.h>

#include "formats/media/picture.h"
#include "formats/media/picture_decoder.h"
#include "formats/media/picture_scaler.h"

namespace dub::media {
namespace {

class IndexedSource final : public PictureSource {
  public:
    IndexedSource(std::filesystem::path path, IndexedPicture picture, PictureSize size,
                  const FileStamp& stamp)
        : path_(std::move(path))
        , picture_(std::move(picture))
        , format_{picture_.slots.rate, picture_.slots.length, size}
        , stamp_(stamp) {}

    [[nodiscard]] Result<void> open(Container container) {
        TRY(decoder_, PictureDecoder::open(std::move(container), picture_.stream, picture_.index));
        TRY(const bool told, decoder_->order_is_told());
        if (!told)
            return fail(
                ErrorCode::unfit,
                fmt::format("{} does not say in which order its frames are shown; copy it into a MOV with "
                            "the program that wrote it, or export it anew.",
                            path_.string()));
        return {};
    }

    [[nodiscard]] const PictureFormat& format() const override { return format_; }

    [[nodiscard]] Result<std::shared_ptr<const Picture>> frame(FrameCount index,
                                                               PictureSize within) override {
        if (index.value < 0 || index >= format_.length)
            return fail(ErrorCode::usage, fmt::format("{} has {} frames; there is no frame {}.",
                                                      path_.string(), format_.length.value, index.value));
        CHECK(check_unchanged(path_, stamp_));
        TRY(const AVFrame* decoded, decoder_->decode(coded_number(index)));
        if (decoded == nullptr)
            return fail(ErrorCode::invalid,
                        fmt::format("Frame {} of {} is damaged and cannot be shown; export the picture anew.",
                                    index.value, path_.string()));
        return scaler_.scale(*decoded, index, fit(format_.size, within));
    }

  private:
    [[nodiscard]] std::int32_t coded_number(FrameCount slot) const {
        const auto n = static_cast<std::size_t>(slot.value);
        const auto& frame_of = picture_.slots.frame_of;
        return picture_.index.shown()[frame_of.empty() ? n : static_cast<std::size_t>(frame_of[n])];
    }

    std::filesystem::path path_;
    IndexedPicture picture_;
    PictureFormat format_;
    FileStamp stamp_;
    std::unique_ptr<PictureDecoder> decoder_;
    PictureScaler scaler_;
};

} // namespace

Result<std::unique_ptr<PictureSource>> indexed_source(Container container, const FileStamp& stamp,
                                                      const std::function<bool(double)>& progress) {
    TRY(auto picture, index_picture(container, progress));
    if (!picture)
        return fail(ErrorCode::unfit, fmt::format("{} holds no moving picture.", container.path().string()));
    if (picture->slots.steadiness == Steadiness::none) return std::unexpected(no_rate(container.path()));
    const PictureSize size = shown_size(container.stream(picture->stream));
    auto source = std::make_unique<IndexedSource>(container.path(), std::move(*picture), size, stamp);
    CHECK(source->open(std::move(container)));
    return source;
}

} // namespace dub::media

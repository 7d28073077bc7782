#include "app/jobs/stretched_media.h"

#include "engine/dsp/stretch.h"

namespace dub::app {
namespace {

class StoredSource final : public AudioSource {
  public:
    explicit StoredSource(std::shared_ptr<const FloatStore> store)
        : store_(std::move(store)) {}
    [[nodiscard]] const AudioFormat& format() const override { return store_->format(); }
    [[nodiscard]] Result<void> read(SamplePos start, AudioBlock out) override {
        return store_->read(start, out);
    }

  private:
    std::shared_ptr<const FloatStore> store_;
};

} // namespace

Result<std::unique_ptr<AudioSource>> StretchedMedia::open(const session::Media& media, const Open& open) {
    const std::scoped_lock lock(mutex_);
    auto& made = made_[{media.path, media.stream}];
    if (!made) {
        TRY(const auto source, open());
        const dsp::ResampledSource::Faster faster{media.speed.num, media.speed.den};
        AudioFormat format = source->format();
        format.length = dsp::stretched_length(format.length, faster);
        TRY(auto store, FloatStore::create(std::filesystem::temp_directory_path(), format));
        CHECK(dsp::stretch(*source, faster, *store));
        CHECK(store->finish());
        made = std::move(store);
    }
    return std::make_unique<StoredSource>(made);
}

} // namespace dub::app

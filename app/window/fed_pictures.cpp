#include "app/window/fed_pictures.h"

#include <algorithm>

#include "app/jobs/overview_cache.h"
#include "app/jobs/session_media.h"
#include "formats/overview/tidy.h"

namespace dub::app {
namespace {

class UntilStopped final : public Progress {
  public:
    explicit UntilStopped(const std::stop_token& stop)
        : stop_(stop) {}
    bool at(double, std::string_view) override { return !stop_.stop_requested(); }

  private:
    const std::stop_token& stop_;
};

constexpr PictureSize whole{}; // no limit

} // namespace

FedPictures::FedPictures(std::filesystem::path cache, PictureFeed::Open open)
    : cache_(std::move(cache))
    , feed_(std::move(open), [] {}) // the window asks with every tick
    , thread_([this](const std::stop_token& stop) { make(stop); }) {}

FedPictures::~FedPictures() = default;

void FedPictures::follow(const session::Session& session, const std::filesystem::path& folder) {
    const bool same = session_.pool == session.pool;
    session_ = session;
    feed_.follow(*session.pool, session.info->timecode.rate, folder);
    if (same && !files_.empty()) return;
    const std::scoped_lock lock(mutex_);
    files_.clear();
    for (const auto& picture : session.pool->pictures) {
        const std::filesystem::path file = media_file(folder, picture->path);
        files_.emplace(picture->id, file);
        if (made_.try_emplace(file, nullptr).second) waiting_.push_back(file);
    }
    wake_.notify_all();
}

void FedPictures::open_again() {
    feed_.open_again();
    const std::scoped_lock lock(mutex_);
    for (const auto& [picture, file] : files_)
        if (made_[file] == nullptr && std::ranges::find(waiting_, file) == waiting_.end())
            waiting_.push_back(file);
    wake_.notify_all();
}

std::shared_ptr<const Picture> FedPictures::at(SamplePos at, double speed, int width, int height) {
    const session::Info& info = *session_.info;
    const FramePos frame = frame_seen(at, info.rate, info.timecode.rate, offset_);
    const bool sized = width > 0 && height > 0;
    ShownPicture shown =
        feed_.show({.frame = frame, .speed = speed, .within = sized ? PictureSize{width, height} : whole});
    sentence_ = std::move(shown.trouble);
    return std::move(shown.picture);
}

FedPictures::Made FedPictures::of(PictureId picture) const {
    const auto file = files_.find(picture);
    if (file == files_.end()) return nullptr;
    const std::scoped_lock lock(mutex_);
    const auto made = made_.find(file->second);
    return made == made_.end() ? nullptr : made->second;
}

std::shared_ptr<const Picture> FedPictures::thumbnail(PictureId picture, FrameCount frame) {
    const Made made = of(picture);
    return made ? made->at(frame) : nullptr;
}

std::vector<FrameCount> FedPictures::shot_cuts(PictureId picture) {
    const Made made = of(picture);
    return made && made->cuts ? *made->cuts : std::vector<FrameCount>{};
}

std::uint64_t FedPictures::dropped() const { return static_cast<std::uint64_t>(feed_.counts().dropped); }

void FedPictures::make(const std::stop_token& stop) {
    for (;;) {
        std::filesystem::path file;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return !waiting_.empty(); })) return;
            file = std::move(waiting_.front());
            waiting_.pop_front();
        }
        const auto keep = [&](Made made) {
            const std::scoped_lock lock(mutex_);
            made_[file] = std::move(made);
            revision_.fetch_add(1);
        };
        UntilStopped progress(stop);
        if (auto made = thumbnails_of({file, cache_, keep}, progress)) keep(std::move(*made));
        overview::drop_oldest(cache_, overview_bytes_max);
    }
}

} // namespace dub::app

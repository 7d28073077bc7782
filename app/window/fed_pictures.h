#pragma once
// The session's pictures for its views: frames from the picture feed, thumbnails and shot cuts made in the
// background. [window thread]

#include <atomic>
#include <deque>
#include <map>

#include "app/jobs/thumbnails.h"
#include "app/playback/picture_feed.h"
#include "ui/ports/media.h"

namespace dub::app {

class FedPictures final : public ui::PicturePort {
  public:
    FedPictures(std::filesystem::path cache, PictureFeed::Open open); // the user's, for thumbnails
    FedPictures(const FedPictures&) = delete;
    FedPictures& operator=(const FedPictures&) = delete;
    ~FedPictures() override; // stops what is being made

    // After every edit. `folder` is the session's.
    void follow(const session::Session& session, const std::filesystem::path& folder);

    void open_again(); // the file of a picture is another now, or is there again

    [[nodiscard]] std::shared_ptr<const Picture> at(SamplePos at, double speed, int width,
                                                    int height) override;
    [[nodiscard]] std::shared_ptr<const Picture> thumbnail(PictureId picture, FrameCount frame) override;
    [[nodiscard]] std::vector<FrameCount> shot_cuts(PictureId picture) override;
    [[nodiscard]] std::uint64_t revision() const override { return revision_.load(); }
    [[nodiscard]] std::uint64_t dropped() const override;
    [[nodiscard]] std::string sentence() const override { return sentence_; }
    void set_offset(SampleCount later) override { offset_ = limited({.samples = later}); }

  private:
    using Made = std::shared_ptr<const overview::Thumbnails>;
    void make(const std::stop_token& stop); // [its thread]
    [[nodiscard]] Made of(PictureId picture) const;

    const std::filesystem::path cache_;
    std::atomic<std::uint64_t> revision_{0};
    session::Session session_;
    PictureOffset offset_;
    std::string sentence_;
    std::map<PictureId, std::filesystem::path> files_;

    mutable std::mutex mutex_; // guards made_ and waiting_
    std::condition_variable_any wake_;
    std::map<std::filesystem::path, Made> made_; // nullptr: wanted, or it cannot be had
    std::deque<std::filesystem::path> waiting_;

    PictureFeed feed_;
    std::jthread thread_; // last: it ends before all else does
};

} // namespace dub::app

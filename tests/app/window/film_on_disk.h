#pragma once
// A session with a film whose every frame carries its number, and a mark of sound, one sample long, on the
// first sample of each second's first frame.

#include "engine/session/edits/add_picture.h"
#include "engine/session/lookup.h"
#include "tests/app/scene_on_disk.h"
#include "tests/support/numbered_picture.h"

namespace dub::test {

class FilmOnDisk {
  public:
    explicit FilmOnDisk(const std::string& timecode, int seconds = 20)
        : scene_({.name = "film", .home = "7.1", .timecode = timecode, .seconds = 0}) {
        const session::Info info = *scene_.session().info;
        frames_ = std::int64_t{seconds} * info.timecode.nominal;
        if (!write_numbered(scene_.folder() / "film.mov", info.timecode, frames_))
            throw std::logic_error("the film was not written");
        Row marks(static_cast<std::size_t>(sample(frames_) - sample(0)));
        for (std::int64_t frame = info.timecode.nominal; frame < frames_; frame += info.timecode.nominal)
            marks.at(static_cast<std::size_t>(sample(frame) - sample(0))) = 0.5F;
        scene_.add("DX 1", session::Role::dialogue, {marks});
        session::AddPicture film;
        film.picture = {
            .id = {}, .path = "film.mov", .at = info.start, .length = {frames_}, .rate = info.timecode.rate};
        scene_.session() = *session::apply(scene_.session(), film);
        scene_.save("film");
    }

    [[nodiscard]] std::filesystem::path file() const { return scene_.file(); }
    [[nodiscard]] std::filesystem::path folder() const { return scene_.folder(); }
    [[nodiscard]] std::int64_t frames() const { return frames_; }
    [[nodiscard]] const session::Session& session() { return scene_.session(); }
    // The first sample of a frame of the film, on the session's timeline.
    [[nodiscard]] std::int64_t sample(std::int64_t frame) {
        return session::sample_of(session(), session().info->start + FrameCount{frame}).value;
    }
    // Where in the film a sample lies, in frames.
    [[nodiscard]] double frame_at(SamplePos at) {
        const FrameRate rate = session().info->timecode.rate;
        const double frames_a_sample =
            static_cast<double>(rate.num) / (48000.0 * static_cast<double>(rate.den));
        return static_cast<double>(at.value) * frames_a_sample -
               static_cast<double>(session().info->start.value);
    }

  private:
    SceneOnDisk scene_;
    std::int64_t frames_ = 0;
};

} // namespace dub::test

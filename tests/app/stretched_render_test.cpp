// A recording that plays at another speed, as it is rendered: with its pitch or without.

#include "app/jobs/render.h"
#include "engine/session/edits/set_media_speed.h"
#include "tests/app/delivering.h"

namespace dub::app {
namespace {
using namespace dub::test;

constexpr double hz = 440;

// The dialogue of the scene is a tone, and plays 25/24 as fast.
std::filesystem::path rendered(SceneOnDisk& scene, session::SpeedMethod method) {
    wave::WriteOptions options;
    options.layout = *layout_named("mono");
    options.rate = {48000};
    options.if_exists = IfExists::replace;
    auto writer = *wave::WaveWriter::create(scene.folder() / "DX.wav", options);
    const AudioBuffer sound = buffer_of({tone({hz, 0.25, 0}, {48000}, 4 * 48000)});
    if (!writer->write(sound.block()) || !writer->finish()) throw std::logic_error("not written");
    const auto media = session::find_track(scene.session(), "DX 1")->clips.front()->media;
    scene.session() =
        *session::apply(scene.session(), session::SetMediaSpeed{.media = {media}, .speed = {25, 24, method}});
    scene.save("scene");
    RenderRequest request;
    request.session = scene.file();
    request.out = scene.folder() / "DX out.wav";
    request.bus = "DX";
    test::Unwatched progress;
    const auto outcome = render(request, progress);
    if (!outcome) throw std::logic_error(outcome.error().text());
    return outcome->files.front().path;
}

// Of the centre in the second second, by counting where it rises through zero.
int hz_of(const std::filesystem::path& file) {
    const AudioBuffer sound = sound_of(file);
    const auto centre = sound.block().channel(2);
    int rises = 0;
    for (std::size_t n = 48001; n <= 96000; ++n)
        rises += centre[n - 1] < 0 && centre[n] >= 0 ? 1 : 0;
    return rises;
}

TEST(StretchedRender, the_pitch_is_kept_where_the_method_says_so_and_follows_where_not) {
    SceneOnDisk stretched, resampled;
    EXPECT_NEAR(hz_of(rendered(stretched, session::SpeedMethod::stretch)), hz, 1);
    EXPECT_NEAR(hz_of(rendered(resampled, session::SpeedMethod::resample)), hz * 25 / 24, 1);
}

TEST(StretchedRender, the_recording_ends_when_it_should) {
    SceneOnDisk scene;
    const AudioBuffer sound = sound_of(rendered(scene, session::SpeedMethod::stretch));
    const auto centre = sound.block().channel(2);
    const auto loud = [&](int from, int to) {
        return std::any_of(centre.begin() + from, centre.begin() + to,
                           [](float sample) { return std::abs(sample) > 0.1F; });
    };
    constexpr int end = 4 * 48000 / 25 * 24;
    EXPECT_TRUE(loud(end - 4800, end));
    EXPECT_FALSE(loud(end + 480, sound.samples()));
}

} // namespace
} // namespace dub::app

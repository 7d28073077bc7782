// Versions of the mix, and sound without its dips.
#include "app/jobs/render.h"
#include "engine/session/edits/add_insert.h"
#include "engine/session/edits/add_version.h"
#include "engine/session/edits/set_insert_dip.h"
#include "engine/session/edits/set_version_strip.h"
#include "engine/session/edits/write_lane.h"
#include "engine/session/parameters/gain.h"
#include "tests/app/delivering.h"

namespace dub::app {
namespace {
using namespace dub::test;

template <class Edit> void apply(SceneOnDisk& scene, const Edit& edit) {
    auto edited = session::apply(scene.session(), edit);
    if (!edited) throw std::logic_error(edited.error().text());
    scene.session() = *edited;
}

session::StripOwner track(const SceneOnDisk& scene, std::string_view name) {
    auto& session = const_cast<SceneOnDisk&>(scene).session();
    return {session::find_track(session, name)->id, {}};
}

// The music 12 dB down in the second second, by an insert that says it is a dip.
void dip_the_music(SceneOnDisk& scene) {
    apply(scene, session::AddInsert{track(scene, "MX 1"), "gain", {}, {}, false});
    const InsertId insert = session::find_track(scene.session(), "MX 1")->strip->inserts.front().id;
    const SamplePos start = session::sample_of(scene.session(), scene.session().info->start);
    const auto at = [&](int samples) { return start + SampleCount{samples}; };
    apply(scene, session::WriteLane{track(scene, "MX 1"),
                                    {insert, {}, std::string(session::gain::level.id)},
                                    {{at(48000), 0}, {at(48000), -12}, {at(96000), -12}, {at(96000), 0}}});
    apply(scene, session::SetInsertDip{insert, true});
}

// Nearfield: the effects 6 dB down, in Dutch.
void add_nearfield(SceneOnDisk& scene) {
    apply(scene, session::AddVersion{"nearfield", {}, "", "nl", {}});
    session::SetVersionStrip strip{.version = session::find_version(scene.session(), "nearfield")->id,
                                   .strips = {track(scene, "FX 1")},
                                   .trim = Db{-6},
                                   .surrounds = {},
                                   .lfe = {},
                                   .muted = {}};
    apply(scene, strip);
}

TEST(DeliverVersion, a_version_is_what_its_layer_makes_of_the_mix) {
    SceneOnDisk scene;
    add_nearfield(scene);
    scene.save("film");
    DeliverRequest request = asked(scene, {"stems"});
    const auto mix = delivered(request);
    request.version = "nearfield";
    const auto nearfield = delivered(request);
    const auto stem = [&](const report::Delivery& delivery, const char* name) {
        return sound_of(scene.out() /
                        file_where(delivery, [&](const auto& file) { return file.stem == name; }).path);
    };
    const AudioBuffer before = stem(mix, "FX"), after = stem(nearfield, "FX");
    const double gain = std::pow(10.0, -6.0 / 20);
    for (int n = 1000; n < 2000; ++n)
        EXPECT_NEAR(after.block().data(0)[n], before.block().data(0)[n] * gain, 5e-7) << n;
    EXPECT_LT(difference(stem(mix, "DX"), stem(nearfield, "DX"), 0, 4 * 48000), 5e-7); // dither differs
}

TEST(DeliverVersion, names_heads_and_reports_say_which_version_it_is) {
    SceneOnDisk scene;
    add_nearfield(scene);
    scene.save("film");
    DeliverRequest request = asked(scene, {"ebu-r128-5.1"});
    request.version = "nearfield";
    const auto delivery = delivered(request);
    EXPECT_EQ(delivery.version, "nearfield");
    EXPECT_EQ(delivery.language, "nl");
    const std::string& path = delivery.files.front().path;
    EXPECT_NE(path.find("film_nearfield_nl_"), std::string::npos) << path;
    EXPECT_EQ(delivery.reports.front(), "film_nearfield_delivery.json");
    auto reader = wave::WaveReader::open(scene.out() / path);
    EXPECT_EQ((*reader)->info().bext->description, "scene, nearfield, nl, printmaster 5.1 for ebu-r128-5.1");
    const std::string document = report::delivery_json({&delivery, 1});
    EXPECT_NE(document.find("\"version\": \"nearfield\""), std::string::npos);
    EXPECT_NE(document.find("\"language\": \"nl\""), std::string::npos);

    request.if_exists = IfExists::replace;
    request.language = "nl-BE"; // goes before the version's
    EXPECT_EQ(delivered(request).language, "nl-BE");
}

TEST(DeliverVersion, an_unknown_version_lists_those_there_are) {
    SceneOnDisk scene;
    DeliverRequest request = asked(scene, {"stems"});
    request.version = "airline";
    EXPECT_EQ(refused(request).code, ErrorCode::usage);
    add_nearfield(scene);
    scene.save("film");
    request.sessions = {scene.file()};
    const Error error = refused(request);
    EXPECT_EQ(error.code, ErrorCode::usage);
    EXPECT_NE(error.sentence.find("nearfield"), std::string::npos) << error.sentence;
    EXPECT_FALSE(std::filesystem::exists(scene.out()));
}

TEST(RenderVersion, a_render_of_a_version_says_so) {
    SceneOnDisk scene;
    add_nearfield(scene);
    scene.save("film");
    RenderRequest request;
    request.session = scene.file();
    request.version = "nearfield";
    request.out = scene.folder() / "near.wav";
    test::Unwatched progress;
    const auto outcome = render(request, progress);
    ASSERT_TRUE(outcome) << outcome.error().text();
    EXPECT_EQ(outcome->version, "nearfield");
    auto reader = wave::WaveReader::open(request.out);
    EXPECT_EQ((*reader)->info().bext->description, "scene, nearfield, nl, printmaster 5.1");
    request.version = "airline";
    EXPECT_EQ(render(request, progress).error().code, ErrorCode::usage);
}

TEST(DeliverDips, undipped_music_differs_only_where_the_dip_works) {
    SceneOnDisk scene;
    dip_the_music(scene);
    scene.save("dipped");
    const auto delivery = delivered(asked(scene, {"stems", "me-5.1"}));
    const auto dipped =
        sound_of(scene.out() / file_where(delivery, [](const auto& file) { return file.stem == "MX"; }).path);
    const auto undipped = sound_of(scene.out() / file_where(delivery, [](const auto& file) {
                                                     return file.role == delivery::FileRole::undipped_music;
                                                 }).path);
    constexpr double step = 1.0 / 8388608;
    EXPECT_LE(difference(dipped, undipped, 0, 48000 - 64), 4 * step); // the dither of two files
    EXPECT_GT(difference(dipped, undipped, 48000 + 64, 96000 - 64), 0.02);
    EXPECT_LE(difference(dipped, undipped, 96000 + 64, 4 * 48000), 4 * step);

    // The M&E is clean: effects and undipped music.
    const auto clean = sound_of(
        scene.out() / file_where(delivery, [](const auto& file) { return file.spec == "me-5.1"; }).path);
    const auto effects =
        sound_of(scene.out() / file_where(delivery, [](const auto& file) { return file.stem == "FX"; }).path);
    for (int n = 60000; n < 61000; ++n)
        EXPECT_NEAR(clean.block().data(0)[n], effects.block().data(0)[n] + undipped.block().data(0)[n],
                    6 * step);
    EXPECT_LT(*delivery.null_test.buses_dbfs, -140); // the dipped stems sum to the dipped mix
}

TEST(DeliverDips, without_a_dip_there_is_no_undipped_file) {
    const SceneOnDisk scene;
    for (const auto& file : delivered(asked(scene, {"stems"})).files)
        EXPECT_NE(file.role, delivery::FileRole::undipped_music);
}

} // namespace
} // namespace dub::app

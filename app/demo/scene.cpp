#include "app/demo/scene.h"

#include <array>
#include <cmath>

#include "app/demo/material.h"

namespace dub::app {
namespace {

constexpr double rain_db = -7;
constexpr double rain_surround_db = -9;

constexpr std::array tracks{
    SceneTrack{"DX MARA", "dialogue", "mono", "#5DA9E9", -11.5, 0, 1, 1, -144, -18},
    SceneTrack{"DX JON", "dialogue", "mono", "#5DA9E9", -11.5, 0, 1, 1, -144, -18},
    SceneTrack{"DX OFF", "dialogue", "mono", "#5DA9E9", -15.5, -0.9, -0.9, 1, -144, -9},
    SceneTrack{"FOL STEPS", "foley", "mono", "#E0A458", -14},
    SceneTrack{"FX GATE", "effects", "mono", "#E4685D", -13, 0.5, 0.9, 1, -144, -10},
    SceneTrack{"FX CAR", "effects", "mono", "#E4685D", 0, -1, 1, 1, -4},
    SceneTrack{"FX THUNDER", "effects", "mono", "#E4685D", -9, 0, 0, 1, -6, -8},
    SceneTrack{"FX FIRE", "effects", "mono", "#E4685D", -27, 0.8, 0.3},
    SceneTrack{"BG RAIN", "ambience", "2.0", "#66B58A", rain_db, 0, 0.9, 1},
    SceneTrack{"BG RAIN SURR", "ambience", "2.0", "#66B58A", rain_surround_db, 0, -0.6, 1},
    SceneTrack{"BG GUTTER", "ambience", "mono", "#66B58A", -24, -1, 0.1},
    SceneTrack{"MX SCORE", "score", "2.0", "#B48EE0", -17, 0, 0.5, 1},
};

constexpr double step_seconds = 0.625; // 15 frames
constexpr int gravel_steps = 14;
constexpr int wood_steps = 11;
constexpr double gravel_start = 14.5;
constexpr double wood_start = 62.5;
constexpr double wood_seconds = 0.5; // 12 frames

constexpr std::array gravel{std::string_view("gravel-1"), std::string_view("gravel-2"),
                            std::string_view("gravel-3"), std::string_view("gravel-4")};

constexpr std::array speech{
    Placement{"DX MARA", "answer-2", 15.0},   Placement{"DX OFF", "hello-1", 20.0},
    Placement{"DX OFF", "hello-2", 23.0},     Placement{"DX MARA", "afraid-1", 27.0},
    Placement{"DX JON", "fearless-1", 29.75}, Placement{"DX JON", "fearless-2", 35.5},
    Placement{"DX MARA", "light", 41.0},      Placement{"DX JON", "wait", 44.5},
    Placement{"DX MARA", "answer-1", 49.5},   Placement{"DX MARA", "afraid-2", 57.75},
    Placement{"DX JON", "sense", 62.0},       Placement{"DX MARA", "hope", 66.25},
};

void add_steps(Scene& scene) {
    for (int i = 0; i < gravel_steps; ++i)
        scene.placements.push_back({"FOL STEPS", gravel.at(static_cast<std::size_t>(i) % gravel.size()),
                                    gravel_start + i * step_seconds});
    for (int i = 0; i < wood_steps; ++i)
        scene.placements.push_back(
            {"FOL STEPS", i % 2 == 0 ? "wood-1" : "wood-2", wood_start + i * wood_seconds, 0, 0, 3});
    scene.moves.push_back({"FOL STEPS", "pan.x", {{14, -0.9}, {23.5, 0.8}, {62, 0.8}, {68, -0.8}}});
    scene.moves.push_back({"FOL STEPS", "pan.y", {{14, 0.9}, {62, 1}, {68, -0.2}}});
}

constexpr double rain_from = 6;
constexpr double rain_to = 71;

// One recording again and again, each join a crossfade; it needs half a join of handles on both sides.
struct Loop {
    std::string_view track, material;
    double from, length; // of the recording
    double start, end;   // of the run
    double join, fade_in, fade_out;
};

void add_loop(Scene& scene, const Loop& loop) {
    for (double at = loop.start; at < loop.end - 0.01; at += loop.length) {
        const bool first = at == loop.start;
        const double length = std::min(loop.length, loop.end - at);
        const bool last = at + length >= loop.end - 0.01;
        scene.placements.push_back({loop.track, loop.material, at, loop.from, length, 0,
                                    first ? loop.fade_in : 0, last ? loop.fade_out : 0,
                                    first ? 0 : loop.join});
    }
}

// The rain runs through; indoors it steps back. The rear plays another part of the recording, so that front
// and back do not agree.
void add_ambience(Scene& scene) {
    add_loop(scene, {"BG RAIN", "rain", 0.3, 25, rain_from, rain_to, 0.5, 3, 4});
    add_loop(scene, {"BG RAIN SURR", "rain", 8, 17, rain_from, rain_to, 0.5, 3, 4});
    add_loop(scene, {"BG GUTTER", "water-1", 0.25, 5.5, 12, 39.5, 0.4, 0.5, 0.5});
    for (const std::string_view track : {"BG RAIN", "BG RAIN SURR"}) {
        const double open = track == "BG RAIN" ? rain_db : rain_surround_db;
        scene.moves.push_back({track,
                               "fader",
                               {{39.75, open},
                                {40.5, open - 7},
                                {53.5, open - 7},
                                {54.5, open - 3},
                                {61.5, open - 3},
                                {62.25, open}}});
    }
}

void add_effects(Scene& scene) {
    scene.placements.push_back({"FX GATE", "latch", 25.25, 0, 0, -4});
    scene.placements.push_back({"FX GATE", "gate-open", 26});
    scene.placements.push_back({"FX GATE", "gate-close", 33});
    for (int i = 0; i < 5; ++i)
        scene.placements.push_back({"FX CAR", "cart", 34 + i * 1.25, 0, 1.4, 0, 0.15, 0.15});
    // From the left of the screen through the room to behind the right shoulder.
    scene.moves.push_back({"FX CAR", "pan.x", {{34, -1}, {40.25, 1}}});
    scene.moves.push_back({"FX CAR", "pan.y", {{34, 1}, {36, 0.6}, {40.25, -1}}});
    scene.moves.push_back({"FX CAR", "fader", {{34, -14}, {36.5, 0}, {38, 0}, {40.25, -20}}});
    scene.placements.push_back({"FX THUNDER", "thunder", 9, 0, 0, -6, 0, 1});
    scene.placements.push_back({"FX THUNDER", "thunder", 55.5, 0, 0, 0, 0, 1});
    scene.moves.push_back({"FX THUNDER", "pan.x", {{9, -0.7}, {12.5, 0.4}, {55, 0.6}, {59, -0.4}}});
    scene.moves.push_back({"FX THUNDER", "pan.y", {{9, -0.8}, {12.5, 0.2}, {55, 0.3}, {59, -0.9}}});
    for (int i = 0; i < 3; ++i)
        scene.placements.push_back({"FX FIRE", "fire", 40 + i * 7.75, 0, 8.25, 0, 0.5, 0.5});
}

void add_speech(Scene& scene) {
    for (const Placement& line : speech) {
        scene.placements.push_back(line);
        // The stand-in is as long as the recording, so both dip the music alike.
        const double length = find_material(line.material)->stand_in_seconds;
        scene.spoken.push_back({line.at, line.at + length, ""});
    }
    // The caller outside comes nearer: from behind on the left to the gate in the picture.
    scene.moves.push_back({"DX OFF", "pan.x", {{20, -1}, {25, 0}}});
    scene.moves.push_back({"DX OFF", "pan.y", {{20, -0.9}, {25, 1}}});
}

// The music is lowered by 6 dB while somebody speaks, in ramps of half a second; gaps under 1.5 s are
// bridged.
void add_dips(Scene& scene) {
    constexpr double ramp = 0.5;
    constexpr double depth_db = -6;
    for (std::size_t i = 0; i < scene.spoken.size(); ++i) {
        const bool joined = i > 0 && scene.spoken[i].from - scene.spoken[i - 1].to < 1.5;
        const bool joins = i + 1 < scene.spoken.size() && scene.spoken[i + 1].from - scene.spoken[i].to < 1.5;
        if (!joined)
            scene.dips.insert(scene.dips.end(),
                              {{scene.spoken[i].from - ramp, 0}, {scene.spoken[i].from, depth_db}});
        if (!joins)
            scene.dips.insert(scene.dips.end(),
                              {{scene.spoken[i].to, depth_db}, {scene.spoken[i].to + ramp, 0}});
    }
}

FramePos frame(FramePos ffoa, double at) { return ffoa + FrameCount{std::llround(at * 24)}; }

void add_shot(PictureScript& film, FramePos ffoa, double from, double to, ShotKind kind,
              std::string_view name) {
    film.shots.push_back({kind, std::string(name), {frame(ffoa, from), frame(ffoa, to)}});
}

} // namespace

Scene rain_at_the_gate() {
    Scene scene;
    scene.tracks = tracks;
    add_speech(scene);
    add_steps(scene);
    add_effects(scene);
    add_ambience(scene);
    scene.placements.push_back({"MX SCORE", "music", 0, 0, scene.action_seconds, 0, 2.5, 5});
    add_dips(scene);
    return scene;
}

PictureScript film_of(const Scene& scene, FramePos ffoa) {
    PictureScript film;
    film.timecode = {{24, 1}, 24, DropFrame::no};
    film.ffoa = ffoa;
    film.title = "RAIN AT THE GATE";
    const FramePos end = frame(ffoa, scene.action_seconds);
    film.film = {ffoa - FrameCount{leader_frames}, end};
    film.shots.push_back({ShotKind::leader, "LEADER", {film.film.start, ffoa}});
    add_shot(film, ffoa, 0, 6, ShotKind::title, "1 TITLE");
    add_shot(film, ffoa, 6, 14, ShotKind::forest, "2 THE WOOD");
    add_shot(film, ffoa, 14, 24, ShotKind::walk, "3 THE FENCE");
    add_shot(film, ffoa, 24, 34, ShotKind::gate, "4 THE GATE");
    add_shot(film, ffoa, 34, 40.25, ShotKind::road, "5 THE ROAD");
    add_shot(film, ffoa, 40.25, 54, ShotKind::room, "6 THE ROOM");
    add_shot(film, ffoa, 54, 62, ShotKind::window, "7 THE WINDOW");
    add_shot(film, ffoa, 62, 68.5, ShotKind::walk, "8 THE PORCH");
    add_shot(film, ffoa, 68.5, scene.action_seconds, ShotKind::end_card, "9 END");
    film.credits = {"SOUND FROM FREE GAMES IN DEBIAN", "SUPERTUX, MINETEST, FISH FILLETS", "SEE CREDITS.TSV",
                    "MIXED AND DELIVERED BY DUBSTAGE"};
    film.marks.push_back({frame(ffoa, 9), Event::thunder, "THUNDER"});
    for (int i = 0; i < gravel_steps; ++i)
        film.marks.push_back({frame(ffoa, gravel_start + i * step_seconds), Event::step, "STEP"});
    film.marks.push_back({frame(ffoa, 26), Event::door_open, "GATE OPENS"});
    film.marks.push_back({frame(ffoa, 33), Event::door_slam, "GATE SHUTS"});
    film.marks.push_back({frame(ffoa, 37.25), Event::car, "CAR"});
    film.marks.push_back({frame(ffoa, 55), Event::lightning, "LIGHTNING"});
    film.marks.push_back({frame(ffoa, 55.5), Event::thunder, "THUNDER"});
    for (int i = 0; i < wood_steps; ++i)
        film.marks.push_back({frame(ffoa, wood_start + i * wood_seconds), Event::step, "STEP"});
    return film;
}

} // namespace dub::app

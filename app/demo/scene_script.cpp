#include "app/demo/scene_script.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/demo/material.h"
#include "formats/json/json.h"

namespace dub::app {
namespace {

using json::Json;

constexpr double fps = 24;
constexpr std::int64_t rate = 48000;

// Writes one edit after the other; a repeat of the scene shifts all its times.
class Writer {
  public:
    Writer(const SceneScript& script, std::span<const FoundMaterial> material)
        : script_(script)
        , material_(material) {}

    void tracks();
    void returns();
    void repeat(int number, double offset);
    void lanes(double repeats);
    void segment();
    [[nodiscard]] std::string text() const;

  private:
    [[nodiscard]] Json time(double at) const; // from the first frame of action
    [[nodiscard]] static Json length(double seconds);
    void add(std::string_view edit, Json arguments);
    void place(const Placement& placement, int number, double offset);
    void lane(std::string_view strip, std::string_view parameter, const std::vector<MovePoint>& points,
              double repeats, Json more);

    const SceneScript& script_;
    std::span<const FoundMaterial> material_;
    Json edits_ = Json::array();
    std::string last_clip_;
};

Json Writer::time(double at) const {
    const double frames = at * fps;
    if (std::abs(frames - std::round(frames)) < 1e-6)
        return to_timecode(script_.ffoa + FrameCount{std::llround(frames)}, {{24, 1}, 24, DropFrame::no});
    return first_sample(script_.ffoa, {24, 1}, {rate}).value + std::llround(at * static_cast<double>(rate));
}

Json Writer::length(double seconds) { return std::llround(seconds * static_cast<double>(rate)); }

void Writer::add(std::string_view edit, Json arguments) {
    arguments["edit"] = edit;
    edits_.push_back(std::move(arguments));
}

void Writer::tracks() {
    for (const SceneTrack& track : script_.scene.tracks) {
        add("add_track",
            {{"name", track.name}, {"layout", track.layout}, {"role", track.role}, {"colour", track.colour}});
        const auto set = [&](std::string_view parameter, double value) {
            add("set_parameter", {{"strip", track.name}, {"parameter", parameter}, {"value", value}});
        };
        if (track.fader_db != 0) set("fader", track.fader_db);
        if (track.x != 0) set("pan.x", track.x);
        if (track.y != 1) set("pan.y", track.y);
        if (track.width != 1) set("pan.width", track.width);
        if (track.lfe_send_db > -144) {
            set("lfe.send", track.lfe_send_db);
            set("lfe.filter", 1);
        }
    }
    // Music under speech: a lane of its own, which a version without dips can switch off.
    add("add_insert", {{"strip", "MX SCORE"}, {"processor", "gain"}});
}

// Until there is a reverb: a band-limited, softer copy behind the listener. One for each stem, so that stems
// stay clean.
void Writer::returns() {
    for (const std::string_view stem : {"DX", "FX"}) {
        const std::string name = fmt::format("{} RETURN", stem);
        add("add_bus", {{"name", name}, {"kind", "return"}, {"layout", "2.0"}, {"output", stem}});
        add("add_insert",
            {{"strip", name},
             {"processor", "filter"},
             {"values",
              {{"low-cut", 250}, {"low-cut.slope", 1}, {"high-cut", 3500}, {"high-cut.slope", 2}}}});
        add("set_parameter", {{"strip", name}, {"parameter", "pan.y"}, {"value", -0.5}});
    }
    for (const SceneTrack& track : script_.scene.tracks)
        if (track.reverb_send_db > -144)
            add("add_send", {{"strip", track.name},
                             {"to", track.role == "dialogue" ? "DX RETURN" : "FX RETURN"},
                             {"level", track.reverb_send_db}});
}

void Writer::place(const Placement& placement, int number, double offset) {
    const double at = offset + placement.at;
    const double end = script_.action_seconds;
    const double known =
        placement.length > 0 ? placement.length : find_material(placement.material)->stand_in_seconds;
    if (at >= end - 0.2) return;
    const bool cut = at + known > end + 1.5; // the tail of the picture holds what rings on a little
    const bool mono =
        std::ranges::find(script_.scene.tracks, placement.track, &SceneTrack::name)->layout == "mono";
    const std::string name = fmt::format("{} {}", placement.material, number);
    const FoundMaterial& found = found_as(material_, placement.material);
    const double gain_db = placement.gain_db + found.trim_db();
    Json clip{
        {"track", placement.track}, {"media", found.path.stem().string()}, {"at", time(at)}, {"name", name}};
    if (placement.from > 0) clip["from"] = length(placement.from);
    if (cut)
        clip["length"] = length(end - at);
    else if (placement.length > 0)
        clip["length"] = length(placement.length);
    if (gain_db != 0) clip["gain"] = gain_db;
    if (mono) clip["channels"] = Json::array({0}); // stereo recordings of one voice: their first channel
    if (placement.fade_in > 0) clip["fade_in"] = length(placement.fade_in);
    if (placement.fade_out > 0 && !cut) clip["fade_out"] = length(placement.fade_out);
    add("add_clip", std::move(clip));
    if (placement.join > 0)
        add("crossfade", {{"first", last_clip_}, {"second", name}, {"length", length(placement.join)}});
    last_clip_ = name;
}

void Writer::repeat(int number, double offset) {
    int clip = number * 1000;
    for (const Placement& placement : script_.scene.placements)
        place(placement, ++clip, offset);
}

void Writer::lane(std::string_view strip, std::string_view parameter, const std::vector<MovePoint>& points,
                  double repeats, Json more) {
    Json list = Json::array();
    for (int i = 0; i < static_cast<int>(repeats); ++i)
        for (const MovePoint& point : points) {
            const double at = i * script_.scene.action_seconds + point.at;
            if (at <= script_.action_seconds) list.push_back({time(at), point.value});
        }
    if (list.empty()) return;
    more.update({{"strip", strip}, {"parameter", parameter}, {"points", std::move(list)}});
    add("write_lane", std::move(more));
}

void Writer::lanes(double repeats) {
    for (const Move& move : script_.scene.moves)
        lane(move.track, move.parameter, move.points, repeats, Json::object());
    lane("MX SCORE", "level", script_.scene.dips, repeats, {{"insert", "gain"}});
}

void Writer::segment() {
    add("add_segment", {{"name", "R1"},
                        {"from", time(0)},
                        {"to", time(script_.action_seconds)},
                        {"leader", fmt::format("{}f", leader_frames)},
                        {"two_pop", true},
                        {"tail_pop", true}});
    add("add_marker", {{"at", time(0)}, {"name", "FFOA"}});
}

std::string Writer::text() const {
    std::string out = "[\n";
    for (std::size_t i = 0; i < edits_.size(); ++i)
        out += edits_[i].dump() + (i + 1 < edits_.size() ? ",\n" : "\n");
    return out + "]\n";
}

} // namespace

std::string edit_script_of(const SceneScript& script, std::span<const FoundMaterial> material) {
    Writer writer(script, material);
    const double repeats = std::ceil(script.action_seconds / script.scene.action_seconds - 1e-9);
    writer.tracks();
    writer.returns();
    for (int i = 0; i < static_cast<int>(repeats); ++i)
        writer.repeat(i, i * script.scene.action_seconds);
    writer.lanes(repeats);
    writer.segment();
    return writer.text();
}

} // namespace dub::app

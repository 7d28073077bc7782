#include "app/demo/demo.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "app/demo/picture/paint.h"
#include "app/demo/scene_script.h"
#include "app/jobs/deliver.h"
#include "app/jobs/edit.h"
#include "app/jobs/import.h"
#include "app/jobs/lineage.h"
#include "app/jobs/part_progress.h"
#include "formats/encode/picture_writer.h"
#include "formats/media/media.h"
#include "formats/project/project.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

constexpr TimecodeFormat timecode{{24, 1}, 24, DropFrame::no};
constexpr FramePos ffoa{24 * 3600};
constexpr double action_min_seconds = 30; // before that nobody has said enough to measure dialogue by

// What is made from the same material for each width, and how it is delivered.
struct Version {
    std::string_view layout;
    std::vector<std::string> specs;
    LevelMode level;
};
const std::array versions{
    Version{"7.1",
            {"cinema-7.1", "netflix-5.1", "netflix-2.0", "stems", "me-5.1", "adm-bed-7.1"},
            LevelMode::keep},
    Version{"5.1", {"ebu-r128-5.1", "ebu-r128-2.0", "stems", "me-5.1"}, LevelMode::meet},
};

Result<void> write_text(const fs::path& path, std::string_view text, IfExists if_exists) {
    TRY(auto file, AtomicFile::create(path, if_exists));
    CHECK(file.write(text));
    return file.commit();
}

struct Making {
    const DemoRequest& request;
    SceneScript script;
    DemoOutcome outcome;
};

fs::path session_file(const Making& making, const Version& version) {
    return making.request.out / fmt::format("rain-at-the-gate-{}.dub", version.layout);
}

// Told before minutes of work, not after.
Result<void> nothing_in_the_way(const Making& making) {
    if (making.request.if_exists == IfExists::replace) return {};
    for (const Version& version : versions) {
        const fs::path file = session_file(making, version);
        if (fs::exists(file))
            return fail(
                ErrorCode::usage,
                fmt::format("{} exists already; give another --out, or --force to make the demo again.",
                            file.string()));
    }
    return {};
}

Result<void> make_picture(Making& making, Progress& progress) {
    making.outcome.picture = making.request.out / "rain-at-the-gate.mov";
    const auto action = FrameCount{std::llround(making.script.action_seconds * 24)};
    PictureScript film = with_action_length(film_of(making.script.scene, ffoa), action);
    const FramePos over = film.film.end;
    film.film.end += FrameCount{tail_frames}; // room for the tail pop
    film.shots.push_back({ShotKind::tail, "", {over, film.film.end}});
    return paint_picture(making.outcome.picture, film, making.request.if_exists, progress);
}

// new, import, edit: the session of one width.
Result<fs::path> make_session(Making& making, const Version& version, Progress& progress) {
    const fs::path& out = making.request.out;
    const fs::path file = session_file(making, version);
    session::Info info;
    info.lineage = new_lineage();
    info.name = fmt::format("Rain at the gate {}", version.layout);
    info.timecode = timecode;
    info.start = ffoa - FrameCount{leader_frames};
    TRY(info.home, layout_named(version.layout));
    CHECK(project::save(session::new_session(std::move(info)), file, making.request.if_exists));

    ImportRequest picture;
    picture.session = file;
    picture.inputs = {making.outcome.picture};
    CHECK(import_files(picture, progress));
    ImportRequest sounds;
    sounds.session = file;
    sounds.placing = Placing::pool;
    for (const auto& entry : making.outcome.material)
        sounds.inputs.push_back(entry.path);
    CHECK(import_files(sounds, progress));

    const std::string script = edit_script_of(making.script, making.outcome.material);
    const fs::path script_file = out / fmt::format("rain-at-the-gate-{}.edits.json", version.layout);
    CHECK(write_text(script_file, script, making.request.if_exists));
    EditRequest edit;
    edit.session = file;
    edit.script = script_file;
    CHECK(apply_edits(edit));
    return file;
}

// Paths in the outcome count from the demo's folder, not from each delivery's.
void move_below(report::Delivery& delivery, const std::string& folder) {
    const auto move = [&](std::string& path) { path = folder + "/" + path; };
    for (auto& file : delivery.files) {
        move(file.path);
        move(file.set);
    }
    for (auto& set : delivery.sets)
        move(set.set);
    for (auto& verdict : delivery.verdicts)
        move(verdict.file);
    for (auto& limited : delivery.null_test.limited)
        move(limited.file);
    for (auto& path : delivery.reports)
        move(path);
}

Result<void> deliver_version(Making& making, const Version& version, Progress& progress) {
    const std::string folder = fmt::format("delivery-{}", version.layout);
    DeliverRequest request;
    request.sessions = {making.outcome.sessions.back()};
    request.specs = version.specs;
    request.out = making.request.out / folder;
    request.level = version.level;
    request.if_exists = making.request.if_exists;
    request.jobs = making.request.jobs;
    TRY(auto outcome, deliver(request, progress)); // one session: none is left undelivered
    for (auto& delivery : outcome.deliveries) {
        move_below(delivery, folder);
        making.outcome.deliveries.push_back(std::move(delivery));
    }
    return {};
}

// The picture with the mix married to it, for watching: the widest printmaster in one file, which has the
// pops.
Result<void> marry_mix(Making& making) {
    const auto& files = making.outcome.deliveries.front().files;
    const report::DeliveredFile* widest = nullptr;
    for (const auto& file : files) {
        const bool whole = file.role == delivery::FileRole::printmaster &&
                           static_cast<int>(file.channels.size()) == file.layout.channels();
        if (whole && (widest == nullptr || file.layout.channels() > widest->layout.channels()))
            widest = &file;
    }
    if (widest == nullptr) return {};
    TRY(const auto sound, media::open_sound(making.request.out / widest->path, -1));
    making.outcome.married = making.request.out / "rain-at-the-gate-with-mix.mov";
    return encode::marry(making.outcome.picture, *sound, making.outcome.married, making.request.if_exists);
}

} // namespace

bool DemoOutcome::passed() const {
    return std::ranges::all_of(deliveries,
                               [](const auto& delivery) { return report::passed(delivery.verdicts); });
}

Result<DemoOutcome> make_demo(const DemoRequest& request, Progress& progress) {
    Making making{request, {rain_at_the_gate(), ffoa, 0}, {}};
    const double wanted = request.length_seconds.value_or(making.script.scene.action_seconds);
    if (!(wanted >= action_min_seconds && wanted <= 6 * 3600))
        return fail(ErrorCode::usage,
                    "--length is in seconds, from 30 to 21600; e.g. dubstage demo --length 300.");
    making.script.action_seconds = std::round(wanted * 24) / 24; // whole frames
    std::error_code error;
    fs::create_directories(request.out, error);
    if (error) return std::unexpected(io_error("make the folder", request.out, error.value()));

    CHECK(nothing_in_the_way(making));
    if (!progress.at(0, "gathering recordings")) return fail(ErrorCode::cancelled, "Stopped.");
    TRY(making.outcome.material, gather_material(request.material, request.out / "material"));
    making.outcome.credits = request.out / "CREDITS.tsv";
    CHECK(write_text(making.outcome.credits, credits_of(making.outcome.material), request.if_exists));
    PartProgress painting(progress, 0.01, 0.6);
    CHECK(make_picture(making, painting));
    double done = 0.6;
    for (const Version& version : versions) {
        PartProgress building(progress, done, done + 0.02);
        TRY(auto file, make_session(making, version, building));
        making.outcome.sessions.push_back(std::move(file));
        PartProgress delivering(progress, done + 0.02, done + 0.19);
        CHECK(deliver_version(making, version, delivering));
        done += 0.19;
    }
    CHECK(marry_mix(making));
    (void)progress.at(1, "done");
    return std::move(making.outcome);
}

} // namespace dub::app

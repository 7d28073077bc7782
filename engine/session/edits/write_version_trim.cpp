#include "engine/session/edits/write_version_trim.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/lane_cutting.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/edits/versions.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {
namespace {

constexpr std::array write_version_trim_arguments{
    version_argument,
    strip_argument,
    ArgumentDeclaration{"points", "points", "[[time, dB] …], -144 … 24 dB", Need::optional,
                        "left out: the lane goes"},
    ArgumentDeclaration{"from", "time", "any", Need::optional,
                        "where it begins; all of the lane is written when left out"},
    ArgumentDeclaration{"to", "time", "after from", Need::optional, "where the old trim goes on"},
};
constexpr EditText about_write_version_trim{"write_version_trim",
                                            "Write a version's trim on a track or bus over time.",
                                            write_version_trim_arguments};

Result<WriteVersionTrim> read_write_version_trim(const ArgumentReader& in) {
    WriteVersionTrim edit;
    CHECK(in.read("version", edit.version));
    CHECK(in.read("strip", edit.strip));
    CHECK(in.read("points", edit.points, trim_limits));
    TRY(edit.range, read_range(in));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const WriteVersionTrim& edit) {
    TRY(Version version, copy_version(session, edit.version));
    CHECK(has_sound(session, edit.strip));
    if (find_strip(session, edit.strip) == nullptr) return missing("track or bus", edit.strip.text());
    VersionStrip layer = layer_of(version, edit.strip);
    if (edit.range) {
        CHECK(lies_inside(session, *edit.range, edit.points));
        layer.lane =
            punched(layer.lane, *edit.range, edit.points, {layer.trim.value, strip::version_trim.taper});
    } else {
        layer.lane = edit.points;
    }
    put_layer(version, std::move(layer));
    return with_version(session, std::move(version));
}

const EditDeclaration write_version_trim_edit = declare<about_write_version_trim, read_write_version_trim>();

} // namespace dub::session

#include "engine/session/edits/set_output.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array set_output_arguments{
    strip_argument,
    ArgumentDeclaration{"to", "bus", "id or name", Need::required, "the bus it feeds"},
};
constexpr EditText about_set_output{"set_output", "Choose the bus a track or bus feeds.",
                                    set_output_arguments};

Result<SetOutput> read_set_output(const ArgumentReader& in) {
    SetOutput edit;
    CHECK(in.read("strip", edit.strip));
    CHECK(in.read("to", edit.to));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetOutput& edit) {
    CHECK(has_sound(session, edit.strip));
    if (edit.strip.track) {
        TRY(Track track, copy_track(session, edit.strip.track));
        track.output = edit.to;
        return with_track(session, std::move(track));
    }
    TRY(Bus bus, copy_bus(session, edit.strip.bus));
    bus.output = edit.to;
    return with_bus(session, std::move(bus));
}

const EditDeclaration set_output_edit = declare<about_set_output, read_set_output>();

} // namespace dub::session

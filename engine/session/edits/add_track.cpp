#include "engine/session/edits/add_track.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

BusId usual_output(const Session& session, const std::optional<Role>& role) {
    const Bus* bus = role ? stem_for(session, *role) : nullptr;
    if (bus == nullptr) bus = printmaster_of(session);
    return bus == nullptr ? BusId{} : bus->id;
}

constexpr std::array add_track_arguments{
    ArgumentDeclaration{"name", "text", "any", Need::required, "the track's name"},
    ArgumentDeclaration{"layout", "layout", "mono … 7.1.4", Need::optional, "its channels; mono"},
    ArgumentDeclaration{"role", "role", "dialogue, adr, foley …", Need::optional,
                        "what it is for; decides which stem may hold it"},
    ArgumentDeclaration{"output", "bus", "id or name", Need::optional,
                        "the stem of its role, else the printmaster"},
    ArgumentDeclaration{"index", "number", "0 … tracks", Need::optional, "its place among the tracks; last"},
    ArgumentDeclaration{"colour", "text", "#rrggbb", Need::optional, "by role when left out"},
    ArgumentDeclaration{"department", "text", "any", Need::optional, "whose turnovers fill it; nobody's"},
};
constexpr EditText about_add_track{"add_track", "Add a track.", add_track_arguments};

Result<AddTrack> read_add_track(const ArgumentReader& in) {
    AddTrack edit;
    CHECK(in.read("name", edit.name));
    CHECK(in.read("layout", edit.layout));
    CHECK(in.read("role", edit.role));
    CHECK(in.read("output", edit.output));
    CHECK(in.read("index", edit.index));
    CHECK(in.read("colour", edit.colour));
    CHECK(in.read("department", edit.department));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const AddTrack& edit) {
    Session next = session;
    Track track;
    track.id = take_id<TrackId>(next);
    track.name = edit.name;
    track.layout = edit.layout;
    track.role = edit.role;
    track.output = edit.output.value_or(usual_output(session, edit.role));
    track.colour = edit.colour;
    track.department = edit.department;
    const auto last = static_cast<std::int64_t>(next.tracks.size());
    const std::int64_t index = std::clamp<std::int64_t>(edit.index.value_or(last), 0, last);
    next.tracks.insert(next.tracks.begin() + index, share(std::move(track)));
    return next;
}

const EditDeclaration add_track_edit = declare<about_add_track, read_add_track>();

} // namespace dub::session

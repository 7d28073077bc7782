#include "engine/session/edits/add_marker.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array add_marker_arguments{
    ArgumentDeclaration{"at", "time", "any", Need::required, "the frame"},
    ArgumentDeclaration{"name", "text", "any", Need::required, "what it says"},
    ArgumentDeclaration{"colour", "text", "#rrggbb", Need::optional, "none"},
    ArgumentDeclaration{"comment", "text", "any", Need::optional, "none"},
};
constexpr EditText about_add_marker{"add_marker", "Add a marker.", add_marker_arguments};

Result<AddMarker> read_add_marker(const ArgumentReader& in) {
    AddMarker edit;
    CHECK(in.read("at", edit.at));
    CHECK(in.read("name", edit.name));
    CHECK(in.read("colour", edit.colour));
    CHECK(in.read("comment", edit.comment));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const AddMarker& edit) {
    Session next = session;
    std::vector<Marker> markers = *session.markers;
    const auto place = std::ranges::upper_bound(markers, edit.at, {}, &Marker::at);
    markers.insert(place, {take_id<MarkerId>(next), edit.at, edit.name, edit.colour, edit.comment});
    next.markers = share(std::move(markers));
    return next;
}

const EditDeclaration add_marker_edit = declare<about_add_marker, read_add_marker>();

} // namespace dub::session

#include "engine/session/edits/remove_marker.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array remove_marker_arguments{
    ArgumentDeclaration{"marker", "marker", "id or name", Need::required, "the marker"},
};
constexpr EditText about_remove_marker{"remove_marker", "Remove a marker.", remove_marker_arguments};

Result<RemoveMarker> read_remove_marker(const ArgumentReader& in) {
    RemoveMarker edit;
    CHECK(in.read("marker", edit.marker));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RemoveMarker& edit) {
    std::vector<Marker> markers = *session.markers;
    if (std::erase_if(markers, [&](const Marker& marker) { return marker.id == edit.marker; }) == 0)
        return missing("marker", edit.marker.text());
    Session next = session;
    next.markers = share(std::move(markers));
    return next;
}

const EditDeclaration remove_marker_edit = declare<about_remove_marker, read_remove_marker>();

} // namespace dub::session

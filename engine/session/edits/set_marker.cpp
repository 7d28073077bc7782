#include "engine/session/edits/set_marker.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array set_marker_arguments{
    ArgumentDeclaration{"marker", "marker", "id or name", Need::required, "which"},
    ArgumentDeclaration{"at", "time", "any", Need::optional, "its new frame"},
    ArgumentDeclaration{"name", "text", "any", Need::optional, "what it says"},
    ArgumentDeclaration{"colour", "text", "#rrggbb", Need::optional, "\"\" takes it away"},
    ArgumentDeclaration{"comment", "text", "any", Need::optional, "more than fits into a name"},
};
constexpr EditText about_set_marker{"set_marker", "Move a marker, or change what it says.",
                                    set_marker_arguments};

Result<SetMarker> read_set_marker(const ArgumentReader& in) {
    SetMarker edit;
    CHECK(in.read("marker", edit.marker));
    CHECK(in.read("at", edit.at));
    CHECK(in.read("name", edit.name));
    CHECK(in.read("colour", edit.colour));
    CHECK(in.read("comment", edit.comment));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetMarker& edit) {
    std::vector<Marker> markers = *session.markers;
    const auto marker = std::ranges::find(markers, edit.marker, &Marker::id);
    if (marker == markers.end()) return missing("marker", edit.marker.text());
    marker->at = edit.at.value_or(marker->at);
    marker->name = edit.name.value_or(marker->name);
    marker->colour = edit.colour.value_or(marker->colour);
    marker->comment = edit.comment.value_or(marker->comment);
    std::ranges::stable_sort(markers, {}, &Marker::at);
    Session next = session;
    next.markers = share(std::move(markers));
    return next;
}

const EditDeclaration set_marker_edit = declare<about_set_marker, read_set_marker>();

} // namespace dub::session

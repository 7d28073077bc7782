#include "engine/session/edits/set_colour.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array set_colour_arguments{
    ArgumentDeclaration{"strips", "strips", "ids or names", Need::required, "tracks, buses and VCAs"},
    ArgumentDeclaration{"colour", "colour", "#rrggbb", Need::required, "\"\" takes it away: by role"},
};
constexpr EditText about_set_colour{"set_colour", "Give tracks, buses and VCAs a colour.",
                                    set_colour_arguments};

Result<SetColour> read_set_colour(const ArgumentReader& in) {
    SetColour edit;
    CHECK(in.read("strips", edit.strips));
    CHECK(in.read("colour", edit.colour));
    return edit;
}

bool is_colour(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdefABCDEF";
    return text.empty() || (text.size() == 7 && text[0] == '#' &&
                            text.substr(1).find_first_not_of(digits) == std::string_view::npos);
}

Result<Session> coloured(Session session, StripOwner owner, const std::string& colour) {
    if (owner.vca) {
        TRY(Vca vca, copy_vca(session, owner.vca));
        vca.colour = colour;
        return with_vca(std::move(session), std::move(vca));
    }
    if (owner.bus) {
        TRY(Bus bus, copy_bus(session, owner.bus));
        bus.colour = colour;
        return with_bus(std::move(session), std::move(bus));
    }
    TRY(Track track, copy_track(session, owner.track));
    track.colour = colour;
    return with_track(std::move(session), std::move(track));
}

} // namespace

Result<Session> apply(const Session& session, const SetColour& edit) {
    if (!is_colour(edit.colour))
        return fail(
            ErrorCode::invalid,
            fmt::format("'{}' is no colour; expected #rrggbb, as #66B58A, or \"\" for none.", edit.colour));
    Session next = session;
    for (const StripOwner owner : edit.strips) {
        TRY(next, coloured(std::move(next), owner, edit.colour));
    }
    return next;
}

const EditDeclaration set_colour_edit = declare<about_set_colour, read_set_colour>();

} // namespace dub::session

#include "engine/session/edits/coalesce_vca.h"

#include <array>

#include <fmt/format.h>

#include "engine/session/edits/coalescing.h"
#include "engine/session/edits/lane_cutting.h"
#include "engine/session/edits/members.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {
namespace {

constexpr std::array coalesce_vca_arguments{
    vca_argument,
};
constexpr EditText about_coalesce_vca{"coalesce_vca", "Write what a VCA does into its members' faders.",
                                      coalesce_vca_arguments};

Result<CoalesceVca> read_coalesce_vca(const ArgumentReader& in) {
    CoalesceVca edit;
    CHECK(in.read("vca", edit.vca));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const CoalesceVca& edit) {
    TRY(const Vca vca, copy_vca(session, edit.vca));
    const ParameterAddress fader = address_of(strip::fader);
    const ParameterAddress fader_trim = address_of(strip::fader_trim);
    const bool rides =
        find_lane(*vca.strip, fader) != nullptr || find_lane(*vca.strip, fader_trim) != nullptr;
    if (rides && vca.strip->automation.mode == AutomationMode::off)
        return fail(ErrorCode::unfit,
                    fmt::format("The automation of VCA {} is off, so that its rides are not heard; set it to "
                                "read, or clear its lanes first.",
                                title(vca)));
    const std::array levels{curve_on(*vca.strip, fader, strip::fader),
                            curve_on(*vca.strip, fader_trim, strip::fader_trim)};
    Session next = session;
    for (const StripOwner member : vca.members) {
        TRY(Strip strip, copy_strip(next, member));
        TRY(strip, with_added(next, std::move(strip), {fader, strip::fader, title(next, member)}, levels));
        next = with_strip(std::move(next), member, std::move(strip));
    }
    Strip rest = at_rest(next, *vca.strip, fader, strip::fader);
    rest = at_rest(next, std::move(rest), fader_trim, strip::fader_trim);
    return with_strip(std::move(next), {{}, {}, edit.vca}, std::move(rest));
}

const EditDeclaration coalesce_vca_edit = declare<about_coalesce_vca, read_coalesce_vca>();

} // namespace dub::session

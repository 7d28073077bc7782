#include "engine/session/edits/coalesce_trim.h"

#include <array>

#include <fmt/format.h>

#include "engine/session/edits/coalescing.h"
#include "engine/session/edits/lane_cutting.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {
namespace {

constexpr std::array coalesce_trim_arguments{
    ArgumentDeclaration{"strips", "strips", "ids or names", Need::required, "tracks, buses and VCAs"},
};
constexpr EditText about_coalesce_trim{
    "coalesce_trim", "Write trims of faders and sends into what they are added to.", coalesce_trim_arguments};

Result<CoalesceTrim> read_coalesce_trim(const ArgumentReader& in) {
    CoalesceTrim edit;
    CHECK(in.read("strips", edit.strips));
    return edit;
}

// One level and the trim that is added to it.
struct TrimPair {
    ParameterAddress level, trim;
    const Parameter &declared, &declared_trim;
};

Result<Strip> coalesced(Session& ids, Strip strip, const TrimPair& pair, const std::string& title) {
    const bool rides = find_lane(strip, pair.trim) != nullptr;
    if (rides && strip.automation.mode == AutomationMode::off)
        return fail(
            ErrorCode::unfit,
            fmt::format("The automation of {} is off, so that its trim is not heard; set it to read, or "
                        "clear the lane of {} first.",
                        title, pair.trim.parameter));
    const Strip given = strip; // holds the points
    const std::array more{curve_on(given, pair.trim, pair.declared_trim)};
    TRY(strip, with_added(ids, std::move(strip), {pair.level, pair.declared, title}, more));
    return at_rest(ids, std::move(strip), pair.trim, pair.declared_trim);
}

} // namespace

Result<Session> apply(const Session& session, const CoalesceTrim& edit) {
    Session next = session;
    for (const StripOwner owner : edit.strips) {
        TRY(Strip strip, copy_strip(next, owner));
        const std::string name = title(next, owner);
        const auto at = [](SendId send, const Parameter& parameter) {
            return ParameterAddress{{}, send, std::string(parameter.id)};
        };
        TRY(strip,
            coalesced(next, std::move(strip),
                      {at({}, strip::fader), at({}, strip::fader_trim), strip::fader, strip::fader_trim},
                      name));
        const std::vector<Send> sends = strip.sends;
        for (const Send& send : sends) {
            TRY(strip, coalesced(next, std::move(strip),
                                 {at(send.id, strip::send_level), at(send.id, strip::send_level_trim),
                                  strip::send_level, strip::send_level_trim},
                                 name));
        }
        next = with_strip(std::move(next), owner, std::move(strip));
    }
    return next;
}

const EditDeclaration coalesce_trim_edit = declare<about_coalesce_trim, read_coalesce_trim>();

} // namespace dub::session

#include "engine/session/edits/switch_version_insert.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/edits/versions.h"

namespace dub::session {
namespace {

constexpr std::array switch_version_insert_arguments{
    version_argument,
    insert_argument,
    slot_strip_argument,
    ArgumentDeclaration{"state", "insert state", "bypassed, active, as-mix", Need::optional, "bypassed"},
};
constexpr EditText about_switch_version_insert{"switch_version_insert",
                                               "Bypass a processor in one version, or let it work there.",
                                               switch_version_insert_arguments};

Result<SwitchVersionInsert> read_switch_version_insert(const ArgumentReader& in) {
    SwitchVersionInsert edit;
    static constexpr std::array<std::string_view, 3> states{"bypassed", "active", "as-mix"};
    CHECK(in.read("version", edit.version));
    CHECK(in.read("insert", edit.insert));
    CHECK(in.read("state", edit.state, states));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SwitchVersionInsert& edit) {
    TRY(Version version, copy_version(session, edit.version));
    if (!find_insert(session, edit.insert)) return missing("insert", edit.insert.text());
    std::erase_if(version.switches, [&](const VersionSwitch& one) { return one.insert == edit.insert; });
    const auto at = std::ranges::lower_bound(version.switches, edit.insert, {}, &VersionSwitch::insert);
    if (edit.state != InsertState::as_mix)
        version.switches.insert(at, {edit.insert, edit.state == InsertState::bypassed});
    return with_version(session, std::move(version));
}

const EditDeclaration switch_version_insert_edit =
    declare<about_switch_version_insert, read_switch_version_insert>();

} // namespace dub::session

#include "app/jobs/new_session.h"

#include "app/jobs/lineage.h"
#include "app/jobs/save.h"
#include "engine/session/invariants.h"

namespace dub::app {

session::Setup plain_session(const session::SetupWish& wish) {
    session::Info info;
    info.name = wish.name;
    info.facts = wish.facts;
    info.rate = wish.rate.value_or(info.rate);
    info.timecode = wish.timecode.value_or(*timecode_format("24"));
    info.home = wish.home.value_or(*layout_named("7.1"));
    info.start = wish.start.value_or(*parse_timecode("01:00:00:00", info.timecode));
    return {session::new_session(std::move(info)), {}};
}

Result<session::Setup> save_new(session::Setup made, const std::filesystem::path& file, IfExists if_exists) {
    session::Info info = *made.session.info;
    info.lineage = new_lineage();
    made.session.info = std::make_shared<const session::Info>(std::move(info));
    TRY(auto saved, save_as(made.session, file, {if_exists}));
    append(made.diagnostics, std::move(saved.diagnostics));
    append(made.diagnostics, session::check(made.session));
    return made;
}

} // namespace dub::app

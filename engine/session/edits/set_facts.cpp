#include "engine/session/edits/set_facts.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array set_facts_arguments{
    ArgumentDeclaration{"show", "text", "any", Need::optional, "the film or series"},
    ArgumentDeclaration{"season", "text", "any", Need::optional, "01 …"},
    ArgumentDeclaration{"episode", "text", "any", Need::optional, "103 …"},
    ArgumentDeclaration{"cut", "text", "any", Need::optional, "v7, locked …"},
    ArgumentDeclaration{"language", "text", "any", Need::optional, "en, de …"},
};
constexpr EditText about_set_facts{"set_facts",
                                   "Say what the session belongs to: show, season, episode, cut, language.",
                                   set_facts_arguments};

Result<SetFacts> read_set_facts(const ArgumentReader& in) {
    SetFacts edit;
    edit.facts = in.session().info->facts;
    CHECK(in.read("show", edit.facts.show));
    CHECK(in.read("season", edit.facts.season));
    CHECK(in.read("episode", edit.facts.episode));
    CHECK(in.read("cut", edit.facts.cut));
    CHECK(in.read("language", edit.facts.language));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetFacts& edit) {
    Info info = *session.info;
    info.facts = edit.facts;
    return with_info(session, std::move(info));
}

const EditDeclaration set_facts_edit = declare<about_set_facts, read_set_facts>();

} // namespace dub::session

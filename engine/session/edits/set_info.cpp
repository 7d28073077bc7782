#include "engine/session/edits/set_info.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array set_info_arguments{
    ArgumentDeclaration{"name", "text", "any", Need::optional, "the session's name"},
    ArgumentDeclaration{"start", "time", "any", Need::optional, "the first frame of the programme"},
};
constexpr EditText about_set_info{"set_info", "Set the session's name or start.", set_info_arguments};

Result<SetInfo> read_set_info(const ArgumentReader& in) {
    SetInfo edit;
    CHECK(in.read("name", edit.name));
    CHECK(in.read("start", edit.start));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetInfo& edit) {
    Info info = *session.info;
    info.name = edit.name.value_or(info.name);
    info.start = edit.start.value_or(info.start);
    return with_info(session, std::move(info));
}

const EditDeclaration set_info_edit = declare<about_set_info, read_set_info>();

} // namespace dub::session

#include "engine/session/edits/remove_version.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/edits/versions.h"

namespace dub::session {
namespace {

constexpr std::array remove_version_arguments{
    version_argument,
};
constexpr EditText about_remove_version{"remove_version", "Remove a version; the mix is untouched.",
                                        remove_version_arguments};

Result<RemoveVersion> read_remove_version(const ArgumentReader& in) {
    RemoveVersion edit;
    CHECK(in.read("version", edit.version));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RemoveVersion& edit) {
    TRY(const Version version, copy_version(session, edit.version));
    for (const auto& print : session.prints)
        if (print->version == version.id)
            return fail(ErrorCode::unfit, fmt::format("Print {} '{}' is of version '{}'; remove it first.",
                                                      print->id.text(), print->name, version.name));
    Session next = session;
    std::erase_if(next.versions, [&](const auto& one) { return one->id == version.id; });
    return next;
}

const EditDeclaration remove_version_edit = declare<about_remove_version, read_remove_version>();

} // namespace dub::session

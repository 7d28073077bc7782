#include "engine/session/edits/remove_print.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array arguments{
    ArgumentDeclaration{"print", "print", "id or name", Need::required, "which"},
};
constexpr EditText about{"remove_print", "Remove a print; its files stay in the pool.", arguments};

Result<RemovePrint> read(const ArgumentReader& in) {
    RemovePrint edit;
    CHECK(in.read("print", edit.print));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RemovePrint& edit) {
    if (find_print(session, edit.print) == nullptr) return missing("print", edit.print.text());
    Session next = session;
    std::erase_if(next.prints, [&](const auto& one) { return one->id == edit.print; });
    return next;
}

const EditDeclaration remove_print_edit = declare<about, read>();

} // namespace dub::session

#include "engine/session/edits/remove_print.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array remove_print_arguments{
    ArgumentDeclaration{"print", "print", "id or name", Need::required, "which"},
};
constexpr EditText about_remove_print{"remove_print", "Remove a print; its files stay in the pool.",
                                      remove_print_arguments};

Result<RemovePrint> read_remove_print(const ArgumentReader& in) {
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

const EditDeclaration remove_print_edit = declare<about_remove_print, read_remove_print>();

} // namespace dub::session

#include "engine/session/edits/set_fold_down.h"

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/names.h"

namespace dub::session {
namespace {

constexpr EditText about_set_fold_down{"set_fold_down", "Set how wide mixes fold down to narrower ones.",
                                       fold_down_arguments};

Result<SetFoldDown> read_set_fold_down(const ArgumentReader& in) {
    SetFoldDown edit;
    edit.fold = in.session().routing->fold;
    CHECK(read_fold_down(in, edit.fold));
    return edit;
}

} // namespace

Result<void> read_fold_down(const ArgumentReader& in, FoldDown& fold) {
    CHECK(in.read("surrounds", fold.surrounds, surround_pair_names));
    CHECK(in.read("rear", fold.rear, {-60, 6, "dB"}));
    CHECK(in.read("centre", fold.centre, {minus_infinity, 6, "dB"}));
    CHECK(in.read("surround", fold.surround, {minus_infinity, 6, "dB"}));
    CHECK(in.read("lfe", fold.lfe, {minus_infinity, 12, "dB"}));
    return in.read("height", fold.height, {minus_infinity, 6, "dB"});
}

Result<Session> apply(const Session& session, const SetFoldDown& edit) {
    Routing routing = *session.routing;
    routing.fold = edit.fold;
    Session next = session;
    next.routing = share(std::move(routing));
    return next;
}

const EditDeclaration set_fold_down_edit = declare<about_set_fold_down, read_set_fold_down>();

} // namespace dub::session

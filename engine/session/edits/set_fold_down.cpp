#include "engine/session/edits/set_fold_down.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/names.h"

namespace dub::session {
namespace {

constexpr std::array arguments{
    ArgumentDeclaration{"surrounds", "pair", "sides, array", Need::optional,
                        "how 5.x surrounds spread over 7.x and fold back"},
    ArgumentDeclaration{"rear", "dB", "-60 … 6 dB", Need::optional,
                        "the rears, 7.x to 5.x, on top of the pair's own"},
    ArgumentDeclaration{"centre", "dB", "-60 … 6 dB, or \"-inf\"", Need::optional,
                        "the centre, 5.x to stereo"},
    ArgumentDeclaration{"surround", "dB", "-60 … 6 dB, or \"-inf\"", Need::optional,
                        "the surrounds, 5.x to stereo"},
    ArgumentDeclaration{"lfe", "dB", "-60 … 12 dB, or \"-inf\"", Need::optional,
                        "the LFE; \"-inf\" leaves it out"},
    ArgumentDeclaration{"height", "dB", "-60 … 6 dB, or \"-inf\"", Need::optional,
                        "heights to the speaker below"},
};
constexpr EditText about{"set_fold_down", "Set how wide mixes fold down to narrower ones.", arguments};

Result<SetFoldDown> read(const ArgumentReader& in) {
    SetFoldDown edit;
    edit.fold = in.session().routing->fold;
    CHECK(in.read("surrounds", edit.fold.surrounds, surround_pair_names));
    CHECK(in.read("rear", edit.fold.rear, {-60, 6, "dB"}));
    CHECK(in.read("centre", edit.fold.centre, {minus_infinity, 6, "dB"}));
    CHECK(in.read("surround", edit.fold.surround, {minus_infinity, 6, "dB"}));
    CHECK(in.read("lfe", edit.fold.lfe, {minus_infinity, 12, "dB"}));
    CHECK(in.read("height", edit.fold.height, {minus_infinity, 6, "dB"}));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetFoldDown& edit) {
    Routing routing = *session.routing;
    routing.fold = edit.fold;
    Session next = session;
    next.routing = share(std::move(routing));
    return next;
}

const EditDeclaration set_fold_down_edit = declare<about, read>();

} // namespace dub::session

#pragma once
// Sets how wide mixes fold down to narrower ones, and how 5.x spreads over 7.x. What is not named stays.
// Pure, any thread.

#include <array>

#include "engine/session/edits/read_arguments.h"

namespace dub::session {

struct SetFoldDown {
    FoldDown fold;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetFoldDown& edit);

extern const EditDeclaration set_fold_down_edit;

// The coefficients as arguments, here and for a version.
inline constexpr std::array fold_down_arguments{
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
[[nodiscard]] Result<void> read_fold_down(const ArgumentReader& in, FoldDown& fold);

} // namespace dub::session

#pragma once
// Where tracks flow together: track -> predub -> stem -> printmaster, and returns. Plain values, any thread.

#include <string>
#include <vector>

#include "engine/core/layout.h"
#include "engine/core/units.h"
#include "engine/session/role.h"
#include "engine/session/strip.h"
#include "engine/session/vca.h"

namespace dub::session {

enum class BusKind : unsigned char {
    predub,      // a first reduced mix, feeds a stem or another predub
    stem,        // sums to the printmaster; `roles` says what may be in it
    printmaster, // the unity sum of the stems; exactly one, feeds nothing
    returns,     // fed by sends; belongs to the one stem it feeds
};

struct Bus {
    BusId id;
    std::string name;
    BusKind kind = BusKind::stem;
    Layout layout;
    BusId output;            // none for the printmaster
    RoleSet roles;           // allow-list of a stem; empty elsewhere
    std::string colour = {}; // "#rrggbb", empty: by role
    Shared<Strip> strip = std::make_shared<const Strip>();
};

// How 5.x surrounds spread over 7.x and fold back. Each name is a pair that returns a 5.1 source to itself.
enum class SurroundPair : unsigned char {
    sides, // spread: Ls -> Lss at 0 dB; fold: Ls = Lss + Lrs at 0 dB (the usual 7.1 to 5.1 of renderers)
    array, // spread: Ls -> Lss and Lrs at -3.01 dB; fold: Ls = (Lss + Lrs) at -3.01 dB: all side and rear
           // speakers sound
};

// Coefficients of the fold-downs (ITU-R BS.775-3 Annex 4 for 5.1 to 2.0). The LFE is left out unless asked
// for.
struct FoldDown {
    SurroundPair surrounds = SurroundPair::sides; // 7.x to 5.x, and 5.x sources into 7.x
    Db rear{0};                                   // the rears on top of the pair's own, 7.x to 5.x only
    Db centre{-3.0102999566398};                  // 5.1 to Lo/Ro
    Db surround{-3.0102999566398};
    Db lfe{minus_infinity};      // of L and R, and of mono
    Db height{-3.0102999566398}; // heights to the ear-level speaker below
    friend bool operator==(const FoldDown&, const FoldDown&) = default;
};

struct Routing {
    std::vector<Shared<Bus>> buses; // sorted by id
    FoldDown fold;
    std::vector<Shared<Vca>> vcas = {}; // sorted by id
    std::vector<MixGroup> groups = {};  // sorted by id
};

} // namespace dub::session

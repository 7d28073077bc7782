#include "app/demo/material.h"

#include <algorithm>
#include <array>
#include <cassert>

#include <fmt/format.h>

#include "app/demo/synthesis.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view supertux = "supertux-data";
constexpr std::string_view minetest = "minetest-data";
constexpr std::string_view fillets = "fillets-ng-data-nl";
constexpr std::string_view supertux_team = "SuperTux development team";
constexpr std::string_view music_author = "Marek Moeckel";
constexpr std::string_view minetest_team = "Minetest Game sound authors (see the package)";
constexpr std::string_view door_authors = "CGEffex, bennstir, BarkersPinhead and others";
constexpr std::string_view fillets_authors = "ALTAR interactive and the Fish Fillets team";

constexpr std::array all_materials{
    Material{"rain", supertux, "games/supertux2/sounds/rain.wav", "GPL-3+", supertux_team, StandIn::rain,
             25.6},
    Material{"thunder", supertux, "games/supertux2/sounds/thunder.wav", "GPL-3+", supertux_team,
             StandIn::thunder, 3.8},
    Material{"music", supertux, "games/supertux2/music/forest/ghostforest.ogg", "GPL-2+", music_author,
             StandIn::music, 104.2},
    Material{"latch", supertux, "games/supertux2/sounds/locked.ogg", "GPL-3+", supertux_team, StandIn::door,
             1.0},
    Material{"gravel-1", minetest,
             "games/minetest/games/minetest_game/mods/default/sounds/default_gravel_footstep.1.ogg",
             "CC-BY-SA-3.0", minetest_team, StandIn::step, 0.3},
    Material{"gravel-2", minetest,
             "games/minetest/games/minetest_game/mods/default/sounds/default_gravel_footstep.2.ogg",
             "CC-BY-SA-3.0", minetest_team, StandIn::step, 0.5},
    Material{"gravel-3", minetest,
             "games/minetest/games/minetest_game/mods/default/sounds/default_gravel_footstep.3.ogg",
             "CC-BY-SA-3.0", minetest_team, StandIn::step, 0.3},
    Material{"gravel-4", minetest,
             "games/minetest/games/minetest_game/mods/default/sounds/default_gravel_footstep.4.ogg",
             "CC-BY-SA-3.0", minetest_team, StandIn::step, 0.36},
    Material{"wood-1", minetest,
             "games/minetest/games/minetest_game/mods/default/sounds/default_wood_footstep.1.ogg",
             "CC-BY-SA-3.0", minetest_team, StandIn::step, 0.16},
    Material{"wood-2", minetest,
             "games/minetest/games/minetest_game/mods/default/sounds/default_wood_footstep.2.ogg",
             "CC-BY-SA-3.0", minetest_team, StandIn::step, 0.16},
    Material{"gate-open", minetest,
             "games/minetest/games/minetest_game/mods/doors/sounds/doors_fencegate_open.ogg", "CC-BY-3.0",
             door_authors, StandIn::door, 0.6},
    Material{"gate-close", minetest,
             "games/minetest/games/minetest_game/mods/doors/sounds/doors_fencegate_close.ogg", "CC-BY-3.0",
             door_authors, StandIn::door, 0.68},
    Material{"cart", minetest, "games/minetest/games/minetest_game/mods/carts/sounds/carts_cart_moving.1.ogg",
             "CC-BY-SA-3.0", minetest_team, StandIn::wheels, 1.5},
    Material{"fire", minetest, "games/minetest/games/minetest_game/mods/fire/sounds/fire_large.ogg",
             "CC-BY-SA-3.0", minetest_team, StandIn::fire, 8.4},
    Material{"water-1", minetest,
             "games/minetest/games/minetest_game/mods/env_sounds/sounds/env_sounds_water.1.ogg",
             "CC-BY-SA-3.0", minetest_team, StandIn::water, 6.0},
    Material{"hello-1", fillets, "games/fillets-ng/sound/corridor/nl/ch-v-halo0.ogg", "GPL-2",
             fillets_authors, StandIn::speech, 2.1, -2.1},
    Material{"hello-2", fillets, "games/fillets-ng/sound/corridor/nl/ch-v-halo1.ogg", "GPL-2",
             fillets_authors, StandIn::speech, 2.6, -5.0},
    Material{"afraid-1", fillets, "games/fillets-ng/sound/corridor/nl/ch-m-bojim0.ogg", "GPL-2",
             fillets_authors, StandIn::speech, 2.5, -1.8},
    Material{"afraid-2", fillets, "games/fillets-ng/sound/corridor/nl/ch-m-bojim2.ogg", "GPL-2",
             fillets_authors, StandIn::speech, 3.2, -0.3},
    Material{"fearless-1", fillets, "games/fillets-ng/sound/corridor/nl/ch-v-neboj0.ogg", "GPL-2",
             fillets_authors, StandIn::speech, 3.1, 1.9},
    Material{"fearless-2", fillets, "games/fillets-ng/sound/corridor/nl/ch-v-neboj1.ogg", "GPL-2",
             fillets_authors, StandIn::speech, 3.7, -0.9},
    Material{"light", fillets, "games/fillets-ng/sound/corridor/nl/ch-m-rozsvit0.ogg", "GPL-2",
             fillets_authors, StandIn::speech, 3.3, -1.3},
    Material{"wait", fillets, "games/fillets-ng/sound/corridor/nl/ch-v-pockej1.ogg", "GPL-2", fillets_authors,
             StandIn::speech, 4.7, 2.8},
    Material{"answer-1", fillets, "games/fillets-ng/sound/corridor/nl/ch-m-odpoved0.ogg", "GPL-2",
             fillets_authors, StandIn::speech, 4.4, 0.3},
    Material{"answer-2", fillets, "games/fillets-ng/sound/corridor/nl/ch-m-odpoved3.ogg", "GPL-2",
             fillets_authors, StandIn::speech, 4.9, -0.7},
    Material{"sense", fillets, "games/fillets-ng/sound/corridor/nl/ch-v-smysl.ogg", "GPL-2", fillets_authors,
             StandIn::speech, 3.9},
    Material{"hope", fillets, "games/fillets-ng/sound/corridor/nl/ch-m-doufam.ogg", "GPL-2", fillets_authors,
             StandIn::speech, 3.0, -0.7},
};

} // namespace

std::span<const Material> materials() { return all_materials; }

const Material* find_material(std::string_view id) {
    const auto at = std::ranges::find(all_materials, id, &Material::id);
    return at == all_materials.end() ? nullptr : &*at;
}

const FoundMaterial& found_as(std::span<const FoundMaterial> found, std::string_view id) {
    const auto at = std::ranges::find(found, id, [](const auto& entry) { return entry.material->id; });
    assert(at != found.end());
    return *at;
}

Result<std::vector<FoundMaterial>> gather_material(std::span<const fs::path> roots, const fs::path& made) {
    std::vector<FoundMaterial> found;
    for (const Material& material : all_materials) {
        FoundMaterial entry{&material, {}, Origin::synthesised};
        for (const fs::path& root : roots) {
            std::error_code ignored;
            if (!fs::is_regular_file(root / material.path, ignored)) continue;
            entry.path = root / material.path;
            entry.origin = Origin::recorded;
            break;
        }
        if (entry.origin == Origin::synthesised) {
            entry.path = made / fmt::format("{}.wav", material.id);
            CHECK(synthesise(material, entry.path));
        }
        found.push_back(std::move(entry));
    }
    return found;
}

std::string credits_of(std::span<const FoundMaterial> found) {
    std::string text = "sound\tfile\tpackage\tlicence\tholder\n";
    for (const auto& entry : found) {
        const Material& m = *entry.material;
        text += entry.origin == Origin::recorded
                    ? fmt::format("{}\t{}\t{}\t{}\t{}\n", m.id, m.path, m.package, m.licence, m.holder)
                    : fmt::format("{}\t(synthesised)\t-\tCC0-1.0\tmade by dubstage in place of {}\n", m.id,
                                  m.package);
    }
    return text;
}

} // namespace dub::app

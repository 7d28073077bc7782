#include "engine/conform/role_words.h"

#include <algorithm>
#include <array>

#include "engine/conform/names.h"

namespace dub::conform {
namespace {

using session::Role;

struct Word {
    std::string_view word;
    Role role;
};
constexpr std::array table{
    Word{"dx", Role::dialogue},
    Word{"dia", Role::dialogue},
    Word{"dial", Role::dialogue},
    Word{"dlg", Role::dialogue},
    Word{"dialog", Role::dialogue},
    Word{"dialogs", Role::dialogue},
    Word{"dialogue", Role::dialogue},
    Word{"dialogues", Role::dialogue},
    Word{"boom", Role::dialogue},
    Word{"lav", Role::dialogue},
    Word{"prod", Role::dialogue},
    Word{"production", Role::dialogue},
    Word{"adr", Role::adr},
    Word{"loop", Role::adr},
    Word{"group", Role::group},
    Word{"grp", Role::group},
    Word{"walla", Role::group},
    Word{"vo", Role::narration},
    Word{"narr", Role::narration},
    Word{"narration", Role::narration},
    Word{"narrator", Role::narration},
    Word{"voiceover", Role::narration},
    Word{"pfx", Role::pfx},
    Word{"fol", Role::foley},
    Word{"foley", Role::foley},
    Word{"ft", Role::foley},
    Word{"steps", Role::foley},
    Word{"footsteps", Role::foley},
    Word{"moves", Role::foley},
    Word{"props", Role::foley},
    Word{"fx", Role::effects},
    Word{"sfx", Role::effects},
    Word{"hfx", Role::effects},
    Word{"efx", Role::effects},
    Word{"effects", Role::effects},
    Word{"effect", Role::effects},
    Word{"design", Role::effects},
    Word{"bg", Role::ambience},
    Word{"bgs", Role::ambience},
    Word{"amb", Role::ambience},
    Word{"ambs", Role::ambience},
    Word{"ambience", Role::ambience},
    Word{"ambiance", Role::ambience},
    Word{"atmo", Role::ambience},
    Word{"atmos", Role::ambience},
    Word{"roomtone", Role::ambience},
    Word{"crowd", Role::crowd},
    Word{"cwd", Role::crowd},
    Word{"score", Role::score},
    Word{"scr", Role::score},
    Word{"source", Role::source},
    Word{"src", Role::source},
    Word{"mx", Role::music},
    Word{"mus", Role::music},
    Word{"music", Role::music},
    Word{"musik", Role::music},
    Word{"musique", Role::music},
    Word{"opt", Role::optional},
    Word{"optional", Role::optional},
    Word{"guide", Role::guide},
    Word{"mixdown", Role::guide},
    Word{"scratch", Role::guide},
    Word{"reference", Role::reference},
    Word{"ref", Role::reference},
};

} // namespace

std::optional<session::Role> role_in(std::string_view name) {
    for (const std::string& word : words(name)) {
        const auto* const at = std::ranges::find(table, word, &Word::word);
        if (at != table.end()) return at->role;
    }
    return std::nullopt;
}

} // namespace dub::conform

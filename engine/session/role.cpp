#include "engine/session/role.h"

#include <array>

namespace dub::session {
namespace {

struct NamedRole {
    Role role;
    std::string_view name;
};
constexpr std::array named{
    NamedRole{Role::dialogue, "dialogue"},
    NamedRole{Role::adr, "adr"},
    NamedRole{Role::group, "group"},
    NamedRole{Role::narration, "narration"},
    NamedRole{Role::pfx, "pfx"},
    NamedRole{Role::foley, "foley"},
    NamedRole{Role::effects, "effects"},
    NamedRole{Role::ambience, "ambience"},
    NamedRole{Role::crowd, "crowd"},
    NamedRole{Role::score, "score"},
    NamedRole{Role::source, "source"},
    NamedRole{Role::music, "music"},
    NamedRole{Role::optional, "optional"},
    NamedRole{Role::guide, "guide"},
    NamedRole{Role::reference, "reference"},
};
constexpr auto all = [] {
    std::array<Role, named.size()> list{};
    for (std::size_t i = 0; i < named.size(); ++i)
        list[i] = named[i].role;
    return list;
}();

} // namespace

std::span<const Role> roles() { return all; }

std::string_view name_of(Role role) { return named.at(static_cast<std::size_t>(role)).name; }

std::optional<Role> role_named(std::string_view name) {
    for (const auto& entry : named)
        if (entry.name == name) return entry.role;
    return std::nullopt;
}

} // namespace dub::session

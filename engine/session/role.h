#pragma once
// What a track is for. Stems, M&E, DME and mix-minus derive from roles by allow-lists, never from track
// names. Values only, any thread.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

namespace dub::session {

enum class Role : std::uint8_t {
    dialogue,
    adr,
    group,
    narration,
    pfx, // production effects: recorded with the dialogue, kept for the M&E
    foley,
    effects,
    ambience,
    crowd,
    score,
    source,
    music,
    optional,
    guide,
    reference, // guide and reference enter no deliverable
};

[[nodiscard]] std::span<const Role> roles();
[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::optional<Role> role_named(std::string_view name);

// A set of roles: the allow-list of a stem, of an M&E, of a measurement.
class RoleSet {
  public:
    constexpr RoleSet() = default;
    constexpr RoleSet(std::initializer_list<Role> list) {
        for (const Role role : list)
            insert(role);
    }
    constexpr void insert(Role role) { bits_ |= bit(role); }
    constexpr void erase(Role role) { bits_ &= ~bit(role); }
    [[nodiscard]] constexpr bool has(Role role) const { return (bits_ & bit(role)) != 0; }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    [[nodiscard]] constexpr bool contains(RoleSet other) const { return (other.bits_ & ~bits_) == 0; }
    [[nodiscard]] constexpr bool overlaps(RoleSet other) const { return (other.bits_ & bits_) != 0; }
    friend constexpr auto operator<=>(RoleSet, RoleSet) = default;

  private:
    static constexpr std::uint32_t bit(Role role) { return 1U << static_cast<unsigned>(role); }
    std::uint32_t bits_ = 0;
};

// Heard in the programme: everything but optional, guide and reference.
inline constexpr RoleSet programme_roles{Role::dialogue, Role::adr,   Role::group,   Role::narration,
                                         Role::pfx,      Role::foley, Role::effects, Role::ambience,
                                         Role::crowd,    Role::score, Role::source,  Role::music};
// What a dialogue stem holds; speech is looked for in those of it that speech_roles names.
inline constexpr RoleSet dialogue_roles{Role::dialogue, Role::adr, Role::group, Role::narration};
// Dialogue loudness listens here: group walla and pfx are not speech to be understood.
inline constexpr RoleSet speech_roles{Role::dialogue, Role::adr, Role::narration};
// Music and effects: no recognisable speech.
inline constexpr RoleSet music_and_effects_roles{Role::pfx,   Role::foley, Role::effects, Role::ambience,
                                                 Role::crowd, Role::score, Role::source,  Role::music};

} // namespace dub::session

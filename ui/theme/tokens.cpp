#include "ui/theme/tokens.h"

namespace dub::ui::theme {

QColor role_colour(std::optional<session::Role> role) {
    using session::Role;
    if (!role) return {0x9A, 0xA3, 0xAD};
    switch (*role) {
    case Role::dialogue:
    case Role::group:
    case Role::pfx:
    case Role::guide: return {0x5D, 0xA9, 0xE9};
    case Role::adr: return {0x4F, 0xC3, 0xC7};
    case Role::narration: return {0x9D, 0xB4, 0xFF};
    case Role::foley: return {0xE0, 0xA4, 0x58};
    case Role::effects:
    case Role::optional: return {0xE4, 0x68, 0x5D};
    case Role::ambience:
    case Role::crowd: return {0x66, 0xB5, 0x8A};
    case Role::score:
    case Role::source:
    case Role::music: return {0xB4, 0x8E, 0xE0};
    case Role::reference: return {0x9A, 0xA3, 0xAD};
    }
    return {0x9A, 0xA3, 0xAD};
}

QColor mixed(QColor a, QColor b, double part_of_b) {
    const auto blend = [&](int from, int to) { return qRound(from + (to - from) * part_of_b); };
    return {blend(a.red(), b.red()), blend(a.green(), b.green()), blend(a.blue(), b.blue())};
}

} // namespace dub::ui::theme

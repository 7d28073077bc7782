#include "app/surfaces/pages.h"

#include <algorithm>
#include <array>

#include "engine/session/parameters/catalogue.h"
#include "engine/session/parameters/strip.h"
#include "engine/session/passes/control.h"

namespace dub::app {
namespace {

namespace strip = session::strip;

// On a display of two letters; what stands not here is called by the first two of its name.
struct Letters {
    std::string_view parameter, letters;
};
constexpr std::array known_letters{Letters{strip::trim.id, "TR"},
                                   Letters{strip::fader_trim.id, "FT"},
                                   Letters{strip::polarity.id, "PO"},
                                   Letters{strip::pan_x.id, "PX"},
                                   Letters{strip::pan_y.id, "PY"},
                                   Letters{strip::pan_z.id, "PZ"},
                                   Letters{strip::width.id, "WI"},
                                   Letters{strip::rotate.id, "RO"},
                                   Letters{strip::scale.id, "SI"},
                                   Letters{strip::divergence.id, "DI"},
                                   Letters{strip::front_divergence.id, "FD"},
                                   Letters{strip::rear_divergence.id, "RD"},
                                   Letters{strip::front_rear_divergence.id, "FR"},
                                   Letters{strip::centre.id, "CE"},
                                   Letters{strip::lfe_send.id, "LF"},
                                   Letters{strip::lfe_filter.id, "LP"}};

std::string_view letters_of(const session::Parameter& parameter) {
    const auto known = std::ranges::find(known_letters, parameter.id, &Letters::parameter);
    return known == known_letters.end() ? parameter.name.substr(0, 2) : known->letters;
}

bool is_placing(const session::Parameter& parameter) {
    const auto kind = session::kind_of(address_of(parameter));
    return kind == session::ControlKind::pan || kind == session::ControlKind::lfe;
}

// Faders and mutes have controls of their own.
std::vector<Page> made_pages() {
    std::vector<Page> made;
    for (const Key key : {Key::pan, Key::track})
        for (const session::Parameter& one : strip::all)
            if (one.id != strip::fader.id && one.id != strip::mute.id && is_placing(one) == (key == Key::pan))
                made.push_back({key, letters_of(one), one.id, {}});
    for (std::size_t i = 0; i < made.size(); ++i) {
        const bool last = i + 1 == made.size() || made[i + 1].key != made[i].key;
        const auto first = std::ranges::find(made, made[i].key, &Page::key);
        made[i].with_shift = last ? first->parameter : made[i + 1].parameter;
    }
    return made;
}

} // namespace

std::span<const Page> pages() {
    static const std::vector<Page> all = made_pages();
    return all;
}

std::optional<Target> own_target(const WalkedStrip& of, std::string_view parameter) {
    const session::Parameter* const declared =
        session::find_parameter(session::parameters_of(of.owner), parameter);
    if (declared == nullptr || !session::has(of.pan(), *declared)) return std::nullopt;
    return Target{of.owner, {{}, {}, std::string(parameter)}, declared};
}

std::optional<Target> page_target(const Page& page, const WalkedStrip& of, bool shift) {
    return own_target(of, shift ? page.with_shift : page.parameter);
}

std::optional<Target> send_target(std::size_t send, const WalkedStrip& of) {
    if (send >= of.strip->sends.size()) return std::nullopt;
    return Target{
        of.owner, {{}, of.strip->sends[send].id, std::string(strip::send_level.id)}, &strip::send_level};
}

std::size_t insert_parameters(const session::Strip& strip) {
    std::size_t count = 0;
    for (const session::Insert& insert : strip.inserts)
        if (const auto* const declared = session::find_processor_parameters(insert.processor))
            count += declared->parameters.size();
    return count;
}

std::optional<Target> insert_target(const WalkedStrip& of, std::size_t pot) {
    for (const session::Insert& insert : of.strip->inserts) {
        const auto* const declared = session::find_processor_parameters(insert.processor);
        if (declared == nullptr) continue;
        if (pot < declared->parameters.size()) {
            const session::Parameter& one = declared->parameters[pot];
            return Target{of.owner, {insert.id, {}, std::string(one.id)}, &one};
        }
        pot -= declared->parameters.size();
    }
    return std::nullopt;
}

} // namespace dub::app

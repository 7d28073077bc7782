#include "app/surfaces/pages.h"

#include <algorithm>
#include <array>

#include "engine/session/parameters/catalogue.h"
#include "engine/session/parameters/strip.h"

namespace dub::app {
namespace {

namespace strip = session::strip;

constexpr std::array all_pages{
    Page{Key::pan, "PX", strip::pan_x.id, strip::pan_y.id},
    Page{Key::pan, "PY", strip::pan_y.id, strip::pan_z.id},
    Page{Key::pan, "WI", strip::width.id, strip::pan_z.id},
    Page{Key::pan, "DI", strip::divergence.id, strip::centre.id},
    Page{Key::pan, "CE", strip::centre.id, strip::divergence.id},
    Page{Key::pan, "LF", strip::lfe_send.id, strip::lfe_filter.id},
    Page{Key::track, "TR", strip::trim.id, strip::polarity.id},
    Page{Key::track, "FT", strip::fader_trim.id},
};

} // namespace

std::span<const Page> pages() { return all_pages; }

std::optional<Target> own_target(const WalkedStrip& of, std::string_view parameter) {
    const std::span<const session::Parameter> its =
        of.owner.vca ? std::span<const session::Parameter>(strip::of_vca) : strip::all;
    const session::Parameter* const declared = session::find_parameter(its, parameter);
    if (declared == nullptr) return std::nullopt;
    return Target{of.owner, {{}, {}, std::string(parameter)}, declared};
}

std::optional<Target> page_target(const Page& page, const WalkedStrip& of, bool shift) {
    return own_target(of, shift && !page.with_shift.empty() ? page.with_shift : page.parameter);
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

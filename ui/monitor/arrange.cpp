#include "ui/monitor/arrange.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace dub::ui {
namespace {

constexpr double near_field_spl = 79;

monitor::SpeakerSet on_device(std::string name, const Layout& layout, int device_channels) {
    auto set = monitor::plain_set(std::move(name), layout);
    for (int& channel : set.patch)
        if (channel >= device_channels) channel = -1;
    return set;
}

Layout first_layout(const Layout& home, int device_channels) {
    if (home.channels() > 0 && home.channels() <= device_channels) return home;
    for (const char* const name : {"5.1", "2.0"})
        if (const auto layout = layout_named(name); layout && layout->channels() <= device_channels)
            return *layout;
    return {Speaker::C};
}

} // namespace

monitor::MonitorSettings first_settings(const Layout& home, int device_channels) {
    monitor::MonitorSettings first;
    first.source = "printmaster";
    first.level_spl = near_field_spl;
    first.sets = {on_device("A", first_layout(home, device_channels), device_channels),
                  on_device("B", {Speaker::L, Speaker::R}, device_channels)};
    return first;
}

monitor::SpeakerSet rearranged(const monitor::SpeakerSet& set, const Layout& layout, int device_channels) {
    auto next = on_device(set.name, layout, device_channels);
    next.reference_spl = set.reference_spl;
    next.lfe = set.lfe;
    if (layout.has(Speaker::LFE)) next.crossover = set.crossover;
    for (int s = 0; s < layout.channels(); ++s)
        if (const auto before = set.layout.find(layout[s]))
            next.controls[static_cast<std::size_t>(s)] = set.controls[static_cast<std::size_t>(*before)];
    return next;
}

monitor::SpeakerSet patched(monitor::SpeakerSet set, std::size_t speaker, int channel) {
    if (channel >= 0)
        if (const auto holder = std::ranges::find(set.patch, channel); holder != set.patch.end())
            *holder = set.patch.at(speaker);
    set.patch.at(speaker) = channel;
    return set;
}

monitor::ExternalInput plugged_in(const monitor::ExternalInput& input, const Layout& layout) {
    monitor::ExternalInput next{layout, {}};
    for (int s = 0; s < layout.channels(); ++s) {
        const auto before = input.layout.find(layout[s]);
        next.patch.push_back(before ? input.patch[static_cast<std::size_t>(*before)] : -1);
    }
    for (int& channel : next.patch)
        for (int free = 0; channel < 0; ++free)
            if (std::ranges::find(next.patch, free) == next.patch.end()) channel = free;
    return next;
}

std::vector<Place> places_of(const Layout& layout) {
    struct Seen {
        double x, y;
    };
    constexpr Seen sub{0.5, 1}; // beside C, where subs stand
    std::vector<Seen> seen;
    for (const Speaker speaker : layout.speakers()) {
        const auto at = layout.position(speaker);
        if (!at)
            seen.push_back(is_lfe(speaker) ? sub : Seen{speaker == Speaker::Lt ? -1.0 : 1.0, 1});
        else
            seen.push_back(at->z > 0 ? Seen{at->x * 0.5, at->y * 0.6} : Seen{at->x, at->y});
    }
    std::set<double> depths;
    for (const Seen& one : seen)
        depths.insert(one.y);
    std::vector<Place> places;
    for (const Seen& one : seen) {
        const auto behind = std::distance(depths.find(one.y), depths.end()) - 1;
        places.push_back({static_cast<int>(behind), static_cast<int>(std::lround((one.x + 1) * 2))});
    }
    return places;
}

} // namespace dub::ui

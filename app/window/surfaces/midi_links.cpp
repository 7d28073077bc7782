#include "app/window/surfaces/midi_links.h"

#include <algorithm>

#include "app/device/apart.h"

namespace dub::app {
namespace {
constexpr MidiLinks::Time look_every = std::chrono::seconds(1);
}

bool MidiLinks::has(const MidiNames& names, const Wanted& wanted) {
    const auto in = [](const std::vector<std::string>& all, const std::string& name) {
        return name.empty() || std::ranges::find(all, name) != all.end();
    };
    return in(names.inputs, wanted.input) && in(names.outputs, wanted.output);
}

void MidiLinks::want(std::vector<Wanted> wanted) {
    std::vector<Open> next;
    for (Wanted& one : wanted) {
        const auto found = std::ranges::find(open_, one, &Open::wanted);
        if (found != open_.end())
            next.push_back(std::move(*found));
        else if (!one.input.empty() || !one.output.empty())
            next.push_back({std::move(one), nullptr, {}});
    }
    open_ = std::move(next);
    looked_.reset();
}

void MidiLinks::look_again() {
    if (ports_) ports_->look_again();
    looked_.reset();
}

MidiLink* MidiLinks::link(const Wanted& wanted) const {
    const auto found = std::ranges::find(open_, wanted, &Open::wanted);
    return found == open_.end() ? nullptr : found->link.get();
}

MidiLinks::Looked MidiLinks::look(MidiPorts& ports, const std::vector<Wanted>& missing) {
    Looked looked{ports.names(), {}};
    for (const Wanted& one : missing)
        if (has(looked.names, one)) looked.opened.emplace_back(one, ports.open(one.input, one.output));
    return looked;
}

void MidiLinks::begin_look(Time now) {
    looked_ = now;
    std::vector<Wanted> missing;
    for (const Open& one : open_)
        if (!one.link) missing.push_back(one.wanted);
    looking_ = apart([ports = ports_, missing] { return look(*ports, missing); });
}

void MidiLinks::service(Time now) {
    for (Open& one : open_)
        if (one.link && one.link->dead()) drop(one);
    if (looking_.valid()) {
        if (looking_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) take(looking_.get());
        return;
    }
    const bool wanted = asked_ || !open_.empty();
    if (ports_ && wanted && (!looked_ || now - *looked_ >= look_every)) begin_look(now);
}

void MidiLinks::drop(Open& open) {
    open.link.reset();
    events_.push_back({open.wanted, Event::Kind::lost, {}});
}

void MidiLinks::take(Looked looked) {
    names_ = std::move(looked.names);
    for (Open& one : open_)
        if (one.link && !has(names_, one.wanted)) drop(one);
    for (auto& [wanted, link] : looked.opened) {
        const auto found = std::ranges::find(open_, wanted, &Open::wanted);
        if (found == open_.end() || found->link) continue; // not wanted any more
        if (link) {
            found->link = std::move(*link);
            found->refused.clear();
            events_.push_back({wanted, Event::Kind::opened, {}});
        } else if (found->refused != link.error().text()) {
            found->refused = link.error().text();
            events_.push_back({wanted, Event::Kind::refused, found->refused});
        }
    }
}

} // namespace dub::app

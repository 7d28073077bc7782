#include "app/window/surfaces/mackie_desk.h"

#include <fmt/format.h>

namespace dub::app {
namespace {

using mackie::Greeting;
constexpr MackieDesk::Time ask_every = std::chrono::seconds(2);
constexpr int unanswered_max = 3;

// Strips of a message count within its unit.
template <class Said> Message shifted(Said said, int first) {
    if constexpr (requires { said.strip; })
        if (said.strip != main_fader) said.strip += first;
    return said;
}

} // namespace

void MackieDesk::set(const std::vector<SurfaceUnit>& units) {
    surface_.unplugged();
    units_.clear();
    for (const SurfaceUnit& unit : units) {
        using Kind = mackie::Feedback::Unit;
        const Kind kind = unit.kind == SurfaceUnit::Kind::main ? Kind::main : Kind::extender;
        const int first = static_cast<int>(units_.size()) * mackie::strips_of_unit;
        units_.push_back({unit, mackie::Feedback(kind, first), {}, 0, false, false});
    }
    surface_.set_width(std::max<std::size_t>(1, units_.size()) * mackie::strips_of_unit);
}

std::vector<MidiLinks::Wanted> MackieDesk::wanted() const {
    std::vector<MidiLinks::Wanted> all;
    for (const Unit& unit : units_)
        all.push_back(unit.wanted());
    return all;
}

void MackieDesk::happened(const MidiLinks::Event& event, MidiLinks& links) {
    for (Unit& unit : units_) {
        if (!(unit.wanted() == event.wanted)) continue;
        switch (event.kind) {
        case MidiLinks::Event::Kind::refused: say_(event.sentence); break;
        case MidiLinks::Event::Kind::lost:
            surface_.unplugged();
            say_(fmt::format("The control surface on {} is not there any more; what it held was let go.",
                             unit.ports.input));
            break;
        case MidiLinks::Event::Kind::opened:
            unit.feedback.forget();
            unit.asked.reset();
            unit.unanswered = 0;
            unit.answers = unit.silent = false;
            if (MidiLink* const link = links.link(event.wanted))
                link->send(mackie::device_query(unit.feedback.model()));
            say_(fmt::format("The control surface on {} is connected.", unit.ports.input));
            break;
        }
    }
}

void MackieDesk::service(MidiLinks& links, Time now) {
    int first = 0;
    for (Unit& unit : units_) {
        if (MidiLink* const link = links.link(unit.wanted())) {
            while (const auto message = link->receive())
                hear(unit, first, message->data(), *link, now);
            ask(unit, *link, now);
        }
        first += mackie::strips_of_unit;
    }
    surface_.tick(now);
}

void MackieDesk::hear(Unit& unit, int first, std::span<const std::uint8_t> message, MidiLink& link,
                      Time now) {
    unit.unanswered = 0;
    if (std::exchange(unit.silent, false)) {
        unit.feedback.forget();
        say_(fmt::format("The control surface on {} answers again.", unit.ports.input));
    }
    if (const auto said = mackie::heard(message))
        surface_.take(std::visit([&](const auto& one) { return shifted(one, first); }, *said), now);
    else if (const auto greeting = mackie::greeting(message))
        greeted(unit, *greeting, link);
}

void MackieDesk::greeted(Unit& unit, const Greeting& greeting, MidiLink& link) {
    unit.answers = true;
    unit.feedback.set_model(greeting.model);
    switch (greeting.kind) {
    case Greeting::Kind::query:
        if (!greeting.challenge.empty()) link.send(mackie::answer(greeting));
        unit.feedback.forget(); // it was just switched on
        break;
    case Greeting::Kind::confirmed: unit.feedback.forget(); break;
    case Greeting::Kind::refused:
        say_(fmt::format("The control surface on {} refuses the connection.", unit.ports.input));
        break;
    case Greeting::Kind::version: break;
    }
}

// A cable stays plugged in when the unit at its end is switched off.
void MackieDesk::ask(Unit& unit, MidiLink& link, Time now) {
    if (unit.asked && now - *unit.asked < ask_every) return;
    unit.asked = now;
    link.send(mackie::version_request(unit.feedback.model()));
    if (!unit.answers || ++unit.unanswered <= unanswered_max || unit.silent) return;
    unit.silent = true;
    surface_.unplugged();
    say_(fmt::format("The control surface on {} does not answer any more; what it held was let go.",
                     unit.ports.input));
}

void MackieDesk::show(MidiLinks& links) {
    if (units_.empty()) return;
    const Face face = surface_.face();
    for (Unit& unit : units_) {
        MidiLink* const link = links.link(unit.wanted());
        if (link == nullptr || unit.silent) continue;
        for (const mackie::Bytes& bytes : unit.feedback.changes(face))
            link->send(bytes);
    }
}

void MackieDesk::farewell(MidiLinks& links) {
    surface_.unplugged();
    for (const Unit& unit : units_)
        if (MidiLink* const link = links.link(unit.wanted()))
            for (const mackie::Bytes& bytes : unit.feedback.farewell())
                link->send(bytes);
}

} // namespace dub::app

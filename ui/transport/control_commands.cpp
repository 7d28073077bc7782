#include "ui/transport/control.h"

namespace dub::ui {
namespace {
constexpr int ten = 10;
}

Commands TransportControl::commands() {
    const auto toggle = [this](bool& which, const char* on, const char* off) {
        which = !which;
        say(which ? on : off);
    };
    Commands all{
        {"transport.play", "Play or stop", "Transport", [this] { play_or_stop(); }},
        {"transport.stop", "Stop", "Transport", [this] { stop(); }},
        {"transport.half-speed", "Play at half speed", "Transport", [this] { play_at(0.5); }},
        {"transport.slow", "Play at a quarter of the speed", "Transport", [this] { play_at(0.25); }},
        {"transport.reverse", "Play backwards", "Transport", [this] { play_at(-1); }},
        {"transport.shuttle-back", "Shuttle backwards, faster each time", "Transport",
         [this] { shuttle(-1); }},
        {"transport.shuttle-forward", "Shuttle forwards, faster each time", "Transport",
         [this] { shuttle(1); }},
        {"transport.faster", "Varispeed: a tenth faster", "Transport",
         [this] { play_at(transport_.state().speed + 0.1); }},
        {"transport.slower", "Varispeed: a tenth slower", "Transport",
         [this] { play_at(transport_.state().speed - 0.1); }},
        {"transport.loop", "Loop the selection", "Transport", [this] { toggle_loop(); }},
        {"transport.rolls", "Pre- and post-roll on or off", "Transport",
         [this, toggle] { toggle(roll.on, "Play rolls in and out.", "Pre- and post-roll are off."); }},
        {"transport.stay", "Stay where it stops, or return to where play began", "Transport",
         [this, toggle] {
             toggle(stays_where_it_stops, "Stays where it stops.", "Returns to where play began.");
         }},
        {"transport.play-selection", "Play the selection", "Transport", [this] { play_selection(); }},
        {"transport.to-start-edge", "Play up to the selection's start", "Transport",
         [this] { play_edge(Edge::start, Side::to); }},
        {"transport.from-start-edge", "Play from the selection's start", "Transport",
         [this] { play_edge(Edge::start, Side::from); }},
        {"transport.to-end-edge", "Play up to the selection's end", "Transport",
         [this] { play_edge(Edge::end, Side::to); }},
        {"transport.from-end-edge", "Play from the selection's end", "Transport",
         [this] { play_edge(Edge::end, Side::from); }},
        {"transport.reconnect", "Connect to the sound device again", "Transport",
         [this] {
             if (const auto done = transport_.reconnect(); !done) say(done.error().text());
         }},
    };
    const auto go = [&](const char* id, const char* name, std::function<void()> run) {
        all.push_back({id, name, "Go", std::move(run)});
    };
    go("go.frame-back", "One frame back", [this] { step({-1}); });
    go("go.frame-forward", "One frame forward", [this] { step({1}); });
    go("go.frames-back", "Ten frames back", [this] { step({-ten}); });
    go("go.frames-forward", "Ten frames forward", [this] { step({ten}); });
    return all;
}

} // namespace dub::ui

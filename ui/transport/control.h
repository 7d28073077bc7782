#pragma once
// What keys and buttons do to the transport: play with pre- and post-roll, shuttle, steps, loop. It knows no
// widget. [window thread]

#include <functional>

#include "ui/commands.h"
#include "ui/ports/document.h"
#include "ui/ports/transport.h"

namespace dub::ui {

// The next shuttle speed in `direction` (1 or -1): 1, 2, 4, 8; against the way it runs: 1 the other way.
[[nodiscard]] double shuttle_after(double speed, int direction);

struct Roll {
    static constexpr double longest_seconds = 60;
    double pre_seconds = 3, post_seconds = 2; // 0 … longest_seconds
    bool on = false;
};

class TransportControl {
  public:
    TransportControl(TransportPort& transport, DocumentPort& document)
        : transport_(transport)
        , document_(document) {}

    // What loop and the rolls are about; none: nothing is selected. Set by who has a selection.
    std::function<std::optional<SampleRange>()> selection = [] { return std::nullopt; };
    std::function<void(const std::string&)> say = [](const std::string&) {}; // trouble, for the status line
    std::function<void(SamplePos)> stands = [](SamplePos) {};                // it stopped or went there

    Roll roll;
    bool stays_where_it_stops = true; // else it returns to where play began

    void play_or_stop();
    void play_at(double speed);
    void stop();
    void shuttle(int direction);
    void step(FrameCount frames); // and hear that frame
    void go_to_start();
    void go_to_end();
    void go_to(SamplePos at);
    void toggle_loop();
    void play_selection();
    // Into and out of an edge of the selection, by the rolls: Pro Tools' 6 7 8 9.
    enum class Edge : unsigned char { start, end };
    enum class Side : unsigned char { to, from };
    void play_edge(Edge edge, Side side);
    // What play covers while something is selected and the rolls are on.
    [[nodiscard]] std::optional<SampleRange> rolled() const;
    void tick(); // now and then: stops where it should

    [[nodiscard]] Commands commands();

  private:
    [[nodiscard]] SampleCount seconds_long(double seconds) const;
    void play_range(SampleRange range);

    TransportPort& transport_;
    DocumentPort& document_;
    std::optional<SamplePos> began_, stop_at_;
};

} // namespace dub::ui

#pragma once
// A parameter a hand can move while the plan runs. A move runs straight to its value within a few quanta;
// while held, the value stands in place of the plan's; released, it runs back to it. What has been moved is
// kept for a while as a line over time, because steps behind a latency ask for the past. Positions are those
// of the plan's windows; all of them lie on the grid, so that neither blocks nor chunks can be heard. What
// has ends that meet goes the short way round. [audio, one thread]

#include <array>
#include <map>
#include <string_view>

#include "engine/core/ids.h"
#include "engine/core/time.h"
#include "engine/session/strip.h"

namespace dub::plan {

// A parameter of a strip, one of its inserts or one of its sends. `parameter` is the id in the declaration's
// own storage, so that the whole is copied without allocation.
struct LiveAddress {
    session::StripOwner owner;
    InsertId insert;
    SendId send;
    std::string_view parameter;
    friend auto operator<=>(const LiveAddress&, const LiveAddress&) = default;
};

// A number that runs to others, as a line.
class LiveLine {
  public:
    void rest_at(double value) { *this = LiveLine(value); }
    LiveLine() = default;
    explicit LiveLine(double value) { knots_[0].value = value; }

    void run_to(double value, SampleRange during);
    [[nodiscard]] double at(SamplePos at) const;
    [[nodiscard]] double last() const { return knots_[count_ - 1].value; }
    [[nodiscard]] bool moves_in(SampleRange window) const;
    [[nodiscard]] bool rests() const { return count_ == 1; } // at every place

  private:
    struct Knot {
        SamplePos at;
        double value = 0;
    };
    static constexpr std::size_t most = 32; // knots; older ones are forgotten
    std::array<Knot, most> knots_{};
    std::size_t count_ = 1;
};

class LiveValue {
  public:
    // Of a move: short enough to follow a hand, long enough not to be heard as steps.
    static constexpr SampleCount shortest{256};

    // [control] Before it is moved: what is once round, 0 where the ends lie apart (engine/session/round.h).
    void set_round(double round) { round_ = round; }

    // `now`: where the next window begins.
    void move(double to, SamplePos now);
    void release(SamplePos now, SampleCount within = shortest);
    // Time has jumped: what runs has arrived.
    void settle();

    [[nodiscard]] bool held() const { return share_.last() != 0; }
    // The plan's alone counts, wherever one asks.
    [[nodiscard]] bool is_idle() const { return share_.rests() && !held(); }
    [[nodiscard]] bool moves_in(SampleRange window) const {
        return share_.moves_in(window) || value_.moves_in(window);
    }
    // What counts at a place where the plan says `planned`.
    [[nodiscard]] double at(SamplePos at, double planned) const;
    // Another one each time anything was changed.
    [[nodiscard]] std::uint64_t turn() const { return turn_; }
    void adopt(const LiveValue& former) {
        share_ = former.share_;
        value_ = former.value_;
        ++turn_;
    }

  private:
    LiveLine share_; // of the moved value: 0 the plan's alone, 1 this alone
    LiveLine value_; // goes on beyond the ends where they meet
    double round_ = 0;
    std::uint64_t turn_ = 0;
};

// All of a plan: made while it is compiled, then only looked up.
using LiveValues = std::map<LiveAddress, LiveValue>;

} // namespace dub::plan

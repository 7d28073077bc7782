#pragma once
// From a segment to events: sequences, transitions, effects, alternatives, nested compositions. A segment's
// events count their record time from its own beginning; what lies around it shifts, trims, colours them.
//
// Two limits keep a hostile file from growing without end: how deep segments nest, and how many steps one
// walk takes in all (compositions that play each other twice a level would double at each).

#include "formats/turnover/aaf/parameters.h"
#include "formats/turnover/aaf/sources.h"

namespace dub::turnover::aaf {

using Events = std::vector<conform::Event>;

class Walk {
  public:
    Walk(const Dictionary& dictionary, Sources& sources, Doubts& doubts)
        : dictionary_(dictionary)
        , sources_(sources)
        , doubts_(doubts) {}

    // The events of a composition's slot, from its beginning. `where` names it in doubts: "A1".
    [[nodiscard]] Events events_of(const Slot& slot, const Object& segment, std::string where);

  private:
    // Where a segment stands: in which slots, for references to slots below (scope_reference).
    struct Scope {
        std::vector<const Object*> slots;
        std::size_t index = 0;
        const Scope* outer = nullptr;
    };
    struct At {
        Rational rate; // of the slot
        Rational from; // seconds since the innermost scope began
        const Scope* scope = nullptr;
        int depth = 0;
        bool picture = false;
    };
    [[nodiscard]] Events walk(const Object& segment, Rational length, At at);
    [[nodiscard]] Events walk_sequence(const Object& sequence, At at);
    [[nodiscard]] Events walk_clip(const Object& clip, Rational length, At at);
    [[nodiscard]] Events walk_composition(const Place& place, Rational length, At at);
    [[nodiscard]] Events walk_selector(const Object& selector, Rational length, At at);
    [[nodiscard]] Events walk_group(const Object& choices, Rational length, At at);
    [[nodiscard]] Events walk_scope(const Object& scope, Rational length, At at);
    [[nodiscard]] Events walk_reference(const Object& reference, Rational length, At at);
    [[nodiscard]] Events walk_effect(const Object& effect, Rational length, At at);
    [[nodiscard]] Events walk_combiner(const Object& effect, Rational length, At at);
    [[nodiscard]] Events walk_speed(const Object& effect, Rational length, At at);
    void name_effect(const Object& effect, Events& events, At at);
    [[nodiscard]] Rational input_rate(const Object& input, Rational rate) const;

    const Dictionary& dictionary_;
    Sources& sources_;
    Doubts& doubts_;
    std::string where_;
    std::int64_t steps_ = 0;
};

// Events within [from, from + length), which then begins at 0. What is cut off loses its fade.
[[nodiscard]] Events window_of(Events events, Rational from, Rational length);
// The whole of an event, at another record time.
void shift(conform::Event& event, Rational by);

} // namespace dub::turnover::aaf
